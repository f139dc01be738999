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
    /// What each supply line saves against it.
    private let saved: [Ratio?]
    private let agreements: Agreements

    /// Prepares the tables of a set of winners.
    ///
    /// - Parameter reach: the points of supply; nil where the demand does not go down to institutions.
    public init(_ assessment: Assessment, _ impact: Impact, reach: SupplyReach?) {
        self.assessment = assessment
        self.impact = impact
        self.reach = reach
        baseline = impact.baselines.contains(.ceiling) ? .ceiling : impact.baselines.first
        saved = baseline.map(impact.savedByLine) ?? []
        agreements = assessment.dossier.agreements(of: impact.awards)
    }

    /// The text.
    ///
    /// - Parameter lot: the only lot that is shown; nil for all of them with their totals.
    public func text(_ language: Language, lot only: Lot.ID? = nil) -> String {
        let lines = impact.supply.lines.enumerated().map { index, line in
            Delivery(line: line, saved: saved.indices.contains(index) ? saved[index] : nil)
        }
        let byLot = Dictionary(grouping: lines, by: \.line.lot)
        let won = Set(impact.awards.map(\.lot))
        var text: [String] = []
        for lot in assessment.dossier.round.lots where won.contains(lot.id) && (only == nil || only == lot.id) {
            text += table(of: lot, byLot[lot.id] ?? [], language) + [""]
        }
        text += only.map { notes($0, language) } ?? totals(language)
        return text.joined(separator: "\n") + "\n"
    }

    // MARK: - Lots

    /// A supply line with what it saves.
    private struct Delivery {
        var line: SupplyLine
        var saved: Ratio?
    }

    private struct Place: Hashable {
        var award: Int?
        var role: SupplyRole
    }

    private func table(of lot: Lot, _ lines: [Delivery], _ language: Language) -> [String] {
        func quantity(_ lines: [Delivery]) -> String {
            lot.quantity(of: lines.map(\.line), in: lot.reference).map { Numbers.grouped(Numbers.quantity($0)) } ?? "–"
        }
        var order: [Place] = []
        var groups: [Place: [Delivery]] = [:]
        for delivery in lines {
            let place = Place(award: delivery.line.supplier?.award, role: delivery.line.role)
            if groups[place] == nil { order.append(place) }
            groups[place, default: []].append(delivery)
        }
        order.sort(by: precedes)
        let unit = lot.reference
        var rows = [
            [
                language("winner", "中选企业"), language("role", "方式"), language("regions", "地区"),
                language("quantity of \(unit)", "折合 \(unit) 数量"), language("value, yuan", "金额（元）"),
                language("savings, yuan", "节约（元）"), language("where", "供应地区"),
            ]
        ]
        for place in order {
            let own = groups[place] ?? []
            let regions = assessment.dossier.round.regions.filter { region in own.contains { $0.line.region == region }
            }
            rows.append([
                place.award.map { impact.awards[$0].bidder.name } ?? "–", place.role.rawValue, String(regions.count),
                quantity(own), money(own.map(\.line.value)), money(own.map(\.saved)),
                regions.joined(separator: language(", ", "、")),
            ])
        }
        let idle = impact.awards.indices.filter { index in
            impact.awards[index].lot == lot.id && !order.contains { $0.award == index }
        }
        for index in idle {
            rows.append([impact.awards[index].bidder.name, "–", "0", "0", "0.00", "0.00", ""])
        }
        let value = Numbers.grouped(Numbers.money(Ratio.sum(lines.compactMap(\.line.value))))
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
        return [heading] + Text.table(rows, alignedRight: [2, 3, 4, 5]).map { "  " + $0 }
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

    private func totals(_ language: Language) -> [String] {
        let totals = impact.totals
        var names: [Bidder.ID: String] = [:]
        for award in impact.awards { names[award.bidder.id] = award.bidder.name }
        func named(_ name: (WinnerGroup) -> String?) -> [(name: String, total: SupplyTotal)] {
            totals.compactMap { total in name(total.group).map { ($0, total) } }
        }
        let whole = named { $0 == .all ? language("all", "合计") : nil }
        let noted = impact.supply.notesByRegion
        let regions = named { group in
            guard case .region(let region) = group else { return nil }
            return noted[region] == nil ? region : region + " *"
        }
        let lots = named { if case .lot(let lot) = $0 { lot } else { nil } }
        let bidders = named { if case .bidder(let id) = $0 { names[id] ?? id } else { nil } }
            .enumerated().sorted { a, b in
                a.element.total.value == b.element.total.value
                    ? a.offset < b.offset : a.element.total.value > b.element.total.value
            }.map(\.element)
        var lines: [String] = []
        if let baseline {
            let against = Definitions.name(baseline, language, assessment.dossier.priceLists)
            lines += [language("Savings are against: \(against).", "节约的基准：\(against)。"), ""]
        }
        lines += table(language("region", "地区"), regions + whole, language) + [""]
        lines += table(language("lot", "品种"), lots + whole, language) + [""]
        lines += table(language("winner", "中选企业"), bidders + whole, language) + [""]
        let supply = impact.supply
        let unallocated = supply.unallocated
        lines.append(
            language(
                "volumes: \(supply.lines.count - unallocated) supplied, \(unallocated) whose supplier is not known, "
                    + "\(supply.unknownVolumes) not known, \(supply.linesWithoutWinner) of lots without a winner; "
                    + "\(supply.lotsWithoutShare.count) lots without a share",
                "采购量：已落实供应 \(supply.lines.count - unallocated) 项，供应企业不明 \(unallocated) 项，数量不明 "
                    + "\(supply.unknownVolumes) 项，无中选企业 \(supply.linesWithoutWinner) 项；无带量比例的品种 "
                    + "\(supply.lotsWithoutShare.count) 个"))
        lines += notes(nil, language)
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

    /// What has to be read with the volumes of a lot, or of all of them.
    private func notes(_ lot: Lot.ID?, _ language: Language) -> [String] {
        var supply = impact.supply
        if let lot { supply.lines.removeAll { $0.lot != lot } }
        return supply.notesByRegion.sorted { $0.key < $1.key }.flatMap { region, notes in
            notes.map { language("* volumes of \(region): \($0)", "* \(region)采购量：\($0)") }
        }
    }

    private func reachLines(_ language: Language) -> [String] {
        guard let reach, let demand = assessment.dossier.demand else { return [] }
        let kinds = reach.points(of: demand).map { kind, count in
            "\(Definitions.name(kind, language)) \(count)"
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
        _ heading: String, _ totals: [(name: String, total: SupplyTotal)], _ language: Language
    ) -> [String] {
        var rows = [
            [
                heading, language("value, yuan", "金额（元）"), language("savings, yuan", "节约（元）"),
                language("lots lacking volume or supplier", "缺采购量或供应企业品种"),
                language("lacking baseline", "缺基准品种"), language("medium", "中可信度"), language("low", "低可信度"),
            ]
        ]
        for (name, total) in totals {
            let saved = baseline.flatMap { total.savings[$0] }
            rows.append([
                name, Numbers.grouped(Numbers.money(total.value)),
                saved?.amount.map { Numbers.grouped(Numbers.money($0)) } ?? "–", String(total.lotsLacking),
                saved.map { String($0.lotsWithoutBaseline) } ?? "–",
                total.share(of: .medium).map(Numbers.percent) ?? "–", total.share(of: .low).map(Numbers.percent) ?? "–",
            ])
        }
        return Text.table(rows, alignedRight: [1, 2, 3, 4, 5, 6])
    }
}
