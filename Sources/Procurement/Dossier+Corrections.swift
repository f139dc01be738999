extension Dossier {
    /// The dossier with its recorded corrections applied, and the corrections that found nothing to correct.
    public func corrected() -> (dossier: Dossier, unused: [Correction]) {
        var result = self
        var unused: [Correction] = []
        for correction in record.corrections {
            var hits = 0
            switch correction.target {
            case .demand(let region, let lot, let specification, let becomes):
                for index in (result.demand?.lines ?? DemandTable()).indices {
                    guard let line = result.demand?.lines[index], line.region == region, line.lot == lot,
                        line.specification == specification
                    else { continue }
                    result.demand?.lines[index].specification = becomes
                    result.demand?.lines[index].provenance.note = correction.reason
                    hits += 1
                }
            case .bid(let bidder, let lot, let price, let becomes):
                for index in result.submissions.indices where result.submissions[index].bidder.id == bidder {
                    for bidIndex in result.submissions[index].bids.indices {
                        let bid = result.submissions[index].bids[bidIndex]
                        guard bid.lot == lot, bid.price == price else { continue }
                        result.submissions[index].bids[bidIndex].price = becomes
                        result.submissions[index].bids[bidIndex].provenance.note = correction.reason
                        hits += 1
                    }
                }
            }
            if hits == 0 { unused.append(correction) }
        }
        return (result, unused)
    }

    /// A group of demand lines with the recorded corrections applied, as `corrected()` applies them to the totals.
    public func corrected(_ group: DemandGroup) -> DemandGroup {
        var result = group
        for correction in record.corrections {
            guard case .demand(group.region, group.lot, let specification, let becomes) = correction.target else {
                continue
            }
            for index in result.lines.indices where result.lines[index].specification == specification {
                result.lines[index].specification = becomes
            }
        }
        return result
    }
}
