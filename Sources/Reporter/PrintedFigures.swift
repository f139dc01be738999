import Decimals
public import PriceImpact
import Procurement

/// The figures that several files state, with their numbers as all of them print these: rounded once.
public struct PrintedFigures: Sendable {
    /// A figure with its number.
    struct Printed: Sendable {
        let figure: Figure
        /// Yuan with two decimals, anything else with ten.
        let value: FixedDecimal

        init(_ figure: Figure) {
            self.figure = figure
            value = figure.rounded(
                to: figure.statistic.unit == .yuan ? Numbers.moneyDigits : Numbers.fractionDigits)
        }
    }

    /// Those of all winners and of each kind of product and firm, by impact.
    private let byImpact: [[Printed]]

    /// Rounds them, on all cores.
    public init(_ assessment: Assessment) {
        byImpact = assessment.impacts.map { impact in
            let figures = impact.amounts + impact.figures
            return Portions.each(figures.count, portion: 8) { Printed(figures[$0]) }
        }
    }

    /// Those of an impact, which is told by its position among those of the assessment.
    subscript(impact: Int) -> [Printed] { byImpact[impact] }

    /// What an impact's winners deliver is worth, yuan.
    func value(_ impact: Int) -> Ratio {
        byImpact[impact].first { $0.figure.statistic == .value }?.figure.value ?? .zero
    }
}
