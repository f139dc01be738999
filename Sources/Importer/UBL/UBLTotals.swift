import Decimals
import Procurement

/// The stated total of a lot or document, beside the sum of its lines.
struct UBLTotals {
    var place: SourceLocation?
    var ofLines: UBLLine.Amount?
    var payable: UBLLine.Amount?
    /// Whether a total with tax is stated: then what is payable is no sum of prices.
    var isTaxed = false
    /// Whether every line could be added.
    var isComplete = true
    private var sum = FixedDecimal.zero
    private var lines = 0

    /// Decimals of a line's value in the sum.
    private static let digits = 10

    /// Adds the value of a line.
    mutating func add(_ value: Ratio) {
        sum += value.rounded(to: Self.digits, .halfUp)
        lines += 1
    }

    /// Whether an amount is a value to the digits that it is written with; each line may have been rounded by itself.
    static func agrees(_ written: FixedDecimal, _ value: Ratio, lines: Int) -> Bool {
        let difference = Ratio(written) - value
        let slack = Ratio(Integer(lines), Integer.powerOfTen(written.scale))
        return difference < slack && -difference < slack
    }

    /// Reports a stated total that the lines do not add up to.
    func check(_ diagnostics: Diagnostics) {
        guard isComplete, lines > 0, let place else { return }
        let stated =
            ofLines.map { ("LineExtensionAmount", $0.number) }
            ?? (isTaxed ? nil : payable.map { ("PayableAmount", $0.number) })
        guard let (name, total) = stated, !Self.agrees(total, Ratio(sum), lines: lines) else { return }
        diagnostics.report(
            Finding(
                .warning, .totalInconsistent,
                "\(name) is \(total); the lines' quantities × unit prices add up to \(sum.rounded(to: 2, .halfUp))",
                remedy: "the unit prices rank", at: place))
    }
}
