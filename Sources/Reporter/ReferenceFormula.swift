import Decimals
import Procurement

/// Writes reference values as formulas: `largest(lowest(shortlisted), 0.5 × mean(shortlisted))`.
enum ReferenceFormula {
    static func text(_ value: ReferenceValue) -> String {
        switch value {
        case .lowest(let sample): return "lowest(\(text(sample)))"
        case .highest(let sample): return "highest(\(text(sample)))"
        case .mean(let sample): return "mean(\(text(sample)))"
        case .deviation(let sample, let multiple, let kind):
            return
                "mean(\(text(sample))) + \(multiple.shortestDescription) × \(kind.rawValue)-deviation(\(text(sample)))"
        case .constant(let price): return price.description
        case .published(let name): return "published(\(name))"
        case .borrowed(let kind): return "borrowed(\(kind))"
        case .sealed: return "sealed"
        case .named(let id): return id
        case .multiple(let factor, let inner): return "\(factor.shortestDescription) × \(text(inner))"
        case .largest(let values): return "largest(\(values.map(text).joined(separator: ", ")))"
        case .smallest(let values): return "smallest(\(values.map(text).joined(separator: ", ")))"
        }
    }

    private static func text(_ sample: ReferenceValue.Sample) -> String {
        var words = sample.population
        if sample.measure != .comparablePrice { words = "\(text(sample.measure)) of \(words)" }
        switch sample.scope {
        case .competition: return words
        case .lot: return words + " in the lot"
        case .unit(let unit): return words + " in unit \(unit)"
        case .round: return words + " in the round"
        }
    }

    /// A measure with what it needs: `fact(years)`.
    static func text(_ measure: Measure) -> String {
        switch measure {
        case .fact(let name): "fact(\(name))"
        case .demandAhead(let name), .demandThrough(let name), .score(let name), .priceRatio(let name),
            .count(let name):
            "\(measure.word)(\(name))"
        case .unitPrice, .comparablePrice, .cutFromCeiling, .ownDemand: measure.word
        }
    }
}
