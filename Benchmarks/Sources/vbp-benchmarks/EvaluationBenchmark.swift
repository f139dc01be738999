import Decimals
import Procurement
import Ranking

/// Bids in memory, decided by the rules of the second national round, against sorting their keys.
enum EvaluationBenchmark {
    /// What a sort by lot and price needs of a bid.
    struct Key {
        var lot: Int
        var price: FixedDecimal
    }

    /// A round of so many lots, with five bids a lot on the average.
    static func dossier(lots: Int) -> Dossier {
        let strengths = [10, 20].map { milligrams in
            Specification(
                id: "\(milligrams)mg",
                content: Content(components: [Quantity(FixedDecimal(milligrams), .milligram)]))
        }
        let tendered = (0..<lots).map { number in
            Lot(
                id: "品种\(number)口服常释剂型", dosageClass: "oral-solid", reference: "10mg", specifications: strengths,
                ceilings: [
                    Ceiling(specification: "10mg", price: FixedDecimal(units: Integer(12 + number % 50), scale: 1))
                ])
        }
        let bidsEach = 50
        let firms = lots * 5 / bidsEach
        let submissions = (0..<firms).map { firm in
            let bids = (0..<bidsEach).map { index -> Bid in
                // Steps that are no divisors of each other give lots from one bid to nine.
                let lot = (firm &* 31 &+ index &* (lots / bidsEach) &+ (firm &* firm) % 7) % lots
                let units = 1_000 + (firm &* 97 &+ index &* 7_919 &+ lot &* 13) % 59_000
                return Bid(
                    lot: tendered[lot].id, specification: (firm + index) % 3 == 0 ? "20mg" : "10mg",
                    price: FixedDecimal(units: Integer(units), scale: 4))
            }
            return Submission(
                round: "BENCH", bidder: Bidder(id: "B-\(firm)", name: "第\(firm)制药有限公司"), bids: distinct(bids))
        }
        return Dossier(
            round: Round(id: "BENCH", regions: ["北京"], lots: tendered), rulebook: rulebook, submissions: submissions)
    }

    /// One bid a lot.
    private static func distinct(_ bids: [Bid]) -> [Bid] {
        var seen: Set<Lot.ID> = []
        return bids.filter { seen.insert($0.lot).inserted }
    }

    /// The keys of a round's bids, in the order of its submissions.
    static func keys(_ dossier: Dossier) -> [Key] {
        var positions: [Lot.ID: Int] = [:]
        for (position, lot) in dossier.round.lots.enumerated() { positions[lot.id] = position }
        return dossier.submissions.flatMap { submission in
            submission.bids.map { Key(lot: positions[$0.lot] ?? 0, price: $0.price) }
        }
    }

    /// The keys as bids hold them: the lot's identifier and the price.
    static func textKeys(_ dossier: Dossier) -> [(lot: Lot.ID, price: FixedDecimal)] {
        dossier.submissions.flatMap { submission in submission.bids.map { ($0.lot, $0.price) } }
    }

    /// Sorts the keys by lot and price.
    static func sort(_ keys: [(lot: Lot.ID, price: FixedDecimal)]) -> [(lot: Lot.ID, price: FixedDecimal)] {
        keys.sorted { $0.lot == $1.lot ? $0.price < $1.price : $0.lot < $1.lot }
    }

    /// Sorts the keys by lot and price.
    static func sort(_ keys: [Key]) -> [Key] {
        keys.sorted { $0.lot == $1.lot ? $0.price < $1.price : $0.lot < $1.lot }
    }

    /// A ceiling, a table of places, and a gate of three limbs.
    private static var rulebook: Rulebook {
        let rests = Citation(clause: "a benchmark", basis: .document, confidence: .high)
        func stage(_ id: String, _ action: Stage.Action, _ population: Population) -> Stage {
            Stage(id: id, citation: rests, action: action, population: population)
        }
        func tenths(_ value: Int) -> FixedDecimal { FixedDecimal(units: Integer(value), scale: 1) }
        let places = [1, 2, 2, 3, 4, 4, 5, 5, 6].enumerated().map { index, count in
            Shortlist.Places(bidders: (index + 1)...(index == 8 ? Int.max : index + 1), places: count)
        }
        return Rulebook(
            id: "BENCH",
            comparablePrice: ComparablePriceRule(
                citation: rests,
                conversions: [ComparablePriceRule.Conversion(dimension: .content, base: tenths(17))]),
            stages: [
                stage(
                    "ceiling", .screen(.test(Test(measure: .unitPrice, relation: .atMost, bound: .ceiling))), "valid"),
                stage(
                    "shortlist", .shortlist(Shortlist(counting: "filed", places: places, tieBreaks: [])), "shortlisted"),
                stage(
                    "gate",
                    .select(
                        .any([
                            .test(
                                Test(
                                    measure: .comparablePrice, relation: .atMost,
                                    bound: .reference(.lowest("valid"), factor: tenths(18)))),
                            .test(Test(measure: .comparablePrice, relation: .atMost, bound: .constant(tenths(1)))),
                            .test(Test(measure: .cutFromCeiling, relation: .atLeast, bound: .constant(tenths(5)))),
                        ])), "winners"),
            ])
    }
}
