import Procurement

/// What the bids of a UBL submission offer, in the document's own words.
///
/// UBL knows lots and items by identifiers and names of its own; which lot and specification is meant, only the round
/// can say. Each distinct text is kept once.
struct OfferedItems: Sendable {
    /// Indices into the texts; -1 where the line states nothing.
    struct Item: Sendable {
        var lot: Int32
        var reference: Int32
        var standardIdentifier: Int32
        var sellersIdentifier: Int32
        var strength: Int32
        var name: Int32
        var description: Int32
        var currency: Int32
    }

    private(set) var texts = StringTable()
    /// In the order of the submission's bids.
    private(set) var items: [Item] = []

    /// Makes room for that many bids.
    mutating func makeRoom(for bids: Int) { items.reserveCapacity(bids) }

    /// Adds the item of the next bid.
    mutating func append(_ line: UBLLine, lot: String?) {
        items.append(
            Item(
                lot: index(lot), reference: index(line.reference), standardIdentifier: index(line.standardIdentifier),
                sellersIdentifier: index(line.sellersIdentifier), strength: index(line.strength),
                name: index(line.name), description: index(line.description), currency: index(line.price?.unit)))
    }

    /// The one copy of a text.
    mutating func shared(_ text: String) -> String {
        let index = texts.add(text)
        return texts.strings[index]
    }

    /// The text of an index.
    func text(_ index: Int32) -> String? { index < 0 ? nil : texts.strings[Int(index)] }

    /// The currency of a bid.
    func currency(ofBid index: Int) -> String? { text(items[index].currency) }

    private mutating func index(_ text: String?) -> Int32 { text.map { Int32(texts.add($0)) } ?? -1 }

    /// Gives each bid the lot and specification that its item is in the round.
    ///
    /// A bid whose item the round does not have keeps the words of the document; the checks that follow report it.
    func settle(_ submission: inout Submission, by directory: LotDirectory) {
        for (index, item) in items.enumerated() where submission.bids.indices.contains(index) {
            guard let lot = lot(of: item, in: directory) else { continue }
            submission.bids[index].lot = lot.id
            if let specification = specification(of: item, in: lot) {
                submission.bids[index].specification = specification
            }
        }
    }

    private func lot(of item: Item, in directory: LotDirectory) -> Lot? {
        if let stated = text(item.lot) { return directory.lot(stated) }
        let candidates = [item.reference, item.sellersIdentifier, item.standardIdentifier, item.name, item.description]
        return candidates.lazy.compactMap { self.text($0) }.compactMap { directory.lot($0) }.first
    }

    /// An identifier that is a specification's own; else the one specification of the stated strength.
    private func specification(of item: Item, in lot: Lot) -> Specification.ID? {
        for candidate in [item.reference, item.sellersIdentifier, item.standardIdentifier] {
            if let found = text(candidate).flatMap({ lot.specification(writtenAs: $0) }) { return found }
        }
        if let strength = text(item.strength) { return lot.specification(ofStrength: strength) }
        let found = [item.name, item.description].compactMap { text($0) }.flatMap { lot.specifications(named: $0) }
        return Set(found).count == 1 ? found.first : nil
    }
}

extension Lot {
    /// The specification of that identifier, however it is written.
    fileprivate func specification(writtenAs text: String) -> Specification.ID? {
        if specification(text) != nil { return text }
        let folded = Name.folded(text).lowercased()
        let found = specifications.filter { Name.folded($0.id).lowercased() == folded }
        return found.count == 1 ? found[0].id : nil
    }

    /// The one specification of a strength such as `20 mg`; nil when there is none, or more than one.
    fileprivate func specification(ofStrength text: String) -> Specification.ID? {
        if let found = specification(writtenAs: text) { return found }
        guard let strength = Content(reading: text) else { return nil }
        let found = specifications.filter { $0.content?.describesSameStrength(as: strength) ?? false }
        return found.count == 1 ? found[0].id : nil
    }

    /// The specifications whose strength stands among the words of a name, as in `阿托伐他汀钙片 20mg` or `… 20 mg`.
    ///
    /// Words are read one by one and in pairs, so that a number in the product's name is not run into the strength.
    fileprivate func specifications(named text: String) -> [Specification.ID] {
        let words = text.split(whereSeparator: { $0.isWhitespace || $0 == "，" || $0 == "," }).map(String.init)
        let pairs = zip(words, words.dropFirst()).filter { $0.0.allSatisfy { $0.isNumber || $0 == "." } }
        return (words + pairs.map { $0 + $1 }).compactMap { specification(ofStrength: $0) }
    }
}
