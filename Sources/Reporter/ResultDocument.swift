import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `result.json`: everything that was decided and computed, with the trace of every bid.
public enum ResultDocument {
    /// The format's name.
    static let format = "vbp-result-1"

    /// The document.
    public static func json(_ assessment: Assessment) -> JSON {
        let dossier = assessment.dossier
        let lots = Dictionary(dossier.round.lots.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return .object([
            "format": .string(format),
            "round": .object([
                "id": .string(dossier.round.id), "title": .text(dossier.round.title),
                "currency": .string(dossier.round.currency), "lots": .integer(dossier.round.lots.count),
                "regions": .integer(dossier.round.regions.count),
            ]),
            "rulebook": rulebook(dossier.rulebook),
            "counts": counts(assessment),
            "lots": .array(assessment.outcome.lots.map { lot($0, lots[$0.id], dossier.rulebook) }),
            "pending": .array(assessment.outcome.pending.map(pending)),
            "refused": .array(dossier.refused.map(refused)),
            "recorded_acts": .array(dossier.record.acts.map(act)),
            "corrections": .array(dossier.record.corrections.map(correction)),
            "impact": .object(
                Dictionary(
                    assessment.impacts.map { ($0.population.rawValue, impact($0, dossier)) },
                    uniquingKeysWith: { first, _ in first })),
        ])
    }

    private static func rulebook(_ rulebook: Rulebook) -> JSON {
        .object([
            "id": .string(rulebook.id), "title": .text(rulebook.title),
            "notes": .array(rulebook.notes.map { .string($0) }),
            "rules": .array(
                rulebook.citedRules.map { id, citation in
                    .object([
                        "id": .string(id), "clause": .string(citation.clause),
                        "basis": .string(citation.basis.rawValue),
                        "confidence": .string(citation.confidence.rawValue),
                    ])
                }),
        ])
    }

    /// How many of each there are.
    static func counts(_ assessment: Assessment) -> JSON {
        let decided = assessment.outcome.counts
        var counts: [String: JSON] = [
            "submissions": .integer(assessment.dossier.submissions.count),
            "refused_submissions": .integer(assessment.dossier.refused.count), "bids": .integer(decided.total),
            "lots_with_bids": .integer(assessment.outcome.lots.count),
            "lots_pending": .integer(assessment.outcome.lots.filter(\.isPending).count),
            "published_winners": .integer(assessment.dossier.published?.winners.count ?? 0),
            "recorded_acts": .integer(assessment.dossier.record.acts.count),
            "corrections": .integer(assessment.dossier.record.corrections.count),
        ]
        for decision in Decision.allCases {
            counts[decision.rawValue] = .integer(decided[decision])
        }
        return .object(counts)
    }

    // MARK: - Decisions

    private static func lot(_ outcome: LotOutcome, _ lot: Lot?, _ rulebook: Rulebook) -> JSON {
        .object([
            "id": .string(outcome.id), "name": .text(lot?.name), "reference_specification": .text(lot?.reference),
            "tier": .text(lot?.tier), "filed": .integer(outcome.filed), "places": .number(outcome.places),
            "references": .array(
                outcome.references.map { reference in
                    .object([
                        "rule": .string(reference.id), "value": .text(reference.value.map { Numbers.exact($0) }),
                    ])
                }),
            "term_months": .number(
                lot?.termMonths ?? rulebook.term?.months(winners: outcome.winners.count)),
            "winners": .integer(outcome.winners.count), "pending": .bool(outcome.isPending),
            "decisions": .array(outcome.decisions.map(decision)),
        ])
    }

    private static func decision(_ decision: BidDecision) -> JSON {
        var members: [String: JSON] = [
            "bidder": .string(decision.bidder.name), "bidder_id": .string(decision.bidder.id),
            "specification": .string(decision.bid.specification), "price": .string(decision.bid.price.description),
            "decision": .string(decision.decision.rawValue), "rank": .number(decision.rank),
            "comparable_price": .text(decision.comparablePrice.map(Numbers.exact)),
            "reason": .string(Reason.text(decision, .english)), "reason_zh": .string(Reason.text(decision, .chinese)),
            "confidence": .text(decision.bid.provenance.confidence?.rawValue),
            "note": .text(decision.bid.provenance.note),
            "trace": .array(decision.trace.map(verdict)),
        ]
        if let conversion = decision.conversion, !conversion.steps.isEmpty {
            members["conversion"] = .array(conversion.steps.map(step))
        }
        if let ceiling = decision.ceiling {
            members["ceiling"] = .object([
                "value": .string(Numbers.exact(ceiling.ceiling)), "per": .string(ceiling.presentation.rawValue),
                "price": .string(Numbers.exact(ceiling.price)), "cut": .string(Numbers.fraction(ceiling.cut)),
                "stated": .string(ceiling.stated.price.description),
                "stated_specification": .string(ceiling.stated.specification),
                "stated_pack": .integer(ceiling.stated.pack), "derived": .bool(ceiling.isDerived),
                "pack_unknown": .bool(ceiling.lacksPack), "conversion": .array(ceiling.conversion.steps.map(step)),
            ])
        }
        return .object(members)
    }

    private static func step(_ step: ConversionStep) -> JSON {
        .object([
            "dimension": .string(step.dimension.rawValue), "base": .string(step.base.shortestDescription),
            "multiple": .string(step.multiple.reduced().description),
            "factor": .string(step.factor.rounded(toSignificantDigits: 18, .halfEven).shortestDescription),
        ])
    }

    private static func verdict(_ verdict: Verdict) -> JSON {
        var members: [String: JSON] = [
            "rule": .string(verdict.stage), "standing": .string(verdict.standing.rawValue),
            "clause": .text(verdict.citation?.clause),
        ]
        switch verdict.details {
        case .condition(let comparisons): members["comparisons"] = .array(comparisons.map(comparison))
        case .shortlist(let place):
            members["shortlist"] = .object([
                "counted": .integer(place.counted), "places": .integer(place.places), "rank": .integer(place.rank),
                "last_price": .text(place.lastPrice.map(Numbers.exact)), "tied": .array(place.tied.map { .string($0) }),
                "decided_by": .text(
                    place.decidedBy.map {
                        switch $0 {
                        case .draw: "draw"
                        case .fact(let name): name
                        }
                    }),
            ])
        case .notComparable(let reference): members["not_comparable_with"] = .string(reference)
        }
        return .object(members)
    }

    private static func comparison(_ comparison: Comparison) -> JSON {
        var members: [String: JSON] = [
            "measure": .string(comparison.test.measure.rawValue), "left": .string(Numbers.exact(comparison.left)),
            "per": .string(comparison.isPerPack ? "pack" : "unit"),
            "relation": .string(comparison.test.relation.rawValue), "right": .string(Numbers.exact(comparison.right)),
            "holds": .bool(comparison.holds),
        ]
        if case .reference(let reference, let factor) = comparison.test.bound {
            members["reference"] = .object([
                "of": .string(words(reference)), "factor": .string(factor.shortestDescription),
                "value": .text(comparison.reference.map { Numbers.exact($0) }),
            ])
        }
        return .object(members)
    }

    /// A reference value as a formula: `lowest(valid)`, `largest(lowest(shortlisted), 0.5 × mean(shortlisted))`.
    private static func words(_ value: ReferenceValue) -> String {
        switch value {
        case .lowest(let population): return "lowest(\(population))"
        case .highest(let population): return "highest(\(population))"
        case .mean(let population): return "mean(\(population))"
        case .deviation(let population, let multiple, let kind):
            return "mean(\(population)) + \(multiple.shortestDescription) × \(kind.rawValue)-deviation(\(population))"
        case .constant(let price): return price.description
        case .named(let id): return id
        case .multiple(let factor, let inner): return "\(factor.shortestDescription) × \(words(inner))"
        case .largest(let values): return "largest(\(values.map(words).joined(separator: ", ")))"
        case .smallest(let values): return "smallest(\(values.map(words).joined(separator: ", ")))"
        }
    }

    // MARK: - Acts and refusals

    static func pending(_ act: PendingAct) -> JSON {
        var members: [String: JSON] = [
            "lot": .string(act.lot), "rule": .string(act.stage),
            "bidders": .array(act.bidders.map { .object(["id": .string($0.id), "name": .string($0.name)]) }),
            "text": .string(PendingText.text(act, .english)), "text_zh": .string(PendingText.text(act, .chinese)),
        ]
        switch act.kind {
        case .draw(let places):
            members["act"] = .string("draw")
            members["places"] = .integer(places)
        case .stateConversion(let specification, let reference):
            members["act"] = .string("state-conversion")
            members["specification"] = .string(specification)
            members["reference"] = .string(reference)
        }
        return .object(members)
    }

    private static func refused(_ refused: RefusedSubmission) -> JSON {
        .object([
            "file": .string(refused.file), "whole": .bool(refused.isWhole),
            "findings": .array(
                refused.findings.sorted().map { finding in
                    .object([
                        "severity": .string(finding.severity.rawValue), "code": .string(finding.code.rawValue),
                        "message": .string(finding.message), "remedy": .text(finding.remedy),
                        "line": .number(finding.location?.line), "column": .number(finding.location?.column),
                    ])
                }),
        ])
    }

    private static func act(_ act: RecordedAct) -> JSON {
        switch act {
        case .draw(let draw):
            .object([
                "act": .string("draw"), "lot": .string(draw.lot), "rule": .string(draw.stage),
                "order": .array(draw.order.map { .string($0) }), "evidence": .string(draw.evidence),
                "source": .text(draw.provenance.source), "confidence": .text(draw.provenance.confidence?.rawValue),
            ])
        }
    }

    private static func correction(_ correction: Correction) -> JSON {
        var members: [String: JSON] = [
            "reason": .string(correction.reason), "source": .text(correction.provenance.source),
            "confidence": .text(correction.provenance.confidence?.rawValue),
        ]
        switch correction.target {
        case .demand(let region, let lot, let specification, let becomes):
            members["document"] = .string("demand")
            members["region"] = .string(region)
            members["lot"] = .string(lot)
            members["found"] = .string(specification)
            members["becomes"] = .string(becomes)
        case .bid(let bidder, let lot, let price, let becomes):
            members["document"] = .string("submission")
            members["bidder"] = .string(bidder)
            members["lot"] = .string(lot)
            members["found"] = .string(price.description)
            members["becomes"] = .string(becomes.description)
        }
        return .object(members)
    }

    // MARK: - Impact

    private static func impact(_ impact: Impact, _ dossier: Dossier) -> JSON {
        let unallocated = impact.supply.lines.filter { $0.supplier == nil }
        return .object([
            "winners": .integer(impact.awards.count), "lots": .integer(Set(impact.awards.map(\.lot)).count),
            "value": .string(Numbers.money(impact.supply.value)),
            "value_by_confidence": .object(
                Dictionary(
                    impact.valueByConfidence.map { ($0.key.rawValue, .string(Numbers.money($0.value))) },
                    uniquingKeysWith: { first, _ in first })),
            "unallocated": .object([
                "lines": .integer(unallocated.count),
                "quantity": .string(Numbers.quantity(Ratio.sum(unallocated.map(\.quantity)))),
            ]),
            "unknown_volumes": .integer(impact.supply.unknownVolumes),
            "volumes_of_lots_without_winner": .integer(impact.supply.linesWithoutWinner),
            "lots_without_share": .array(impact.supply.lotsWithoutShare.map { .string($0) }),
            "figures": .array(impact.figures.map(figure)),
            "savings": .array(impact.savings.map(savings)),
            "region_notes": .object(impact.supply.notesByRegion.mapValues { .array($0.map { .string($0) }) }),
            "value_by_lot": .object(valueByLot(impact)),
        ])
    }

    private static func valueByLot(_ impact: Impact) -> [String: JSON] {
        var values: [Lot.ID: [Ratio]] = [:]
        for line in impact.supply.lines { if let value = line.value { values[line.lot, default: []].append(value) } }
        return values.mapValues { .string(Numbers.money(Ratio.sum($0))) }
    }

    private static func figure(_ figure: Figure) -> JSON {
        .object([
            "id": .string(figure.id), "value": .string(Numbers.fraction(figure.value)),
            "definition": .string(Definitions.text(figure, .english)),
            "definition_zh": .string(Definitions.text(figure, .chinese)), "bids": .integer(figure.bids),
            "lots": .integer(figure.lots), "bids_without_baseline": .integer(figure.bidsWithoutBaseline),
            "lots_without_baseline": .integer(figure.lotsWithoutBaseline),
            "items": .array(figure.items.map { .object(["lot": .string($0.lot), "bidder": .string($0.bidder)]) }),
        ])
    }

    private static func savings(_ savings: Savings) -> JSON {
        .object([
            "baseline": .string(savings.baseline.rawValue), "total": .string(Numbers.money(savings.total)),
            "by_lot": .array(
                savings.byLot.map { .object(["lot": .string($0.lot), "savings": .string(Numbers.money($0.savings))]) }),
            "by_region": .array(
                savings.byRegion.map {
                    .object(["region": .string($0.region), "savings": .string(Numbers.money($0.savings))])
                }),
            "volumes_without_baseline": .integer(savings.linesWithoutBaseline),
        ])
    }
}
