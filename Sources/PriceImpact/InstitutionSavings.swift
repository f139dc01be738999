public import Decimals
public import Procurement
public import Ranking

/// Value and savings of each institution, added up while its volumes are handed out.
///
/// A region's volume is divided among its institutions, so their savings are those of what they get, line by line, at
/// the same prices and baselines. What makes no whole pack belongs to no institution.
public struct InstitutionSavings {
    /// What an institution saves against one baseline, yuan for the agreed year.
    public struct Row: Sendable {
        /// The position of the institution in `Demand.institutions`.
        public var institution: Int
        /// Σ quantity × price over what has a known supplier.
        public var value: Ratio
        /// Against what; nil where the winners have no baseline at all.
        public var baseline: Baseline?
        /// Σ quantity × baseline.
        public var marketValue: Ratio
        /// Σ quantity × (baseline − price).
        public var savings: Ratio
        /// Volumes that lack the baseline.
        public var linesWithoutBaseline: Int
        /// The part of the savings that the insurance fund has; nil where some volume has no ratio.
        public var fundSavings: Ratio?
        /// What it may keep (结余留用): the fund's savings on its own volume, where more than nothing, × its ratio; nil
        /// where `payment.xml` states none for it.
        public var retained: Ratio?
    }

    private struct Sums {
        var market = Ratio.zero
        var saved = Ratio.zero
        var fund: Ratio? = .zero
        var missing = 0
    }

    private struct Key: Hashable {
        var award: Int
        var lot: Lot.ID
        var specification: Specification.ID
    }

    private let dossier: Dossier
    private let awards: [Award]
    private let baselines: [Baseline]
    private let reference: PriceReference
    private let lots: NameIndex
    private let ratios: [Institution.ID: Ratio]
    /// The baselines of a specification that a winner delivers; the same in every region.
    private var units: [Key: [Ratio?]] = [:]
    private var values: [Int: Ratio] = [:]
    private var sums: [Int: [Sums]] = [:]

    /// Prepares the sums for the winners of an impact.
    public init(_ dossier: Dossier, _ impact: Impact) {
        self.dossier = dossier
        awards = impact.awards
        baselines = impact.baselines
        reference = PriceReference(dossier)
        lots = dossier.round.lotIndex
        ratios = Dictionary(
            (dossier.payment?.retentions ?? []).map { ($0.institution, Ratio($0.ratio)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Adds what institutions get; what has no supplier or makes no whole pack adds nothing.
    public mutating func add(_ shares: InstitutionShares) {
        let supply = shares.supply
        guard let supplier = supply.supplier else { return }
        let key = Key(award: supplier.award, lot: supply.lot, specification: supply.specification)
        let known =
            units[key]
            ?? baselines.map { baseline in
                lots.position(of: supply.lot).flatMap {
                    reference.unitPrice(of: supply.specification, supplier, in: $0, against: baseline)
                }
            }
        units[key] = known
        let ratio = dossier.payment?.reimbursement(region: supply.region, lot: supply.lot).map { Ratio($0) }
        for (institution, numerator) in zip(shares.institutions, shares.numerators) {
            let quantity = Ratio(numerator, shares.denominator)
            let value = quantity * supplier.unitPrice
            values[institution] = (values[institution] ?? .zero) + value
            var own = sums[institution] ?? Array(repeating: Sums(), count: baselines.count)
            for (index, unit) in known.enumerated() {
                guard let unit else {
                    own[index].missing += 1
                    continue
                }
                let market = quantity * unit
                own[index].market = own[index].market + market
                own[index].saved = own[index].saved + (market - value)
                if let fund = own[index].fund { own[index].fund = ratio.map { fund + (market - value) * $0 } }
            }
            sums[institution] = own
        }
    }

    /// A row an institution that gets any volume and baseline, in the order of the document.
    public var rows: [Row] {
        values.keys.sorted().flatMap { institution -> [Row] in
            let value = values[institution] ?? .zero
            guard !baselines.isEmpty else { return [row(institution, value, nil, Sums())] }
            return zip(baselines, sums[institution] ?? []).map { row(institution, value, $0, $1) }
        }
    }

    private func row(_ institution: Int, _ value: Ratio, _ baseline: Baseline?, _ sums: Sums) -> Row {
        let id = dossier.demand?.institutions[institution].id
        let fund = baseline == nil ? nil : sums.fund
        return Row(
            institution: institution, value: value, baseline: baseline, marketValue: sums.market, savings: sums.saved,
            linesWithoutBaseline: sums.missing, fundSavings: fund,
            retained: id.flatMap { ratios[$0] }.flatMap { ratio in fund.map { max($0, .zero) * ratio } })
    }
}
