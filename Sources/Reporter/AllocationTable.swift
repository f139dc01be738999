import Decimals
public import PriceImpact
public import Procurement
public import Ranking

/// Renders `allocation.csv`: the agreed volume of each region, lot and specification, and who supplies it.
///
/// The winners are the published ones, else those by the rules; the supplier is blank where it is not known.
public enum AllocationTable {
    /// The header row.
    public static let header = CSV(header: [
        "lot", "region", "institution", "role", "bidder", "specification", "quantity", "packs", "unit_price", "value",
    ]).text

    /// The text of the table, without institutions.
    public static func text(_ assessment: Assessment) -> String {
        guard let impact = assessment.published ?? assessment.computed else { return header }
        return header + impact.supply.lines.map { row($0, impact.awards) }.joined()
    }

    /// One row of a region's volume.
    ///
    /// Packs are stated only for the specification whose pack is known.
    public static func row(_ line: SupplyLine, _ awards: [Award]) -> String {
        let packs = line.supplier?.pack(of: line.specification).map { line.quantity / Ratio($0.units) }
        return CSV.line([
            line.lot, line.region, "", line.role.rawValue,
            line.supplier.map { awards[$0.award].bidder.name } ?? "", line.specification,
            Numbers.quantity(line.quantity), packs.map(Numbers.quantity) ?? "",
            line.supplier.map { Numbers.exact($0.unitPrice) } ?? "", line.value.map(Numbers.money) ?? "",
        ])
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
            start.append(comma)
        }
        middle.append(comma)
        for cell in [
            line.role.rawValue, line.supplier.map { awards[$0.award].bidder.name } ?? "", line.specification,
        ] {
            CSV.append(cell, to: &middle)
            middle.append(comma)
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
            bytes.append(comma)
            packs?.times(numerator).appendShortestDescription(to: &bytes)
            bytes.append(comma)
            bytes.append(contentsOf: price)
            bytes.append(comma)
            value?.times(numerator).appendDescription(to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        if let rest = shares.undistributedLine { bytes += row(rest, awards).utf8 }
    }

    private static let comma = UInt8(ascii: ",")
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
