public import Decimals
public import Procurement

/// How the agreed volume of a lot is divided among its winners.
///
/// Whatever was reported, by a region or by one institution in it, is divided by the same parts, so that the volumes
/// of institutions add up to those of their region.
public final class Agreement: Sendable {
    /// The part of the reported volume that is agreed.
    public let share: Ratio
    /// The winners that keep a part of the agreed volume of their own brand.
    private let keepers: [(bidder: Bidder.ID, taker: Taker)]
    /// Who gets what no brand keeps: all of them in every region, or each in its own regions.
    private let takers: [Taker]
    /// The position of each region's supplier among them, −1 for none; empty where all deliver everywhere.
    private let primaries: [Int32]
    private let regions: NameIndex
    private let rest: VolumeRule.Rest
    /// The parts of a volume of which no brand keeps any: of the regions of each taker, then of those of none; where all
    /// deliver everywhere, of any region.
    private let unnamed: [[Portion]]
    /// Who delivers in the place of winners that fail; nil where nobody does.
    private let succession: Succession?

    private struct Taker {
        var award: Int
        var part: Ratio
    }

    /// A part of a reported volume, and who delivers it.
    public struct Portion: Sendable {
        /// The award's index; nil where it is not known who delivers.
        public var award: Int?
        /// On what ground.
        public var role: SupplyRole
        /// The part of what was reported, as a fraction.
        public var part: Ratio
    }

    /// Nil where the rulebook has no share for the lot's tier and number of winners, or does not divide the rest among
    /// so many.
    ///
    /// Without a rule, and for demand that is agreed volume already, all of it goes by the regions.
    ///
    /// - Parameters:
    ///   - winners: the indices of the lot's winners.
    ///   - regions: those of the round.
    ///   - dossier: with its corrections applied.
    init?(_ lot: Lot, winners: [Int], of awards: [Award], _ regions: NameIndex, in dossier: Dossier) {
        let rule = dossier.rulebook.volume
        let isAgreed = dossier.demand?.kind == .agreed
        let counted = winners.filter { awards[$0].terms.volume != .none }
        guard let share = Agreement.share(of: lot, winners: counted.count, by: rule, isAgreed: isAgreed) else {
            return nil
        }
        self.share = share
        self.regions = regions
        succession = Succession(lot.id, winners: counted, of: awards, in: dossier)
        rest = rule?.rest ?? .primary
        var keepers: [(bidder: Bidder.ID, taker: Taker)] = []
        let isRanked = rule?.own.contains { $0.ranks != nil } == true
        for index in counted {
            let award = awards[index]
            let rank =
                isRanked
                ? Agreement.rank(of: index, among: counted.filter { awards[$0].unit == award.unit }, awards) : nil
            var part = rule?.ownShare(classification: award.classification, rank: rank).map { Ratio($0) }
            if isAgreed, part != nil { part = .one }
            switch award.terms.volume {
            case .own: part = part ?? .one
            case .part(let fraction): part = part.map { $0 * Ratio(fraction) }
            case .shared, .none: break
            }
            if let part { keepers.append((award.bidder.id, Taker(award: index, part: part))) }
        }
        self.keepers = keepers
        var takers = counted.compactMap { index -> Taker? in
            switch awards[index].terms.volume {
            case .shared: Taker(award: index, part: .one)
            case .part(let fraction): Taker(award: index, part: Ratio(fraction))
            case .own, .none: nil
            }
        }
        var primaries: [Int32] = []
        switch rest {
        case .free, .choice: takers = []
        case .primary:
            primaries = Array(repeating: -1, count: dossier.round.regions.count)
            for (number, taker) in takers.enumerated() {
                for region in awards[taker.award].regions {
                    guard let position = regions.position(of: region), primaries[position] < 0 else { continue }
                    primaries[position] = Int32(number)
                }
            }
        case .lowest: takers = Agreement.divide([.one], among: takers, awards) ?? []
        case .cascade:
            if takers.isEmpty { break }
            guard let parts = rule?.parts(winners: takers.count) else { return nil }
            takers = Agreement.divide(parts, among: takers, awards) ?? []
        }
        self.takers = takers
        self.primaries = primaries
        // Each region has its own supplier, or else every winner delivers to all of them.
        let groups = rest == .primary ? takers.indices.map { takers[$0...$0] } + [[]] : [takers[...]]
        unnamed = groups.map { [rest] in Agreement.divide(share, among: $0, rest) }
    }

    /// The parts into which a volume is divided that a region, or an institution of it, reported for a brand.
    ///
    /// - Parameter brand: whose product was asked for; nil where none was named.
    public func portions(of brand: Bidder.ID?, in region: String) -> [Portion] {
        let portions = plannedPortions(of: brand, in: region)
        guard let succession else { return portions }
        return portions.flatMap { portion -> [Portion] in
            guard let award = portion.award else { return [portion] }
            return succession.spans(of: award, in: region).map { span in
                Portion(award: span.award, role: span.role ?? portion.role, part: portion.part * span.part)
            }
        }
    }

    /// The parts as they are while nobody fails.
    private func plannedPortions(of brand: Bidder.ID?, in region: String) -> [Portion] {
        guard let brand, let keeper = keepers.last(where: { $0.bidder == brand })?.taker, !keeper.part.isZero else {
            return unnamed[taker(in: region) ?? unnamed.count - 1]
        }
        let kept = share * keeper.part
        let own = Portion(award: keeper.award, role: .own, part: kept)
        let left = share - kept
        if left.isZero || rest == .free { return [own] }
        if rest != .primary { return [own] + Agreement.divide(left, among: takers[...], rest) }
        return [own] + Agreement.divide(left, among: taker(in: region).map { takers[$0...$0] } ?? [], rest)
    }

    /// The position of the taker that a region has for its own.
    private func taker(in region: String) -> Int? {
        guard rest == .primary, let position = regions.position(of: region), primaries[position] >= 0 else {
            return nil
        }
        return Int(primaries[position])
    }

    /// Divides what no brand keeps among takers; what nobody takes has a part of its own.
    private static func divide(_ left: Ratio, among takers: ArraySlice<Taker>, _ rest: VolumeRule.Rest) -> [Portion] {
        let role: SupplyRole
        switch rest {
        case .free: return []
        case .choice: role = .choice
        case .primary: role = .primary
        case .lowest: role = .lowest
        case .cascade: role = .rank
        }
        var portions: [Portion] = []
        var unallocated = left
        for taker in takers where !taker.part.isZero {
            let part = left * taker.part
            portions.append(Portion(award: taker.award, role: role, part: part))
            unallocated = unallocated - part
        }
        if !unallocated.isZero || portions.isEmpty {
            portions.append(
                Portion(award: nil, role: rest == .choice ? .choice : .unallocated, part: unallocated))
        }
        return portions
    }
}

/// On what ground a volume is delivered.
public enum SupplyRole: String, Sendable, CaseIterable {
    /// The winner's own product was asked for.
    case own
    /// The winner is the region's supplier.
    case primary
    /// Every winner gets a part by its rank.
    case rank
    /// The winner has the lowest comparable price.
    case lowest
    /// The region's back-up took over.
    case backup
    /// The winner was selected anew.
    case reselected
    /// The institutions choose among the winners.
    case choice
    /// It is not known who delivers.
    case unallocated
    /// It makes no whole pack for any institution.
    case undistributed
}

extension Agreement {
    private static func share(of lot: Lot, winners: Int, by rule: VolumeRule?, isAgreed: Bool) -> Ratio? {
        if isAgreed { return .one }
        guard let rule else { return nil }
        if let share = lot.share { return Ratio(share) }
        if rule.shares.isEmpty, !rule.own.isEmpty { return .one }
        return rule.share(tier: lot.tier, winners: winners).map { Ratio($0) }
    }

    /// The rank of a winner by comparable price, nil when that is not known; equal prices share a rank: 1, 2, 2, 4.
    private static func rank(of index: Int, among winners: [Int], _ awards: [Award]) -> Int? {
        guard let price = awards[index].comparablePrice else { return nil }
        return 1 + winners.count { awards[$0].comparablePrice.map { $0 < price } == true }
    }

    /// Gives the parts to the winners in the order of their comparable prices; equal prices share theirs equally.
    ///
    /// Nil where a price is not known.
    private static func divide(_ parts: [Ratio], among takers: [Taker], _ awards: [Award]) -> [Taker]? {
        let priced = takers.compactMap { taker in awards[taker.award].comparablePrice.map { (taker, price: $0) } }
        guard priced.count == takers.count else { return nil }
        let sorted = priced.sorted {
            $0.price == $1.price
                ? awards[$0.0.award].bidder.id < awards[$1.0.award].bidder.id : $0.price < $1.price
        }
        var result: [Taker] = []
        var place = 0
        while place < sorted.count {
            let tied = sorted[place...].prefix { $0.price == sorted[place].price }
            let places = parts.dropFirst(place).prefix(tied.count)
            let each = Ratio.sum(Array(places)) / Ratio(tied.count)
            result += tied.map { Taker(award: $0.0.award, part: each * $0.0.part) }
            place += tied.count
        }
        return result
    }
}
