public import Decimals
public import Procurement

/// A winner that offers less than the volume agreed with it.
public struct Shortfall: Sendable {
    /// The award's index.
    public var award: Int
    /// What it can deliver in a year, in smallest units of its specification.
    public var capacity: FixedDecimal
    /// What is agreed with it, converted linearly to that specification.
    public var agreed: Ratio
}

extension Dossier {
    /// The winners whose offered capacity is below their agreed volume, in the order of the awards.
    ///
    /// The capacity is the fact `capacity` of the bid; a winner without it, or with volume that can't be converted to its
    /// specification, is in none.
    public func shortfalls(of awards: [Award], _ supply: Supply) -> [Shortfall] {
        let lots = Dictionary(round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var lines: [Int: [SupplyLine]] = [:]
        for line in supply.lines { if let award = line.supplier?.award { lines[award, default: []].append(line) } }
        return awards.indices.compactMap { index in
            guard let capacity = awards[index].capacity, let lot = lots[awards[index].lot],
                let specification = awards[index].mainPrice?.specification,
                let agreed = lot.quantity(of: lines[index] ?? [], in: specification), agreed > Ratio(capacity)
            else { return nil }
            return Shortfall(award: index, capacity: capacity, agreed: agreed)
        }
    }
}

extension Lot {
    /// The sum of volumes, converted linearly to one specification; nil where one of them can't be converted.
    public func quantity(of lines: [SupplyLine], in target: Specification.ID) -> Ratio? {
        guard let target = specification(target) else { return nil }
        var factors: [Specification.ID: Ratio] = [:]
        var quantities: [Ratio] = []
        for line in lines {
            guard let source = specification(line.specification),
                let factor = factors[source.id] ?? VolumeConversion.factor(from: source, to: target)
            else { return nil }
            factors[source.id] = factor
            quantities.append(line.quantity * factor)
        }
        return Ratio.sum(quantities)
    }
}
