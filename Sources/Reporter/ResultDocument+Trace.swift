import Decimals
import Procurement
import Ranking

extension ResultDocument {
    static func step(_ step: ConversionStep) -> JSON {
        var members: [String: JSON] = [
            "factor": .string(step.factor.rounded(toSignificantDigits: 18, .halfEven).shortestDescription)
        ]
        switch step.kind {
        case .formula(let dimension, let base, let multiple):
            members["dimension"] = .string(dimension.rawValue)
            members["base"] = .string(base.shortestDescription)
            members["multiple"] = .string(multiple.reduced().description)
        case .stated(let from, let to):
            members["stated"] = .object(["from": .string(from), "to": .string(to)])
        case .fact(let name, let value):
            members["fact"] = .object(["name": .string(name), "value": .string(value.description)])
        case .coefficient(let fact, let text, let value):
            members["fact"] = .object([
                "name": .string(fact), "value": .string(value.description), "text": .string(text),
            ])
        }
        return .object(members)
    }

    static func award(_ terms: AwardTerms) -> JSON {
        let volume =
            switch terms.volume {
            case .shared: "shared"
            case .own: "own"
            case .part(let part): part.description
            case .none: "none"
            }
        return .object(["picks_regions": .bool(terms.picksRegions), "volume": .string(volume)])
    }

    static func verdict(_ verdict: Verdict) -> JSON {
        var members: [String: JSON] = [
            "rule": .string(verdict.stage), "standing": .string(verdict.standing.rawValue),
            "clause": .text(verdict.citation?.clause),
        ]
        switch verdict.details {
        case .condition(let checks): add(checks, to: &members)
        case .shortlist(let place): members["shortlist"] = shortlist(place)
        case .notComparable(let reference): members["not_comparable_with"] = .string(reference)
        case .merged(let others, let counts):
            members["merged"] = .object(["with": .array(others.map { .string($0) }), "counts": .text(counts)])
        case .assigned(let name, let checks):
            members["assigned"] = .string(name)
            add(checks, to: &members)
        case .scored(let parts, let total):
            members["score"] = .object([
                "total": .string(Numbers.exact(total)),
                "parts": .array(
                    parts.map { part in
                        .object([
                            "for": .string(part.part.name),
                            "measure": .string(ReferenceFormula.text(part.part.measure)),
                            "value": .text(part.value.map { Numbers.exact($0) }),
                            "points": .string(Numbers.exact(part.points)),
                        ])
                    }),
            ])
        case .negotiated(let offers, let isClosed):
            members["negotiation"] = .object([
                "closed": .bool(isClosed),
                "offers": .array(
                    offers.map { offer in
                        var made: [String: JSON] = [
                            "price": .string(offer.price.description), "enters": .bool(offer.enters),
                            "succeeds": .bool(offer.succeeds),
                        ]
                        add(offer.checks, to: &made)
                        return .object(made)
                    }),
            ])
        case .revived(let answer, let checks):
            members["revival"] = revival(answer)
            add(checks, to: &members)
        case .volumeWithheld(let checks, let passes):
            members["volume_withheld"] = .object(["passes": .integer(passes)])
            add(checks, to: &members)
        case .waits(let lots): members["waits_for_lots"] = .array(lots.map { .string($0) })
        case .cycle(let length): members["cycle"] = .integer(length)
        }
        return .object(members)
    }

    private static func shortlist(_ place: ShortlistPlace) -> JSON {
        .object([
            "by": .string(ReferenceFormula.text(place.measure)), "value": .text(place.value.map { Numbers.exact($0) }),
            "counted": .integer(place.counted), "places": .integer(place.places), "rank": .integer(place.rank),
            "last_value": .text(place.lastValue.map { Numbers.exact($0) }),
            "tied": .array(place.tied.map { .string($0) }), "without_place": .bool(place.isWithoutPlace),
            "decided_by": .text(
                place.decidedBy.map {
                    switch $0 {
                    case .draw: "draw"
                    case .measure(let measure): ReferenceFormula.text(measure)
                    }
                }),
        ])
    }

    private static func revival(_ answer: RevivalAnswer) -> JSON {
        switch answer {
        case .notEligible: .object(["answer": .string("not-eligible")])
        case .capUndefined: .object(["answer": .string("no-cap")])
        case .open(let most): .object(["answer": .string("open"), "at_most": .string(most.description)])
        case .accepted(let price, let most):
            .object([
                "answer": .string("accepted"), "price": .string(price.description),
                "at_most": .string(most.description),
            ])
        case .declined(let most): .object(["answer": .string("declined"), "at_most": .string(most.description)])
        }
    }

    /// Comparisons of numbers by themselves, other questions beside them.
    private static func add(_ checks: [Check], to members: inout [String: JSON]) {
        members["comparisons"] = .array(
            checks.compactMap { check in check.comparison.map { comparison($0, check.label) } })
        let others = checks.filter { $0.comparison == nil }
        if !others.isEmpty { members["checks"] = .array(others.map(self.check)) }
    }

    private static func check(_ check: Check) -> JSON {
        var members: [String: JSON] = ["holds": .bool(check.holds)]
        if let label = check.label { members["label"] = .string(label) }
        switch check.subject {
        case .comparison: break
        case .unknown(let test):
            members["question"] = .string("comparison")
            members["of"] = .string(ReferenceFormula.text(test.measure))
            members["found"] = .null
        case .member(let population):
            members["question"] = .string("population")
            members["of"] = .string(population)
        case .fact(let name, let text, let found):
            members["question"] = .string("fact")
            members["of"] = .string(name)
            members["wanted"] = .string(text)
            members["found"] = .text(found)
        case .originator(let known):
            members["question"] = .string("originator")
            members["found"] = known.map { .bool($0) } ?? .null
        case .foreign(let known):
            members["question"] = .string("foreign")
            members["found"] = known.map { .bool($0) } ?? .null
        case .recorded(let evidence):
            members["question"] = .string("recorded")
            members["found"] = .text(evidence)
        case .barred(let bar):
            members["question"] = .string("barred")
            members["found"] = .text(bar?.cause)
            if let bar {
                members["from"] = .string(bar.from.description)
                members["to"] = .string(bar.to.description)
            }
        }
        return .object(members)
    }

    private static func comparison(_ comparison: Comparison, _ label: String?) -> JSON {
        var members: [String: JSON] = [
            "measure": .string(ReferenceFormula.text(comparison.test.measure)),
            "left": .string(Numbers.exact(comparison.left)),
            "per": .string(comparison.isPerPack ? "pack" : "unit"),
            "relation": .string(comparison.test.relation.rawValue), "right": .string(Numbers.exact(comparison.right)),
            "holds": .bool(comparison.holds),
        ]
        if let label { members["label"] = .string(label) }
        func reference(_ formula: String, _ factor: FixedDecimal) -> JSON {
            .object([
                "of": .string(formula), "factor": .string(factor.shortestDescription),
                "value": .text(comparison.reference.map { Numbers.exact($0) }),
            ])
        }
        switch comparison.test.bound {
        case .ceiling, .constant: break
        case .reference(let value, let factor): members["reference"] = reference(ReferenceFormula.text(value), factor)
        case .fact(let name, let factor): members["reference"] = reference("fact(\(name))", factor)
        case .previousPrice(let factor): members["reference"] = reference("previous-price", factor)
        case .ownBorrowed(let kind, let factor): members["reference"] = reference("own-borrowed(\(kind))", factor)
        }
        return .object(members)
    }

    // MARK: - Acts

    static func pending(_ act: PendingAct) -> JSON {
        var members: [String: JSON] = [
            "lot": .text(act.lot), "rule": .string(act.stage),
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
        case .answerRevival(let most):
            members["act"] = .string("revive")
            members["at_most"] = .string(most.description)
        case .makeOffer(let number):
            members["act"] = .string("offer")
            members["number"] = .integer(number)
        case .revealReserve: members["act"] = .string("reveal")
        case .settleCycle(let length):
            members["act"] = .string("settle-cycle")
            members["length"] = .integer(length)
        case .pickRegion(let role, let open):
            members["act"] = .string("pick")
            members["role"] = .string(role.rawValue)
            members["open"] = .array(open.map { .string($0) })
        case .reselectSupplier(let region):
            members["act"] = .string("reselect")
            members["region"] = .string(region)
        }
        return .object(members)
    }

    static func act(_ act: RecordedAct) -> JSON {
        var members: [String: JSON] = [
            "act": .string(act.word), "lot": .text(act.lot), "rule": .text(act.stage),
            "evidence": .string(act.evidence), "source": .text(act.provenance.source),
            "confidence": .text(act.provenance.confidence?.rawValue),
        ]
        if let bidder = act.bidder { members["bidder"] = .string(bidder) }
        switch act.kind {
        case .draw(let order):
            members["order"] = .array(
                order.map { bid in
                    bid.lot.map { .object(["bidder": .string(bid.bidder), "lot": .string($0)]) } ?? .string(bid.bidder)
                })
        case .affiliate(let bidders): members["bidders"] = .array(bidders.map { .string($0) })
        case .revive(_, let price): members["price"] = .text(price?.description)
        case .offer(_, let price): members["price"] = .string(price.description)
        case .commit(let digest): members["sha256"] = .string(digest)
        case .pick(let pick):
            members["region"] = .string(pick.region)
            members["role"] = .string(pick.role.rawValue)
        case .fail(let failure):
            members["region"] = .text(failure.region)
            members["from"] = .string(failure.from.description)
            members["cause"] = .string(failure.cause)
        case .reselect(let selection):
            members["region"] = .string(selection.region)
            members["from"] = .string(selection.from.description)
        case .reveal(let price, let salt):
            members["price"] = .string(price.description)
            members["salt"] = .string(salt)
        case .exclude, .withdraw, .close: break
        }
        return .object(members)
    }
}
