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

        func ordinal(ofBid index: Int) -> Int { bidOrdinals?[index] ?? index }
        func ordinal(ofDeclined index: Int) -> Int { declinedOrdinals?[index] ?? index }
    }

    /// The texts that many submissions share, kept once.
    final class Names {
        fileprivate var texts = SharedTexts()
    }

    /// Names as libxml2 interns them for one document.
    fileprivate struct InternedNames {
        let bid, lot, specification, price, pack, packPrice, product: UnsafePointer<UInt8>?
    }

    /// The shared texts; a value, so that taking a bid is one access.
    fileprivate struct SharedTexts {
        var lots = StringTable()
        var specifications = StringTable()
        var products = StringTable()

        /// Reads a bid that has only what nearly every bid has; nil for whatever is otherwise.
        mutating func plainBid(_ tag: StartTag, _ names: InternedNames) -> Bid? {
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
                    if units == nil { return nil }
                } else if name == names.packPrice {
                    packPrice = SharedTexts.price(value)
                    if packPrice == nil { return nil }
                } else if name == names.product {
                    product = products.index(of: value)
                    if product == nil { return nil }
                } else {
                    return nil
                }
            }
            guard let lot, let specification, let price, (units == nil) == (packPrice == nil) else { return nil }
            var pack: Pack?
            if let units, let packPrice { pack = Pack(units: units, price: packPrice) }
            var bid = Bid(
                lot: lots.strings[lot], specification: specifications.strings[specification], price: price,
                plainPack: pack)
            if let product { bid.product = products.strings[product] }
            return bid
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

    final class Handler: TagHandler {
        private let diagnostics: Diagnostics
        private let shared: Names
        private var sources = SourceTable()
        private var openSource: Tag?
        private var sourceText = ""
        private var depth = 0
        private var openChild = ""
        private var root: Tag?
        private var round: Round.ID?
        private var submitted: Timestamp?
        private var reference: String?
        private var bidder: Bidder?
        private var bidderPlace: SourceLocation?
        /// Whether something is wrong that is about the whole submission: its round, its time, who bids.
        private var headIsFaulty = false
        private var bids: [Bid] = []
        private var declined: [DeclinedBid] = []
        private var openBidIsKept = false
        private var bidOrdinal = 0
        private var declinedOrdinal = 0
        private var names: InternedNames?
        private(set) var places: Places?

        /// - Parameter expectedBytes: the file's size, so that room for its bids is made once.
        init(_ diagnostics: Diagnostics, _ shared: Names, expectedBytes: Int = 0) {
            self.diagnostics = diagnostics
            self.shared = shared
            // A bid has rarely less than 100 bytes.
            bids.reserveCapacity(min(expectedBytes, 1 << 20) / 100)
        }

        /// The submission; nil when its head could not be read.
        var submission: Submission? {
            guard !headIsFaulty, let round, let bidder else { return nil }
            return Submission(
                round: round, bidder: bidder, submitted: submitted, reference: reference, bids: bids,
                declined: declined)
        }

        func begin(_ names: XMLNames) {
            self.names = InternedNames(
                bid: names["bid"], lot: names["lot"], specification: names["specification"], price: names["price"],
                pack: names["pack"], packPrice: names["pack-price"], product: names["product"])
        }

        func open(_ tag: StartTag) -> Bool {
            depth += 1
            if depth == 2, let names, tag.name == names.bid, let bid = shared.texts.plainBid(tag, names) {
                openChild = "bid"
                keep(bid)
                return false
            }
            let tag = tag.owned()
            let parent = depth == 3 ? openChild : "submission"
            if depth == 2 { openChild = tag.name }
            switch (depth, tag.name) {
            case (1, _): openRoot(tag)
            case (2, "source"): openSource = tag
            case (2, "bidder"): openBidder(tag)
            case (2, "bid"): openBid(tag)
            case (2, "declined"): openDeclined(tag)
            case (3, "fact") where parent == "bid": openFact(tag)
            case (3, "fact") where parent == "bidder": openBidderFact(tag)
            case (3, "component") where parent == "bid": openComponent(tag)
            default:
                let held = ["bid": ["fact", "component"], "bidder": ["fact"]]
                let allowed = depth == 2 ? ["source", "bidder", "bid", "declined"] : held[parent] ?? []
                diagnostics.unknownElement(tag, in: parent, allowed: allowed)
                if depth > 2, openChild == "bid" { dropOpenBid() }
            }
            return openSource != nil
        }

        func text(_ text: String) {
            if openSource != nil {
                sourceText += text
            } else if let root {
                diagnostics.unexpectedText(text, in: root)
            }
        }

        func close() -> Bool {
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

        private func keep(_ bid: consuming Bid) {
            bids.append(bid)
            places?.bidOrdinals?.append(bidOrdinal)
            bidOrdinal += 1
            openBidIsKept = true
        }

        /// Leaves out a bid that was reported.
        private func skipBid() {
            if places?.bidOrdinals == nil { places?.bidOrdinals = Array(bids.indices) }
            bidOrdinal += 1
            openBidIsKept = false
        }

        /// Takes back the bid that is open, because something in it was reported.
        private func dropOpenBid() {
            guard openBidIsKept, !bids.isEmpty else { return }
            bids.removeLast()
            if places?.bidOrdinals == nil {
                places?.bidOrdinals = Array(bids.indices)
            } else {
                places?.bidOrdinals?.removeLast()
            }
            openBidIsKept = false
        }

        private func openRoot(_ tag: Tag) {
            let known = diagnostics.findings.count
            defer { if diagnostics.findings.count > known { headIsFaulty = true } }
            root = tag
            places = Places(root: tag.location)
            var attributes = AttributeReader(tag, diagnostics)
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

        private func openBidder(_ tag: Tag) {
            let known = diagnostics.findings.count
            defer { if diagnostics.findings.count > known { headIsFaulty = true } }
            var attributes = AttributeReader(tag, diagnostics)
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

        private func openBid(_ tag: Tag) {
            let known = diagnostics.findings.count
            var attributes = AttributeReader(tag, diagnostics)
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
            guard diagnostics.findings.count == known else { return skipBid() }
            if (units == nil) != (packPrice == nil) {
                diagnostics.error(
                    .attributeMissing, "<bid> states only one of 'pack' and 'pack-price'",
                    remedy: "state both, or neither", at: tag.location)
                return skipBid()
            }
            guard let lot, let specification, let price else { return skipBid() }
            var pack: Pack?
            if let units, let packPrice { pack = Pack(units: units, price: packPrice) }
            keep(
                Bid(
                    lot: text(lot, in: &shared.texts.lots),
                    specification: text(specification, in: &shared.texts.specifications),
                    price: price, pack: pack, product: product.map { text($0, in: &shared.texts.products) },
                    approval: approval, isOriginator: isOriginator, isForeign: isForeign, previousPrice: previous,
                    provenance: provenance))
            if let approval { diagnostics.check(approval: approval, at: attributes.location(of: "approval")) }
        }

        /// The one copy of a text that many bids share.
        private func text(_ text: String, in table: inout StringTable) -> String {
            let index = table.add(text)
            return table.strings[index]
        }

        private func openFact(_ tag: Tag) {
            let known = diagnostics.findings.count
            defer { if diagnostics.findings.count > known { dropOpenBid() } }
            guard let fact = readFact(tag), openBidIsKept, !bids.isEmpty else { return }
            let last = bids.count - 1
            if bids[last].facts[fact.name] != nil || bids[last].texts[fact.name] != nil {
                diagnostics.error(.duplicate, "the fact '\(fact.name)' is stated twice", at: tag.location)
            }
            if let value = fact.value { bids[last].facts[fact.name] = value }
            if let text = fact.text { bids[last].texts[fact.name] = text }
        }

        private func openBidderFact(_ tag: Tag) {
            let known = diagnostics.findings.count
            defer { if diagnostics.findings.count > known { headIsFaulty = true } }
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

        private func readFact(_ tag: Tag) -> (name: String, value: FixedDecimal?, text: String?)? {
            var attributes = AttributeReader(tag, diagnostics)
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

        private func openComponent(_ tag: Tag) {
            let known = diagnostics.findings.count
            defer { if diagnostics.findings.count > known { dropOpenBid() } }
            var attributes = AttributeReader(tag, diagnostics)
            let name = attributes.required("name")
            let price = attributes.price("price", required: true)
            attributes.finish()
            guard openBidIsKept, let name, let price, !bids.isEmpty else { return }
            if bids[bids.count - 1].components.updateValue(price, forKey: name) != nil {
                diagnostics.error(.duplicate, "the component '\(name)' is priced twice", at: tag.location)
            }
        }

        private func openDeclined(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let lot = attributes.required("lot")
            let specification = attributes.required("specification")
            let provenance = sources.provenance(&attributes)
            attributes.finish()
            defer { declinedOrdinal += 1 }
            guard let lot, let specification else {
                if places?.declinedOrdinals == nil { places?.declinedOrdinals = Array(declined.indices) }
                return
            }
            declined.append(DeclinedBid(lot: lot, specification: specification, provenance: provenance))
            places?.declinedOrdinals?.append(declinedOrdinal)
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
