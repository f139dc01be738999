import Decimals
import Procurement

/// What bids answered to the questions of conditions.
///
/// Only what differs from bid to bid is kept; the rest follows from the plan when it is asked for.
struct Answers: Sendable {
    /// The answer to one question.
    struct Answer: Sendable {
        /// The number of the question.
        let question: Int32
        let holds: Bool
        /// Whether both numbers of a test are known.
        let isKnown: Bool
        /// Whether the numbers are of a pack.
        let isPerPack: Bool
        /// Where the bound or the fact that was found stands, in the list for questions of its kind.
        let place: Int32
        /// The bid's number.
        let left: Ratio
    }

    var list: [Answer] = []
    /// What tests were held against: values of competitions, before their factors.
    var bounds: [Surd] = []
    /// Values of the bid's own, before their factors.
    var own: [Surd] = []
    /// Ceilings.
    var ceilings: [Ratio] = []
    /// Facts that were found.
    var subjects: [Check.Subject] = []

    /// How many there are of each kind.
    struct Mark {
        fileprivate let list: Int
        fileprivate let own: Int
        fileprivate let ceilings: Int
        fileprivate let subjects: Int
    }

    /// Where the next answer will stand.
    var mark: Mark {
        Mark(list: list.count, own: own.count, ceilings: ceilings.count, subjects: subjects.count)
    }

    /// Forgets the answers since a mark; the bounds stay, which further bids are held against.
    mutating func removeAnswers(since mark: Mark) {
        list.removeLast(list.count - mark.list)
        own.removeLast(own.count - mark.own)
        ceilings.removeLast(ceilings.count - mark.ceilings)
        subjects.removeLast(subjects.count - mark.subjects)
    }

    /// The answers since a mark as checks.
    func checks(since mark: Mark, _ plan: Plan) -> [Check] { checks(mark.list..<list.count, plan) }

    /// The answers of a range as checks.
    func checks(_ range: Range<Int>, _ plan: Plan) -> [Check] { range.map { check(list[$0], plan) } }

    /// The numbers that an answer compared, if it did and the question has no name of its own.
    func plainComparison(at place: Int, _ plan: Plan) -> Comparison? {
        let number = Int(list[place].question)
        guard list[place].isKnown, plan.questions[number].label == nil,
            case .test(let test) = plan.questions[number].condition
        else { return nil }
        return comparison(list[place], test)
    }

    private func check(_ answer: Answer, _ plan: Plan) -> Check {
        let question = plan.questions[Int(answer.question)]
        if !answer.isKnown, case .test(let test) = question.condition {
            return Check(
                subject: .unknown(test), holds: false, speaksFor: question.isNegated, label: question.label)
        }
        return Check(
            subject: subject(of: answer, question), holds: answer.holds,
            speaksFor: answer.holds != question.isNegated, label: question.label)
    }

    private func subject(of answer: Answer, _ question: Plan.Question) -> Check.Subject {
        switch question.condition {
        case .member(let population): .member(population)
        case .test(let test): .comparison(comparison(answer, test))
        default: subjects[Int(answer.place)]
        }
    }

    private func comparison(_ answer: Answer, _ test: Test) -> Comparison {
        let place = Int(answer.place)
        let (right, reference): (Surd, Surd?)
        switch test.bound {
        case .ceiling: (right, reference) = (Surd(ceilings[place]), nil)
        case .constant(let constant): (right, reference) = (Surd(Ratio(constant)), nil)
        case .reference(_, let factor): (right, reference) = (bounds[place].times(factor), bounds[place])
        case .fact(_, let factor), .previousPrice(let factor), .ownBorrowed(_, let factor):
            (right, reference) = (own[place].times(factor), own[place])
        }
        return Comparison(
            test: test, left: answer.left, right: right, reference: reference, isPerPack: answer.isPerPack,
            holds: answer.holds)
    }
}

extension Surd {
    /// The number times a factor of a rule.
    func times(_ factor: FixedDecimal) -> Surd { factor == .one ? self : self * Ratio(factor) }
}

/// What every stage found about every bid, in the order in which it was found.
///
/// It only grows. Each verdict knows the one before it about the same bid, so that a bid that is taken back to an
/// earlier state has the trace that it had then.
struct TraceLog: Sendable {
    /// A verdict, as far as it differs from bid to bid.
    private struct Line: Sendable {
        /// The line of the verdict before it about the same bid; −1 for the first.
        let previous: Int32
        let stage: Int16
        let standing: Verdict.Standing
        let kind: Kind
        let start: Int32
        let count: Int32
    }

    private enum Kind: UInt8, Sendable {
        /// Answers to a condition.
        case answers
        /// A place in a shortlist.
        case place
        /// Details that few bids have.
        case details
    }

    /// A bid's place in a shortlist where nothing but its number decided.
    private struct Place: Sendable {
        let value: Ratio?
        let rank: Int32
        let contest: Int32
    }

    /// What is the same for all bids of a shortlist.
    struct Contest: Sendable {
        let measure: Measure
        let counted: Int
        let places: Int
        let lastValue: Ratio?
    }

    private var lines: [Line] = []
    var answers = Answers()
    private var places: [Place] = []
    private var contests: [Contest] = []
    private var details: [Verdict.Details] = []

    /// Makes room for as many bids.
    mutating func makeRoom(for bids: Int, _ plan: Plan) {
        lines.reserveCapacity(bids * plan.numbered.count)
        answers.list.reserveCapacity(bids * plan.questions.count)
        answers.ceilings.reserveCapacity(bids * plan.questions.count { $0.isAboutCeiling })
    }

    /// Writes what few bids have; gives the line.
    mutating func append(
        _ found: Verdict.Details, _ standing: Verdict.Standing, stage: Int, after previous: Int32
    ) -> Int32 {
        details.append(found)
        return append(.details, details.count - 1, 1, standing, stage, previous)
    }

    /// Writes that the answers since a mark are those of a bid; gives the line.
    mutating func append(
        since mark: Answers.Mark, _ standing: Verdict.Standing, stage: Int, after previous: Int32
    ) -> Int32 {
        append(.answers, mark.list, answers.list.count - mark.list, standing, stage, previous)
    }

    /// Writes what is the same for all bids of a shortlist; gives its number.
    mutating func append(_ contest: Contest) -> Int {
        contests.append(contest)
        return contests.count - 1
    }

    /// Writes a place that nothing but the bid's number decided; gives the line.
    mutating func append(
        value: Ratio?, rank: Int, in contest: Int, _ standing: Verdict.Standing, stage: Int, after previous: Int32
    ) -> Int32 {
        places.append(Place(value: value, rank: Int32(rank), contest: Int32(contest)))
        return append(.place, places.count - 1, 1, standing, stage, previous)
    }

    private mutating func append(
        _ kind: Kind, _ start: Int, _ count: Int, _ standing: Verdict.Standing, _ stage: Int, _ previous: Int32
    ) -> Int32 {
        lines.append(
            Line(
                previous: previous, stage: Int16(stage), standing: standing, kind: kind, start: Int32(start),
                count: Int32(count)))
        return Int32(lines.count - 1)
    }

    // MARK: - Reading

    /// The stage number of the first pass over prices, which is no stage of the rulebook.
    static let comparison = -1
    /// How that pass is called where stages are.
    static let comparisonID = "comparable-price"

    /// The verdicts about a bid in order, from the line of the last one.
    func trace(endingAt last: Int32, _ plan: Plan, _ rulebook: Rulebook) -> [Verdict] {
        var verdicts: [Verdict] = []
        var next = last
        while next >= 0 {
            verdicts.append(verdict(lines[Int(next)], plan, rulebook))
            next = lines[Int(next)].previous
        }
        return verdicts.reversed()
    }

    /// The last verdict about a bid on which its fate may hang; where there is none, the last one.
    func lastDecisive(endingAt last: Int32, _ plan: Plan, _ rulebook: Rulebook) -> Verdict? {
        decisiveLine(endingAt: last).map { verdict(lines[Int($0)], plan, rulebook) }
    }

    /// The place that it states, if that is one by comparable price that nothing but the price decided.
    func plainPlace(endingAt last: Int32) -> PlainPlace? {
        guard let number = decisiveLine(endingAt: last) else { return nil }
        let line = lines[Int(number)]
        guard line.kind == .place else { return nil }
        let place = places[Int(line.start)]
        let contest = contests[Int(place.contest)]
        guard contest.measure == .comparablePrice else { return nil }
        return PlainPlace(
            stage: line.stage, rank: place.rank, places: Int32(contest.places), counted: Int32(contest.counted))
    }

    /// The comparison on which it hangs alone, and its stage; nil where there is more to say of it.
    func soleComparison(endingAt last: Int32, _ plan: Plan) -> (stage: Stage.ID, comparison: Comparison)? {
        guard let number = decisiveLine(endingAt: last) else { return nil }
        let line = lines[Int(number)]
        guard line.kind == .answers, line.count == 1,
            let comparison = answers.plainComparison(at: Int(line.start), plan)
        else { return nil }
        return (stage(of: line, plan), comparison)
    }

    /// The stage of that verdict.
    func lastDecisiveStage(endingAt last: Int32, _ plan: Plan) -> Stage.ID? {
        decisiveLine(endingAt: last).map { stage(of: lines[Int($0)], plan) }
    }

    private func decisiveLine(endingAt last: Int32) -> Int32? {
        var next = last
        while next >= 0 {
            let line = lines[Int(next)]
            // Answers and places decide always.
            if line.kind != .details || details[Int(line.start)].decides { return next }
            next = line.previous
        }
        return last >= 0 ? last : nil
    }

    private func stage(of line: Line, _ plan: Plan) -> Stage.ID {
        line.stage >= 0 ? plan.numbered[Int(line.stage)].rule.id : TraceLog.comparisonID
    }

    private func verdict(_ line: Line, _ plan: Plan, _ rulebook: Rulebook) -> Verdict {
        let stage = line.stage >= 0 ? plan.numbered[Int(line.stage)].rule : nil
        return Verdict(
            stage: stage?.id ?? TraceLog.comparisonID, citation: stage?.citation ?? rulebook.comparablePrice.citation,
            standing: line.standing, details: details(of: line, plan))
    }

    private func details(of line: Line, _ plan: Plan) -> Verdict.Details {
        let start = Int(line.start)
        switch line.kind {
        case .details: return details[start]
        case .answers: return .condition(answers.checks(start..<start + Int(line.count), plan))
        case .place:
            let place = places[start]
            let contest = contests[Int(place.contest)]
            return .shortlist(
                ShortlistPlace(
                    measure: contest.measure, value: place.value, counted: contest.counted, places: contest.places,
                    rank: Int(place.rank), lastValue: contest.lastValue, tied: [], decidedBy: nil,
                    isWithoutPlace: false))
        }
    }

    /// The lots that a bid waits for, by what was found about it.
    func awaitedLots(endingAt last: Int32) -> [Lot.ID] {
        var lots: [Lot.ID] = []
        var next = last
        while next >= 0 {
            let line = lines[Int(next)]
            if line.kind == .details, case .waits(let ids) = details[Int(line.start)] { lots += ids }
            next = line.previous
        }
        return lots
    }
}
