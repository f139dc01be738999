import Decimals
public import PriceImpact
public import Procurement
public import Ranking

/// Renders `allocation.csv`: the agreed volume of each region, lot and specification, and who supplies it.
///
/// The winners are the published ones, else those by the rules; the supplier is blank where it is not known.
public enum AllocationTable {
    /// The header row.
    public static let header = CSV(header: columns).text

    private static let columns = [
        "lot", "region", "institution", "role", "bidder", "specification", "quantity", "packs", "unit_price", "value",
    ]

    /// The table, without institutions.
    public static func parts(_ assessment: Assessment) -> FileParts {
        var parts = FileParts(header: columns)
        guard let impact = assessment.published ?? assessment.computed else { return parts }
        let (lines, awards) = (impact.supply.lines, impact.awards)
        parts.addRows(lines.count) { add(lines[$0], awards, to: &$1) }
        return parts
    }

    /// One row of a region's volume.
    ///
    /// Packs are stated only for the specification whose pack is known.
    public static func row(_ line: SupplyLine, _ awards: [Award]) -> String {
        var table = CSV()
        add(line, awards, to: &table)
        return table.text
    }

    private static func add(_ line: borrowing SupplyLine, _ awards: [Award], to table: inout CSV) {
        let packs = line.supplier?.pack(of: line.specification).map { line.quantity / Ratio($0.units) }
        table.cell(line.lot)
        table.cell(line.region)
        table.emptyCell()
        table.cell(line.role.rawValue)
        table.cell(line.supplier.map { awards[$0.award].bidder.name } ?? "")
        table.cell(line.specification)
        table.shortCell(line.quantity.rounded(to: Numbers.quantityDigits, .halfUp))
        table.shortCell(packs?.rounded(to: Numbers.quantityDigits, .halfUp))
        table.shortCell(line.supplier?.unitPrice.rounded(to: Numbers.exactDigits, .halfUp))
        table.cell(line.value?.rounded(to: Numbers.moneyDigits, .halfUp))
        table.endRow()
    }

    /// Adds a row for each institution, then one for what makes no whole pack, to the bytes of the table.
    ///
    /// - Parameters:
    ///   - institutions: those of the demand.
    ///   - bytes: UTF-8.
    public static func append(
        _ shares: InstitutionShares, _ awards: [Award], _ institutions: [Institution], to bytes: inout [UInt8]
    ) {
        let line = shares.supply
        var (start, middle, price) = ([UInt8](), [UInt8](), [UInt8]())
        for cell in [line.lot, line.region] {
            CSV.append(cell, to: &start)
            start.append(CSV.comma)
        }
        middle.append(CSV.comma)
        for cell in [
            line.role.rawValue, line.supplier.map { awards[$0.award].bidder.name } ?? "", line.specification,
        ] {
            CSV.append(cell, to: &middle)
            middle.append(CSV.comma)
        }
        if let supplier = line.supplier { CSV.append(Numbers.exact(supplier.unitPrice), to: &price) }
        let quantity = RoundedProduct(.one, over: shares.denominator, digits: Numbers.quantityDigits)
        let packs = line.supplier?.pack(of: line.specification).map {
            RoundedProduct(.one, over: shares.denominator * Integer($0.units), digits: Numbers.quantityDigits)
        }
        let value = line.supplier.map {
            RoundedProduct(
                $0.unitPrice.numerator, over: shares.denominator * $0.unitPrice.denominator, digits: Numbers.moneyDigits
            )
        }
        for (institution, numerator) in zip(shares.institutions, shares.numerators) {
            bytes.append(contentsOf: start)
            CSV.append(institutions[institution].id, to: &bytes)
            bytes.append(contentsOf: middle)
            quantity.times(numerator).appendShortestDescription(to: &bytes)
            bytes.append(CSV.comma)
            packs?.times(numerator).appendShortestDescription(to: &bytes)
            bytes.append(CSV.comma)
            bytes.append(contentsOf: price)
            bytes.append(CSV.comma)
            value?.times(numerator).appendDescription(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        if let rest = shares.undistributedLine { bytes += row(rest, awards).utf8 }
    }

}

/// A factor by which many integers are multiplied, each product rounded half up to a number of decimals.
private struct RoundedProduct {
    private let factor: Integer
    private let divisor: Integer
    private let digits: Int

    init(_ numerator: Integer, over denominator: Integer, digits: Int) {
        let fraction = Ratio(numerator * Integer.powerOfTen(digits), denominator)
        factor = fraction.numerator
        divisor = fraction.denominator
        self.digits = digits
    }

    func times(_ value: Integer) -> FixedDecimal {
        FixedDecimal(units: (value * factor).quotient(dividingBy: divisor, .halfUp), scale: digits)
    }
}
