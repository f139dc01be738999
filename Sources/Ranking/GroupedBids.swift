import Decimals
import Procurement

/// The bids of lots, those of a lot in the order of bidders.
struct GroupedBids: Sendable {
    /// Where a bid stands in the dossier, and what of it is needed first.
    ///
    /// It is taken along where bids are read as they stand in memory: to look for it by lot is many times slower.
    struct Place: Sendable {
        let submission: Int32
        /// Its place among the bids of the submission.
        let bid: Int32
        let specification: Specification.ID
        let price: FixedDecimal
        let pack: Pack?
        /// Whether it says nothing but what every bid says.
        let isPlain: Bool
    }

    /// The lots that somebody bid for, in the order of the round's document.
    let lots: [Lot]
    /// The position of each in the round.
    let lotPositions: [Int]
    /// The bids of each lot, as positions in `places`.
    let ranges: [Range<Int>]
    /// The bids, those of one lot after those of another.
    let places: [Place]

    init(_ dossier: Dossier) {
        let submissions = dossier.submissions
        // In the order of bidders, bids come to each lot in that order.
        let order = submissions.indices.sorted {
            let (left, right) = (submissions[$0].bidder.id, submissions[$1].bidder.id)
            return left == right ? $0 < $1 : left < right
        }
        let index = dossier.round.lotIndex
        // The lot of each bid, by submission.
        let positions = Portions.each(order.count, portion: 64) { number in
            submissions[order[number]].lotPositions(in: index)
        }
        var counts = Array(repeating: 0, count: dossier.round.lots.count)
        for list in positions { for position in list where position >= 0 { counts[Int(position)] += 1 } }
        // Lots without a bid fall out; the others close up.
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(counts.count)
        var free = Array(repeating: 0, count: counts.count)
        var next = 0
        for (position, count) in counts.enumerated() where count > 0 {
            ranges.append(next..<next + count)
            free[position] = next
            next += count
        }
        self.ranges = ranges
        lotPositions = counts.indices.filter { counts[$0] > 0 }
        lots =
            ranges.count == counts.count ? dossier.round.lots : lotPositions.map { dossier.round.lots[$0] }
        places = Array(unsafeUninitializedCapacity: next) { [starts = free] places, count in
            // Each core takes the bids of some lots, and writes where no other does.
            nonisolated(unsafe) let places = places
            let cores = Portions.cores
            _ = Portions.each(cores, portion: 1) { core in
                let lots = starts.count * core / cores..<starts.count * (core + 1) / cores
                var free = starts[lots]
                for (number, list) in positions.enumerated() {
                    let submission = submissions[order[number]]
                    let bids = submission.bids
                    for (bid, position) in list.enumerated() where lots.contains(Int(position)) {
                        places.initializeElement(
                            at: free[Int(position)],
                            to: Place(
                                submission: Int32(order[number]), bid: Int32(bid),
                                specification: bids[bid].specification, price: bids[bid].price,
                                pack: bids[bid].pack, isPlain: submission.isPlainBid(at: bid)))
                        free[Int(position)] += 1
                    }
                }
            }
            count = next
        }
    }
}
