import Decimals
public import Procurement

/// Reads and writes a bidder's submission.
public enum SubmissionDocument {
    /// Which bids of the file a submission holds.
    struct Places: Sendable {
        var root: SourceLocation
        /// The ordinal of each kept bid among the file's `bid` elements or lines, where some were left out.
        var bidOrdinals: [Int]?
        var declinedOrdinals: [Int]?
        /// The lots of the kept bids, by their numbers among the names; nil where they are not known by number.
        var lots: (names: Names, numbers: [Int32])?

        func ordinal(ofBid index: Int) -> Int { bidOrdinals?[index] ?? index }
        func ordinal(ofDeclined index: Int) -> Int { declinedOrdinals?[index] ?? index }
    }

    /// The texts that many submissions share, kept once.
    ///
    /// Only the reader that it belongs to changes it; others may look into it when that has read its last document.
    final class Names: @unchecked Sendable {
        fileprivate let texts = InPlace(SharedTexts())

        /// The lots that were named, each once.
        var lots: [Lot.ID] { texts.value.lots.strings }
    }

    /// Names as libxml2 interns them for one document.
    fileprivate struct InternedNames {
        let bid, lot, specification, price, pack, packPrice, product: UnsafePointer<UInt8>?
        let source, bidder, declined, fact, component: UnsafePointer<UInt8>?
    }

    /// The shared texts; a value, so that taking a bid is one access.
    fileprivate struct SharedTexts {
        var lots = StringTable()
        var specifications = StringTable()
        var products = StringTable()

        /// Takes a bid that has only what nearly every bid has; whatever is otherwise is left to the reader.
        mutating func takePlain(_ tag: StartTag, _ names: InternedNames, into offers: inout Offers) -> Bool {
            var lot: Int?
            var specification: Int?
            var price: FixedDecimal?
            var units: Int?
            var packPrice: FixedDecimal?
            var product: Int?
            for index in 0..<tag.count {
                let name = tag.attributeName(index)
                let value = tag.value(index)
                if name == names.lot {
                    lot = lots.index(of: value)
                } else if name == names.specification {
                    specification = specifications.index(of: value)
                } else if name == names.price {
                    price = SharedTexts.price(value)
                } else if name == names.pack {
                    units = SharedTexts.count(value)
                    if units == nil { return false }
                } else if name == names.packPrice {
                    packPrice = SharedTexts.price(value)
                    if packPrice == nil { return false }
                } else if name == names.product {
                    product = products.index(of: value)
                    if product == nil { return false }
                } else {
                    return false
                }
            }
            guard let lot, let specification, let price, (units == nil) == (packPrice == nil) else { return false }
            var pack: Pack?
            if let units, let packPrice { pack = Pack(units: units, price: packPrice) }
            offers.keepPlain(lots.strings[lot], lot, specifications.strings[specification], price, pack)
            if let product { offers.setProduct(products.strings[product]) }
            return true
        }

        private static func price(_ bytes: UnsafeBufferPointer<UInt8>) -> FixedDecimal? {
            guard let value = try? FixedDecimal.parse(bytes), !value.isNegative, !value.isZero else { return nil }
            return value
        }

        private static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
            guard (1...6).contains(bytes.count), bytes[0] != UInt8(ascii: "0") else { return nil }
            var value = 0
            for byte in bytes {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
    }

    /// The bids that are kept; a value, so that keeping one is one access.
    fileprivate struct Offers {
        private(set) var bids: [Bid] = []
        /// The number of each bid's lot among the shared texts.
        private(set) var lots: [Int32] = []
        /// The ordinal of each kept bid among the file's `bid` elements, where some were left out.
        private(set) var ordinals: [Int]?
        private var ordinal = 0
        private var openIsKept = false

        /// Makes room for the bids of a file; a bid has rarely less than 100 bytes.
        init(expectedBytes: Int) {
            bids.reserveCapacity(min(expectedBytes, 1 << 20) / 100)
            lots.reserveCapacity(bids.capacity)
        }

        /// Keeps a bid that has nothing else; its parts are handed over one by one, since that takes no copies.
        @inline(never)
        mutating func keepPlain(
            _ lot: __owned Lot.ID, _ number: Int, _ specification: __owned Specification.ID,
            _ price: __owned FixedDecimal, _ pack: __owned Pack?
        ) {
            lots.append(Int32(number))
            bids.append(Bid(lot: lot, specification: specification, price: price, plainPack: pack))
            noteKept()
        }

        mutating func keep(_ bid: Bid, ofLot number: Int) {
            lots.append(Int32(number))
            bids.append(bid)
            noteKept()
        }

        private mutating func noteKept() {
            if ordinals != nil { ordinals?.append(ordinal) }
            ordinal += 1
            openIsKept = true
        }

        /// Leaves out a bid that was reported.
        mutating func skip() {
            if ordinals == nil { ordinals = Array(bids.indices) }
            ordinal += 1
            openIsKept = false
        }

        /// Takes back the bid that is open, because something in it was reported.
        mutating func dropOpen() {
            guard openIsKept, !bids.isEmpty else { return }
            if ordinals == nil { ordinals = Array(bids.indices) }
            bids.removeLast()
            lots.removeLast()
            ordinals?.removeLast()
            openIsKept = false
        }

        /// Gives the bid that was kept last its product.
        mutating func setProduct(_ product: String) { bids[bids.count - 1].product = product }

        /// Changes the bid that is open, if it is kept; false when the change says so.
        mutating func change(_ body: (inout Bid) -> Bool) -> Bool {
            !openIsKept || bids.isEmpty || body(&bids[bids.count - 1])
        }
    }

    final class Handler: TagHandler {
        private let diagnostics: Diagnostics
        private let shared: Names
        private var sources = SourceTable()
        private var openSource: Tag?
        private var sourceText = ""
        private var depth = 0
        /// The names of the elements that are open, where they are not read at once.
        private var openNames: [UnsafePointer<UInt8>] = []
        private var isInBid = false
        private var root: Tag?
        private var round: Round.ID?
        private var submitted: Timestamp?
        private var reference: String?
        private var bidder: Bidder?
        private var bidderPlace: SourceLocation?
        /// Whether something is wrong that is about the whole submission: its round, its time, who bids.
        private var headIsFaulty = false
        private let offers: InPlace<Offers>
        private var declined: [DeclinedBid] = []
        private var declinedOrdinals: [Int]?
        private var declinedOrdinal = 0
        private var names: InternedNames?

        /// - Parameter expectedBytes: the file's size, so that room for its bids is made once.
        init(_ diagnostics: Diagnostics, _ shared: Names, expectedBytes: Int = 0) {
            self.diagnostics = diagnostics
            self.shared = shared
            offers = InPlace(Offers(expectedBytes: expectedBytes))
        }

        /// The submission; nil when its head could not be read.
        var submission: Submission? {
            guard !headIsFaulty, let round, let bidder else { return nil }
            return Submission(
                round: round, bidder: bidder, submitted: submitted, reference: reference, bids: offers.value.bids,
                declined: declined)
        }

        /// Where its parts stand; nil when there is no root element.
        var places: Places? {
            root.map {
                Places(
                    root: $0.location, bidOrdinals: offers.value.ordinals, declinedOrdinals: declinedOrdinals,
                    lots: (shared, offers.value.lots))
            }
        }

        override func begin(_ names: XMLNames) {
            self.names = InternedNames(
                bid: names["bid"], lot: names["lot"], specification: names["specification"], price: names["price"],
                pack: names["pack"], packPrice: names["pack-price"], product: names["product"],
                source: names["source"], bidder: names["bidder"], declined: names["declined"], fact: names["fact"],
                component: names["component"])
        }

        override func open(_ tag: StartTag) -> Bool {
            depth += 1
            guard let names else { return false }
            if depth == 2 {
                isInBid = tag.name == names.bid
                if isInBid, shared.texts.value.takePlain(tag, names, into: &offers.value) { return false }
            }
            while openNames.count >= depth { openNames.removeLast() }
            if openNames.count < depth - 1, let bid = names.bid { openNames.append(bid) }
            openNames.append(tag.name)
            switch (depth, tag.name) {
            case (1, _): openRoot(tag)
            case (2, names.source): openSource = tag.owned()
            case (2, names.bidder): openBidder(tag)
            case (2, names.bid): openBid(tag)
            case (2, names.declined): openDeclined(tag)
            case (3, names.fact) where isInBid: openFact(tag)
            case (3, names.component) where isInBid: openComponent(tag)
            case (3, names.fact) where openNames[1] == names.bidder: openBidderFact(tag)
            default: refuse(tag)
            }
            return openSource != nil
        }

        override func text(_ text: String) {
            if openSource != nil {
                sourceText += text
            } else if let root {
                diagnostics.unexpectedText(text, in: root)
            }
        }

        override func close() -> Bool {
            depth -= 1
            if let tag = openSource {
                sources.read(tag, text: sourceText, diagnostics)
                openSource = nil
                sourceText = ""
            } else if depth == 0, let bidder {
                diagnostics.check(
                    identifier: bidder.id, scheme: bidder.scheme, at: bidderPlace ?? SourceLocation(file: ""))
            } else if depth == 0, let root {
                diagnostics.error(
                    .elementMissing, "the submission does not say who bids",
                    remedy: "add <bidder id=\"…\" name=\"…\"/>", at: root.location)
            }
            return false
        }

        private func refuse(_ tag: StartTag) {
            let parent = depth == 3 && isInBid ? "bid" : String(cString: openNames[depth - 2])
            let held = ["bid": ["fact", "component"], "bidder": ["fact"]]
            let allowed = depth == 2 ? ["source", "bidder", "bid", "declined"] : depth == 3 ? held[parent] ?? [] : []
            diagnostics.unknownElement(tag.owned(), in: parent, allowed: allowed)
            if depth > 2, isInBid { offers.value.dropOpen() }
        }

        private func openRoot(_ tag: StartTag) {
            let known = diagnostics.count
            defer { if diagnostics.count > known { headIsFaulty = true } }
            root = tag.owned()
            var attributes = TagReader(tag, diagnostics)
            round = attributes.required("round")
            if let written = attributes.text("submitted") {
                submitted = Timestamp(written)
                if submitted == nil {
                    diagnostics.error(
                        .notAnAllowedValue, "the time of submission '\(written)' is not a date and time",
                        remedy: "write it as 2020-01-17T10:00:00+08:00", at: attributes.location(of: "submitted"))
                }
            }
            reference = attributes.text("reference")
            attributes.finish()
        }

        private func openBidder(_ tag: StartTag) {
            let known = diagnostics.count
            defer { if diagnostics.count > known { headIsFaulty = true } }
            var attributes = TagReader(tag, diagnostics)
            let id = attributes.required("id")
            let name = attributes.required("name")
            let shortName = attributes.text("short-name")
            let scheme = attributes.text("scheme")
            let affiliation = attributes.text("affiliation")
            attributes.finish()
            if bidder != nil {
                diagnostics.error(.duplicate, "the submission names a second bidder", at: tag.location)
            }
            if let id, let name {
                bidder = Bidder(id: id, name: name, shortName: shortName, scheme: scheme, affiliation: affiliation)
            }
            bidderPlace = attributes.location(of: "id")
        }

        private func openBid(_ tag: StartTag) {
            let known = diagnostics.count
            var attributes = TagReader(tag, diagnostics)
            let lot = attributes.required("lot")
            let specification = attributes.required("specification")
            let price = attributes.price("price", required: true)
            let units = attributes.integer("pack", in: 1...1_000_000)
            let packPrice = attributes.price("pack-price")
            let product = attributes.text("product")
            let approval = attributes.text("approval")
            let previous = attributes.price("previous-price")
            let isOriginator = attributes.flag("originator")
            let isForeign = attributes.flag("foreign")
            let provenance = sources.provenance(&attributes)
            attributes.finish()
            // Whatever is wrong with it: a bid that is not understood whole takes no part.
            guard diagnostics.count == known else { return offers.value.skip() }
            if (units == nil) != (packPrice == nil) {
                diagnostics.error(
                    .attributeMissing, "<bid> states only one of 'pack' and 'pack-price'",
                    remedy: "state both, or neither", at: tag.location)
                return offers.value.skip()
            }
            guard let lot, let specification, let price else { return offers.value.skip() }
            var pack: Pack?
            if let units, let packPrice { pack = Pack(units: units, price: packPrice) }
            let number = shared.texts.value.lots.add(lot)
            offers.value.keep(
                Bid(
                    lot: shared.texts.value.lots.strings[number],
                    specification: text(specification, in: &shared.texts.value.specifications),
                    price: price, pack: pack, product: product.map { text($0, in: &shared.texts.value.products) },
                    approval: approval, isOriginator: isOriginator, isForeign: isForeign, previousPrice: previous,
                    provenance: provenance),
                ofLot: number)
            if let approval { diagnostics.check(approval: approval, at: attributes.location(of: "approval")) }
        }

        /// The one copy of a text that many bids share.
        private func text(_ text: String, in table: inout StringTable) -> String {
            let index = table.add(text)
            return table.strings[index]
        }

        private func openFact(_ tag: StartTag) {
            let known = diagnostics.count
            defer { if diagnostics.count > known { offers.value.dropOpen() } }
            guard let fact = readFact(tag) else { return }
            let isNew = offers.value.change { bid in
                let isNew = bid.facts[fact.name] == nil && bid.texts[fact.name] == nil
                if let value = fact.value { bid.facts[fact.name] = value }
                if let text = fact.text { bid.texts[fact.name] = text }
                return isNew
            }
            if !isNew {
                diagnostics.error(.duplicate, "the fact '\(fact.name)' is stated twice", at: tag.location)
            }
        }

        private func openBidderFact(_ tag: StartTag) {
            let known = diagnostics.count
            defer { if diagnostics.count > known { headIsFaulty = true } }
            guard let fact = readFact(tag), let bidder else { return }
            if bidder.facts[fact.name] != nil || bidder.texts[fact.name] != nil {
                diagnostics.error(.duplicate, "the fact '\(fact.name)' is stated twice", at: tag.location)
            }
            var facts = bidder.facts
            var texts = bidder.texts
            facts[fact.name] = fact.value
            texts[fact.name] = fact.text
            self.bidder = Bidder(
                id: bidder.id, name: bidder.name, shortName: bidder.shortName, scheme: bidder.scheme,
                affiliation: bidder.affiliation, facts: facts, texts: texts)
        }

        private func readFact(_ tag: StartTag) -> (name: String, value: FixedDecimal?, text: String?)? {
            var attributes = TagReader(tag, diagnostics)
            let name = attributes.required("name")
            let value = attributes.decimal("value")
            let text = attributes.text("text")
            attributes.finish()
            if attributes.has("value") == attributes.has("text") {
                diagnostics.error(
                    .attributeMissing, "<fact> states neither a number nor a text, or both",
                    remedy: "write value=\"…\" or text=\"…\"", at: tag.location)
                return nil
            }
            guard let name, value != nil || text != nil else { return nil }
            return (name, value, text)
        }

        private func openComponent(_ tag: StartTag) {
            let known = diagnostics.count
            defer { if diagnostics.count > known { offers.value.dropOpen() } }
            var attributes = TagReader(tag, diagnostics)
            let name = attributes.required("name")
            let price = attributes.price("price", required: true)
            attributes.finish()
            guard let name, let price else { return }
            if !offers.value.change({ $0.components.updateValue(price, forKey: name) == nil }) {
                diagnostics.error(.duplicate, "the component '\(name)' is priced twice", at: tag.location)
            }
        }

        private func openDeclined(_ tag: StartTag) {
            var attributes = TagReader(tag, diagnostics)
            let lot = attributes.required("lot")
            let specification = attributes.required("specification")
            let provenance = sources.provenance(&attributes)
            attributes.finish()
            defer { declinedOrdinal += 1 }
            guard let lot, let specification else {
                if declinedOrdinals == nil { declinedOrdinals = Array(declined.indices) }
                return
            }
            declined.append(DeclinedBid(lot: lot, specification: specification, provenance: provenance))
            declinedOrdinals?.append(declinedOrdinal)
        }
    }

    /// The text of a submission.
    public static func text(_ submission: Submission) -> String {
        let sources = SourceTable(submission.bids.map(\.provenance) + submission.declined.map(\.provenance))
        var writer = XMLWriter()
        writer.begin(
            "submission",
            [
                ("xmlns", DocumentKind.submission.namespace), ("round", submission.round),
                ("submitted", submission.submitted?.description), ("reference", submission.reference),
            ])
        sources.write(to: &writer)
        let bidder = submission.bidder
        let head: [(String, String?)] = [
            ("id", bidder.id), ("name", bidder.name), ("short-name", bidder.shortName), ("scheme", bidder.scheme),
            ("affiliation", bidder.affiliation),
        ]
        if bidder.facts.isEmpty, bidder.texts.isEmpty {
            writer.element("bidder", head)
        } else {
            writer.begin("bidder", head)
            write(bidder.facts, bidder.texts, to: &writer)
            writer.end()
        }
        for bid in submission.bids {
            let attributes: [(String, String?)] =
                [
                    ("lot", bid.lot), ("specification", bid.specification), ("price", bid.price.description),
                    ("pack", bid.pack.map { String($0.units) }), ("pack-price", bid.pack?.price.description),
                    ("product", bid.product), ("approval", bid.approval),
                    ("previous-price", bid.previousPrice?.description),
                    ("originator", bid.isOriginator.map { String($0) }), ("foreign", bid.isForeign.map { String($0) }),
                ] + sources.attributes(bid.provenance)
            guard !bid.facts.isEmpty || !bid.texts.isEmpty || !bid.components.isEmpty else {
                writer.element("bid", attributes)
                continue
            }
            writer.begin("bid", attributes)
            write(bid.facts, bid.texts, to: &writer)
            for (name, price) in bid.components.sorted(by: { $0.key < $1.key }) {
                writer.element("component", [("name", name), ("price", price.description)])
            }
            writer.end()
        }
        for declined in submission.declined {
            writer.element(
                "declined",
                [("lot", declined.lot), ("specification", declined.specification)]
                    + sources.attributes(declined.provenance))
        }
        writer.end()
        return writer.text
    }

    private static func write(
        _ facts: [String: FixedDecimal], _ texts: [String: String], to writer: inout XMLWriter
    ) {
        for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
            writer.element("fact", [("name", name), ("value", value.description)])
        }
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            writer.element("fact", [("name", name), ("text", text)])
        }
    }
}
