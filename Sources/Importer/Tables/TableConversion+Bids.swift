import Decimals
import Procurement

extension TableConversion {
    static let bidColumns = [
        "lot", "specification", "bidder", "status", "ceiling_yuan", "ceiling_basis", "bid_unit_yuan",
    ]

    /// Bids, one submission a bidder, and the ceilings that stand beside them.
    mutating func readBids(_ rows: [CSVTable.Row]) {
        for row in rows {
            guard let index = lotIndex[Name.folded(row["lot"])] else { continue }
            let specification = specification(row["specification"], inLot: index, at: row.location)
            readCeiling(row, lot: index, bidSpecification: specification)
            guard let bidder = bidder(row) else { continue }
            let lot = round.lots[index].id
            let provenance = Provenance(
                source: row["source"].isEmpty ? nil : row["source"], confidence: confidence(row), note: note(row))
            var submission = submissions[bidder.id] ?? Submission(round: id, bidder: bidder)
            defer { submissions[bidder.id] = submission }
            let status = Status(row["status"])
            guard status != .noBid, let price = price(row, "bid_unit_yuan") else {
                if status != .noBid, row["bid_unit_yuan"].isEmpty {
                    report(
                        .warning, .valueBlank,
                        "'\(bidder.name)' has status '\(row["status"])' in lot '\(lot)' and no price",
                        remedy: "it makes no bid", at: row.location)
                }
                submission.declined.append(DeclinedBid(lot: lot, specification: specification, provenance: provenance))
                continue
            }
            if submission.bids.contains(where: { $0.lot == lot }) {
                report(
                    .warning, .duplicateBid, "'\(bidder.name)' has two bids for lot '\(lot)'",
                    remedy: "neither will take part until one is removed", at: row.location)
            }
            var bid = Bid(lot: lot, specification: specification, price: price, provenance: provenance)
            if let units = self.price(row, "official_pack_units"),
                let packPrice = self.price(row, "official_pack_price_yuan")
            {
                if let count = Int(units.shortestDescription) {
                    bid.pack = Pack(units: count, price: packPrice)
                } else {
                    report(
                        .error, .notANumber, "a pack of \(units) units", remedy: "write a whole number",
                        at: row.location)
                }
            }
            if row["official_pack_units"].isEmpty != row["official_pack_price_yuan"].isEmpty {
                report(
                    .warning, .valueBlank,
                    "the row states only one of 'official_pack_units' and 'official_pack_price_yuan'",
                    remedy: "state both, or neither; the bid has no pack", at: row.location)
            }
            bid.product = row["official_product"].isEmpty ? nil : row["official_product"]
            bid.isOriginator = flag(row, "originator")
            bid.isForeign = flag(row, "foreign")
            bid.previousPrice = self.price(row, "previous_unit_price_yuan")
            submission.bids.append(bid)
            if status == .won {
                winningRows.append(
                    WinningRow(row: row, lot: lot, specification: specification, bidder: bidder, price: price))
            } else if status == nil {
                report(
                    .error, .notAnAllowedValue,
                    "status '\(row["status"])' says neither that the bid won nor that it lost",
                    remedy: "write won, lost or no bid", at: row.location)
            }
        }
    }

    private mutating func bidder(_ row: CSVTable.Row) -> Bidder? {
        let full = row["bidder"]
        let short = row["bidder_short"]
        if full.isEmpty, short.isEmpty {
            report(.error, .unknownBidder, "the row names no bidder", at: row.location)
            return nil
        }
        if full.isEmpty {
            report(.note, .assumed, "the bidder's full name is blank; '\(short)' is used", at: row.location)
        }
        let name = full.isEmpty ? short : full
        return Bidder(
            id: BidderIdentifier.of(name), name: name, shortName: short.isEmpty || short == name ? nil : short)
    }

    private mutating func flag(_ row: CSVTable.Row, _ column: String) -> Bool? {
        switch row[column] {
        case "Y", "y": return true
        case "N", "n": return false
        case "": return nil
        default:
            report(
                .warning, .notAnAllowedValue, "column '\(column)' is '\(row[column])'; taken as not known",
                remedy: "write Y or N", at: row.location)
            return nil
        }
    }

    // MARK: - Ceilings

    /// The ceiling beside a bid: a price per unit of a specification, or the pack price of an earlier winner.
    private mutating func readCeiling(_ row: CSVTable.Row, lot index: Int, bidSpecification: Specification.ID) {
        guard let price = price(row, "ceiling_yuan") else {
            if row["ceiling_yuan"].isEmpty {
                report(
                    .warning, .valueBlank, "no ceiling for '\(bidSpecification)' of lot '\(round.lots[index].id)'",
                    at: row.location)
            }
            return
        }
        let basis = row["ceiling_basis"]
        if let list = CeilingBasis(basis) {
            if let earlier = list.round { round.ceilingsFromRound = earlier }
            for item in list.items {
                let owner = specification(item.specification, inLot: index, at: row.location)
                add(
                    Ceiling(
                        specification: owner, price: item.price ?? price, pack: item.pack,
                        provenance: Provenance(note: basis)), toLot: index, at: row.location)
            }
            return
        }
        if !basis.hasPrefix("per unit") {
            report(
                .warning, .assumed, "the ceiling's basis '\(basis)' is not understood; taken as per unit",
                at: row.location)
        }
        var owner = bidSpecification
        if !row["ceiling_specification"].isEmpty {
            owner = specification(row["ceiling_specification"], inLot: index, at: row.location)
        }
        add(
            Ceiling(
                specification: owner, price: price, printedFor: owner == bidSpecification ? nil : bidSpecification),
            toLot: index, at: row.location)
    }

    private mutating func add(_ ceiling: Ceiling, toLot index: Int, at place: SourceLocation) {
        for known in round.lots[index].ceilings
        where known.specification == ceiling.specification && known.pack == ceiling.pack {
            if known.price != ceiling.price {
                report(
                    .warning, .valueConflict,
                    "another ceiling of '\(ceiling.specification)' of lot '\(round.lots[index].id)': \(ceiling.price) beside \(known.price)",
                    remedy: "the first is kept", at: place)
                return
            }
            if known.printedFor == ceiling.printedFor { return }
        }
        round.lots[index].ceilings.append(ceiling)
    }
}

/// What became of a bid, in the words that tables use.
private enum Status {
    case won, lost, noBid

    init?(_ word: String) {
        switch word.lowercased() {
        case "won", "中选": self = .won
        case "lost", "未中选": self = .lost
        case "no bid", "未报价": self = .noBid
        default: return nil
        }
    }
}

/// What the text beside a ceiling says of its basis.
///
/// `pack price of the ROUND winner (DRUG 20mg x 7)`, or `ROUND winner: 100mg 810, 500mg 2776.97`.
struct CeilingBasis {
    struct Item {
        var specification: String
        var pack: Int
        /// Nil when the price stands in its own column.
        var price: FixedDecimal?
    }

    var round: Round.ID?
    var items: [Item]

    init?(_ text: String) {
        if let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")"),
            text.hasPrefix("pack price of the "), let winner = text.range(of: " winner")
        {
            let words = text[text.index(after: open)..<close].split(separator: " ").map(String.init)
            guard words.count >= 4, words[words.count - 2] == "x", let pack = Int(words[words.count - 1]), pack > 0
            else {
                return nil
            }
            round = String(text[..<winner.lowerBound].dropFirst("pack price of the ".count))
            items = [Item(specification: words[words.count - 3], pack: pack)]
        } else if let mark = text.range(of: " winner: ") {
            round = String(text[..<mark.lowerBound])
            items = []
            for part in text[mark.upperBound...].split(separator: ",") {
                let words = part.split(separator: " ").map(String.init)
                guard words.count == 2, let price = FixedDecimal(words[1]) else { return nil }
                items.append(Item(specification: words[0], pack: 1, price: price))
            }
            if items.isEmpty { return nil }
        } else {
            return nil
        }
    }
}

extension String {
    /// Where a text first stands.
    func range(of needle: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
            start = index(after: start)
        }
        return nil
    }
}
