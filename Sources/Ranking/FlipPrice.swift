public import Decimals
public import Procurement

/// The nearest price at which a bid's decision would be another one.
///
/// All other bids and all acts are held fixed; the price moves over the admissible prices, that is those with the
/// decimals that the rulebook allows.
public struct FlipPrice: Sendable {
    /// In which direction the price has to move.
    public enum Direction: String, Sendable, CaseIterable {
        case lower
        case higher
    }

    /// In which direction.
    public var direction: Direction
    /// The price for the smallest unit of the bid's specification at which the decision is another one.
    public var price: FixedDecimal
    /// What the decision is there.
    public var decision: Decision
    /// The last price before it, at which the decision is still what it was.
    public var lastSame: FixedDecimal
    /// The decision one admissible price beyond the flip price.
    public var beyond: Decision
}

/// Moves one bid's price and decides its round again.
public struct PriceProbe {
    private let dossier: Dossier
    private let bidder: Bidder.ID
    private let lot: Lot.ID
    private let filed: Bid
    private let digits: Int
    private var decisions: [FixedDecimal: Decision] = [:]

    /// Prepares to move a bid's price; nil when there is no such bid.
    ///
    /// Where no rule looks at several lots at once, only the bid's own lot is decided again.
    public init?(_ dossier: Dossier, bidder: Bidder.ID, lot: Lot.ID) {
        guard let submission = dossier.submissions.first(where: { $0.bidder.id == bidder }),
            let filed = submission.bids.first(where: { $0.lot == lot })
        else { return nil }
        var dossier = dossier
        if !dossier.rulebook.spansLots {
            dossier.round.lots = dossier.round.lots.filter { $0.id == lot }
            for index in dossier.submissions.indices {
                dossier.submissions[index].bids = dossier.submissions[index].bids.filter { $0.lot == lot }
            }
        }
        self.dossier = dossier
        self.bidder = bidder
        self.lot = lot
        self.filed = filed
        let rule = dossier.rulebook.comparablePrice
        digits = rule.filedDigits ?? max(rule.unitPriceRounding.digits, filed.price.trimmed.scale)
    }

    /// The smallest difference between two admissible prices.
    private var step: FixedDecimal { FixedDecimal(units: .one, scale: digits) }

    /// What becomes of the bid at a price.
    public mutating func decision(at price: FixedDecimal) -> Decision {
        if let known = decisions[price] { return known }
        let decided = decide(at: price)?.decision ?? .excluded
        decisions[price] = decided
        return decided
    }

    private func decide(at price: FixedDecimal) -> BidDecision? {
        var moved = dossier
        for index in moved.submissions.indices where moved.submissions[index].bidder.id == bidder {
            for place in moved.submissions[index].bids.indices where moved.submissions[index].bids[place].lot == lot {
                moved.submissions[index].bids[place] = filed.repriced(price)
            }
        }
        if price == filed.price { moved = dossier }
        return evaluate(moved).lots.first { $0.id == lot }?.decisions.first { $0.bidder.id == bidder }
    }

    /// The nearest price in a direction at which the decision is another one; nil where there is none.
    ///
    /// Decisions can change only where the bid changes places with another one or crosses a bound. The prices of the
    /// other bids and the bounds of all comparisons cut the way into pieces; each piece is looked at from both ends
    /// and in between, since rules with statistics are not monotone, and halved down to the very price.
    public mutating func flip(_ direction: FlipPrice.Direction) -> FlipPrice? {
        let start = decision(at: filed.price)
        var last = filed.price
        for stop in stops(direction) {
            guard let found = change(from: last, to: stop, start) else {
                last = stop
                continue
            }
            let beyond = direction == .lower ? found - step : found + step
            let same = direction == .lower ? found + step : found - step
            return FlipPrice(
                direction: direction, price: found, decision: decision(at: found),
                lastSame: direction == .lower ? min(same, filed.price) : max(same, filed.price),
                beyond: beyond.isNegative || beyond.isZero ? decision(at: found) : decision(at: beyond))
        }
        return nil
    }

    /// The pieces that a stretch between two stops is looked at in.
    private static let pieces = 16

    /// The price nearest to `from` at which the decision is not `start`; `from` itself has it.
    private mutating func change(from: FixedDecimal, to: FixedDecimal, _ start: Decision) -> FixedDecimal? {
        let (near, far) = (index(from), index(to))
        let length = far - near
        var inner = near
        for piece in 1...PriceProbe.pieces {
            let outer = near + length * piece / PriceProbe.pieces
            guard outer != inner else { continue }
            if decision(at: price(outer)) != start { return halve(inner, outer, start) }
            inner = outer
        }
        return nil
    }

    private mutating func halve(_ same: Int, _ other: Int, _ start: Decision) -> FixedDecimal {
        var (same, other) = (same, other)
        while abs(other - same) > 1 {
            let middle = same + (other - same) / 2
            if decision(at: price(middle)) == start { same = middle } else { other = middle }
        }
        return price(other)
    }

    /// Prices as numbers of steps; what lies between two steps (a filed price with more decimals) counts as the lower.
    private func index(_ price: FixedDecimal) -> Int {
        Int(Ratio(price.rounded(to: digits, .down)).numerator(over: digits)) ?? 0
    }

    private func price(_ index: Int) -> FixedDecimal { FixedDecimal(units: Integer(index), scale: digits) }

    /// The prices at which something may change, on the way out from the filed price, the last one at the end of it.
    private func stops(_ direction: FlipPrice.Direction) -> [FixedDecimal] {
        guard let own = decide(at: filed.price) else { return [] }
        let outcome = evaluate(dossier).lots.first { $0.id == lot }
        let factor = own.conversion?.value ?? .one
        var bounds: [Ratio] = []
        for decision in outcome?.decisions ?? [] {
            if let price = decision.comparablePrice { bounds.append(price / factor) }
            for comparison in decision.trace.flatMap(\.comparisons) {
                let right = comparison.right.rounded(to: digits + 4, .halfUp)
                switch comparison.test.measure {
                case .comparablePrice: bounds.append(Ratio(right) / factor)
                case .unitPrice where comparison.isPerPack:
                    bounds.append(Ratio(right) * Ratio(filed.price) / max(own.ceiling?.price ?? .one, Ratio(step)))
                case .unitPrice: bounds.append(Ratio(right))
                case .cutFromCeiling:
                    guard let ceiling = own.ceiling, !ceiling.price.isZero else { continue }
                    bounds.append(ceiling.ceiling * (.one - Ratio(right)) * Ratio(filed.price) / ceiling.price)
                default: continue
                }
            }
        }
        let filedPrice = Ratio(filed.price)
        let highest = (bounds + [filedPrice]).max() ?? filedPrice
        bounds.append(highest * Ratio(4))
        bounds.append(Ratio(step))
        var indices: Set<Int> = []
        let start = index(filed.price)
        for bound in bounds {
            let place = index(bound.rounded(to: digits, .down))
            for near in (place - 1)...(place + 2) where near >= 1 && near != start { indices.insert(near) }
        }
        return switch direction {
        case .higher: indices.filter { $0 > start }.sorted().map(price)
        case .lower: indices.filter { $0 < start }.sorted(by: >).map(price)
        }
    }
}

extension Ratio {
    /// The numerator over a power of ten, as text; for decimals of so many digits.
    fileprivate func numerator(over digits: Int) -> String {
        (self * Ratio(Integer.powerOfTen(digits), .one)).rounded(to: 0, .down).description
    }
}

extension Rulebook {
    /// Whether a rule looks at several lots at once.
    public var spansLots: Bool {
        allStages.contains { stage in
            switch stage.action {
            case .shortlist(let shortlist): shortlist.scope == .round
            case .define(let value): value.spansRound
            default: false
            }
        }
    }
}
