import Decimals
import Procurement

extension TableConversion {
    static let winnerColumns = [
        "product", "specification", "units_per_pack", "winner", "pack_price_yuan", "unit_price_yuan", "supply_regions",
    ]

    /// The published winners: the official list, matched to the bids by product, pack and price; the table of bids
    /// where there is no list, or no row in it.
    mutating func readWinners(_ rows: [CSVTable.Row], hasTable: Bool) {
        var published: [[String]: PublishedWinner] = [:]
        var order: [[String]] = []
        func add(_ winner: PublishedWinner) {
            let key = [winner.lot, winner.bidder]
            guard let known = published[key]?.presentations else {
                published[key] = winner
                return order.append(key)
            }
            published[key]?.presentations += winner.presentations.filter { !known.contains($0) }
        }
        var leftOver: [(row: CSVTable.Row, listed: Listed)] = []
        for row in rows {
            guard let listed = listedPresentation(row) else { continue }
            if let match = winningRow(for: row, listed) {
                add(winner(match, listed, row))
            } else {
                leftOver.append((row, listed))
            }
        }
        for (row, listed) in leftOver {
            if let match = furtherPresentation(row) {
                add(winner(match, listed, row))
            } else if winningRows.isEmpty, let lot = lot(ofProduct: row) {
                let name = row["winner"]
                let presentation = presentation(listed, inLot: lot, row)
                add(
                    PublishedWinner(
                        lot: round.lots[lot].id, bidder: BidderIdentifier.of(name), name: name,
                        presentations: [presentation], regions: regions(row["supply_regions"]),
                        provenance: Provenance(source: notice(row), confidence: confidence(row))))
            } else {
                report(
                    .warning, .winnerUnmatched,
                    "no winning bid has product '\(row["product"])', pack \(row["units_per_pack"]) and price \(row["pack_price_yuan"]) of '\(row["winner"])'",
                    remedy: "the row is left out of the published result", at: row.location)
            }
        }
        for match in winningRows where published[[match.lot, match.bidder.id]] == nil {
            if hasTable {
                report(
                    .warning, .winnerUnmatched,
                    "the official list has no row for the winning bid of '\(match.bidder.name)' in lot '\(match.lot)'",
                    remedy: "taken from the table of bids", at: match.row.location)
            }
            add(winnerFromBids(match))
        }
        let lotOrder = Dictionary(round.lots.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.published.winners = order.compactMap { published[$0] }
            .sorted { (lotOrder[$0.lot] ?? 0, $0.bidder) < (lotOrder[$1.lot] ?? 0, $1.bidder) }
    }

    // MARK: - Matching

    private struct Listed {
        let unitPrice: FixedDecimal
        let pack: Pack?
    }

    private mutating func listedPresentation(_ row: CSVTable.Row) -> Listed? {
        guard let unitPrice = price(row, "unit_price_yuan") else {
            if row["unit_price_yuan"].isEmpty {
                report(.warning, .valueBlank, "'\(row["winner"])' is listed without a unit price", at: row.location)
            }
            return nil
        }
        var pack: Pack?
        if let units = Int(row["units_per_pack"]), units > 0 {
            if let packPrice = price(row, "pack_price_yuan") { pack = Pack(units: units, price: packPrice) }
        } else if !row["units_per_pack"].isEmpty {
            report(
                .error, .notANumber, "column 'units_per_pack' is '\(row["units_per_pack"])'",
                remedy: "write a whole number", at: row.location)
        }
        if let pack, !pack.isConsistent(with: unitPrice) {
            report(
                .warning, .priceInconsistent,
                "the unit price \(unitPrice) is not the pack price \(pack.price) ÷ \(pack.units)",
                remedy: "both go into the published result", at: row.location)
        }
        return Listed(unitPrice: unitPrice, pack: pack)
    }

    /// The winning bid that a row of the official list is about, when there is exactly one.
    private mutating func winningRow(for row: CSVTable.Row, _ listed: Listed) -> WinningRow? {
        let product = Name.folded(row["product"])
        let winner = Name.folded(row["winner"])
        var candidates = winningRows.indices.filter { index in
            let bid = winningRows[index].row
            guard let units = Int(bid["official_pack_units"]),
                let packPrice = FixedDecimal(bid["official_pack_price_yuan"])
            else { return false }
            return Name.folded(bid["official_product"]) == product
                && listed.pack == Pack(units: units, price: packPrice)
        }
        if candidates.isEmpty {
            // Without an official product in the bids: the same firm at the same unit price in a lot of the product.
            candidates = winningRows.indices.filter { index in
                let candidate = winningRows[index]
                guard candidate.row["official_product"].isEmpty else { return false }
                return isSameFirm(winner, candidate) && isSamePrice(listed, candidate.price)
                    && DrugName.matches(product: row["product"], lot: candidate.lot) > 0
            }
        }
        if candidates.count > 1 {
            let free = candidates.filter { winningRows[$0].listedAs == nil }
            let bySameFirm = candidates.filter { isSameFirm(winner, winningRows[$0]) }
            let byRegions = candidates.filter {
                regions(winningRows[$0].row["supply_regions"]) == regions(row["supply_regions"])
            }
            for narrowed in [bySameFirm, byRegions, free] where narrowed.count == 1 {
                candidates = narrowed
                break
            }
        }
        guard candidates.count == 1 else { return nil }
        winningRows[candidates[0]].listedAs = winner
        return winningRows[candidates[0]]
    }

    private func isSameFirm(_ foldedWinner: String, _ candidate: WinningRow) -> Bool {
        let names = [candidate.row["bidder"], candidate.row["bidder_short"]].map(Name.folded).filter { !$0.isEmpty }
        return names.contains { $0 == foldedWinner || foldedWinner.contains($0) || $0.contains(foldedWinner) }
    }

    private func isSamePrice(_ listed: Listed, _ price: FixedDecimal) -> Bool {
        let digits = min(listed.unitPrice.scale, price.scale)
        return listed.unitPrice.rounded(to: digits, .halfUp) == price.rounded(to: digits, .halfUp)
    }

    /// A further pack or strength of a winner: the same product, firm and regions as a row already matched.
    private func furtherPresentation(_ row: CSVTable.Row) -> WinningRow? {
        let product = Name.folded(row["product"])
        let winner = Name.folded(row["winner"])
        let candidates = winningRows.filter { candidate in
            Name.folded(candidate.row["official_product"]) == product
                && (candidate.listedAs == winner || isSameFirm(winner, candidate))
        }
        return candidates.count == 1 ? candidates[0] : nil
    }

    /// The lot that a product belongs to: the one with the longest drug name in the product's name, of the same
    /// route and with a specification of the product's strength.
    private mutating func lot(ofProduct row: CSVTable.Row) -> Int? {
        let content = Content(reading: row["specification"])
        let scores = round.lots.indices.map { index -> (index: Int, score: Int) in
            let lot = round.lots[index]
            let hasStrength =
                content == nil
                || lot.specifications.contains { specification in
                    content.map { specification.content?.describesSameStrength(as: $0) == true } ?? false
                }
            return (index, hasStrength ? DrugName.matches(product: row["product"], lot: lot.id) : 0)
        }
        let best = scores.map(\.score).max() ?? 0
        let candidates = scores.filter { $0.score == best && best > 0 }
        return candidates.count == 1 ? candidates[0].index : nil
    }

    // MARK: - Values

    private mutating func winner(_ match: WinningRow, _ listed: Listed, _ row: CSVTable.Row) -> PublishedWinner {
        let lot = lotIndex[Name.folded(match.row["lot"])] ?? 0
        let published = regions(row["supply_regions"])
        let known = regions(match.row["supply_regions"])
        if !isSameFirm(Name.folded(row["winner"]), match) {
            report(
                .note, .nameAdapted,
                "'\(row["winner"])' of the official list is taken as '\(match.bidder.name)' of the bids: the same product, pack and price",
                at: row.location)
        }
        if !known.isEmpty, !published.isEmpty, Set(known) != Set(published) {
            report(
                .warning, .valueConflict,
                "'\(row["winner"])' supplies \(published.count) regions of lot '\(match.lot)' by the official list, \(known.count) by the table of bids",
                remedy: "the official list is taken", at: row.location)
        }
        return PublishedWinner(
            lot: match.lot, bidder: match.bidder.id, name: row["winner"],
            presentations: [presentation(listed, inLot: lot, row)], regions: published.isEmpty ? known : published,
            provenance: Provenance(source: notice(row), confidence: confidence(row)))
    }

    private mutating func presentation(
        _ listed: Listed, inLot lot: Int, _ row: CSVTable.Row
    ) -> PublishedWinner.Presentation {
        PublishedWinner.Presentation(
            product: row["product"].isEmpty ? nil : row["product"],
            specification: specification(row["specification"], inLot: lot, at: row.location),
            unitPrice: listed.unitPrice, pack: listed.pack)
    }

    private mutating func winnerFromBids(_ match: WinningRow) -> PublishedWinner {
        let row = match.row
        var pack: Pack?
        if let units = Int(row["official_pack_units"]), units > 0,
            let price = FixedDecimal(row["official_pack_price_yuan"])
        {
            pack = Pack(units: units, price: price)
        }
        let presentation = PublishedWinner.Presentation(
            product: row["official_product"].isEmpty ? nil : row["official_product"],
            specification: match.specification,
            unitPrice: match.price, pack: pack)
        return PublishedWinner(
            lot: match.lot, bidder: match.bidder.id, name: match.bidder.name, presentations: [presentation],
            regions: regions(row["supply_regions"]),
            provenance: Provenance(source: row["source"].isEmpty ? nil : row["source"], confidence: confidence(row)))
    }

    private func notice(_ row: CSVTable.Row) -> String? { row["notice"].isEmpty ? nil : row["notice"] }

    /// The regions of a cell, in the order of the round's regions, as the round writes them.
    func regions(_ cell: String) -> [String] {
        let named = cell.split(whereSeparator: { $0 == "|" || $0 == "、" || $0 == ";" || $0 == "；" })
            .map { String($0.trimmingSpaces()) }
        let byFolded = Dictionary(round.regions.map { (Name.folded($0), $0) }, uniquingKeysWith: { first, _ in first })
        let written = named.map { byFolded[Name.folded($0)] ?? $0 }
        let position = Dictionary(round.regions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        return written.sorted { (position[$0] ?? Int.max, $0) < (position[$1] ?? Int.max, $1) }
    }

    // MARK: - Earlier prices

    /// The winners' own prices before the round, matched by pack price, units and strength.
    mutating func readPreviousPrices(_ path: String) {
        let columns = ["spec", "units_per_pack", "win_price_pack_yuan", "previous_price_unit_yuan(firm_3yr_avg)"]
        for row in rows(path, required: columns) where !row["win_price_pack_yuan"].isEmpty {
            guard let packPrice = price(row, "win_price_pack_yuan"), let units = Int(row["units_per_pack"]),
                let previous = price(row, "previous_price_unit_yuan(firm_3yr_avg)")
            else { continue }
            let content = Content(reading: row["spec"])
            var places: [(winner: Int, presentation: Int)] = []
            for (index, winner) in published.winners.enumerated() {
                for (position, presentation) in winner.presentations.enumerated()
                where presentation.pack == Pack(units: units, price: packPrice) {
                    let lot = round.lots.first { $0.id == winner.lot }
                    let own = lot?.specification(presentation.specification)?.content
                    if let content, let own, !own.describesSameStrength(as: content) { continue }
                    places.append((index, position))
                }
            }
            guard places.count == 1, let place = places.first else {
                report(
                    .warning, .winnerUnmatched,
                    "\(places.count) published prices are \(packPrice) for \(units) of '\(row["spec"])'; the earlier price is not used",
                    at: row.location)
                continue
            }
            published.winners[place.winner].presentations[place.presentation].previousPrice = previous
        }
    }
}

/// Compares product names with lot names.
enum DrugName {
    private static let forms = [
        "口服常释剂型", "口服缓释控释剂型", "缓释控释剂型", "口服液体剂", "口服散剂", "注射用浓溶液", "注射用", "注射液", "注射剂",
        "滴眼剂", "滴眼液", "颗粒剂", "颗粒", "咀嚼片", "口腔崩解片", "分散片", "缓释片", "缓释胶囊", "控释片", "胶囊", "片",
    ]

    /// How many characters of the lot's drug name the product's name has; 0 when it is another drug or route.
    static func matches(product: String, lot: String) -> Int {
        let isInjection = { (name: String) in name.contains("注射") }
        guard isInjection(product) == isInjection(lot) else { return 0 }
        let product = Name.folded(product)
        return stems(of: lot).filter { product.contains($0) }.map(\.count).max() ?? 0
    }

    /// The drug names in a lot's name: without dosage form, and the one in brackets apart.
    static func stems(of lot: String) -> [String] {
        var name = Name.folded(lot)
        for form in forms {
            if let range = name.range(of: form) { name.removeSubrange(range) }
        }
        while let last = name.last, last.isASCII, last != ")" { name.removeLast() }
        guard let open = name.firstIndex(of: "("), let close = name.lastIndex(of: ")"), open < close else {
            return [name]
        }
        let inside = String(name[name.index(after: open)..<close])
        return [String(name[..<open]), inside].filter { !$0.isEmpty }
    }
}
