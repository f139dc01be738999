import Decimals

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
    /// The sum over the group of what stands for each supply line, offer by offer where it has whole offers.
    ///
    /// - Parameters:
    ///   - ofLine: nil where a line adds nothing.
    ///   - ofOffer: the same summed over the lines of an offer; nil where they add nothing.
    func sum(ofLine: (Int) -> Ratio?, ofOffer: (Int) -> Ratio?) -> Ratio {
        var sum = Ratio.Sum()
        if let offers {
            for offer in offers { if let part = ofOffer(offer) { sum.add(part) } }
        } else {
            for line in lines { if let part = ofLine(line) { sum.add(part) } }
        }
        return sum.total
    }
}
