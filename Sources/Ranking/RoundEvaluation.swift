import Decimals
import Procurement

/// Takes the bids of a round through the stages of its rulebook.
///
/// A stage is applied to one competition after the other: to each lot, to each bidding unit of a lot once bids are
/// sorted into units, or to all lots at once.
struct RoundEvaluation {
    /// A bid on its way.
    struct Entry {
        let bidder: Bidder
        let lot: Int
        let filed: Bid
        /// The bid at the price that it stands at.
        var bid: Bid
        var comparablePrice: Ratio?
        var conversion: ConversionFactor?
        var ceiling: AppliedCeiling?
        var standing = Verdict.Standing.in
        var isExcluded = false
        /// Whether it waits for something without which later stages can't judge it.
        var waits = false
        /// Whether it is one of several tied bids that wait for a draw and are more than the places: it is in no
        /// population, so that statistics are over as many prices as there are places.
        var isSurplus = false
        /// A bit for each population that it is in.
        var memberships: UInt64 = 0
        var unit: String?
        var classification: String?
        var scores: [(id: Stage.ID, points: Ratio)] = []
        var award = AwardTerms.full
        var trace: [Verdict] = []
    }

    /// Bids that are held against each other, in the order of bidders.
    struct Competition {
        /// The lot's position; nil for all lots.
        let lot: Int?
        let unit: String?
        let members: [Int]
    }

    /// What keeps a stage from judging.
    enum Blocker {
        /// A reserve price that is still sealed.
        case reserve(Stage.ID)
        /// Bids of these lots are pending, and the stage looks at all lots.
        case lots([Lot.ID])
    }

    let lots: [Lot]
    let rulebook: Rulebook
    let borrowed: BorrowedFacts
    let day: CalendarDate?
    let consents: Consents
    let conversion: PriceConversion
    let acts: ActIndex
    let affiliations: Affiliations

    var entries: [Entry] = []
    /// The entries of each lot.
    var ranges: [Range<Int>] = []
    private var populationNames: [Population] = ["filed"]
    /// The units, in the order of the rulebook, once bids are sorted into them.
    var units: [String] = []
    var places: [Int?]
    /// The values that were named, by lot.
    var references: [[NamedValue]]
    /// References that can't be computed yet.
    var blockers: [Stage.ID: [Int: Blocker]] = [:]
    /// Statistics over all lots, while the value that they belong to is named for one lot after the other.
    var roundStatistics: [ReferenceValue: Surd?] = [:]
    /// In the pass of a re-evaluation: the entries that free their places, those that the pass finds and by what
    /// numbers, what it takes over from the pass before, and its number.
    var released: Set<Int> = []
    var withheld: Set<Int> = []
    var withheldChecks: [Int: [Check]] = [:]
    var frozen: Frozen?
    var passes = 1

    /// Whether bids that failed may come back at a later stage.
    let mayReturn: Bool

    var pending: [PendingAct] = []
    var openTies: [OpenTie] = []
    var forbiddenActs: [ForbiddenAct] = []
    var usedActs: Set<Int> = []

    init(_ dossier: Dossier, consents: Consents) {
        rulebook = dossier.rulebook
        borrowed = dossier.borrowed
        day = dossier.round.deadline?.day
        self.consents = consents
        conversion = PriceConversion(rule: dossier.rulebook.comparablePrice)
        acts = ActIndex(dossier.record.acts)
        affiliations = Affiliations(dossier)
        mayReturn = dossier.rulebook.allStages.contains { if case .revive = $0.action { true } else { false } }
        var bidsByLot: [Lot.ID: [(Bidder, Bid)]] = [:]
        for submission in dossier.submissions {
            for bid in submission.bids { bidsByLot[bid.lot, default: []].append((submission.bidder, bid)) }
        }
        lots = dossier.round.lots.filter { bidsByLot[$0.id] != nil }
        places = Array(repeating: nil, count: lots.count)
        references = Array(repeating: [], count: lots.count)
        entries.reserveCapacity(bidsByLot.values.reduce(0) { $0 + $1.count })
        for (position, lot) in lots.enumerated() {
            let start = entries.count
            for (bidder, bid) in (bidsByLot[lot.id] ?? []).sorted(by: { $0.0.id < $1.0.id }) {
                var entry = Entry(bidder: bidder, lot: position, filed: bid, bid: bid)
                entry.memberships = 1
                price(&entry)
                entries.append(entry)
            }
            ranges.append(start..<entries.count)
        }
    }

    mutating func run() -> Outcome {
        setAsideIncomparable()
        for stage in rulebook.stages { apply(stage) }
        dropIdleActs()
        settleActs()
        return Outcome(
            lots: lots.indices.map { outcome(of: $0) }, pending: pending,
            forbiddenActs: forbiddenActs.sorted { $0.index < $1.index }, usedActs: usedActs.sorted())
    }

    // MARK: - Prices

    /// Computes what follows from an entry's price.
    func price(_ entry: inout Entry) {
        let lot = lots[entry.lot]
        entry.ceiling = conversion.ceiling(for: entry.bid, in: lot)
        entry.conversion = entry.conversion ?? comparison(of: entry.bid, in: lot)
        entry.comparablePrice = entry.conversion.map { comparablePrice(Ratio(entry.bid.price), by: $0) }
    }

    private func comparison(of bid: Bid, in lot: Lot) -> ConversionFactor? {
        guard let adjustment = conversion.adjustment(of: bid) else { return nil }
        // Units a day already make specifications comparable.
        if rulebook.comparablePrice.countsUnits { return adjustment }
        guard let own = lot.specification(bid.specification), let reference = lot.specification(lot.reference),
            let factor = conversion.factor(from: own, to: reference, dosageClass: lot.dosageClass)
        else { return nil }
        return factor.followed(by: adjustment)
    }

    /// A price for the smallest unit, converted and rounded as the rulebook says.
    func comparablePrice(_ price: Ratio, by factor: ConversionFactor) -> Ratio {
        let exact = price * factor.value
        return rulebook.comparablePrice.rounding.map { Ratio(exact.rounded(to: $0.digits, $0.mode)) } ?? exact
    }

    /// Bids whose specification can't be converted wait for somebody to state a factor.
    private mutating func setAsideIncomparable() {
        for index in entries.indices where entries[index].comparablePrice == nil {
            let lot = lots[entries[index].lot]
            entries[index].standing = .pending
            entries[index].waits = true
            entries[index].trace.append(
                Verdict(
                    stage: "comparable-price", citation: rulebook.comparablePrice.citation, standing: .pending,
                    details: .notComparable(reference: lot.reference)))
            pending.append(
                PendingAct(
                    kind: .stateConversion(entries[index].bid.specification, reference: lot.reference), lot: lot.id,
                    stage: "comparable-price", bidders: [entries[index].bidder]))
        }
    }

    // MARK: - Stages

    private mutating func apply(_ stage: Stage) {
        if case .shortlist(let shortlist) = stage.action, shortlist.scope == .round {
            return apply(stage, to: Competition(lot: nil, unit: nil, members: Array(entries.indices)))
        }
        if case .define(let value) = stage.action, value.spansRound {
            return define(value, of: stage)
        }
        for lot in lots.indices { apply(stage, inLot: lot) }
        if case .group(let assignment) = stage.action { units = assignment.options.map(\.name) }
    }

    /// Applies a stage that looks at one lot at a time.
    mutating func apply(_ stage: Stage, inLot lot: Int) {
        switch stage.action {
        case .define(let value): define(value, of: stage, inLot: lot)
        case .reevaluate(let reevaluation): reevaluate(reevaluation, of: stage, inLot: lot)
        case .group: apply(stage, to: Competition(lot: lot, unit: nil, members: Array(ranges[lot])))
        default:
            for competition in competitions(inLot: lot) { apply(stage, to: competition) }
        }
    }

    /// The competitions of a lot: its bidding units, or the whole of it.
    func competitions(inLot lot: Int) -> [Competition] {
        if units.isEmpty { return [Competition(lot: lot, unit: nil, members: Array(ranges[lot]))] }
        return units.compactMap { unit in
            let members = ranges[lot].filter { entries[$0].unit == unit }
            return members.isEmpty ? nil : Competition(lot: lot, unit: unit, members: members)
        }
    }

    private mutating func apply(_ stage: Stage, to competition: Competition) {
        let participants = participants(of: stage, in: competition)
        if hold(participants, at: stage, in: competition) { return }
        switch stage.action {
        case .screen(let condition): apply(condition, of: stage, to: participants, in: competition, effect: .exclude)
        case .select(let condition): apply(condition, of: stage, to: participants, in: competition, effect: .lose)
        case .mark(let condition): apply(condition, of: stage, to: participants, in: competition, effect: .mark)
        case .shortlist(let shortlist): apply(shortlist, of: stage, to: participants, in: competition)
        case .merge(let merger): apply(merger, of: stage, to: participants, in: competition)
        case .group(let assignment): assign(assignment, \.unit, of: stage, to: participants, in: competition)
        case .classify(let assignment):
            assign(assignment, \.classification, of: stage, to: participants, in: competition)
        case .score(let score): apply(score, of: stage, to: participants, in: competition)
        case .negotiate(let negotiation): apply(negotiation, of: stage, to: participants, in: competition)
        case .revive(let revival): apply(revival, of: stage, to: participants, in: competition)
        case .withholdVolume(let condition): withholdVolume(condition, of: stage, to: participants, in: competition)
        case .define, .reevaluate: break
        }
    }

    /// The bids that a stage is about: those still in, or the members of the population that it names.
    private func participants(of stage: Stage, in competition: Competition) -> [Int] {
        switch (stage.action, stage.among) {
        case (.revive, let among?):
            competition.members.filter { entries[$0].standing == .out && isMember($0, of: among) }
        case (.mark, let among?):
            competition.members.filter { !entries[$0].waits && isMember($0, of: among) }
        case (.screen, nil):
            // A bid that can't be compared may still fail for what is known of it.
            competition.members.filter {
                entries[$0].standing != .out && (!entries[$0].waits || entries[$0].comparablePrice == nil)
            }
        case (_, let among):
            competition.members.filter {
                entries[$0].standing != .out && !entries[$0].waits && (among == nil || isMember($0, of: among ?? ""))
            }
        }
    }

    // MARK: - Populations

    private func position(of population: Population) -> Int? { populationNames.firstIndex(of: population) }

    func isMember(_ entry: Entry, of population: Population) -> Bool {
        guard let position = position(of: population) else { return false }
        return entry.memberships & 1 << UInt64(position) != 0
    }

    func isMember(_ index: Int, of population: Population) -> Bool { isMember(entries[index], of: population) }

    /// The bids of a competition that are in a population.
    func members(of population: Population, in competition: [Int]) -> [Int] {
        guard let position = position(of: population) else { return [] }
        return competition.filter { entries[$0].memberships & 1 << UInt64(position) != 0 }
    }

    /// Hands on the bids that passed and those that failed under the names that the stage gives them.
    ///
    /// Where an earlier stage gave the same name, the participants that do not belong to it any more leave it.
    mutating func handOn(_ passed: [Int], _ failed: [Int] = [], of participants: [Int], at stage: Stage) {
        name(passed, of: participants, stage.population)
        if let failing = stage.failing { name(failed, of: participants, failing) }
    }

    private mutating func name(_ indices: [Int], of participants: [Int], _ population: Population) {
        let bit: UInt64
        if let known = position(of: population) {
            bit = 1 << UInt64(known)
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
    mutating func wait(_ index: Int, at stage: Stage, _ details: Verdict.Details) {
        entries[index].standing = .pending
        entries[index].waits = true
        rule(stage, .pending, index, details)
    }

    /// Writes a verdict about a bid.
    mutating func rule(_ stage: Stage, _ standing: Verdict.Standing, _ index: Int, _ details: Verdict.Details) {
        entries[index].trace.append(
            Verdict(stage: stage.id, citation: stage.citation, standing: standing, details: details))
    }

    // MARK: - Blockers

    private func blocker(of stage: Stage, inLot lot: Int) -> Blocker? {
        if blockers.isEmpty { return nil }
        return stage.action.namedValues.lazy.compactMap { blockers[$0]?[lot] }.first
    }

    /// Lets bids wait until what they are to be compared with is known; false when it is.
    private mutating func hold(_ participants: [Int], at stage: Stage, in competition: Competition) -> Bool {
        if blockers.isEmpty { return false }
        let isBlocked: Bool
        // A bid that is out waits only where it might come back.
        let comesBack = if case .revive = stage.action { true } else { false }
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

    private mutating func askForReserve(_ blocker: Blocker, of concerned: [Int], inLot lot: Int) {
        guard case .reserve(let id) = blocker, !concerned.isEmpty else { return }
        pending.append(
            PendingAct(
                kind: .revealReserve(id), lot: lots[lot].id, stage: id, bidders: concerned.map { entries[$0].bidder }))
    }
}
