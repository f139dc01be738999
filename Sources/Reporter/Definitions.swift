import PriceImpact
import Procurement

/// The words for definitions of figures, so that no figure stands without its own.
enum Definitions {
    static func name(_ baseline: Baseline, _ language: Language) -> String {
        switch (baseline, language) {
        case (.ceiling, .english): "ceiling of the own specification"
        case (.ceiling, .chinese): "本规格最高有效申报价"
        case (.ceilingAsPrinted, .english): "ceiling as printed"
        case (.ceilingAsPrinted, .chinese): "公布原文最高有效申报价"
        case (.ownCeilingPerUnit, .english): "own ceiling per unit, nothing converted"
        case (.ownCeilingPerUnit, .chinese): "本规格最小单位最高有效申报价（不折算）"
        case (.previousPrice, .english): "winner's own price before the round (secondary source)"
        case (.previousPrice, .chinese): "中选企业原价（二手来源）"
        case (.previousRound, .english): "winning price of the round before"
        case (.previousRound, .chinese): "上一轮中选价"
        }
    }

    static func name(_ statistic: Statistic, _ language: Language) -> String {
        switch (statistic, language) {
        case (.meanOverBids, .english): "mean over winning bids"
        case (.meanOverBids, .chinese): "中选产品算术平均"
        case (.meanOverLots, .english): "mean over lots"
        case (.meanOverLots, .chinese): "品种算术平均"
        case (.volumeWeighted, .english): "volume-weighted"
        case (.volumeWeighted, .chinese): "约定量加权"
        case (.maximum, .english): "maximum"
        case (.maximum, .chinese): "最高降幅"
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

    /// The whole definition of a figure in one line.
    static func text(_ figure: Figure, _ language: Language) -> String {
        let (statistic, baseline) = (name(figure.statistic, language), name(figure.baseline, language))
        let population = name(figure.population, language)
        return language == .english
            ? "\(statistic), against the \(baseline), \(population)" : "\(statistic)，基准：\(baseline)，\(population)"
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
