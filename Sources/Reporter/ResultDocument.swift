import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `result.json`: everything that was decided and computed, with the trace of every bid.
public enum ResultDocument {
    /// The format's name.
    static let format = "vbp-result-1"

    /// The document in UTF-8.
    ///
    /// The lots are written as they are made: a million bids as values would take gigabytes.
    ///
    /// - Parameter traces: whether each decision holds its reason, its ceiling and what each stage found.
    public static func bytes(_ assessment: Assessment, traces: Bool = true) -> [UInt8] {
        var bytes: [UInt8] = Array("{\n".utf8)
        let members = JSON.sorted(members(assessment))
        for (index, member) in members.enumerated() {
            JSON.indent(1, &bytes)
            JSON.write(member.key, to: &bytes)
            bytes += ": ".utf8
            if let value = member.value { value.write(to: &bytes, indent: 1) } else { lots(assessment, traces, &bytes) }
            bytes += (index == members.count - 1 ? "\n" : ",\n").utf8
        }
        bytes += "}\n".utf8
        return bytes
    }

    private static func lots(_ assessment: Assessment, _ traces: Bool, _ bytes: inout [UInt8]) {
        let dossier = assessment.dossier
        let outcomes = assessment.outcome.lots
        let index = LotIndex(dossier.round.lots)
        if outcomes.isEmpty { return bytes += "[]".utf8 }
        bytes += "[\n".utf8
        let parts = Portions.map(outcomes.count) { portion in
            var part: [UInt8] = []
            for number in portion {
                JSON.indent(2, &part)
                let lot = index.position(of: outcomes[number].id).map { dossier.round.lots[$0] }
                write(outcomes[number], lot, dossier, traces, to: &part)
                part += (number == outcomes.count - 1 ? "\n" : ",\n").utf8
            }
            return part
        }
        bytes.reserveCapacity(bytes.count + parts.reduce(0) { $0 + $1.count } + 4096)
        for part in parts { bytes += part }
        JSON.indent(1, &bytes)
        bytes.append(UInt8(ascii: "]"))
    }

    /// The members of the document; nil for the lots, which are written one by one.
    private static func members(_ assessment: Assessment) -> [String: JSON?] {
        let dossier = assessment.dossier
        return [
            "format": .string(format),
            "round": .object([
                "id": .string(dossier.round.id), "title": .text(dossier.round.title),
                "currency": .string(dossier.round.currency), "lots": .integer(dossier.round.lots.count),
                "regions": .integer(dossier.round.regions.count), "synthetic": .bool(dossier.round.isSynthetic),
            ]),
            "rulebook": rulebook(dossier.rulebook),
            "counts": counts(assessment),
            "lots": JSON?.none,
            "pending": .array(assessment.outcome.pending.map(pending)),
            "refused": .array(dossier.refused.map(refused)),
            "recorded_acts": .array(dossier.record.acts.map(act)),
            "corrections": .array(dossier.record.corrections.map(correction)),
            "published_figures": assessment.verification.map(VerificationDocument.publishedFigures) ?? .null,
            "impact": .object(
                Dictionary(
                    assessment.impacts.map { ($0.population.rawValue, impact($0, dossier)) },
                    uniquingKeysWith: { first, _ in first })),
        ]
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
            "published_winners_partial": .bool(assessment.dossier.published?.isPartial == true),
            "recorded_acts": .integer(assessment.dossier.record.acts.count),
            "corrections": .integer(assessment.dossier.record.corrections.count),
        ]
        for decision in Decision.allCases {
            counts[decision.rawValue] = .integer(decided[decision])
        }
        return .object(counts)
    }

    // MARK: - Decisions

    private static func write(
        _ outcome: LotOutcome, _ lot: Lot?, _ dossier: Dossier, _ traces: Bool, to bytes: inout [UInt8]
    ) {
        var members = JSONMembers(indent: 3)
        members.add("decisions", to: &bytes) { bytes in
            bytes += "[\n".utf8
            for (index, decision) in outcome.decisions.enumerated() {
                JSON.indent(4, &bytes)
                if traces {
                    self.decision(decision).write(to: &bytes, indent: 4)
                } else {
                    brief(decision, to: &bytes)
                }
                bytes += (index == outcome.decisions.count - 1 ? "\n" : ",\n").utf8
            }
            JSON.indent(3, &bytes)
            bytes.append(UInt8(ascii: "]"))
        }
        let winners = outcome.decisions.count { $0.decision == .won }
        members.add("filed", .integer(outcome.filed), to: &bytes)
        members.add("id", .string(outcome.id), to: &bytes)
        members.add("name", .text(lot?.name), to: &bytes)
        members.add("pending", .bool(outcome.isPending), to: &bytes)
        members.add("places", .number(outcome.places), to: &bytes)
        members.add("reference_specification", .text(lot?.reference), to: &bytes)
        let references = outcome.references.map { reference in
            JSON.object([
                "rule": .string(reference.id), "unit": .text(reference.unit),
                "value": .text(reference.value.map { Numbers.exact($0) }),
            ])
        }
        members.add("references", .array(references), to: &bytes)
        let months = lot.flatMap { dossier.termMonths(of: $0, winners: winners) }
        members.add("term_months", .number(months), to: &bytes)
        members.add("tier", .text(lot?.tier), to: &bytes)
        members.add("winners", .integer(winners), to: &bytes)
        members.end(&bytes)
    }

    /// A decision without its trace, in one line: the numbers and the rule that decided.
    ///
    /// decisions.csv has the reason.
    private static func brief(_ decision: BidDecision, to bytes: inout [UInt8]) {
        var members = JSONMembers(indent: nil)
        if decision.award != .full { members.add("award", award(decision.award), to: &bytes) }
        if decision.isRepriced {
            members.add("awarded_price", .string(decision.awarded.price.description), to: &bytes)
        }
        let bidder = decision.bidder
        members.add("bidder", .string(bidder.name), to: &bytes)
        members.add("bidder_id", .string(bidder.id), to: &bytes)
        if let name = decision.classification { members.add("class", .string(name), to: &bytes) }
        if let price = decision.comparablePrice?.rounded(to: Numbers.exactDigits, .halfUp) {
            members.add("comparable_price", to: &bytes) { JSON.quote(&$0, price.appendShortestDescription) }
        } else {
            members.add("comparable_price", .null, to: &bytes)
        }
        let provenance = decision.provenance
        if let confidence = provenance.confidence {
            members.add("confidence", .string(confidence.rawValue), to: &bytes)
        }
        members.add("decided_by", .text(decision.decisiveRule), to: &bytes)
        members.add("decision", .string(decision.decision.rawValue), to: &bytes)
        if let note = provenance.note { members.add("note", .string(note), to: &bytes) }
        members.add("price", to: &bytes) { JSON.quote(&$0, decision.filedPrice.appendDescription) }
        members.add("rank", .number(decision.rank), to: &bytes)
        if !decision.scores.isEmpty { members.add("scores", scores(decision), to: &bytes) }
        members.add("specification", .string(decision.specification), to: &bytes)
        if let unit = decision.unit { members.add("unit", .string(unit), to: &bytes) }
        members.end(&bytes)
    }

    private static func scores(_ decision: BidDecision) -> JSON {
        .array(
            decision.scores.map {
                .object(["rule": .string($0.id), "points": .string(Numbers.exact($0.points))])
            })
    }

    /// A decision with its reason and what each stage found.
    static func decision(_ decision: BidDecision) -> JSON {
        let reason = Reason.texts(decision)
        var members: [String: JSON] = [
            "bidder": .string(decision.bidder.name), "bidder_id": .string(decision.bidder.id),
            "specification": .string(decision.bid.specification), "price": .string(decision.bid.price.description),
            "decision": .string(decision.decision.rawValue), "rank": .number(decision.rank),
            "comparable_price": .text(decision.comparablePrice.map(Numbers.exact)),
            "reason": .string(reason.english), "reason_zh": .string(reason.chinese),
            "confidence": .text(decision.bid.provenance.confidence?.rawValue),
            "note": .text(decision.bid.provenance.note), "decided_by": .text(decision.decisiveRule),
            "trace": .array(decision.trace.map(verdict)),
        ]
        if decision.isRepriced { members["awarded_price"] = .string(decision.awarded.price.description) }
        if decision.award != .full { members["award"] = award(decision.award) }
        if let unit = decision.unit { members["unit"] = .string(unit) }
        if let name = decision.classification { members["class"] = .string(name) }
        if !decision.scores.isEmpty { members["scores"] = scores(decision) }
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
            "winners": .integer(impact.awards.count), "lots": .integer(impact.lots.count),
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
            "figures": .array((impact.amounts(of: .all) + impact.figures).map { figure($0, dossier) }),
            "without_baseline": .object(
                Dictionary(
                    impact.baselines.map { ($0.rawValue, without($0, impact)) }, uniquingKeysWith: { first, _ in first }
                )),
            "savings": .array(impact.savings.map(savings)),
            "savings_interval": impact.savingsInterval.map { interval in
                .object([
                    "low": .string(Numbers.money(interval.low.total)),
                    "low_baseline": .string(interval.low.baseline.rawValue),
                    "high": .string(Numbers.money(interval.high.total)),
                    "high_baseline": .string(interval.high.baseline.rawValue),
                ])
            } ?? .null,
            "region_notes": .object(impact.supply.notesByRegion.mapValues { .array($0.map { .string($0) }) }),
            "value_by_lot": .object(valueByLot(impact)),
            "totals": .array(impact.totals.map(total)), "reach": reach(impact, dossier),
        ])
    }

    private static func valueByLot(_ impact: Impact) -> [String: JSON] {
        var values: [Lot.ID: [Ratio]] = [:]
        for line in impact.supply.lines { if let value = line.value { values[line.lot, default: []].append(value) } }
        return values.mapValues { .string(Numbers.money(Ratio.sum($0))) }
    }

    private static func without(_ baseline: Baseline, _ impact: Impact) -> JSON {
        .array(
            impact.awardsWithout(baseline).map {
                .object([
                    "lot": .string(impact.awards[$0].lot), "bidder": .string(impact.awards[$0].bidder.name),
                    "bidder_id": .string(impact.awards[$0].bidder.id),
                ])
            })
    }

    static func figure(_ figure: Figure, _ dossier: Dossier) -> JSON {
        .object([
            "id": .string(figure.id), "unit": .string(figure.statistic.unit.rawValue),
            "value": .string(
                figure.statistic.unit == .yuan ? Numbers.money(figure) : Numbers.fraction(figure)),
            "definition": .string(Definitions.text(figure, .english, dossier.priceLists)),
            "definition_zh": .string(Definitions.text(figure, .chinese, dossier.priceLists)),
            "bids": .integer(figure.bids),
            "lots": .integer(figure.lots), "bids_without_baseline": .integer(figure.bidsWithoutBaseline),
            "lots_without_baseline": .integer(figure.lotsWithoutBaseline),
            "volumes_without_baseline": .integer(figure.linesWithoutBaseline),
            "items": .array(figure.items.map { .object(["lot": .string($0.lot), "bidder": .text($0.bidder)]) }),
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
            "by_bidder": .array(
                savings.byBidder.map {
                    .object([
                        "bidder": .string($0.bidder.name), "bidder_id": .string($0.bidder.id),
                        "savings": .string(Numbers.money($0.savings)),
                    ])
                }),
            "by_month": .array(savings.byMonth.map { .string(Numbers.money($0)) }),
            "lots_without_term": .array(savings.lotsWithoutTerm.map { .string($0) }),
            "volumes_without_baseline": .integer(savings.linesWithoutBaseline),
            "identity": .object([
                "market_value": .string(Numbers.money(savings.identity.marketValue)),
                "drop": .string(Numbers.fraction(savings.identity.drop)), "holds": .bool(savings.identity.holds),
            ]),
            "payers": savings.payers.map(payers) ?? .null,
        ])
    }

    private static func payers(_ payers: Payers) -> JSON {
        .object([
            "fund_before": .string(Numbers.money(payers.fundBefore)),
            "fund_after": .string(Numbers.money(payers.fundAfter)),
            "fund_savings": .string(Numbers.money(payers.fundSavings)),
            "patients_before": .string(Numbers.money(payers.patientsBefore)),
            "patients_after": .string(Numbers.money(payers.patientsAfter)),
            "patient_savings": .string(Numbers.money(payers.patientSavings)),
            "volumes_without_ratio": .integer(payers.linesWithoutRatio),
            "retained": .array(
                payers.retained.map {
                    .object([
                        "institution": .string($0.institution), "region": .string($0.region),
                        "budget": .string(Numbers.money($0.budget)), "spending": .string(Numbers.money($0.spending)),
                        "basis": .string(Numbers.money($0.basis)), "amount": .string(Numbers.money($0.amount)),
                    ])
                }),
        ])
    }
}
