import Decimals
import Procurement

/// Who delivers a region's volume from which day on, when suppliers of a lot fail.
///
/// The region goes to its back-up, then to the winner that is selected anew; volumes are divided by days of the first
/// year of the agreements. A firm that fails in a region of another supplier, where it delivers to its own brand,
/// hands that to the region's supplier.
struct Succession {
    /// A part of the year, and who delivers in it.
    struct Span {
        /// The award's index; nil while nobody does.
        var award: Int?
        /// On what ground; nil for the one that it always had.
        var role: SupplyRole?
        /// The part of the year.
        var part: Ratio
    }

    private let year: Range<Int>
    private let defaults: [(award: Int, region: String?, from: Int)]
    private let reselections: [(award: Int, region: String, from: Int)]
    private let primaries: [String: Int]
    private let backups: [String: Int]

    /// Nil where nobody fails in the lot, or nobody says when the agreements began.
    init?(_ lot: Lot.ID, winners: [Int], of awards: [Award], in dossier: Dossier) {
        guard let start = dossier.round.agreementStart else { return nil }
        let acts = dossier.record.acts.filter { $0.lot == lot }
        func award(_ bidder: Bidder.ID) -> Int? { winners.first { awards[$0].bidder.id == bidder } }
        defaults = acts.compactMap { act in
            guard case .fail(let failure) = act.kind, let index = award(failure.bidder) else { return nil }
            return (index, failure.region, failure.from.dayNumber)
        }
        guard !defaults.isEmpty else { return nil }
        reselections = acts.compactMap { act in
            guard case .reselect(let selection) = act.kind, let index = award(selection.bidder) else { return nil }
            return (index, selection.region, selection.from.dayNumber)
        }
        year = start.dayNumber..<start.adding(months: 12).dayNumber
        func byRegion(_ regions: (Award) -> [String]) -> [String: Int] {
            var result: [String: Int] = [:]
            for index in winners {
                for region in regions(awards[index]) where result[region] == nil { result[region] = index }
            }
            return result
        }
        primaries = byRegion(\.regions)
        backups = byRegion(\.backupRegions)
    }

    /// The first day on which a winner no longer delivers to a region; nil when it never fails there.
    private func end(of award: Int, in region: String) -> Int? {
        defaults.filter { $0.award == award && ($0.region == nil || $0.region == region) }.map(\.from).min()
    }

    /// Who delivers what a winner was to deliver to a region, span by span; the spans' parts add up to 1.
    func spans(of award: Int, in region: String) -> [Span] {
        guard let first = end(of: award, in: region), first < year.upperBound else {
            return [Span(award: award, role: nil, part: .one)]
        }
        var spans: [Span] = []
        var day = year.lowerBound
        func add(_ award: Int?, _ role: SupplyRole?, until end: Int) {
            let end = min(end, year.upperBound)
            guard end > day else { return }
            spans.append(Span(award: award, role: role, part: Ratio(Integer(end - day), Integer(year.count))))
            day = end
        }
        add(award, nil, until: first)
        for (next, role) in [(primaries[region], SupplyRole.primary), (backups[region], .backup)] {
            guard let next, next != award else { continue }
            add(next, role, until: end(of: next, in: region) ?? year.upperBound)
        }
        for selection in reselections.filter({ $0.region == region }).sorted(by: { $0.from < $1.from })
        where day < year.upperBound {
            add(nil, .unallocated, until: selection.from)
            add(selection.award, .reselected, until: end(of: selection.award, in: region) ?? year.upperBound)
        }
        add(nil, .unallocated, until: year.upperBound)
        return spans
    }

    /// The region that a winner's failure leaves without a supplier for good, as far as is recorded.
    func isWithoutSupplier(_ region: String) -> Bool {
        guard let primary = primaries[region], end(of: primary, in: region) != nil else { return false }
        if let backup = backups[region], end(of: backup, in: region) == nil { return false }
        return !reselections.contains { $0.region == region && end(of: $0.award, in: region) == nil }
    }
}

extension Dossier {
    /// Holds recorded defaults and re-selections against who supplies what, and asks for a new supplier where a region
    /// has none any more.
    func settleSuccession(_ outcome: inout Outcome) {
        let acts = record.acts.enumerated().filter { $0.element.isAboutSupply }
        guard !acts.isEmpty else { return }
        let published = publishedAwards()
        let awards = published.isEmpty ? computedAwards(outcome) : published
        for (index, act) in acts {
            guard let lot = act.lot else { continue }
            if let reason = refusal(of: act, in: lot, awards) {
                outcome.forbiddenActs.append(ForbiddenAct(index: index, stage: act.word, reason: reason))
            } else {
                outcome.usedActs.append(index)
            }
        }
        for lot in round.lots {
            let winners = awards.indices.filter { awards[$0].lot == lot.id }
            guard let succession = Succession(lot.id, winners: winners, of: awards, in: self) else { continue }
            for region in round.regions where succession.isWithoutSupplier(region) {
                let last = winners.filter { awards[$0].regions.contains(region) }.map { awards[$0].bidder }
                outcome.pending.append(
                    PendingAct(
                        kind: .reselectSupplier(region: region), lot: lot.id, stage: "default", bidders: last))
            }
        }
    }

    private func refusal(of act: RecordedAct, in lot: Lot.ID, _ awards: [Award]) -> String? {
        let winners = awards.filter { $0.lot == lot }
        guard let bidder = act.bidder, let award = winners.first(where: { $0.bidder.id == bidder }) else {
            return "bidder '\(act.bidder ?? "")' is no winner of lot '\(lot)'"
        }
        switch act.kind {
        case .fail(let failure):
            guard let region = failure.region else { return nil }
            let isReselected = record.acts.contains { other in
                guard case .reselect(let selection) = other.kind else { return false }
                return other.lot == lot && selection.bidder == bidder && selection.region == region
            }
            let isSupplier = award.regions.contains(region) || award.backupRegions.contains(region) || isReselected
            let keepsOwn = rulebook.volume?.own.isEmpty == false || award.terms.volume == .own
            return isSupplier || keepsOwn
                ? nil : "bidder '\(bidder)' supplies nothing of lot '\(lot)' in region '\(region)'"
        case .reselect(let selection):
            let failed = record.acts.contains { other in
                guard case .fail(let failure) = other.kind, other.lot == lot else { return false }
                return failure.region == nil || failure.region == selection.region
            }
            return failed ? nil : "nobody has failed in region '\(selection.region)' of lot '\(lot)'"
        default: return nil
        }
    }
}
