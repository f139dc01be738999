import Decimals
import Procurement
import Ranking

/// A stage of a rulebook for tests; bids that pass go on under the stage's own name unless another is given.
func rule(
    _ id: String, _ action: Stage.Action, among: Population? = nil, as population: Population? = nil,
    failing: Population? = nil
) -> Stage {
    Stage(
        id: id, citation: SampleRules.citation, among: among, action: action, population: population ?? id,
        failing: failing)
}

/// A rulebook of these stages, with the factors of the regulation.
func rules(_ stages: Stage..., comparablePrice: ComparablePriceRule = SampleRules.comparablePrice()) -> Rulebook {
    Rulebook(id: "sample", comparablePrice: comparablePrice, stages: stages)
}

extension Condition {
    /// A measure's relation to a bound.
    static func asks(
        _ measure: Measure, _ relation: Procurement.Test.Relation, _ bound: Procurement.Test.Bound
    ) -> Condition {
        .test(Procurement.Test(measure: measure, relation: relation, bound: bound))
    }

    /// A measure's relation to a number.
    static func asks(_ measure: Measure, _ relation: Procurement.Test.Relation, _ number: String) -> Condition {
        asks(measure, relation, .constant(decimal(number)))
    }

    /// A comparable price's relation to a number.
    static func price(_ relation: Procurement.Test.Relation, _ number: String) -> Condition {
        asks(.comparablePrice, relation, number)
    }

    /// A comparable price's relation to a multiple of a reference value.
    static func price(
        _ relation: Procurement.Test.Relation, _ factor: String = "1", times value: ReferenceValue
    ) -> Condition {
        asks(.comparablePrice, relation, .reference(value, factor: decimal(factor)))
    }

    /// At most the ceiling of the bid's own specification.
    static let withinCeiling = asks(.unitPrice, .atMost, .ceiling)
}

extension Shortlist {
    /// So many places, whatever the number of firms.
    static func first(
        _ places: Int, by measure: Measure = .comparablePrice, highestFirst: Bool = false,
        scope: Scope = .competition, outside: Outside = .lose, counting: Population = "filed",
        tieBreaks: [TieBreak] = []
    ) -> Shortlist {
        Shortlist(
            counting: counting, by: measure, highestFirst: highestFirst, scope: scope, outside: outside,
            places: [Places(bidders: 1...Int.max, places: places)], tieBreaks: tieBreaks)
    }

    /// A table of rows.
    static func table(_ rows: Places..., counting: Population = "filed") -> Shortlist {
        Shortlist(counting: counting, places: rows, tieBreaks: [])
    }
}

/// Acts of a record for tests.
extension RecordedAct {
    static func draw(_ order: [String], lot: String? = "甲", stage: String = "shortlist") -> RecordedAct {
        RecordedAct(.draw(order.map { DrawnBid($0) }), lot: lot, stage: stage, evidence: "minutes")
    }

    static func exclude(_ bidder: String, lot: String? = "甲", stage: String) -> RecordedAct {
        RecordedAct(.exclude(bidder), lot: lot, stage: stage, evidence: "notice of exclusion")
    }

    static func affiliate(_ bidders: String...) -> RecordedAct {
        RecordedAct(.affiliate(bidders), evidence: "register")
    }

    static func offer(_ bidder: String, _ price: String, lot: String = "甲", stage: String = "talks") -> RecordedAct {
        RecordedAct(.offer(bidder, price: decimal(price)), lot: lot, stage: stage, evidence: "minutes")
    }

    static func close(_ bidder: String, lot: String = "甲", stage: String = "talks") -> RecordedAct {
        RecordedAct(.close(bidder), lot: lot, stage: stage, evidence: "minutes")
    }

    /// Comes back at a price, or declines where there is none.
    static func revive(_ bidder: String, _ price: String?, lot: String = "甲", stage: String = "revival") -> RecordedAct
    {
        RecordedAct(.revive(bidder, price: price.map(decimal)), lot: lot, stage: stage, evidence: "letter")
    }

    static func reveal(_ price: String, lot: String = "甲", stage: String = "reserve") -> RecordedAct {
        RecordedAct(.reveal(price: decimal(price), salt: "salt"), lot: lot, stage: stage, evidence: "envelope")
    }
}
