import PriceImpact
import Procurement

/// The words for definitions of figures, so that no figure stands without its own.
enum Definitions {
    /// A baseline in words; a list with its title and date where the lists are given.
    static func name(_ baseline: Baseline, _ language: Language, _ lists: [PriceList] = []) -> String {
        switch (baseline, language) {
        case (.ceiling, .english): return "ceiling of the own specification"
        case (.ceiling, .chinese): return "本规格最高有效申报价"
        case (.ceilingAsPrinted, .english): return "ceiling as printed"
        case (.ceilingAsPrinted, .chinese): return "公布原文最高有效申报价"
        case (.ownCeilingPerUnit, .english): return "own ceiling per unit, nothing converted"
        case (.ownCeilingPerUnit, .chinese): return "本规格最小单位最高有效申报价（不折算）"
        case (.previousPrice, .english): return "winner's own price before the round (secondary source)"
        case (.previousPrice, .chinese): return "中选企业原价（二手来源）"
        case (.lowestPreviousPrice, .english): return "lowest price before the round that a bidder of the lot states"
        case (.lowestPreviousPrice, .chinese): return "同品种申报企业原价最低值"
        case (.medianPreviousPrice, .english):
            return "median of the prices before the round that the lot's bidders state"
        case (.medianPreviousPrice, .chinese): return "同品种申报企业原价中位数"
        case (.weightedPreviousPrice, .english): return "mean of the lot's prices before the round, weighted by sales"
        case (.weightedPreviousPrice, .chinese): return "同品种申报企业原价销量加权平均"
        case (.previousRound, .english): return "winning price of the round before"
        case (.previousRound, .chinese): return "上一轮中选价"
        case (.list(let id), _):
            guard let list = lists.first(where: { $0.id == id }) else {
                return language == .english ? "price list '\(id)'" : "价格表“\(id)”"
            }
            let (title, kind) = (list.title ?? id, name(list.kind, language))
            return language == .english
                ? "\(kind): \(title), \(list.date)" : "\(kind)：\(title)，\(list.date)"
        }
    }

    static func name(_ kind: PriceList.Kind, _ language: Language) -> String {
        switch (kind, language) {
        case (.lowestPrevious, .english): "lowest purchase price before the round"
        case (.lowestPrevious, .chinese): "集采前最低采购价"
        case (.medianPrevious, .english): "median purchase price before the round"
        case (.medianPrevious, .chinese): "集采前采购价中位数"
        case (.weightedPrevious, .english): "weighted purchase price before the round"
        case (.weightedPrevious, .chinese): "集采前加权平均采购价"
        case (.previousRound, .english): "winning price of an earlier round"
        case (.previousRound, .chinese): "以往批次中选价"
        case (.reference, .english): "published reference list"
        case (.reference, .chinese): "公布的参考价格表"
        case (.international, .english): "international reference price"
        case (.international, .chinese): "国际参考价"
        }
    }

    static func name(_ statistic: Statistic, _ language: Language) -> String {
        switch (statistic, language) {
        case (.meanOverBids, .english): "mean over winning bids"
        case (.meanOverBids, .chinese): "中选产品算术平均"
        case (.medianOverBids, .english): "median over winning bids"
        case (.medianOverBids, .chinese): "中选产品中位数"
        case (.lowerQuartileOverBids, .english): "lower quartile over winning bids"
        case (.lowerQuartileOverBids, .chinese): "中选产品下四分位数"
        case (.upperQuartileOverBids, .english): "upper quartile over winning bids"
        case (.upperQuartileOverBids, .chinese): "中选产品上四分位数"
        case (.minimum, .english): "minimum"
        case (.minimum, .chinese): "最低降幅"
        case (.maximum, .english): "maximum"
        case (.maximum, .chinese): "最高降幅"
        case (.meanOverLots, .english): "mean over lots"
        case (.meanOverLots, .chinese): "品种算术平均"
        case (.medianOverLots, .english): "median over lots"
        case (.medianOverLots, .chinese): "品种中位数"
        case (.lowerQuartileOverLots, .english): "lower quartile over lots"
        case (.lowerQuartileOverLots, .chinese): "品种下四分位数"
        case (.upperQuartileOverLots, .english): "upper quartile over lots"
        case (.upperQuartileOverLots, .chinese): "品种上四分位数"
        case (.minimumOverLots, .english): "lowest mean of a lot"
        case (.minimumOverLots, .chinese): "降幅最低品种"
        case (.maximumOverLots, .english): "highest mean of a lot"
        case (.maximumOverLots, .chinese): "降幅最高品种"
        case (.volumeWeighted, .english): "volume-weighted (each drop by quantity × baseline)"
        case (.volumeWeighted, .chinese): "约定量加权（按数量 × 基准价）"
        case (.quantityWeighted, .english): "weighted by quantity alone"
        case (.quantityWeighted, .chinese): "仅按数量加权"
        case (.medianPriceRatio, .english): "median price ratio over lots"
        case (.medianPriceRatio, .chinese): "品种价格比中位数"
        case (.lowerQuartilePriceRatio, .english): "lower quartile of the lots' price ratios"
        case (.lowerQuartilePriceRatio, .chinese): "品种价格比下四分位数"
        case (.upperQuartilePriceRatio, .english): "upper quartile of the lots' price ratios"
        case (.upperQuartilePriceRatio, .chinese): "品种价格比上四分位数"
        case (.minimumPriceRatio, .english): "lowest price ratio of a lot"
        case (.minimumPriceRatio, .chinese): "品种最低价格比"
        case (.maximumPriceRatio, .english): "highest price ratio of a lot"
        case (.maximumPriceRatio, .chinese): "品种最高价格比"
        case (.value, .english): "agreed quantity × price"
        case (.value, .chinese): "约定采购量 × 中选价"
        case (.marketValue, .english): "agreed quantity × baseline"
        case (.marketValue, .chinese): "约定采购量 × 基准价"
        case (.savings, .english): "savings: agreed quantity × (baseline − price)"
        case (.savings, .chinese): "节约：约定采购量 ×（基准价 − 中选价）"
        }
    }

    static func name(_ group: WinnerGroup, _ language: Language) -> String {
        switch (group, language) {
        case (.all, .english): "all"
        case (.all, .chinese): "全部"
        case (.originator, .english): "originators"
        case (.originator, .chinese): "原研"
        case (.generic, .english): "not originators"
        case (.generic, .chinese): "非原研"
        case (.domestic, .english): "domestic firms"
        case (.domestic, .chinese): "国内企业"
        case (.foreign, .english): "foreign firms"
        case (.foreign, .chinese): "境外企业"
        case (.bidder(let id), .english): "bidder \(id)"
        case (.bidder(let id), .chinese): "企业 \(id)"
        case (.region(let name), .english): "region \(name)"
        case (.region(let name), .chinese): "地区 \(name)"
        case (.lot(let id), .english): "lot \(id)"
        case (.lot(let id), .chinese): "品种 \(id)"
        case (.month(let number), .english): "month \(number) of the term"
        case (.month(let number), .chinese): "采购周期第 \(number) 个月"
        }
    }

    static func name(_ population: PopulationKind, _ language: Language) -> String {
        switch (population, language) {
        case (.published, .english): "published winners"
        case (.published, .chinese): "公布的中选结果"
        case (.computed, .english): "winners by the rules"
        case (.computed, .chinese): "规则计算的中选结果"
        }
    }

    /// What a kind of institution is called.
    static func name(_ kind: Institution.Kind?, _ language: Language) -> String {
        switch kind {
        case .publicHospital: language("public hospitals", "公立医疗机构")
        case .privateHospital: language("private hospitals", "社会办医疗机构")
        case .villageClinic: language("village clinics", "村卫生室")
        case .retailPharmacy: language("retail pharmacies", "零售药店")
        case .other: language("others", "其他")
        case nil: language("of no known kind", "类型不明")
        }
    }

    /// The whole definition of a figure in one line.
    static func text(_ figure: Figure, _ language: Language, _ lists: [PriceList] = []) -> String {
        text(figure.definition, language, lists)
    }

    /// The whole definition in one line.
    static func text(_ figure: FigureID, _ language: Language, _ lists: [PriceList] = []) -> String {
        let separator = language(", ", "，")
        var text = name(figure.statistic, language)
        if let baseline = figure.baseline {
            text += separator
            text += language("against the ", "基准：")
            text += name(baseline, language, lists)
        }
        text += separator
        text += name(figure.population, language)
        if figure.group != .all {
            text += language(": ", "：")
            text += name(figure.group, language)
        }
        return text
    }

    static func name(_ basis: Basis, _ language: Language) -> String {
        switch (basis, language) {
        case (.document, .english): "document"
        case (.document, .chinese): "文件"
        case (.reconstruction, .english): "reconstruction"
        case (.reconstruction, .chinese): "由结果反推"
        case (.recollection, .english): "recollection"
        case (.recollection, .chinese): "回忆，未核"
        }
    }
}
