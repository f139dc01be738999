public import Decimals
public import Procurement

/// Hands the agreed volumes of a region and lot down to the institutions that reported them.
///
/// Each institution gets of its own report the parts that its region's volume is divided by. In whole packs, where the
/// rulebook says so, by largest remainder within one region, lot, specification and supplier; what makes no whole pack
/// stays undistributed, so that all of it adds up to the region's volume exactly.
///
/// Claims of a group are counted in one small unit that all of them are whole multiples of, so that millions of them
/// need no fractions.
public struct InstitutionAllocation {
    private let dossier: Dossier
    private let agreements: Agreements
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
    public func shares(of group: DemandGroup) -> [InstitutionShares]? {
        guard group.lines.first?.institution != nil, let agreement = agreements[group.lot] else { return nil }
        var requests = Requests()
        let requestOfLine = group.lines.map { requests.position(of: $0) }
        var cells: [Cell] = []
        var parts: [[(cell: Int, part: Ratio)]] = []
        for (specification, brand) in requests.list {
            parts.append(
                agreement.portions(of: brand, in: group.region).map { portion in
                    let cell = Cell(specification: specification, award: portion.award, role: portion.role)
                    let position = cells.firstIndex { $0.isAlike(cell) } ?? cells.count
                    if position == cells.count { cells.append(cell) }
                    return (position, portion.part)
                })
        }
        let scale = group.lines.reduce(0) { max($0, $1.quantity.scale) }
        let divisor = parts.joined().reduce(Integer.one) { Integer.leastCommonMultiple($0, $1.part.denominator) }
        let multiples = parts.map { portions in
            portions.map {
                ($0.cell, $0.part.numerator * divisor.quotientAndRemainder(dividingBy: $0.part.denominator).quotient)
            }
        }
        for (line, request) in zip(group.lines, requestOfLine) {
            guard let institution = line.institution else { continue }
            let units = line.quantity.units(atScale: scale)
            for (cell, multiple) in multiples[request] { cells[cell].add(units * multiple, of: institution) }
        }
        let denominator = divisor * Integer.powerOfTen(scale)
        let names = SupplyNames(
            lots: [group.lot], regions: [group.region], specifications: cells.map(\.specification),
            provenances: [group.provenance])
        return cells.indices.map { position in
            let place = SupplyNames.Place(lot: 0, region: 0, specification: UInt32(position), provenance: 0)
            return shares(of: cells[position], over: denominator, names, place)
        }
    }

    private func shares(
        of cell: Cell, over denominator: Integer, _ names: SupplyNames, _ place: SupplyNames.Place
    ) -> InstitutionShares {
        let supplier = cell.award.flatMap { prices.supplier($0, of: cell.specification) }
        let whole = cell.claims.reduce(Integer.zero) { $0 + $1 }
        var shares = InstitutionShares(
            supply: SupplyLine(
                names, place, role: cell.award == nil || supplier != nil ? cell.role : .unallocated,
                quantity: Ratio(whole, denominator), supplier: supplier),
            institutions: cell.institutions, numerators: cell.claims, denominator: denominator, undistributed: .zero)
        guard dossier.rulebook.volume?.isInWholePacks == true, let supplier else { return shares }
        let pack = Integer(supplier.pack(of: cell.specification)?.units ?? 1)
        shares.numerators = Apportionment.wholeUnits(cell.claims, of: denominator * pack).map { $0 * pack }
        shares.denominator = .one
        shares.undistributed = shares.supply.quantity - Ratio(shares.numerators.reduce(.zero) { $0 + $1 }, .one)
        return shares
    }

    /// The specifications and brands that the lines of a group ask for, in the order in which they appear.
    private struct Requests {
        private(set) var list: [(specification: Specification.ID, brand: Bidder.ID?)] = []
        private var last = 0

        /// The position of a line's request: mostly that of the line before, or the next.
        mutating func position(of line: DemandGroup.Line) -> Int {
            for step in list.indices {
                let index = last + step < list.count ? last + step : last + step - list.count
                if list[index].specification == line.specification, list[index].brand == line.brand {
                    last = index
                    return index
                }
            }
            list.append((line.specification, line.brand))
            last = list.count - 1
            return last
        }
    }

    /// What is delivered of one specification by one supplier on one ground, and who claims it.
    private struct Cell {
        let specification: Specification.ID
        let award: Int?
        let role: SupplyRole
        private(set) var institutions: [Int] = []
        private(set) var claims: [Integer] = []
        /// Where each institution stands, once they do not come in ascending order.
        private var positions: [Int: Int]?

        init(specification: Specification.ID, award: Int?, role: SupplyRole) {
            self.specification = specification
            self.award = award
            self.role = role
        }

        func isAlike(_ other: Cell) -> Bool {
            specification == other.specification && award == other.award && role == other.role
        }

        /// Adds to an institution's claim.
        mutating func add(_ claim: Integer, of institution: Int) {
            if positions == nil {
                guard let last = institutions.last, last >= institution else { return append(claim, of: institution) }
                if last == institution { return claims[claims.count - 1] += claim }
                positions = Dictionary(zip(institutions, institutions.indices), uniquingKeysWith: { first, _ in first })
            }
            if let position = positions?[institution] { return claims[position] += claim }
            positions?[institution] = institutions.count
            append(claim, of: institution)
        }

        private mutating func append(_ claim: Integer, of institution: Int) {
            institutions.append(institution)
            claims.append(claim)
        }
    }
}

/// What the institutions of a group get of one specification from one supplier on one ground.
public struct InstitutionShares: Sendable {
    /// What all of them get together, from whom, at which price.
    public var supply: SupplyLine
    /// The positions of the institutions in `Demand.institutions`, each once.
    public var institutions: [Int]
    /// What each of them gets, counted in parts of a smallest unit.
    public var numerators: [Integer]
    /// How many of these parts make a smallest unit.
    public var denominator: Integer
    /// What makes no whole pack, in smallest units.
    public var undistributed: Ratio

    /// What makes no whole pack as a line of its own; nil where everything is handed out.
    public var undistributedLine: SupplyLine? {
        if undistributed.isZero { return nil }
        var line = supply
        (line.role, line.quantity) = (.undistributed, undistributed)
        return line
    }
}

/// How far supply reaches: the points that get a volume, and what is supplied.
public struct SupplyReach: Sendable {
    /// Whether an institution gets any volume, by its position in `Demand.institutions`.
    private var isReached: [Bool]
    private var specifications: [Lot.ID: Set<Specification.ID>] = [:]

    /// Reach of nothing.
    ///
    /// - Parameter institutions: how many have reported.
    public init(institutions: Int) { isReached = Array(repeating: false, count: institutions) }

    /// Counts what a supplier delivers.
    public mutating func add(_ shares: InstitutionShares) {
        guard shares.supply.supplier != nil else { return }
        var delivers = false
        for (institution, numerator) in zip(shares.institutions, shares.numerators) where !numerator.isZero {
            isReached[institution] = true
            delivers = true
        }
        if delivers { specifications[shares.supply.lot, default: []].insert(shares.supply.specification) }
    }

    /// The points of supply.
    public var points: Int { isReached.count { $0 } }
    /// The specifications that reach at least one of them.
    public var specificationCount: Int { specifications.values.reduce(0) { $0 + $1.count } }

    /// The points of supply by kind, those of an unknown kind last.
    public func points(of demand: Demand) -> [(kind: Institution.Kind?, count: Int)] {
        Institution.counts(isReached.indices.filter { isReached[$0] }.map { demand.institutions[$0].kind })
    }
}
