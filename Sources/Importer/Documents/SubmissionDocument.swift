import Decimals
public import Procurement

/// Reads and writes a bidder's submission.
public enum SubmissionDocument {
    /// Where the parts of a submission stand.
    struct Places {
        var root: SourceLocation
        var bids: [SourceLocation] = []
        var declined: [SourceLocation] = []
    }

    final class Handler: TagHandler {
        private let diagnostics: Diagnostics
        private var sources = SourceTable()
        private var pendingSource: Tag?
        private var path: [String] = []
        private var round: Round.ID?
        private var submitted: Timestamp?
        private var bidder: Bidder?
        private var bids: [Bid] = []
        private var declined: [DeclinedBid] = []
        private var openBidIsKept = false
        private(set) var places: Places?

        init(_ diagnostics: Diagnostics) { self.diagnostics = diagnostics }

        /// The submission; nil when its head could not be read.
        var submission: Submission? {
            guard let round, let bidder else { return nil }
            return Submission(round: round, bidder: bidder, submitted: submitted, bids: bids, declined: declined)
        }

        func open(_ tag: Tag) {
            path.append(tag.name)
            switch (path.count, tag.name) {
            case (1, _): openRoot(tag)
            case (2, "source"): pendingSource = tag
            case (2, "bidder"): openBidder(tag)
            case (2, "bid"): openBid(tag)
            case (2, "declined"): openDeclined(tag)
            case (3, "fact") where path[1] == "bid": openFact(tag)
            default:
                let parent = path.count > 1 ? path[path.count - 2] : "submission"
                let allowed =
                    path.count == 2 ? ["source", "bidder", "bid", "declined"] : parent == "bid" ? ["fact"] : []
                diagnostics.unknownElement(tag, in: parent, allowed: allowed)
            }
        }

        func close(_ name: String, text: String) {
            path.removeLast()
            if let tag = pendingSource {
                sources.read(tag, text: text, diagnostics)
                pendingSource = nil
            } else if path.isEmpty, bidder == nil, let root = places?.root {
                diagnostics.error(
                    .elementMissing, "the submission does not say who bids",
                    remedy: "add <bidder id=\"…\" name=\"…\"/>", at: root)
            }
        }

        private func openRoot(_ tag: Tag) {
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
            attributes.finish()
        }

        private func openBidder(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let id = attributes.required("id")
            let name = attributes.required("name")
            let shortName = attributes.text("short-name")
            attributes.finish()
            if bidder != nil {
                diagnostics.error(.duplicate, "the submission names a second bidder", at: tag.location)
            }
            if let id, let name { bidder = Bidder(id: id, name: name, shortName: shortName) }
        }

        private func openBid(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let lot = attributes.required("lot")
            let specification = attributes.required("specification")
            let price = attributes.price("price", required: true)
            let units = attributes.integer("pack", in: 1...1_000_000)
            let packPrice = attributes.price("pack-price")
            let product = attributes.text("product")
            let previous = attributes.price("previous-price")
            let isOriginator = attributes.flag("originator")
            let isForeign = attributes.flag("foreign")
            let provenance = sources.provenance(&attributes)
            attributes.finish()
            openBidIsKept = false
            if (units == nil) != (packPrice == nil), price != nil {
                diagnostics.error(
                    .attributeMissing, "<bid> states only one of 'pack' and 'pack-price'",
                    remedy: "state both, or neither", at: tag.location)
                return
            }
            guard let lot, let specification, let price else { return }
            var pack: Pack?
            if let units, let packPrice { pack = Pack(units: units, price: packPrice) }
            bids.append(
                Bid(
                    lot: lot, specification: specification, price: price, pack: pack, product: product,
                    isOriginator: isOriginator, isForeign: isForeign, previousPrice: previous, provenance: provenance))
            places?.bids.append(tag.location)
            openBidIsKept = true
        }

        private func openFact(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let name = attributes.required("name")
            let value = attributes.decimal("value", required: true)
            attributes.finish()
            guard openBidIsKept, let name, let value, !bids.isEmpty else { return }
            if bids[bids.count - 1].facts.updateValue(value, forKey: name) != nil {
                diagnostics.error(.duplicate, "the fact '\(name)' is stated twice", at: tag.location)
            }
        }

        private func openDeclined(_ tag: Tag) {
            var attributes = AttributeReader(tag, diagnostics)
            let lot = attributes.required("lot")
            let specification = attributes.required("specification")
            let provenance = sources.provenance(&attributes)
            attributes.finish()
            guard let lot, let specification else { return }
            declined.append(DeclinedBid(lot: lot, specification: specification, provenance: provenance))
            places?.declined.append(tag.location)
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
                ("submitted", submission.submitted?.description),
            ])
        sources.write(to: &writer)
        let bidder = submission.bidder
        writer.element("bidder", [("id", bidder.id), ("name", bidder.name), ("short-name", bidder.shortName)])
        for bid in submission.bids {
            let attributes: [(String, String?)] =
                [
                    ("lot", bid.lot), ("specification", bid.specification), ("price", bid.price.description),
                    ("pack", bid.pack.map { String($0.units) }), ("pack-price", bid.pack?.price.description),
                    ("product", bid.product), ("previous-price", bid.previousPrice?.description),
                    ("originator", bid.isOriginator.map { String($0) }), ("foreign", bid.isForeign.map { String($0) }),
                ] + sources.attributes(bid.provenance)
            guard !bid.facts.isEmpty else {
                writer.element("bid", attributes)
                continue
            }
            writer.begin("bid", attributes)
            for (name, value) in bid.facts.sorted(by: { $0.key < $1.key }) {
                writer.element("fact", [("name", name), ("value", value.description)])
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
}
