import Decimals
import Procurement

/// Takes the bids of a round, or of some of its lots, through the stages of its rulebook.
///
/// A stage is applied to one competition after the other: to each lot, to each bidding unit of a lot once bids are
/// sorted into units, or to all lots at once.
final class RoundEvaluation {
    /// Bids that are held against each other, in the order of bidders.
    struct Competition {
        /// The lot's position; nil for all lots.
        let lot: Int?
        let unit: String?
        let members: Members
    }

    /// Bids by their indices: all of a lot, or some.
    enum Members: RandomAccessCollection, Sendable {
        case range(Range<Int>)
        case list([Int])

        var startIndex: Int { 0 }

        var endIndex: Int {
            switch self {
            case .range(let range): range.count
            case .list(let list): list.count
            }
        }

        subscript(position: Int) -> Int {
            switch self {
            case .range(let range): range.lowerBound + position
            case .list(let list): list[position]
            }
        }
    }

    /// What keeps a stage from judging.
    enum Blocker {
        /// A reserve price that is still sealed.
        case reserve(Stage.ID)
        /// Bids of these lots are pending, and the stage looks at all lots.
        case lots([Lot.ID])
    }

    /// What is the same for all lots.
    let ground: Ground
    /// The lots that are decided.
    let lots: [Lot]
    /// The position of each in the round.
    let lotPositions: ArraySlice<Int>

    let prices: LotPrices
    // What is read and changed for each bid is not guarded against overlapping access at run time: one thread has it.
    @exclusivity(unchecked) var entries: [Entry] = []
    @exclusivity(unchecked) var log = TraceLog()
    /// The entries of each lot.
    var ranges: [Range<Int>] = []
    @exclusivity(unchecked) private var populationNames: [Population] = ["filed"]
    /// The units, in the order of the rulebook, once bids are sorted into them.
    @exclusivity(unchecked) var units: [String] = []
    var places: [Int?]
    /// The values that were named, by lot.
    var references: [[NamedValue]]
    /// References that can't be computed yet.
    @exclusivity(unchecked) var blockers: [Stage.ID: [Int: Blocker]] = [:]
    /// Statistics over all lots, while the value that they belong to is named for one lot after the other.
    var roundStatistics: [ReferenceValue: Surd?] = [:]
    /// In the pass of a re-evaluation: the entries that free their places, those that the pass finds and by what
    /// numbers, what it takes over from the pass before, and its number.
    @exclusivity(unchecked) var released: Set<Int> = []
    var withheld: Set<Int> = []
    var withheldChecks: [Int: [Check]] = [:]
    var frozen: Frozen?
    var passes = 1

    var pending: [PendingAct] = []
    var openTies: [OpenTie] = []
    var forbiddenActs: [ForbiddenAct] = []
    var usedActs: Set<Int> = []

    /// - Parameter decided: which lots are decided.
    init(_ ground: Ground, _ bids: GroupedBids, _ decided: Range<Int>) {
        self.ground = ground
        lots = Array(bids.lots[decided])
        lotPositions = bids.lotPositions[decided]
        let start = bids.ranges[decided].first?.lowerBound ?? 0
        ranges = bids.ranges[decided].map { $0.lowerBound - start..<$0.upperBound - start }
        places = Array(repeating: nil, count: lots.count)
        references = Array(repeating: [], count: lots.count)
        prices = LotPrices(lots, ground.conversion)
        var entries: [Entry] = []
        entries.reserveCapacity(ranges.last?.upperBound ?? 0)
        for lot in lots.indices {
            let known = lots[lot].specifications
            for place in ranges[lot] {
                entries.append(Entry(bids.places[start + place], lot: lot, among: known))
                price(&entries[place])
            }
        }
        self.entries = entries
        log.makeRoom(for: entries.count, plan)
    }

    func run() -> Outcome {
        setAsideIncomparable()
        for stage in plan.stages { apply(stage) }
        dropIdleActs()
        settleActs()
        let bids = DecidedBids(self)
        return Outcome(
            lots: lots.indices.map { outcome(of: $0, bids) }, pending: pending,
            forbiddenActs: forbiddenActs.sorted { $0.index < $1.index }, usedActs: usedActs.sorted())
    }

    // MARK: - Prices

    /// Computes what follows from an entry's price.
    func price(_ entry: inout Entry) {
        let rule = rulebook.comparablePrice
        var factor = rule.converts ? prices.terms(of: entry)?.factor : .one
        if !rule.adjustments.isEmpty {
            factor = factor.flatMap { own in conversion.adjustment(of: filed(entry)).map { own * $0.value } }
        }
        entry.comparablePrice = factor.map { comparablePrice(entry.unitPrice, by: $0) }
    }

    /// A price for the smallest unit, converted and rounded as the rulebook says.
    func comparablePrice(_ price: Ratio, by factor: Ratio) -> Ratio {
        let exact = factor == .one ? price : price * factor
        return rulebook.comparablePrice.rounding.map { Ratio(exact.rounded(to: $0.digits, $0.mode)) } ?? exact
    }

    /// Bids whose specification can't be converted wait for somebody to state a factor.
    private func setAsideIncomparable() {
        for index in entries.indices where entries[index].comparablePrice == nil {
            let lot = lots[entries[index].lot]
            entries[index].standing = .pending
            entries[index].waits = true
            entries[index].lastLine = log.append(
                .notComparable(reference: lot.reference), .pending, stage: TraceLog.comparison,
                after: entries[index].lastLine)
            pending.append(
                PendingAct(
                    kind: .stateConversion(filed(entries[index]).specification, reference: lot.reference), lot: lot.id,
                    stage: TraceLog.comparisonID, bidders: [bidder(index)]))
        }
    }

    // MARK: - Stages

    private func apply(_ stage: PlannedStage) {
        if case .shortlist(let shortlist) = stage.rule.action, shortlist.scope == .round {
            return apply(stage, to: Competition(lot: nil, unit: nil, members: .range(entries.indices)))
        }
        if case .define(let value) = stage.rule.action, value.spansRound {
            return define(value, of: stage)
        }
        for lot in lots.indices { apply(stage, inLot: lot) }
        if case .group(let assignment) = stage.rule.action { units = assignment.options.map(\.name) }
    }

    /// Applies a stage that looks at one lot at a time.
    func apply(_ stage: PlannedStage, inLot lot: Int) {
        switch stage.rule.action {
        case .define(let value): define(value, of: stage, inLot: lot)
        case .reevaluate(let reevaluation): reevaluate(reevaluation, of: stage, inLot: lot)
        case .group: apply(stage, to: Competition(lot: lot, unit: nil, members: .range(ranges[lot])))
        default:
            if units.isEmpty {
                return apply(stage, to: Competition(lot: lot, unit: nil, members: .range(ranges[lot])))
            }
            for competition in competitions(inLot: lot) { apply(stage, to: competition) }
        }
    }

    /// The competitions of a lot: its bidding units, or the whole of it.
    func competitions(inLot lot: Int) -> [Competition] {
        if units.isEmpty { return [Competition(lot: lot, unit: nil, members: .range(ranges[lot]))] }
        return units.compactMap { unit in
            let members = ranges[lot].filter { entries[$0].unit == unit }
            return members.isEmpty ? nil : Competition(lot: lot, unit: unit, members: .list(members))
        }
    }

    private func apply(_ stage: PlannedStage, to competition: Competition) {
        let participants = participants(of: stage, in: competition)
        if hold(participants, at: stage, in: competition) { return }
        switch stage.rule.action {
        case .screen: judge(participants, at: stage, in: competition, effect: .exclude)
        case .select: judge(participants, at: stage, in: competition, effect: .lose)
        case .mark: judge(participants, at: stage, in: competition, effect: .mark)
        case .shortlist(let shortlist): apply(shortlist, of: stage, to: participants, in: competition)
        case .merge(let merger): apply(merger, of: stage, to: participants, in: competition)
        case .group(let assignment): assign(assignment, \.unit, of: stage, to: participants, in: competition)
        case .classify(let assignment):
            assign(assignment, \.classification, of: stage, to: participants, in: competition)
        case .score(let score): apply(score, of: stage, to: participants, in: competition)
        case .negotiate(let negotiation): apply(negotiation, of: stage, to: participants, in: competition)
        case .revive(let revival): apply(revival, of: stage, to: participants, in: competition)
        case .withholdVolume: withholdVolume(at: stage, of: participants, in: competition)
        case .define, .reevaluate: break
        }
    }

    /// The bids that a stage is about: those still in, or the members of the population that it names.
    private func participants(of stage: PlannedStage, in competition: Competition) -> [Int] {
        let among = stage.rule.among.map { bit(of: $0) }
        var participants: [Int] = []
        participants.reserveCapacity(competition.members.count)
        for index in competition.members {
            if let among, entries[index].memberships & among == 0 { continue }
            let isOut = entries[index].standing == .out
            let takesPart =
                switch stage.rule.action {
                case .revive where among != nil: isOut
                case .mark where among != nil: !entries[index].waits
                // A bid that can't be compared may still fail for what is known of it.
                case .screen where among == nil:
                    !isOut && (!entries[index].waits || entries[index].comparablePrice == nil)
                default: !isOut && !entries[index].waits
                }
            if takesPart { participants.append(index) }
        }
        return participants
    }

    // MARK: - Populations

    /// The bit of a population; none where no stage has named it yet.
    private func bit(of population: Population) -> UInt64 {
        populationNames.firstIndex(of: population).map { 1 << UInt64($0) } ?? 0
    }

    func isMember(_ entry: Entry, of population: Population) -> Bool { entry.memberships & bit(of: population) != 0 }

    func isMember(_ index: Int, of population: Population) -> Bool {
        entries[index].memberships & bit(of: population) != 0
    }

    /// The bids of a competition that are in a population.
    func members(of population: Population, in competition: Members) -> [Int] {
        let bit = bit(of: population)
        var members: [Int] = []
        if bit != 0 { for index in competition where entries[index].memberships & bit != 0 { members.append(index) } }
        return members
    }

    /// Hands on the bids that passed and those that failed under the names that the stage gives them.
    ///
    /// Where an earlier stage gave the same name, the participants that do not belong to it any more leave it.
    func handOn(_ passed: [Int], _ failed: [Int] = [], of participants: [Int], at stage: PlannedStage) {
        name(passed, of: participants, stage.rule.population)
        if let failing = stage.rule.failing { name(failed, of: participants, failing) }
    }

    private func name(_ indices: [Int], of participants: [Int], _ population: Population) {
        var bit = self.bit(of: population)
        if bit != 0 {
            for index in participants { entries[index].memberships &= ~bit }
        } else {
            precondition(populationNames.count < Rulebook.mostPopulations, "the reader refuses more populations")
            bit = 1 << UInt64(populationNames.count)
            populationNames.append(population)
        }
        for index in indices { entries[index].memberships |= bit }
    }

    /// Whether a bid waits for a draw and nothing else.
    func isTied(_ index: Int) -> Bool { entries[index].standing == .pending && !entries[index].waits }

    /// Lets a bid wait: later stages do not judge it.
    func wait(_ index: Int, at stage: PlannedStage, _ details: Verdict.Details) {
        entries[index].standing = .pending
        entries[index].waits = true
        rule(stage, .pending, index, details)
    }

    /// Writes a verdict about a bid.
    func rule(
        _ stage: PlannedStage, _ standing: Verdict.Standing, _ index: Int, _ details: Verdict.Details
    ) {
        entries[index].lastLine = log.append(
            details, standing, stage: stage.number, after: entries[index].lastLine)
    }

    /// Writes what a bid answered to a condition.
    func rule(_ stage: PlannedStage, _ standing: Verdict.Standing, _ index: Int, since mark: Answers.Mark) {
        entries[index].lastLine = log.append(
            since: mark, standing, stage: stage.number, after: entries[index].lastLine)
    }

    /// What was answered since a mark, which is forgotten.
    func takeChecks(since mark: Answers.Mark) -> [Check] {
        defer { log.answers.removeAnswers(since: mark) }
        return log.answers.checks(since: mark, plan)
    }

    // MARK: - Blockers

    private func blocker(of stage: PlannedStage, inLot lot: Int) -> Blocker? {
        if blockers.isEmpty { return nil }
        return stage.rule.action.namedValues.lazy.compactMap { self.blockers[$0]?[lot] }.first
    }

    /// Lets bids wait until what they are to be compared with is known; false when it is.
    private func hold(_ participants: [Int], at stage: PlannedStage, in competition: Competition) -> Bool {
        if blockers.isEmpty { return false }
        let isBlocked: Bool
        // A bid that is out waits only where it might come back.
        let comesBack = if case .revive = stage.rule.action { true } else { false }
        let concerned = participants.filter { !entries[$0].waits && (comesBack || entries[$0].standing != .out) }
        if let lot = competition.lot {
            guard let blocker = blocker(of: stage, inLot: lot) else { return false }
            isBlocked = true
            for index in concerned {
                switch blocker {
                case .reserve: wait(index, at: stage, .condition([]))
                case .lots(let ids): wait(index, at: stage, .waits(lots: ids))
                }
            }
            askForReserve(blocker, of: concerned, inLot: lot)
        } else {
            // All lots wait for those that lack a value.
            let byLot = Dictionary(grouping: concerned) { entries[$0].lot }
            let blocked = byLot.keys.sorted().compactMap { lot in blocker(of: stage, inLot: lot).map { (lot, $0) } }
            isBlocked = !blocked.isEmpty
            guard isBlocked else { return false }
            let ids = blocked.map { lots[$0.0].id }
            for index in concerned { wait(index, at: stage, .waits(lots: ids)) }
            for (lot, blocker) in blocked { askForReserve(blocker, of: byLot[lot] ?? [], inLot: lot) }
        }
        return isBlocked
    }

    private func askForReserve(_ blocker: Blocker, of concerned: [Int], inLot lot: Int) {
        guard case .reserve(let id) = blocker, !concerned.isEmpty else { return }
        pending.append(
            PendingAct(
                kind: .revealReserve(id), lot: lots[lot].id, stage: id, bidders: concerned.map { bidder($0) }))
    }
}
