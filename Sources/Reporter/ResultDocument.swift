import Decimals
public import PriceImpact
import Procurement
import Ranking

/// Renders `result.json`: everything that was decided and computed, with the trace of every bid.
public enum ResultDocument {
    /// The format's name.
    static let format = "vbp-result-1"

    /// The document.
    ///
    /// - Parameters:
    ///   - printed: the figures.
    ///   - traces: whether each decision holds its reason, its ceiling and what each stage found.
    public static func parts(
        _ assessment: Assessment, _ printed: PrintedFigures, traces: Bool = true
    ) -> FileParts {
        let dossier = assessment.dossier
        let impacts = assessment.impacts
        let bidders = WrittenBidders(dossier)
        var parts = FileParts()
        parts.add { bytes in
            var members = JSONMembers(indent: 1)
            members.add("corrections", .array(dossier.record.corrections.map(correction)), to: &bytes)
            members.add("counts", counts(assessment), to: &bytes)
            members.add("format", format, to: &bytes)
            members.add("impact", to: &bytes) { $0 += impacts.isEmpty ? "{}" : "" }
        }
        // In the order of their names.
        let order = impacts.indices.sorted { impacts[$0].population.rawValue < impacts[$1].population.rawValue }
        for (number, position) in order.enumerated() {
            parts.add { bytes in
                bytes += number == 0 ? "{\n" : ",\n"
                JSON.indent(2, &bytes)
                JSON.write(impacts[position].population.rawValue, to: &bytes)
                bytes += ": "
                var members = JSONMembers(indent: 3)
                members.add("figures", to: &bytes) { $0 += "[" }
            }
            add(impacts[position], printed[position], worth: printed.value(position), dossier, to: &parts)
            let lacks = Lack.all(of: impacts[position])
            parts.add(lacks.count + 1) { item, bytes in
                if item < lacks.count { return write(lacks, item, of: impacts[position], bidders, to: &bytes) }
                bytes += number == order.count - 1 ? "\n    }\n  }" : "\n    }"
            }
        }
        addLots(assessment, bidders, traces, to: &parts)
        parts.add { bytes in
            var members = JSONMembers(indent: 1, after: "lots")
            members.add("pending", .array(assessment.outcome.pending.map(pending)), to: &bytes)
            let published = assessment.verification.map(VerificationDocument.publishedFigures) ?? .null
            members.add("published_figures", published, to: &bytes)
            members.add("recorded_acts", .array(dossier.record.acts.map(act)), to: &bytes)
            members.add("refused", .array(dossier.refused.map(refused)), to: &bytes)
            members.add("round", round(dossier.round), to: &bytes)
            members.add("rulebook", rulebook(dossier.rulebook), to: &bytes)
            members.end(&bytes)
            bytes += "\n"
        }
        return parts
    }

    /// Adds the lots, which are written as they are made: a million bids as values would take gigabytes.
    private static func addLots(
        _ assessment: Assessment, _ bidders: WrittenBidders, _ traces: Bool, to parts: inout FileParts
    ) {
        let dossier = assessment.dossier
        let outcomes = assessment.outcome.lots
        parts.add { bytes in
            var members = JSONMembers(indent: 1, after: "impact")
            members.add("lots", to: &bytes) { $0 += "[" }
        }
        parts.addItems(outcomes.count, indent: 1) { write(outcomes[$0], dossier, bidders, traces, to: &$1) }
    }

    private static func round(_ round: Round) -> JSON {
        .object([
            "id": .string(round.id), "title": .text(round.title), "currency": .string(round.currency),
            "lots": .integer(round.lots.count), "regions": .integer(round.regions.count),
            "synthetic": .bool(round.isSynthetic),
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
            "lots_pending": .integer(decided[.pending] == 0 ? 0 : assessment.outcome.lots.count(where: \.isPending)),
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
        _ outcome: LotOutcome, _ dossier: Dossier, _ bidders: WrittenBidders, _ traces: Bool, to bytes: inout [UInt8]
    ) {
        var members = JSONMembers(indent: 3)
        members.add("decisions", outcome.decisions, to: &bytes) { decision, bytes in
            if traces {
                self.decision(decision).write(to: &bytes, indent: 4)
            } else {
                brief(decision, bidders, to: &bytes)
            }
        }
        let lot = outcome.decisions.first?.lot
        let winners = outcome.decisions.count { $0.decision == .won }
        members.add("filed", outcome.filed, to: &bytes)
        members.add("id", outcome.id, to: &bytes)
        members.add("name", lot?.name, to: &bytes)
        members.add("pending", .bool(outcome.isPending), to: &bytes)
        members.add("places", outcome.places, to: &bytes)
        members.add("reference_specification", lot?.reference, to: &bytes)
        members.add("references", outcome.references, to: &bytes) { reference, bytes in
            JSON.object([
                "rule": .string(reference.id), "unit": .text(reference.unit),
                "value": .text(reference.value.map { Numbers.exact($0) }),
            ]).write(to: &bytes, indent: 4)
        }
        let months = lot.flatMap { dossier.termMonths(of: $0, winners: winners) }
        members.add("term_months", months, to: &bytes)
        members.add("tier", lot?.tier, to: &bytes)
        members.add("winners", winners, to: &bytes)
        members.end(&bytes)
    }

    /// A decision without its trace, in one line: the numbers and the rule that decided.
    ///
    /// decisions.csv has the reason.
    private static func brief(_ decision: borrowing BidDecision, _ bidders: WrittenBidders, to bytes: inout [UInt8]) {
        var members = JSONMembers(indent: nil)
        if !decision.isUsual, decision.award != .full { members.add("award", award(decision.award), to: &bytes) }
        if decision.isRepriced {
            members.add("awarded_price", decision.awarded.price.description, to: &bytes)
        }
        let submission = decision.submission
        members.add("bidder", to: &bytes) { bidders.names.write(submission, to: &$0) }
        members.add("bidder_id", to: &bytes) { bidders.identifiers.write(submission, to: &$0) }
        if let name = decision.classification { members.add("class", name, to: &bytes) }
        if let price = decision.comparablePrice?.rounded(to: Numbers.exactDigits, .halfUp) {
            members.add("comparable_price", to: &bytes) { JSON.quote(&$0, price.appendShortestDescription) }
        } else {
            members.add("comparable_price", .null, to: &bytes)
        }
        let provenance = decision.provenance
        if let confidence = provenance.confidence {
            members.add("confidence", confidence.rawValue, to: &bytes)
        }
        members.add("decided_by", decision.decisiveRule, to: &bytes)
        members.add("decision", decision.decision.rawValue, to: &bytes)
        if let note = provenance.note { members.add("note", note, to: &bytes) }
        members.add("price", to: &bytes) { JSON.quote(&$0, decision.filedPrice.appendDescription) }
        members.add("rank", decision.rank, to: &bytes)
        if !decision.scores.isEmpty { members.add("scores", scores(decision), to: &bytes) }
        members.add("specification", decision.specification, to: &bytes)
        if let unit = decision.unit { members.add("unit", unit, to: &bytes) }
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

    /// Adds what a set of winners did to prices, from the items of its figures to the winners that lack a baseline.
    private static func add(
        _ impact: Impact, _ printed: [PrintedFigures.Printed], worth value: Ratio, _ dossier: Dossier,
        to parts: inout FileParts
    ) {
        parts.addItems(printed.count, portion: 64, indent: 3) { write(printed[$0], dossier, to: &$1, indent: 5) }
        parts.add { writeSupply(impact, dossier, to: &$0) }
        let savings = impact.savings
        parts.addItems(savings.count, portion: 1, indent: 3) { write(savings[$0], to: &$1) }
        parts.add { writeTotals(impact, worth: value, to: &$0) }
    }

    /// Writes the members from the figures to the savings.
    private static func writeSupply(_ impact: Impact, _ dossier: Dossier, to bytes: inout [UInt8]) {
        var members = JSONMembers(indent: 3, after: "figures")
        members.add("lots", impact.lots.count, to: &bytes)
        members.add("lots_without_share", .array(impact.supply.lotsWithoutShare.map { .string($0) }), to: &bytes)
        members.add("reach", reach(impact, dossier), to: &bytes)
        let notes = impact.supply.notesByRegion.mapValues { JSON.array($0.map { .string($0) }) }
        members.add("region_notes", .object(notes), to: &bytes)
        members.add("savings", to: &bytes) { $0 += "[" }
    }

    /// Writes the members after the savings.
    private static func writeTotals(_ impact: Impact, worth value: Ratio, to bytes: inout [UInt8]) {
        let lines = impact.supply.lines
        let unallocated = lines.indices.filter { lines[$0].supplier == nil }
        var members = JSONMembers(indent: 3, after: "savings")
        let interval = impact.savingsInterval.map { interval in
            JSON.object([
                "low": .string(Numbers.money(interval.low.total)),
                "low_baseline": .string(interval.low.baseline.rawValue),
                "high": .string(Numbers.money(interval.high.total)),
                "high_baseline": .string(interval.high.baseline.rawValue),
            ])
        }
        members.add("savings_interval", interval ?? .null, to: &bytes)
        members.add("totals", impact.totals, to: &bytes) { write($0, to: &$1) }
        let quantity = Ratio.sum(unallocated.map { lines[$0].quantity })
        members.add(
            "unallocated",
            .object(["lines": .integer(unallocated.count), "quantity": .string(Numbers.quantity(quantity))]),
            to: &bytes)
        members.add("unknown_volumes", impact.supply.unknownVolumes, to: &bytes)
        members.addMoney("value", value, to: &bytes)
        members.add("value_by_confidence", to: &bytes) { write(impact.valueByConfidence, to: &$0, indent: 3) }
        members.add("value_by_lot", to: &bytes) { bytes in
            JSON.writeObject(valueByLot(impact), to: &bytes, indent: 3) { money($0, to: &$1) }
        }
        members.add("volumes_of_lots_without_winner", impact.supply.linesWithoutWinner, to: &bytes)
        members.add("winners", impact.awards.count, to: &bytes)
        members.add("without_baseline", to: &bytes) { $0 += impact.baselines.isEmpty ? "{}" : "{\n" }
    }

    /// A winner that lacks a baseline; or a baseline that no winner lacks.
    private struct Lack: Sendable {
        let baseline: Baseline
        /// Nil for none.
        let award: Int?
        let isFirst: Bool

        /// All of an impact, in the order of the file.
        static func all(of impact: Impact) -> [Lack] {
            let baselines = impact.baselines.sorted { JSON.precedes($0.rawValue, $1.rawValue) }
            return baselines.flatMap { baseline in
                let awards = impact.awardsWithout(baseline)
                return awards.isEmpty
                    ? [Lack(baseline: baseline, award: nil, isFirst: true)]
                    : awards.map { Lack(baseline: baseline, award: $0, isFirst: $0 == awards[0]) }
            }
        }
    }

    /// What lots are worth of which a supplier is known.
    private static func valueByLot(_ impact: Impact) -> [(key: String, value: Ratio)] {
        // What is worth something has a supplier.
        lazy var supplied = Set(impact.supply.lines.lazy.filter { $0.supplier != nil }.map(\.lot))
        return impact.totals.compactMap { total in
            guard case .lot(let lot) = total.group, !total.value.isZero || supplied.contains(lot) else { return nil }
            return (lot, total.value)
        }
    }

    /// Writes one of the winners that lack a baseline.
    private static func write(
        _ lacks: [Lack], _ position: Int, of impact: Impact, _ bidders: WrittenBidders, to bytes: inout [UInt8]
    ) {
        let lack = lacks[position]
        if lack.isFirst {
            JSON.indent(4, &bytes)
            JSON.write(lack.baseline.rawValue, to: &bytes)
            bytes += lack.award == nil ? ": [" : ": [\n"
        }
        if let award = lack.award {
            JSON.indent(5, &bytes)
            bidders.write(impact.awards[award], to: &bytes)
        }
        let isLast = position == lacks.count - 1
        if !isLast, !lacks[position + 1].isFirst { return bytes += ",\n" }
        if lack.award != nil {
            bytes += "\n"
            JSON.indent(4, &bytes)
        }
        bytes += isLast ? "]\n      }" : "],\n"
    }

    /// Writes a figure, whose members stand so many levels deep.
    static func write(
        _ printed: borrowing PrintedFigures.Printed, _ dossier: Dossier, to bytes: inout [UInt8], indent: Int
    ) {
        var members = JSONMembers(indent: indent)
        members.add("bids", printed.figure.bids, to: &bytes)
        members.add("bids_without_baseline", printed.figure.bidsWithoutBaseline, to: &bytes)
        let definition = printed.figure.definition
        members.add("definition", Definitions.text(definition, .english, dossier.priceLists), to: &bytes)
        members.add("definition_zh", Definitions.text(definition, .chinese, dossier.priceLists), to: &bytes)
        members.add("id", definition.description, to: &bytes)
        members.add("items", printed.figure.items, to: &bytes) { item, bytes in
            var members = JSONMembers(indent: indent + 2)
            members.add("bidder", item.bidder, to: &bytes)
            members.add("lot", item.lot, to: &bytes)
            members.end(&bytes)
        }
        members.add("lots", printed.figure.lots, to: &bytes)
        members.add("lots_without_baseline", printed.figure.lotsWithoutBaseline, to: &bytes)
        members.add("unit", definition.statistic.unit.rawValue, to: &bytes)
        members.add("value", to: &bytes) { JSON.quote(&$0, printed.value.appendDescription) }
        members.add("volumes_without_baseline", printed.figure.linesWithoutBaseline, to: &bytes)
        members.end(&bytes)
    }

    private static func write(_ savings: Savings, to bytes: inout [UInt8]) {
        var members = JSONMembers(indent: 5)
        members.add("baseline", savings.baseline.rawValue, to: &bytes)
        members.add("by_bidder", savings.byBidder, to: &bytes) { part, bytes in
            var members = JSONMembers(indent: 7)
            members.add("bidder", part.bidder.name, to: &bytes)
            members.add("bidder_id", part.bidder.id, to: &bytes)
            members.addMoney("savings", part.savings, to: &bytes)
            members.end(&bytes)
        }
        members.add("by_lot", savings.byLot, to: &bytes) { part, bytes in
            var members = JSONMembers(indent: 7)
            members.add("lot", part.lot, to: &bytes)
            members.addMoney("savings", part.savings, to: &bytes)
            members.end(&bytes)
        }
        members.add("by_month", savings.byMonth, to: &bytes) { money($0, to: &$1) }
        members.add("by_region", savings.byRegion, to: &bytes) { part, bytes in
            var members = JSONMembers(indent: 7)
            members.add("region", part.region, to: &bytes)
            members.addMoney("savings", part.savings, to: &bytes)
            members.end(&bytes)
        }
        members.add(
            "identity",
            .object([
                "market_value": .string(Numbers.money(savings.identity.marketValue)),
                "drop": .string(Numbers.fraction(savings.identity.drop)), "holds": .bool(savings.identity.holds),
            ]), to: &bytes)
        members.add("lots_without_term", .array(savings.lotsWithoutTerm.map { .string($0) }), to: &bytes)
        members.add("payers", savings.payers.map(payers) ?? .null, to: &bytes)
        members.addMoney("total", savings.total, to: &bytes)
        members.add("volumes_without_baseline", savings.linesWithoutBaseline, to: &bytes)
        members.end(&bytes)
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

/// The bidders of a round as JSON has them, by the position of their submission.
private struct WrittenBidders: Sendable {
    let names: WrittenTexts
    let identifiers: WrittenTexts

    init(_ dossier: Dossier) {
        names = WrittenTexts(dossier.submissions.lazy.map(\.bidder.name)) { JSON.write($0, to: &$1) }
        identifiers = WrittenTexts(dossier.submissions.lazy.map(\.bidder.id)) { JSON.write($0, to: &$1) }
    }

    /// Writes whose an award is, and of which lot.
    func write(_ award: Award, to bytes: inout [UInt8]) {
        var members = JSONMembers(indent: 6)
        if let submission = award.submission {
            members.add("bidder", to: &bytes) { names.write(submission, to: &$0) }
            members.add("bidder_id", to: &bytes) { identifiers.write(submission, to: &$0) }
        } else {
            members.add("bidder", award.bidder.name, to: &bytes)
            members.add("bidder_id", award.bidder.id, to: &bytes)
        }
        members.add("lot", award.lot, to: &bytes)
        members.end(&bytes)
    }
}
