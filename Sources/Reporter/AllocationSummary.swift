import Decimals
public import PriceImpact
public import Procurement
public import Ranking

/// Says who delivers what, where, how much: a table a lot, then totals and how far they can be trusted.
public struct AllocationSummary {
    private let assessment: Assessment
    private let impact: Impact
    private let reach: SupplyReach?
    /// What savings are counted against: the ceiling where winners have one.
    private let baseline: Baseline?
    private let agreements: [Lot.ID: Agreement]

    /// Prepares the tables of a set of winners.
    ///
    /// - Parameter reach: the points of supply; nil where the demand does not go down to institutions.
    public init(_ assessment: Assessment, _ impact: Impact, reach: SupplyReach?) {
        self.assessment = assessment
        self.impact = impact
        self.reach = reach
        baseline = impact.baselines.contains(.ceiling) ? .ceiling : impact.baselines.first
        agreements = assessment.dossier.agreements(of: impact.awards)
    }

    /// The text.
    ///
    /// - Parameter lot: the only lot that is shown; nil for all of them with their totals.
    public func text(_ language: Language, lot only: Lot.ID? = nil) -> String {
        let byLot = Dictionary(grouping: impact.supply.lines, by: \.lot)
        let won = Set(impact.awards.map(\.lot))
        var lines: [String] = []
        for lot in assessment.dossier.round.lots where won.contains(lot.id) && (only == nil || only == lot.id) {
            lines += table(of: lot, byLot[lot.id] ?? [], language) + [""]
        }
        if only == nil { lines += totals(language) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: - Lots

    private struct Place: Hashable {
        var award: Int?
        var role: SupplyRole
    }

    private func table(of lot: Lot, _ lines: [SupplyLine], _ language: Language) -> [String] {
        func quantity(_ lines: [SupplyLine]) -> String {
            lot.quantity(of: lines, in: lot.reference).map { Numbers.grouped(Numbers.quantity($0)) } ?? "–"
        }
        var order: [Place] = []
        var groups: [Place: [SupplyLine]] = [:]
        for line in lines {
            let place = Place(award: line.supplier?.award, role: line.role)
            if groups[place] == nil { order.append(place) }
            groups[place, default: []].append(line)
        }
        order.sort(by: precedes)
        let unit = lot.reference
        var rows = [
            [
                language("winner", "中选企业"), language("role", "方式"), language("regions", "地区"),
                language("quantity of \(unit)", "折合 \(unit) 数量"), language("value, yuan", "金额（元）"),
                language("where", "供应地区"),
            ]
        ]
        for place in order {
            let own = groups[place] ?? []
            let regions = assessment.dossier.round.regions.filter { region in own.contains { $0.region == region } }
            rows.append([
                place.award.map { impact.awards[$0].bidder.name } ?? "–", place.role.rawValue, String(regions.count),
                quantity(own), money(own.map(\.value)), regions.joined(separator: language(", ", "、")),
            ])
        }
        let idle = impact.awards.indices.filter { index in
            impact.awards[index].lot == lot.id && !order.contains { $0.award == index }
        }
        for index in idle {
            rows.append([impact.awards[index].bidder.name, "–", "0", "0", "0.00", ""])
        }
        let value = Numbers.grouped(Numbers.money(Ratio.sum(lines.compactMap(\.value))))
        var heading = language(
            "lot '\(lot.id)': agreed \(quantity(lines)) of \(unit), \(value) yuan",
            "品种“\(lot.id)”：约定采购量折合 \(unit) \(quantity(lines))，金额 \(value) 元")
        if let share = agreements[lot.id]?.share, assessment.dossier.demand?.kind == .base {
            heading += language("; share \(Numbers.percent(share))", "；带量比例 \(Numbers.percent(share))")
        }
        switch assessment.dossier.term(of: lot, winners: impact.awards.count { $0.lot == lot.id }) {
        case .months(let months): heading += language("; \(months) months", "；采购周期 \(months) 个月")
        case .until(let last): heading += language("; until \(last)", "；采购周期至 \(last)")
        case nil: break
        }
        if impact.supply.lotsWithoutShare.contains(lot.id) {
            heading += language("; the rulebook has no share for it", "；规则未规定带量比例")
        }
        return [heading] + Text.table(rows, alignedRight: [2, 3, 4]).map { "  " + $0 }
    }

    /// The winners by comparable price, those whose price is not known last; what nobody delivers comes at the end.
    private func precedes(_ a: Place, _ b: Place) -> Bool {
        guard let left = a.award, let right = b.award else {
            return a.award == b.award ? a.role.rawValue < b.role.rawValue : a.award != nil
        }
        if left == right { return a.role.rawValue < b.role.rawValue }
        switch (impact.awards[left].comparablePrice, impact.awards[right].comparablePrice) {
        case (let mine?, let its?) where mine != its: return mine < its
        case (nil, .some): return false
        case (.some, nil): return true
        default: return impact.awards[left].bidder.id < impact.awards[right].bidder.id
        }
    }

    private func money(_ values: [Ratio?]) -> String {
        let known = values.compactMap { $0 }
        return known.isEmpty && !values.isEmpty ? "–" : Numbers.grouped(Numbers.money(Ratio.sum(known)))
    }

    // MARK: - Totals

    /// What a total lacks, and on what it rests.
    private struct Trust {
        var lotsWithout: Set<Lot.ID> = []
        var byConfidence: [Confidence: Ratio] = [:]
    }

    private func totals(_ language: Language) -> [String] {
        let trusts = trusts
        let whole = [(language("all", "合计"), WinnerGroup.all)]
        let regions = assessment.dossier.round.regions.map { ($0, WinnerGroup.region($0)) }
        var names: [Bidder.ID: String] = [:]
        for award in impact.awards { names[award.bidder.id] = award.bidder.name }
        let values = names.keys.map { (id: $0, value: figure(.bidder($0), nil, .value) ?? .zero) }
        let bidders = values.sorted { $0.value == $1.value ? $0.id < $1.id : $0.value > $1.value }
            .map { (names[$0.id] ?? $0.id, WinnerGroup.bidder($0.id)) }
        var lines = table(language("region", "地区"), regions + whole, trusts, language) + [""]
        lines += table(language("winner", "中选企业"), bidders + whole, trusts, language) + [""]
        let supply = impact.supply
        let unallocated = supply.lines.count { $0.supplier == nil }
        lines.append(
            language(
                "volumes: \(supply.lines.count - unallocated) supplied, \(unallocated) whose supplier is not known, "
                    + "\(supply.unknownVolumes) not known, \(supply.linesWithoutWinner) of lots without a winner; "
                    + "\(supply.lotsWithoutShare.count) lots without a share",
                "采购量：已落实供应 \(supply.lines.count - unallocated) 项，供应企业不明 \(unallocated) 项，数量不明 "
                    + "\(supply.unknownVolumes) 项，无中选企业 \(supply.linesWithoutWinner) 项；无带量比例的品种 "
                    + "\(supply.lotsWithoutShare.count) 个"))
        for (region, notes) in supply.notesByRegion.sorted(by: { $0.key < $1.key }) {
            lines += notes.map { language("note on volumes of \(region): \($0)", "\(region)采购量说明：\($0)") }
        }
        for shortfall in assessment.dossier.shortfalls(of: impact.awards, supply) {
            let award = impact.awards[shortfall.award]
            let agreed = Numbers.quantity(shortfall.agreed)
            lines.append(
                language(
                    "capacity below the agreed volume: lot '\(award.lot)', \(award.bidder.name) offers "
                        + "\(shortfall.capacity) and \(agreed) is agreed",
                    "产能低于约定采购量：品种“\(award.lot)”，\(award.bidder.name) 申报 \(shortfall.capacity)，约定 \(agreed)"))
        }
        return lines + reachLines(language)
    }

    private func reachLines(_ language: Language) -> [String] {
        guard let reach, let demand = assessment.dossier.demand else { return [] }
        let kinds = reach.points(of: demand).map { kind, count in
            "\(count) \(Definitions.name(kind, language))"
        }
        let listed = kinds.isEmpty ? "" : " (" + kinds.joined(separator: language(", ", "、")) + ")"
        return [
            language(
                "points of supply: \(reach.points) of \(demand.institutions.count) institutions\(listed), "
                    + "\(reach.specificationCount) specifications",
                "供应点：\(demand.institutions.count) 家机构中的 \(reach.points) 家\(listed)，品规 "
                    + "\(reach.specificationCount) 个")
        ]
    }

    private func table(
        _ heading: String, _ groups: [(name: String, group: WinnerGroup)], _ trusts: [WinnerGroup: Trust],
        _ language: Language
    ) -> [String] {
        let against = baseline.map { Definitions.name($0, language, assessment.dossier.priceLists) }
        var rows = [
            [
                heading, language("value, yuan", "金额（元）"),
                against.map { language("savings, yuan (\($0))", "节约金额（元，\($0)）") } ?? language("savings", "节约金额"),
                language("lots lacking a figure", "缺数据品种数"), language("medium", "中可信度"), language("low", "低可信度"),
            ]
        ]
        for (name, group) in groups {
            guard let value = figure(group, nil, .value) else { continue }
            let savings = baseline.flatMap { figure(group, $0, .savings) }
            let trust = trusts[group] ?? Trust()
            func part(_ confidence: Confidence) -> String {
                value.isZero ? "–" : Numbers.percent((trust.byConfidence[confidence] ?? .zero) / value)
            }
            rows.append([
                name, Numbers.grouped(Numbers.money(value)),
                savings.map { Numbers.grouped(Numbers.money($0)) } ?? "–",
                String(trust.lotsWithout.count), part(.medium), part(.low),
            ])
        }
        return Text.table(rows, alignedRight: [1, 2, 3, 4, 5])
    }

    private func figure(_ group: WinnerGroup, _ baseline: Baseline?, _ statistic: Statistic) -> Ratio? {
        impact.figure(FigureID(impact.population, group, baseline, statistic))?.value
    }

    /// Of each region, each winner and all: lots with a volume that is not known or that nobody is known to deliver, and
    /// the value by the lesser confidence of volume and winner.
    private var trusts: [WinnerGroup: Trust] {
        var trusts: [WinnerGroup: Trust] = [:]
        func lacking(_ lot: Lot.ID, _ groups: [WinnerGroup]) {
            for group in groups { trusts[group, default: Trust()].lotsWithout.insert(lot) }
        }
        let won = Set(impact.awards.map(\.lot))
        var primaries: [[String]: Bidder.ID] = [:]
        for award in impact.awards { for region in award.regions { primaries[[award.lot, region]] = award.bidder.id } }
        func whose(_ lot: Lot.ID, _ region: String) -> [WinnerGroup] {
            primaries[[lot, region]].map { [.bidder($0)] } ?? []
        }
        for line in assessment.dossier.demand?.lines ?? DemandTable()
        where won.contains(line.lot) && (line.quantity == nil || impact.supply.lotsWithoutShare.contains(line.lot)) {
            lacking(line.lot, [.all, .region(line.region)] + whose(line.lot, line.region))
        }
        for line in impact.supply.lines {
            guard let supplier = line.supplier, let value = line.value else {
                lacking(line.lot, [.all, .region(line.region)])
                continue
            }
            let award = impact.awards[supplier.award]
            guard let least = [line.confidence, award.confidence].compactMap({ $0 }).min() else { continue }
            for group in [WinnerGroup.all, .region(line.region), .bidder(award.bidder.id)] {
                let before = trusts[group, default: Trust()].byConfidence[least] ?? .zero
                trusts[group, default: Trust()].byConfidence[least] = before + value
            }
        }
        return trusts
    }
}
