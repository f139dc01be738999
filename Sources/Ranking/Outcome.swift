public import Decimals
public import Procurement

/// How a round was decided: one decision with its reason for every bid.
public struct Outcome: Sendable {
    /// The lots that somebody bid for, in the order of the round's document.
    public var lots: [LotOutcome]
    /// What people still have to do.
    public var pending: [PendingAct]
    /// Recorded acts that the rules forbid or that nothing called for, by their index in the record.
    public var forbiddenActs: [ForbiddenAct]

    /// Recorded acts that decided something, by their index in the record.
    public var usedActs: [Int]
    /// How far the picking of regions has come in the lots where it has begun or could.
    public var drafts: [RegionDraft] = []

    /// Whether nobody bid.
    public var isEmpty: Bool { lots.isEmpty }

    /// Every decision of the round.
    public var decisions: [BidDecision] { lots.flatMap(\.decisions) }
}

/// How a lot was decided.
public struct LotOutcome: Sendable, Identifiable {
    /// The lot.
    public var id: Lot.ID
    /// The position of the lot in the round.
    var position: Int
    /// How many firms filed a price.
    public var filed: Int
    /// How many places the last shortlist of the whole lot had; nil when the rulebook has none.
    public var places: Int?
    /// The values that the rulebook names, in its order.
    public var references: [NamedValue]
    /// Decisions, valid bids by rank first, then the excluded ones by bidder.
    public var decisions: [BidDecision]

    /// The winning decisions.
    public var winners: [BidDecision] { decisions.filter { $0.decision == .won } }
    /// Whether a bid waits for a human act; such a lot stays out of totals.
    public var isPending: Bool { decisions.contains { $0.isPending } }
}

/// A value that the rulebook names, as it is for a lot.
public struct NamedValue: Sendable {
    /// The rule that names it.
    public var id: Stage.ID
    /// The bidding unit that it holds for; nil for the whole lot.
    public var unit: String?
    /// The value; nil where it is not defined for lack of bids or of a published number.
    public var value: Surd?
}

/// What became of a bid.
public enum Decision: String, Sendable, CaseIterable {
    case won
    /// Valid, and not among the winners.
    case lost
    /// Not valid.
    case excluded
    /// Waits for a human act.
    case pending
}

/// What became of a bid, and why.
public struct BidDecision: Sendable {
    private let bids: DecidedBids
    private let index: Int32
    /// 0 for none.
    private let storedRank: Int32

    init(_ bids: DecidedBids, _ index: Int, rank: Int?) {
        self.bids = bids
        self.index = Int32(index)
        storedRank = Int32(rank ?? 0)
    }

    /// A copy; where only a part is asked for, it is read in its place.
    private var entry: RoundEvaluation.Entry { bids.entries[Int(index)] }
    /// The position of the bidder's submission among those of the round.
    package var submission: Int { Int(bids.entries[Int(index)].submission) }
    private var place: Int { Int(bids.entries[Int(index)].place) }

    /// Who bid.
    public var bidder: Bidder { bids.submissions[submission].bidder }
    /// For which lot.
    package var lot: Lot { bids.lots[bids.entries[Int(index)].lot] }
    /// The specification that is offered.
    public var specification: Specification.ID { bids.entries[Int(index)].specificationID }
    /// Where the bid comes from.
    public var provenance: Provenance {
        bids.entries[Int(index)].isPlain ? Provenance() : bids.submissions[submission].bids[place].provenance
    }
    /// The price that was filed.
    public var filedPrice: FixedDecimal { bids.entries[Int(index)].filedPrice }
    /// The bid as it was filed.
    public var bid: Bid { bids.filed(entry) }
    /// The bid as it stands after offers and revivals: its price is what a winner is paid.
    public var awarded: Bid { entry.repriced ?? bids.filed(entry) }
    /// The bid as it stands; nil where there is no more to say of it than what stands with the decision.
    package var unusual: Bid? {
        bids.entries[Int(index)].isPlain && bids.entries[Int(index)].repriced == nil ? nil : awarded
    }
    /// The pack that was filed.
    package var filedPack: Pack? { bids.entries[Int(index)].pack }
    /// Whether it has no other price than the filed one, no points, and neither unit, class nor terms of its own.
    package var isUsual: Bool { bids.entries[Int(index)].isUsual }
    /// What a winner gets besides its price.
    public var award: AwardTerms { bids.entries[Int(index)].award }
    var isPending: Bool { bids.entries[Int(index)].standing == .pending }
    /// What became of it.
    public var decision: Decision {
        switch bids.entries[Int(index)].standing {
        case .in: .won
        case .pending: .pending
        case .out: bids.entries[Int(index)].isExcluded ? .excluded : .lost
        }
    }
    /// Its rank among the valid bids of its lot, or of its bidding unit, by comparable price; equal prices share a
    /// rank: 1, 2, 2, 4.
    public var rank: Int? { storedRank == 0 ? nil : Int(storedRank) }
    /// The bidding unit that it was sorted into.
    public var unit: String? { bids.entries[Int(index)].unit }
    /// The class that it was sorted into.
    public var classification: String? { bids.entries[Int(index)].classification }
    /// Its points by the rule that gave them.
    public var scores: [(id: Stage.ID, points: Ratio)] { bids.entries[Int(index)].scores }
    /// The price converted to the lot's reference specification, rounded where the rulebook says so.
    public var comparablePrice: Ratio? { bids.entries[Int(index)].comparablePrice }
    /// How it was converted.
    public var conversion: ConversionFactor? { bids.conversion.comparison(of: awarded, in: bids.lots[entry.lot]) }
    /// What holds for its specification, whatever its pack; nil where something hangs on that.
    package var terms: LotPrices.Terms? {
        bids.prices.terms(of: bids.entries[Int(index)]).flatMap { $0.dependsOnPack ? nil : $0 }
    }
    /// The ceiling that it was held against.
    public var ceiling: AppliedCeiling? { bids.conversion.ceiling(for: awarded, in: bids.lots[entry.lot]) }
    /// What each stage found, in order, up to the one that decided.
    public var trace: [Verdict] { bids.log.trace(endingAt: entry.lastLine, bids.plan, bids.rulebook) }

    /// The verdict that decided.
    ///
    /// It is the last one, but for those that only sort bids or find that one may not come back.
    /// Of a pending bid it is the one that waits, not what the bid has passed since.
    public var decisive: Verdict? {
        if decision == .pending, let waiting = trace.first(where: { $0.standing == .pending }) { return waiting }
        return bids.log.lastDecisive(endingAt: entry.lastLine, bids.plan, bids.rulebook)
    }
    /// The place that decided, where there is no more to say of it than its numbers; nil otherwise.
    package var plainPlace: PlainPlace? {
        decision == .pending ? nil : bids.log.plainPlace(endingAt: bids.entries[Int(index)].lastLine)
    }
    /// The comparison that alone decided, with its rule, where there is no more to say of it; nil otherwise.
    package var soleComparison: (stage: Stage.ID, comparison: Comparison)? {
        decision == .pending
            ? nil : bids.log.soleComparison(endingAt: bids.entries[Int(index)].lastLine, bids.plan)
    }
    /// The rule whose verdict decided; nil where the rulebook has no stage.
    public var decisiveRule: Stage.ID? {
        if decision == .pending { return decisive?.stage }
        return bids.log.lastDecisiveStage(endingAt: bids.entries[Int(index)].lastLine, bids.plan)
    }
    /// Whether the price is another one than the bid filed.
    public var isRepriced: Bool { bids.entries[Int(index)].repriced.map { $0.price != filedPrice } ?? false }
}

/// A place by comparable price in which nothing but the price decided; many bids have the same.
package struct PlainPlace: Sendable, Equatable {
    let stage: Int16
    let rank: Int32
    let places: Int32
    let counted: Int32

    /// A number of all of them, which few places of a round share.
    package var mixed: Int {
        Int(truncatingIfNeeded: rank) &+ Int(truncatingIfNeeded: places) &* 5 &+ Int(truncatingIfNeeded: counted) &* 11
            &+ Int(truncatingIfNeeded: stage) &* 37
    }
}

/// The bids of a round as its rules left them, for all decisions together.
final class DecidedBids: Sendable {
    let submissions: [Submission]
    let lots: [Lot]
    let rulebook: Rulebook
    let plan: Plan
    let conversion: PriceConversion
    let entries: [RoundEvaluation.Entry]
    let prices: LotPrices
    let log: TraceLog

    init(_ evaluation: RoundEvaluation) {
        submissions = evaluation.submissions
        lots = evaluation.lots
        rulebook = evaluation.rulebook
        plan = evaluation.plan
        conversion = evaluation.conversion
        entries = evaluation.entries
        prices = evaluation.prices
        log = evaluation.log
    }

    func filed(_ entry: RoundEvaluation.Entry) -> Bid { submissions[Int(entry.submission)].bids[Int(entry.place)] }
}

/// Something that people have to do before the round can be decided.
public struct PendingAct: Sendable {
    /// What has to be done.
    public enum Kind: Sendable {
        /// Draw an order of exactly tied bids for the free places.
        case draw(places: Int)
        /// State how a specification converts to the reference specification.
        case stateConversion(Specification.ID, reference: Specification.ID)
        /// Record whether the firm comes back at no more than a price for the smallest unit of its specification.
        case answerRevival(atMost: FixedDecimal)
        /// Record the firm's next offer, or that the talks ended.
        case makeOffer(number: Int)
        /// Reveal the sealed reserve price of a rule.
        case revealReserve(Stage.ID)
        /// Decide the lot by hand: the same stages lead back to where they were after so many turns.
        case settleCycle(length: Int)
        /// Pick one of the regions that are open.
        case pickRegion(RegionRole, open: [String])
        /// Select a new supplier of a region: its supplier failed, and so did its back-up, or there is none.
        case reselectSupplier(region: String)
    }

    /// What has to be done.
    public var kind: Kind
    /// The lot; nil where bids of several lots are concerned.
    public var lot: Lot.ID?
    /// The stage that waits.
    public var stage: Stage.ID
    /// The bidders concerned.
    public var bidders: [Bidder]
}

/// A recorded act that the rules do not allow.
public struct ForbiddenAct: Sendable {
    /// Its index in the record.
    public var index: Int
    /// The rule that forbids it.
    public var stage: Stage.ID
    /// Why, lower case, no full stop.
    public var reason: String
}
