import Decimals
public import PriceImpact
public import Procurement

/// Renders `institutions.csv`: what each institution pays and saves.
public enum InstitutionsTable {
    /// The text of the table.
    public static func text(_ savings: InstitutionSavings, _ institutions: [Institution]) -> String {
        var table = CSV(header: [
            "institution", "name", "region", "kind", "value", "baseline", "market_value", "savings",
            "volumes_without_baseline", "fund_savings", "patient_savings", "retained",
        ])
        for row in savings.rows {
            let institution = institutions[row.institution]
            var cells = [
                institution.id, institution.name ?? "", institution.region, institution.kind?.rawValue ?? "",
                Numbers.money(row.value),
            ]
            if let baseline = row.baseline {
                cells += [
                    baseline.rawValue, Numbers.money(row.marketValue), Numbers.money(row.savings),
                    String(row.linesWithoutBaseline), row.fundSavings.map(Numbers.money) ?? "",
                    row.fundSavings.map { Numbers.money(row.savings - $0) } ?? "",
                    row.retained.map(Numbers.money) ?? "",
                ]
            } else {
                cells += Array(repeating: "", count: 7)
            }
            table.row(cells)
        }
        return table.text
    }
}
