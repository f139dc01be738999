public import Decimals
public import Procurement
public import Ranking

/// The winning prices of two or more rounds or alliances on one unit: pack → smallest unit → reference specification.
///
/// Lots are common when their names are equal once they are folded, a strength at the end left aside. A lot's price in
/// a round is the plain mean of its winners' prices for the reference specification of the first round that has the lot.
public struct RoundComparison: Sendable {
    /// The rounds in the order given.
    public var rounds: [Round.ID]
    /// The lots that at least two rounds have winners in, in the order of the first round that has each.
    public var lots: [LotComparison]
    /// The lots that one round alone has winners in, by round.
    public var lotsOfOneRound: [[Lot.ID]]
    /// The rounds of which only some winners are known: their prices, and who is missing, are of those.
    public var partialRounds: [Round.ID]

    /// A lot in several rounds.
    public struct LotComparison: Sendable {
        /// The lot as the first round names it.
        public var lot: Lot.ID
        /// The name that its rounds have in common.
        var commonName: String
        /// The specification that prices are converted to.
        public var reference: Specification.ID
        /// What each round pays, in the order of the rounds; nil where it has no winner.
        public var sides: [Side?]

        /// The sides that have a price, with the index of their round.
        public var priced: [(round: Int, side: Side, price: Ratio)] {
            sides.enumerated().compactMap { index, side in
                side.flatMap { side in side.price.map { (round: index, side: side, price: $0) } }
            }
        }
        /// The lowest price of the set.
        public var lowest: Ratio? { priced.map(\.price).min() }
        /// A round's price as a multiple of the lowest one.
        public func ratio(_ round: Int) -> Ratio? {
            guard let lowest, !lowest.isZero, let price = sides[round]?.price else { return nil }
            return price / lowest
        }
        /// What a round would have saved with the lowest price of the set, yuan: value × (1 − lowest ÷ own).
        public func left(_ round: Int) -> Ratio? {
            guard let ratio = ratio(round), let value = sides[round]?.value else { return nil }
            return value * (.one - .one / ratio)
        }
        /// Whether the prices, or the firms that win, differ between rounds.
        public var differs: Bool {
            Set(priced.map(\.price)).count > 1
                || Set(sides.compactMap { $0.map { Set($0.winners.map { Name.folded($0.bidder.name) }) } }).count > 1
        }
    }

    /// A lot in one round.
    public struct Side: Sendable {
        /// The winners.
        public var winners: [Winner]
        /// What is paid for the agreed volume, yuan; nil where that is not known.
        public var value: Ratio?

        /// The plain mean of the winners' prices for the reference specification; nil where none can be converted.
        public var price: Ratio? { Ratio.mean(winners.compactMap(\.referencePrice)) }
    }

    /// A winning price with its conversion.
    public struct Winner: Sendable {
        /// Who wins.
        public var bidder: Bidder
        /// The specification that won.
        public var specification: Specification.ID
        /// The pack, where it is known.
        public var pack: Pack?
        /// Yuan that are paid for the smallest unit.
        public var unitPrice: Ratio
        /// What the unit price is multiplied by; nil where it can't be converted.
        public var factor: ConversionFactor?

        /// Yuan for the smallest unit of the reference specification.
        public var referencePrice: Ratio? { factor.map { unitPrice * $0.value } }
    }

    /// A firm that wins the same lot in several rounds at different prices.
    public struct FirmPrices: Sendable {
        /// The lot.
        public var lot: Lot.ID
        /// The firm's name.
        public var name: String
        /// Its price for the reference specification in each round; nil where it does not win.
        public var prices: [Ratio?]
        /// The highest as a multiple of the lowest.
        public var ratio: Ratio
    }

    /// The firms that sell the same lot at different prices, the largest ratio first.
    public var firmsAtDifferentPrices: [FirmPrices] {
        var found: [FirmPrices] = []
        for lot in lots {
            var names: [String: String] = [:]
            var prices: [String: [Ratio?]] = [:]
            for (round, side) in lot.sides.enumerated() {
                for winner in side?.winners ?? [] {
                    let key = Name.folded(winner.bidder.name)
                    names[key] = names[key] ?? winner.bidder.name
                    prices[key, default: Array(repeating: nil, count: rounds.count)][round] = winner.referencePrice
                }
            }
            for key in names.keys.sorted() {
                let known = (prices[key] ?? []).compactMap { $0 }
                guard let low = known.min(), let high = known.max(), low < high, !low.isZero else { continue }
                found.append(
                    FirmPrices(
                        lot: lot.lot, name: names[key] ?? key, prices: prices[key] ?? [], ratio: high / low))
            }
        }
        return found.enumerated().sorted { left, right in
            left.element.ratio == right.element.ratio
                ? left.offset < right.offset : left.element.ratio > right.element.ratio
        }.map(\.element)
    }

    /// What a round would have saved with the lowest price of the set in each lot, yuan, over the lots whose value is
    /// known.
    public func left(_ round: Int) -> Ratio { Ratio.sum(lots.compactMap { $0.left(round) }) }

    /// Whether anything differs: prices or firms of a common lot, or the lots themselves.
    public var differs: Bool { lots.contains { $0.differs } || lotsOfOneRound.contains { !$0.isEmpty } }
}

extension RoundComparison {
    /// Compares rounds by their published winners, or where none are published by those that the rules name.
    public init(_ assessments: [Assessment]) {
        rounds = assessments.map(\.dossier.round.id)
        lots = []
        lotsOfOneRound = assessments.map { _ in [] }
        partialRounds = assessments.map(\.dossier).filter { $0.published?.isPartial == true }.map(\.round.id)
        let sides = assessments.map(RoundSide.init)
        var seen: Set<String> = []
        for (index, side) in sides.enumerated() {
            for lot in side.lots where side.awards[lot.id] != nil && seen.insert(lot.commonName).inserted {
                let key = lot.commonName
                let having = sides.filter { $0.lot(key) != nil }.count
                guard having > 1 else {
                    lotsOfOneRound[index].append(lot.id)
                    continue
                }
                guard let reference = lot.specification(lot.reference) else { continue }
                lots.append(
                    LotComparison(
                        lot: lot.id, commonName: key, reference: lot.reference,
                        sides: sides.map { $0.side(key, reference, lot.dosageClass) }))
            }
        }
    }
}

extension Lot {
    /// The name by which lots of several rounds are one: folded, without one of its strengths at the end.
    var commonName: String {
        let name = Name.folded(id)
        let strength = specifications.map { Name.folded($0.id) }.first { name.hasSuffix($0) && name != $0 }
        return strength.map { String(name.dropLast($0.count)) } ?? name
    }
}

/// A round as comparisons need it.
private struct RoundSide {
    let lots: [Lot]
    let awards: [Lot.ID: [Award]]
    private let byName: [String: Lot]
    private let values: [Lot.ID: Ratio]
    private let conversion: PriceConversion

    init(_ assessment: Assessment) {
        let impact = assessment.impacts.first
        lots = assessment.dossier.round.lots
        awards = Dictionary(grouping: impact?.awards ?? [], by: \.lot)
        byName = Dictionary(lots.map { ($0.commonName, $0) }, uniquingKeysWith: { first, _ in first })
        var values: [Lot.ID: [Ratio]] = [:]
        for line in impact?.supply.lines ?? [] {
            if let value = line.value { values[line.lot, default: []].append(value) }
        }
        self.values = values.mapValues { Ratio.sum($0) }
        conversion = PriceConversion(rule: assessment.dossier.rulebook.comparablePrice)
    }

    /// The lot of a folded name that has winners.
    func lot(_ key: String) -> Lot? { byName[key].flatMap { awards[$0.id] == nil ? nil : $0 } }

    func side(_ key: String, _ reference: Specification, _ dosageClass: String?) -> RoundComparison.Side? {
        guard let lot = lot(key), let awards = awards[lot.id] else { return nil }
        let winners = awards.flatMap { award in
            award.prices.prefix(1).map { price in
                let own = lot.specification(price.specification)
                return RoundComparison.Winner(
                    bidder: award.bidder, specification: price.specification, pack: price.pack, unitPrice: price.paid,
                    factor: own.flatMap { own in
                        if let content = own.content, let other = reference.content,
                            content.describesSameStrength(as: other)
                        {
                            return ConversionFactor.none
                        }
                        return conversion.factor(
                            from: own, to: reference, dosageClass: lot.dosageClass ?? dosageClass)
                    })
            }
        }
        return RoundComparison.Side(winners: winners, value: values[lot.id])
    }
}
