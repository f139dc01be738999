import Decimals
import Ranking

/// The winners of a group, and what they deliver.
struct GroupMembers: Sendable {
    /// The positions of the awards, in order.
    var awards: ArraySlice<Int> = []
    /// How many lots they are of.
    var lots = 0
    /// The positions of the supply lines that have a supplier, in order.
    var lines: ArraySlice<Int> = []
    /// The positions of the offers of which all lines belong to the group; nil for regions, which have parts of offers.
    var offers: ArraySlice<Int>?
}

extension GroupMembers {
    /// The sum over the group of quantity × an amount for the smallest unit, offer by offer where it has whole offers.
    ///
    /// - Parameters:
    ///   - offerOfLine: the position of each supply line's offer.
    ///   - unit: the amount for an offer; nil where it adds nothing.
    ///   - whole: quantity × that amount for a whole offer.
    func sum(
        over lines: [SupplyLine], _ offerOfLine: [Int], unit: (Int) -> Ratio?, whole: (Int) -> Ratio?
    ) -> Ratio {
        var sum = Ratio.Sum()
        if let offers {
            for offer in offers { if let part = whole(offer) { sum.add(part) } }
        } else {
            for line in self.lines {
                if let unit = unit(offerOfLine[line]) { sum.add(lines[line].quantity, times: unit) }
            }
        }
        return sum.total
    }
}
