import Decimals
import Ranking

extension InstitutionShares {
    /// What each institution gets as a line, and nil for what is left undistributed.
    var lines: [(institution: Int?, supply: SupplyLine)] {
        var lines: [(institution: Int?, supply: SupplyLine)] = []
        for (institution, numerator) in zip(institutions, numerators) {
            var line = supply
            line.quantity = Ratio(numerator, denominator)
            lines.append((institution, line))
        }
        return lines + (undistributedLine.map { [(nil, $0)] } ?? [])
    }
}
