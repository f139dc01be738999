import Decimals
import PriceImpact
import Procurement
import Ranking

/// Makes what a report says of each lot.
struct LotReports {
    private let assessment: Assessment
    private let impact: Impact?
    private let baseline: Baseline?
    /// The drop of each award against a baseline that is asked for.
    private let drops: [Baseline: [Ratio?]]
    private var awards: [Lot.ID: [Int]] = [:]
    private var values: [Lot.ID: [Ratio]] = [:]
    private var savings: [Lot.ID: Ratio] = [:]
    private var outcomes: [Lot.ID: LotOutcome] = [:]
    private var published: [Lot.ID: Set<Bidder.ID>]?

    /// The lots in the order of the round's document.
    private(set) var lots: [LotReport] = []

    init(_ assessment: Assessment, _ impact: Impact?, _ baseline: Baseline?) {
        self.assessment = assessment
        self.impact = impact
        self.baseline = baseline
        drops = Dictionary(
            (impact?.baselines ?? []).map { ($0, impact?.drops(against: $0) ?? []) },
            uniquingKeysWith: { first, _ in first })
        if let impact {
            for (index, award) in impact.awards.enumerated() { awards[award.lot, default: []].append(index) }
            for line in impact.supply.lines {
                if let value = line.value { values[line.lot, default: []].append(value) }
            }
            let parts = baseline.flatMap { impact.savings(against: $0) }?.byLot ?? []
            for part in parts { savings[part.lot] = part.savings }
        }
        for outcome in assessment.outcome.lots { outcomes[outcome.id] = outcome }
        if let result = assessment.dossier.published, !result.winners.isEmpty {
            published = [:]
            for winner in result.winners { published?[winner.lot, default: []].insert(winner.bidder) }
        }
        var count = 0
        for (index, lot) in assessment.dossier.round.lots.enumerated() {
            let report = report(lot, number: index + 1, after: count)
            count += report.bids.count
            lots.append(report)
        }
    }

    private func report(_ lot: Lot, number: Int, after count: Int) -> LotReport {
        let outcome = outcomes[lot.id]
        let winning = awards[lot.id] ?? []
        let winners = winning.isEmpty ? outcome?.winners.count ?? 0 : winning.count
        let bids = bids(lot, outcome, winning, after: count)
        return LotReport(
            number: number, lot: lot, outcome: outcome, bids: bids,
            gates: outcome.map { gates($0, bids) } ?? [], winners: winning.count,
            drop: Ratio.mean(winning.compactMap { drop($0, baseline) }), course: course(winning),
            value: values[lot.id].map(Ratio.sum), savings: savings[lot.id],
            months: assessment.dossier.termMonths(of: lot, winners: winners))
    }

    private func drop(_ award: Int, _ baseline: Baseline?) -> Ratio? { baseline.flatMap { drops[$0]?[award] } }

    // MARK: - Bids

    private func bids(_ lot: Lot, _ outcome: LotOutcome?, _ winning: [Int], after count: Int) -> [BidReport] {
        var drops: [Bidder.ID: Ratio] = [:]
        for index in winning {
            if let impact, let drop = drop(index, baseline) { drops[impact.awards[index].bidder.id] = drop }
        }
        let decisions = outcome?.decisions ?? []
        var bids = decisions.map { decision in
            BidReport(
                number: 0, bidder: decision.bidder, specification: decision.bid.specification,
                filed: Phrase(decision.bid.price.description), decision: decision,
                isPublished: published.map { $0[lot.id]?.contains(decision.bidder.id) == true },
                price: decision.comparablePrice,
                ceiling: decision.ceiling.flatMap { ceiling in
                    decision.comparablePrice.map { $0 * ceiling.ceiling / ceiling.price }
                },
                drop: drops[decision.bidder.id] ?? decision.ceiling?.cut,
                reason: Phrase { Reason.text(decision, $0) })
        }
        let known = Set(decisions.map(\.bidder.id))
        for index in winning {
            guard let award = impact?.awards[index], !known.contains(award.bidder.id) else { continue }
            for price in award.prices {
                bids.append(
                    BidReport(
                        number: 0, bidder: award.bidder, specification: price.specification,
                        filed: Phrase(Numbers.exact(price.filed)), decision: nil,
                        isPublished: published.map { _ in true }, price: price.paid, ceiling: nil,
                        drop: price.previous.map { .one - price.filed / $0 } ?? drop(index, baseline), reason: nil))
            }
        }
        bids.sort(by: LotReports.isCheaper)
        for index in bids.indices { bids[index].number = count + index + 1 }
        return bids
    }

    /// The order of a ladder: by price, then rank, then bidder; what has no comparable price comes last.
    private static func isCheaper(_ left: BidReport, _ right: BidReport) -> Bool {
        guard let price = left.price, let other = right.price else { return left.price != nil && right.price == nil }
        if price != other { return price < other }
        let (rank, otherRank) = (left.decision?.rank ?? .max, right.decision?.rank ?? .max)
        return (rank, left.bidder.id) < (otherRank, right.bidder.id)
    }

    // MARK: - Gates

    /// Every comparable price that a rule compared bids with, once, in the order of the rules.
    private func gates(_ outcome: LotOutcome, _ bids: [BidReport]) -> [LotReport.Gate] {
        var gates: [LotReport.Gate] = []
        var seen: Set<String> = []
        func add(_ rule: Stage.ID, _ label: Phrase, _ price: FixedDecimal) {
            guard seen.insert("\(rule) \(label.english)").inserted else { return }
            gates.append(LotReport.Gate(rule: rule, label: label, price: price))
        }
        // The bids' ceilings where they are one price; then a cut from the ceiling is one price too.
        let ceilings = Set(bids.compactMap(\.ceiling))
        for decision in outcome.decisions {
            for verdict in decision.trace {
                for comparison in verdict.comparisons {
                    switch comparison.test.measure {
                    case .comparablePrice:
                        add(
                            verdict.stage, Phrase { Reason.bound(comparison, $0) },
                            comparison.right.rounded(to: 10, .halfUp))
                    case .cutFromCeiling:
                        guard ceilings.count == 1, let ceiling = ceilings.first else { continue }
                        add(
                            verdict.stage,
                            Phrase { "\(Reason.name(.cutFromCeiling, $0)) \(Reason.bound(comparison, $0))" },
                            (ceiling * (.one - comparison.right.rational)).rounded(to: 10, .halfUp))
                    default: continue
                    }
                }
                if case .shortlist(let place) = verdict.details, place.measure == .comparablePrice,
                    let last = place.lastValue
                {
                    let price = Numbers.exact(last)
                    add(
                        verdict.stage,
                        Phrase("last of \(place.places) places \(price)", "第 \(place.places) 名（末位入围）\(price)"),
                        last.rounded(to: 10, .halfUp))
                }
            }
        }
        return gates
    }

    // MARK: - Course of prices

    private func course(_ winning: [Int]) -> LotReport.PriceCourse? {
        let ceilings = winning.compactMap { drop($0, .ceiling) }
        let earlier = winning.compactMap { drop($0, .previousPrice) }
        let startsAtCeiling = !ceilings.isEmpty
        let shares = (startsAtCeiling ? ceilings : earlier).map { Ratio.one - $0 }
        guard let lowest = shares.min(), let highest = shares.max(), let mean = Ratio.mean(shares) else { return nil }
        let previous = winning.compactMap { index -> Ratio? in
            guard let ceiling = drop(index, .ceiling), let earlier = drop(index, .previousPrice), earlier < .one else {
                return nil
            }
            return (.one - ceiling) / (.one - earlier)
        }
        return LotReport.PriceCourse(
            startsAtCeiling: startsAtCeiling, previous: startsAtCeiling ? Ratio.mean(previous) : .one, lowest: lowest,
            mean: mean, highest: highest)
    }
}
