public import Decimals
public import Procurement

/// Who delivers what, where, how much and at which price.
public struct Supply: Sendable {
    /// The agreed volumes, in the order of the demand document.
    public var lines: [SupplyLine]
    /// Demand lines whose volume is not known, of lots with winners.
    public var unknownVolumes: Int
    /// Demand lines of lots without a winner.
    public var linesWithoutWinner: Int
    /// Lots with winners for which the rulebook has no share.
    public var lotsWithoutShare: [Lot.ID]

    /// What a reader should know about the volumes of a region; no figure of the region goes without it.
    public var notesByRegion: [String: [String]] {
        var notes: [String: Set<String>] = [:]
        for line in lines { if let note = line.note { notes[line.region, default: []].insert(note) } }
        return notes.mapValues { $0.sorted() }
    }

    /// The sum over supplied lines of agreed quantity × price.
    public var value: Ratio { Ratio.sum(lines.compactMap(\.value)) }
}

/// The agreed volume of one specification in one region.
public struct SupplyLine: Sendable {
    /// The lot.
    public var lot: Lot.ID
    /// The region.
    public var region: String
    /// The specification.
    public var specification: Specification.ID
    /// The agreed quantity in smallest units: base × share.
    public var quantity: Ratio
    /// The region's supplier and its price; nil when not known.
    public var supplier: Supplier?
    /// How far the volume can be trusted.
    public var confidence: Confidence?
    /// What a reader should know about the volume.
    public var note: String?

    /// A supplier of a region.
    public struct Supplier: Sendable {
        /// The award's index.
        public var award: Int
        /// Yuan for the smallest unit of the line's specification.
        public var unitPrice: Ratio
        /// The award's price that it follows from.
        public var source: Award.Price
    }

    /// Agreed quantity × price; nil when the supplier is not known.
    public var value: Ratio? { supplier.map { quantity * $0.unitPrice } }
}

extension Dossier {
    /// The agreed volumes for a set of winners: base × share by number of winners and tier, region by region.
    ///
    /// A winner without volume (中选不带量) does not count among the winners of which the share depends.
    /// Demand that is agreed volume already has no share applied to it. A winner's price for another specification
    /// of the lot is its own price times the conversion factor, rounded as the rulebook says.
    public func supply(of awards: [Award]) -> Supply {
        var supply = Supply(lines: [], unknownVolumes: 0, linesWithoutWinner: 0, lotsWithoutShare: [])
        guard let demand else { return supply }
        let conversion = PriceConversion(rule: rulebook.comparablePrice)
        let lots = Dictionary(round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var awardsByLot: [Lot.ID: [Int]] = [:]
        for (index, award) in awards.enumerated() { awardsByLot[award.lot, default: []].append(index) }
        var shares: [Lot.ID: Ratio] = [:]
        for lot in round.lots {
            guard let winners = awardsByLot[lot.id] else { continue }
            if demand.kind == .agreed {
                shares[lot.id] = .one
            } else if let share = rulebook.volume?.share(
                tier: lot.tier, winners: winners.count { awards[$0].terms.volume != .none })
            {
                shares[lot.id] = Ratio(share)
            } else {
                supply.lotsWithoutShare.append(lot.id)
            }
        }
        for line in demand.lines {
            guard let lot = lots[line.lot], let winners = awardsByLot[line.lot] else {
                supply.linesWithoutWinner += 1
                continue
            }
            guard let base = line.quantity else {
                supply.unknownVolumes += 1
                continue
            }
            guard let share = shares[line.lot] else { continue }
            let supplier = winners.first { awards[$0].regions.contains(line.region) }
                .flatMap { self.supplier($0, awards[$0], of: line.specification, in: lot, conversion) }
            supply.lines.append(
                SupplyLine(
                    lot: line.lot, region: line.region, specification: line.specification,
                    quantity: Ratio(base) * share, supplier: supplier, confidence: line.provenance.confidence,
                    note: line.provenance.note))
        }
        return supply
    }

    private func supplier(
        _ index: Int, _ award: Award, of specification: Specification.ID, in lot: Lot, _ conversion: PriceConversion
    ) -> SupplyLine.Supplier? {
        guard let target = lot.specification(specification) else { return nil }
        if let own = award.prices.first(where: { lot.isSameStrength($0.specification, specification) }) {
            return SupplyLine.Supplier(award: index, unitPrice: own.paid, source: own)
        }
        guard let main = award.prices.first, let source = lot.specification(main.specification),
            let factor = conversion.factor(from: source, to: target, dosageClass: lot.dosageClass)
        else { return nil }
        let rounding = rulebook.comparablePrice.unitPriceRounding
        let price = (main.paid * factor.value).rounded(to: rounding.digits, rounding.mode)
        return SupplyLine.Supplier(award: index, unitPrice: Ratio(price), source: main)
    }
}
