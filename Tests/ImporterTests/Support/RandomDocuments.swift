import Decimals
import Foundation
import Procurement

/// Random documents of one round that fit together, with names that a careless writer would break.
struct RandomDocuments {
    let round: Round
    let demand: Demand
    /// The groups of the demand, whose totals it holds.
    let groups: [DemandGroup]
    let submissions: [Submission]
    let record: Record
    let borrowed: BorrowedFacts
    let published: PublishedResult
    let baselines: PriceLists
    let payment: Payment

    init(seed: UInt64) {
        var maker = Maker(generator: SeededGenerator(state: seed))
        round = maker.round()
        (demand, groups) = maker.demand(round)
        submissions = maker.submissions(round)
        record = maker.record(round, submissions)
        borrowed = maker.references(round, submissions)
        published = maker.published(round)
        baselines = maker.baselines(round)
        payment = maker.payment(round)
    }
}

private struct Maker {
    var generator: SeededGenerator
    private var counter = 0

    init(generator: SeededGenerator) { self.generator = generator }

    private static let pieces = [
        "<", ">", "&", "\"", "'", "&amp;", "&#38;", "&lt;", "]]>", "<!--", "阿托伐他汀", "（甲）", "\n", "\t", "\r\n", " ", "𠮷",
        "é", "%", "x", "0.9%", "\u{FFFD}", "👩‍⚕️", "=", "/", "\\", "μ",
    ]

    // MARK: - Pieces

    mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    mutating func isLucky() -> Bool { int(0...2) > 0 }

    /// A nasty text that no other text equals.
    mutating func name() -> String {
        counter += 1
        return (0..<int(0...4)).map { _ in Maker.pieces[int(0...Maker.pieces.count - 1)] }.joined() + "\(counter)"
            + Maker.pieces[int(0...Maker.pieces.count - 1)]
    }

    mutating func maybeName() -> String? { isLucky() ? name() : nil }

    /// A positive number with up to 6 decimals.
    mutating func price() -> FixedDecimal {
        FixedDecimal(units: Integer(int(1...999_999_999)), scale: int(0...6))
    }

    mutating func maybePrice() -> FixedDecimal? { isLucky() ? price() : nil }

    mutating func pack() -> Pack? { isLucky() ? Pack(units: int(1...1_000_000), price: price()) : nil }

    mutating func provenance(_ sources: [String]) -> Provenance {
        Provenance(
            source: isLucky() ? sources[int(0...sources.count - 1)] : nil,
            confidence: isLucky() ? Confidence.allCases[int(0...2)] : nil, note: maybeName())
    }

    mutating func names(_ count: ClosedRange<Int>) -> [String] { (0..<int(count)).map { _ in name() } }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[int(0...elements.count - 1)] }

    // MARK: - Documents

    mutating func round() -> Round {
        let sources = names(1...3)
        var round = Round(
            id: name(), title: maybeName(), currency: isLucky() ? "CNY" : name(),
            deadline: isLucky() ? Timestamp("2020-12-31T17:00:00+08:00") : nil,
            date: isLucky() ? CalendarDate("2020-01-\(int(10...28))") : nil,
            agreementStart: CalendarDate("2021-02-28"), ceilingsFromRound: maybeName(),
            regions: names(1...4), provenance: provenance(sources))
        for _ in 0..<int(1...4) {
            let specifications = (0..<int(1...4)).map { _ in specification() }
            var lot = Lot(
                id: name(), name: maybeName(), dosageClass: maybeName(), tier: isLucky() ? "normal" : name(),
                reference: pick(specifications).id, specifications: specifications,
                share: isLucky() ? FixedDecimal("0.65") : nil, provenance: provenance(sources))
            if isLucky() { lot.termMonths = int(1...240) } else { lot.termUntil = CalendarDate("2027-12-31") }
            // Always a ceiling, so that no rule misses it.
            lot.ceilings = (0..<int(1...3)).map { _ in
                Ceiling(
                    specification: pick(specifications).id, price: price(), pack: isLucky() ? 1 : int(2...1_000_000),
                    printedFor: isLucky() ? pick(specifications).id : nil, provenance: provenance(sources))
            }
            for _ in 0..<int(0...2) { lot.facts[name()] = isLucky() ? price() : -price() }
            round.lots.append(lot)
        }
        return round
    }

    mutating func specification() -> Specification {
        let units = MeasureUnit.allCases
        var content = Content(components: (0..<int(0...3)).map { _ in Quantity(price(), pick(units)) })
        if isLucky() { content.fill = Quantity(price(), pick(units)) }
        let isEmpty = content.components.isEmpty && content.fill == nil
        return Specification(id: name(), content: isEmpty ? nil : content)
    }

    /// Some regions state a lot by institution or brand, some in one line.
    mutating func demand(_ round: Round) -> (Demand, [DemandGroup]) {
        let sources = names(1...3)
        var demand = Demand(round: round.id, kind: pick(Demand.Kind.allCases))
        var groups: [DemandGroup] = []
        for region in round.regions {
            for _ in 0..<int(0...5) {
                demand.institutions.append(
                    Institution(
                        id: name(), name: maybeName(), region: region,
                        kind: isLucky() ? pick(Institution.Kind.allCases) : nil))
            }
        }
        let brands = names(1...3)
        for region in round.regions {
            for lot in round.lots {
                if isLucky(), let group = group(region, lot, demand.institutions, brands, sources) {
                    groups.append(group)
                    add(group, to: &demand)
                    continue
                }
                for specification in lot.specifications {
                    demand.lines.append(
                        DemandLine(
                            region: region, lot: lot.id, specification: specification.id,
                            quantity: isLucky()
                                ? FixedDecimal(units: Integer(int(0...999_999_999)), scale: int(0...3)) : nil,
                            provenance: provenance(sources)))
                }
            }
        }
        return (demand, groups)
    }

    /// Each institution of the region, or the region as a whole, states some specifications and brands.
    mutating func group(
        _ region: String, _ lot: Lot, _ institutions: [Institution], _ brands: [Bidder.ID], _ sources: [String]
    ) -> DemandGroup? {
        let own = institutions.indices.filter { institutions[$0].region == region }
        var group = DemandGroup(region: region, lot: lot.id, lines: [], provenance: provenance(sources))
        for institution in own.isEmpty || !isLucky() ? [nil] : own.map({ $0 as Int? }) {
            for specification in lot.specifications {
                for brand in [nil] + brands.map({ $0 as String? }) where isLucky() {
                    group.lines.append(
                        DemandGroup.Line(
                            specification: specification.id, institution: institution, brand: brand,
                            quantity: FixedDecimal(units: Integer(int(0...999_999_999)), scale: int(0...3))))
                }
            }
        }
        return group.lines.isEmpty ? nil : group
    }

    /// Adds a group's totals, specification by specification.
    mutating func add(_ group: DemandGroup, to demand: inout Demand) {
        var specifications: [String] = []
        for line in group.lines where !specifications.contains(line.specification) {
            specifications.append(line.specification)
        }
        for specification in specifications {
            let lines = group.lines.filter { $0.specification == specification }
            var brands: [String] = []
            for case let brand? in lines.map(\.brand) where !brands.contains(brand) { brands.append(brand) }
            for brand in brands {
                let quantity = lines.filter { $0.brand == brand }.reduce(FixedDecimal.zero) { $0 + $1.quantity }
                demand.brandVolumes.append(
                    BrandVolume(line: demand.lines.count, brand: brand, quantity: quantity))
            }
            demand.lines.append(
                DemandLine(
                    region: group.region, lot: group.lot, specification: specification,
                    quantity: lines.reduce(FixedDecimal.zero) { $0 + $1.quantity }, provenance: group.provenance))
        }
    }

    mutating func submissions(_ round: Round) -> [Submission] {
        let sources = names(1...3)
        var list: [Submission] = []
        for _ in 0..<int(1...4) {
            var submission = Submission(
                round: round.id,
                bidder: Bidder(
                    id: name(), name: name(), shortName: maybeName(), affiliation: maybeName(),
                    facts: isLucky() ? [:] : [name(): price()], texts: isLucky() ? [:] : [name(): name()]),
                submitted: isLucky() ? Timestamp("2020-12-\(int(10...31))T08:00:00Z") : nil)
            for lot in round.lots {
                let specification = pick(lot.specifications).id
                guard isLucky() else {
                    submission.declined.append(
                        DeclinedBid(lot: lot.id, specification: specification, provenance: provenance(sources)))
                    continue
                }
                // The unit price is the pack price over its units, or there is no pack.
                let pack = isLucky() ? Pack(units: pick([1, 2, 4, 10]), price: FixedDecimal(int(1...99_999))) : nil
                let unitPrice = pack.map {
                    FixedDecimal(units: Integer(Int("\($0.price)") ?? 1) * Integer(100 / $0.units), scale: 2)
                }
                var bid = Bid(
                    lot: lot.id, specification: specification, price: unitPrice ?? price(), pack: pack,
                    product: maybeName(), isOriginator: pick([nil, true, false]), isForeign: pick([nil, true, false]),
                    previousPrice: maybePrice(), provenance: provenance(sources))
                for _ in 0..<int(0...3) { bid.facts[name()] = isLucky() ? price() : -price() }
                for _ in 0..<int(0...2) { bid.texts[name()] = name() }
                submission.bids.append(bid)
            }
            list.append(submission)
        }
        return list.sorted { $0.bidder.id < $1.bidder.id }
    }

    mutating func record(_ round: Round, _ submissions: [Submission]) -> Record {
        let sources = names(1...3)
        var record = Record(round: round.id)
        for _ in 0..<int(0...3) {
            record.acts.append(act(round, submissions.map(\.bidder.id), sources))
        }
        for _ in 0..<int(0...3) {
            let lot = pick(round.lots).id
            let target: Correction.Target =
                isLucky()
                ? .bid(bidder: name(), lot: lot, price: price(), becomes: price())
                : .demand(region: name(), lot: lot, specification: name(), becomes: name())
            record.corrections.append(Correction(target: target, reason: name(), provenance: provenance(sources)))
        }
        return record
    }

    /// An act that the rules of `RoundTripTests` know a stage for.
    private mutating func act(_ round: Round, _ bidders: [Bidder.ID], _ sources: [String]) -> RecordedAct {
        let lot = pick(round.lots).id
        let (evidence, provenance) = (name(), provenance(sources))
        func act(_ kind: RecordedAct.Kind, _ lot: Lot.ID?, _ stage: Stage.ID?) -> RecordedAct {
            RecordedAct(kind, lot: lot, stage: stage, evidence: evidence, provenance: provenance)
        }
        guard let bidder = bidders.first else { return act(.exclude(name()), nil, "ceiling") }
        let order = bidders.shuffled(using: &generator)
        let (region, day) = (pick(round.regions), CalendarDate("2021-08-11"))
        switch int(0...9) {
        case 0: return act(.draw(order.map { DrawnBid($0) }), lot, "shortlist")
        case 1: return act(.draw(order.map { DrawnBid($0, lot: lot) }), nil, "shortlist")
        case 2: return act(.exclude(bidder), pick([nil, lot]), "ceiling")
        case 3: return act(.withdraw(bidder), pick([nil, lot]), "ceiling")
        case 4: return act(.revive(bidder, price: maybePrice()), lot, "return")
        case 5: return act(.offer(bidder, price: price()), lot, "talks")
        case 6:
            let pick = RegionPick(bidder, region: region, role: pick([.primary, .backup]))
            return act(.pick(pick), lot, "regions")
        case 7:
            guard let day else { break }
            return act(.fail(SupplierDefault(bidder, region: pick([nil, region]), from: day, cause: name())), lot, nil)
        case 8:
            guard let day else { break }
            return act(.reselect(Reselection(bidder, region: region, from: day)), lot, nil)
        default: break
        }
        return bidders.count > 1 ? act(.affiliate(order), nil, nil) : act(.close(bidder), lot, "talks")
    }

    mutating func references(_ round: Round, _ submissions: [Submission]) -> BorrowedFacts {
        let sources = names(1...3)
        func source(_ maker: inout Maker) -> BorrowedSource {
            BorrowedSource(
                round: maker.name(), digest: maker.isLucky() ? String(repeating: "0a", count: 32) : nil,
                provenance: maker.provenance(sources))
        }
        var facts = BorrowedFacts()
        for _ in 0..<int(0...3) {
            let lot = pick(round.lots)
            facts.prices.append(
                BorrowedPrice(
                    kind: name(), lot: lot.id, specification: pick(lot.specifications).id,
                    bidder: submissions.first?.bidder.id, price: price(), source: source(&self)))
        }
        for _ in 0..<(round.deadline == nil ? 0 : int(0...2)) {
            if let from = CalendarDate("2021-0\(int(1...9))-10"), let to = CalendarDate("2022-0\(int(1...9))-28") {
                facts.bars.append(Bar(bidder: name(), from: from, to: to, cause: name(), source: source(&self)))
            }
        }
        return facts
    }

    mutating func published(_ round: Round) -> PublishedResult {
        let sources = names(1...3)
        var published = PublishedResult(round: round.id, isPartial: !isLucky())
        for lot in round.lots {
            // A region has one supplier a lot.
            var regions = round.regions
            for _ in 0..<int(0...2) {
                let presentations = (0..<int(1...3)).map { _ in
                    PublishedWinner.Presentation(
                        product: maybeName(), specification: pick(lot.specifications).id, unitPrice: price(),
                        pack: pack(), previousPrice: maybePrice())
                }
                let supplied = Array(regions.prefix(int(0...2)))
                regions.removeFirst(supplied.count)
                published.winners.append(
                    PublishedWinner(
                        lot: lot.id, bidder: name(), name: name(), presentations: presentations, regions: supplied,
                        isOriginator: pick([nil, true, false]), isForeign: pick([nil, true, false]),
                        provenance: provenance(sources)))
            }
        }
        for _ in 0..<int(0...4) {
            published.headlines.append(
                Headline(
                    measure: pick(Headline.Measure.allCases),
                    group: pick([.all, .foreign, .generic, .lot(pick(round.lots).id), .region(round.regions[0])]),
                    value: isLucky() ? price() : -price(), precision: maybePrice(),
                    isLowerBound: isLucky(), baseline: pick(Headline.Baseline.allCases), baselineText: maybeName(),
                    provenance: provenance(sources)))
        }
        return published
    }

    mutating func baselines(_ round: Round) -> PriceLists {
        let sources = names(1...3)
        var lists = PriceLists(round: round.id)
        for number in 0..<int(0...3) {
            guard let date = CalendarDate("20\(int(10...26))-02-\(int(10...28))") else { continue }
            let isForeign = isLucky()
            var list = PriceList(
                id: name().replacingOccurrences(of: "/", with: "") + "\(number)", kind: pick(PriceList.Kind.allCases),
                date: date, title: maybeName(), currency: isForeign ? name() : nil,
                exchangeRate: isForeign ? price() : nil, round: maybeName(),
                digest: isLucky() ? String(repeating: "a1", count: 32) : nil, provenance: provenance(sources))
            for lot in round.lots where isLucky() {
                list.prices.append(
                    .init(
                        lot: lot.id, specification: pick(lot.specifications).id, price: price(),
                        pack: isLucky() ? 1 : int(2...1_000_000), provenance: provenance(sources)))
            }
            lists.lists.append(list)
        }
        return lists
    }

    mutating func payment(_ round: Round) -> Payment {
        let sources = names(1...3)
        var payment = Payment(round: round.id)
        func part(_ number: Int) -> FixedDecimal { FixedDecimal(units: Integer(number), scale: 3) }
        payment.reimbursements = [nil, round.regions[0]].map { region in
            Payment.Reimbursement(
                region: region, lot: isLucky() ? pick(round.lots).id : nil, ratio: part(int(0...1000)),
                provenance: provenance(sources))
        }
        payment.retentions = round.regions.map { region in
            Payment.Retention(
                institution: name(), region: region, share: part(int(0...1000)), ratio: part(int(0...1000)),
                provenance: provenance(sources))
        }
        return payment
    }
}
