public import Decimals
import Procurement
import Ranking

/// Who saves: the insurance fund and the patients, by the reimbursement ratios of `payment.xml`.
public struct Payers: Sendable {
    /// What the fund would have paid at the baseline for the agreed volume, yuan.
    public var fundBefore: Ratio
    /// What it pays.
    public var fundAfter: Ratio
    /// What patients would have paid at the baseline.
    public var patientsBefore: Ratio
    /// What they pay.
    public var patientsAfter: Ratio
    /// Supplied volumes with the baseline for which no ratio is stated.
    public var linesWithoutRatio: Int
    /// What each institution may keep.
    public var retained: [Retained]

    /// What the fund saves.
    public var fundSavings: Ratio { fundBefore - fundAfter }
    /// What patients save.
    public var patientSavings: Ratio { patientsBefore - patientsAfter }

    /// The retained surplus (结余留用) of an institution.
    public struct Retained: Sendable {
        /// The institution.
        public var institution: String
        /// Its region.
        public var region: String
        /// The fund's budget for its agreed volume: Σ quantity × baseline × reimbursement × its share, yuan.
        public var budget: Ratio
        /// What the fund spends on it: Σ quantity × price × reimbursement × its share, yuan.
        public var spending: Ratio
        /// The basis (结余测算基数): budget − spending, and nothing where more is spent.
        public var basis: Ratio
        /// The part of the basis that it may keep, yuan.
        public var amount: Ratio
    }
}

extension Payers {
    /// Nil where no volume has the baseline and a ratio.
    init?(_ payment: Payment, _ column: BaselineColumn, _ impact: Impact) {
        var before: [Ratio] = []
        var after: [Ratio] = []
        var fund: [String: (before: [Ratio], after: [Ratio])] = [:]
        var lacking = 0
        for (index, line) in impact.supply.lines.enumerated() {
            guard let market = impact.comparisons.market(index, column), let paid = line.value else { continue }
            guard let ratio = payment.reimbursement(region: line.region, lot: line.lot).map({ Ratio($0) }) else {
                lacking += 1
                continue
            }
            before.append(market)
            after.append(paid)
            fund[line.region, default: ([], [])].before.append(market * ratio)
            fund[line.region, default: ([], [])].after.append(paid * ratio)
        }
        guard !before.isEmpty else { return nil }
        let sums = fund.mapValues { (before: Ratio.sum($0.before), after: Ratio.sum($0.after)) }
        fundBefore = Ratio.sum(sums.values.map(\.before))
        fundAfter = Ratio.sum(sums.values.map(\.after))
        patientsBefore = Ratio.sum(before) - fundBefore
        patientsAfter = Ratio.sum(after) - fundAfter
        linesWithoutRatio = lacking
        retained = payment.retentions.map { retention in
            let region = sums[retention.region] ?? (before: .zero, after: .zero)
            let budget = region.before * Ratio(retention.share)
            let spending = region.after * Ratio(retention.share)
            let basis = max(budget - spending, .zero)
            return Retained(
                institution: retention.institution, region: retention.region, budget: budget, spending: spending,
                basis: basis, amount: basis * Ratio(retention.ratio))
        }
    }
}
