import Decimals
public import Procurement

/// Hands the agreed volumes of a region and lot down to the institutions that reported them.
///
/// Each institution gets of its own report the parts that its region's volume is divided by. In whole packs, where the
/// rulebook says so, by largest remainder within one region, lot, specification and supplier; what makes no whole pack
/// stays undistributed, so that all of it adds up to the region's volume exactly.
public struct InstitutionAllocation {
    private let dossier: Dossier
    private let agreements: [Lot.ID: Agreement]
    private let prices: SupplyPrices

    /// Prepares the handing out for a set of winners.
    ///
    /// - Parameter dossier: with its corrections applied.
    public init(_ dossier: Dossier, _ awards: [Award]) {
        self.dossier = dossier
        agreements = dossier.agreements(of: awards)
        prices = SupplyPrices(dossier, awards)
    }

    /// What the institutions of a group get; nil where the group does not go down to institutions, or its lot has no
    /// winner or no share.
    ///
    /// - Parameter group: with its corrections applied.
    /// - Complexity: O(*n* log *n*) in the lines of the group.
    public func lines(of group: DemandGroup) -> [InstitutionLine]? {
        guard group.lines.first?.institution != nil, let agreement = agreements[group.lot] else { return nil }
        var portions: [Bidder.ID?: [Agreement.Portion]] = [:]
        var positions: [Cell: Int] = [:]
        var cells: [(cell: Cell, claims: [Claim])] = []
        for line in group.lines {
            guard let institution = line.institution else { continue }
            let ofBrand = portions[line.brand] ?? agreement.portions(of: line.brand, in: group.region)
            portions[line.brand] = ofBrand
            let quantity = Ratio(line.quantity)
            for portion in ofBrand {
                let cell = Cell(specification: line.specification, award: portion.award, role: portion.role)
                let position = positions[cell] ?? cells.count
                if position == cells.count {
                    positions[cell] = position
                    cells.append((cell, []))
                }
                cells[position].claims.append(Claim(institution: institution, quantity: quantity * portion.part))
            }
        }
        return cells.flatMap { lines(of: $0.cell, $0.claims, in: group) }
    }

    private struct Cell: Hashable {
        var specification: Specification.ID
        var award: Int?
        var role: SupplyRole
    }

    private struct Claim {
        var institution: Int
        var quantity: Ratio
    }

    private func lines(of cell: Cell, _ claims: [Claim], in group: DemandGroup) -> [InstitutionLine] {
        let claims = merged(claims)
        let supplier = cell.award.flatMap { prices.supplier($0, of: cell.specification) }
        let role = cell.award == nil || supplier != nil ? cell.role : .unallocated
        func line(_ institution: Int?, _ role: SupplyRole, _ quantity: Ratio) -> InstitutionLine {
            InstitutionLine(
                institution: institution,
                supply: SupplyLine(
                    lot: group.lot, region: group.region, specification: cell.specification, role: role,
                    quantity: quantity, supplier: supplier, confidence: group.provenance.confidence,
                    note: group.provenance.note))
        }
        guard dossier.rulebook.volume?.isInWholePacks == true, let supplier else {
            return claims.map { line($0.institution, role, $0.quantity) }
        }
        let pack = Ratio(supplier.pack(of: cell.specification)?.units ?? 1)
        let packs = Apportionment.wholeUnits(claims.map { $0.quantity / pack })
        let handed = packs.map { Ratio($0, .one) * pack }
        let rest = Ratio.sum(claims.map(\.quantity)) - Ratio.sum(handed)
        return zip(claims, handed).map { line($0.institution, role, $1) }
            + (rest.isZero ? [] : [line(nil, .undistributed, rest)])
    }

    /// One claim an institution, in the order of the first ones.
    private func merged(_ claims: [Claim]) -> [Claim] {
        var positions: [Int: Int] = [:]
        var result: [Claim] = []
        for claim in claims {
            if let position = positions[claim.institution] {
                result[position].quantity = result[position].quantity + claim.quantity
            } else {
                positions[claim.institution] = result.count
                result.append(claim)
            }
        }
        return result
    }
}

/// What an institution gets of one specification from one supplier on one ground.
public struct InstitutionLine: Sendable {
    /// The position of the institution in `Demand.institutions`; nil for what is left undistributed.
    public var institution: Int?
    /// What, from whom, at which price.
    public var supply: SupplyLine
}

/// How far supply reaches: the points that get a volume, and what is supplied.
public struct SupplyReach: Sendable {
    /// The institutions that get any volume, by their position in `Demand.institutions`.
    private var institutions: Set<Int> = []
    private var specifications: [Lot.ID: Set<Specification.ID>] = [:]

    /// Reach of nothing.
    public init() {}

    /// Counts a line.
    public mutating func add(_ line: InstitutionLine) {
        guard let institution = line.institution, line.supply.supplier != nil, !line.supply.quantity.isZero else {
            return
        }
        institutions.insert(institution)
        specifications[line.supply.lot, default: []].insert(line.supply.specification)
    }

    /// The points of supply.
    public var points: Int { institutions.count }
    /// The specifications that reach at least one of them.
    public var specificationCount: Int { specifications.values.reduce(0) { $0 + $1.count } }

    /// The points of supply by kind, those of an unknown kind last.
    public func points(of demand: Demand) -> [(kind: Institution.Kind?, count: Int)] {
        var counts: [Institution.Kind?: Int] = [:]
        for index in institutions { counts[demand.institutions[index].kind, default: 0] += 1 }
        return (Institution.Kind.allCases.map(Optional.some) + [nil]).compactMap { kind in
            counts[kind].map { (kind, $0) }
        }
    }
}
