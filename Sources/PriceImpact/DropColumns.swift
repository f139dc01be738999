import Decimals
import Procurement
import Ranking

/// The drops of awards against several baselines.
///
/// Awards and their lots lie all over the memory: a portion of them is held against one baseline after the other while
/// it is at hand.
struct DropColumns: Sendable {
    /// 1 − price ÷ baseline of each award, for each baseline; nil where no award has it, or it says nothing that no
    /// other one says.
    private(set) var columns: [[Ratio?]?]

    init(of awards: [Award], in lots: [Int], against baselines: [Baseline], _ reference: PriceReference) {
        @Sendable func drops(_ range: Range<Int>, _ baseline: Baseline) -> [Ratio?] {
            range.map { reference.comparison(of: awards[$0], in: lots[$0], against: baseline)?.drop }
        }
        let portions = Portions.map(awards.count) { range in
            baselines.map { baseline in
                range.contains { reference.isDistinct(baseline, for: awards[$0], in: lots[$0]) }
                    ? drops(range, baseline) : nil
            }
        }
        columns = baselines.enumerated().map { column, baseline in
            guard portions.contains(where: { $0[column] != nil }) else { return nil }
            // Of awards of which it says nothing new it is asked where it does of others.
            let whole = Portions.joined(awards.count) { range in
                (portions[range.lowerBound / Portions.size][column] ?? drops(range, baseline), ())
            }.elements
            return whole.contains { $0 != nil } ? whole : nil
        }
    }
}

/// A winning price beside what it is compared with.
struct PriceComparison: Sendable {
    /// 1 − price ÷ baseline; of a winner with several published prices the mean of their drops.
    var drop: Ratio
    /// Yuan, in the presentation in which they are compared; nil for several prices.
    var price: Ratio?
    /// Yuan, in the same presentation; nil for several prices.
    var baseline: Ratio?

    init(_ price: Ratio, against baseline: Ratio) {
        drop = .one - price / baseline
        self.price = price
        self.baseline = baseline
    }

    /// The mean of several; the only one where there is one.
    init?(meanOf parts: [PriceComparison]) {
        guard let mean = Ratio.mean(parts.map(\.drop)) else { return nil }
        drop = mean
        if parts.count == 1 { (price, baseline) = (parts[0].price, parts[0].baseline) }
    }
}
