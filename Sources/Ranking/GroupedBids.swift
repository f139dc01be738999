import Decimals
import Procurement

/// The bids of a round by lot, those of a lot in the order of bidders.
struct GroupedBids {
    /// The lots that somebody bid for, in the order of the round's document.
    let lots: [Lot]
    /// The entries of each lot.
    let ranges: [Range<Int>]
    /// The entries, those of one lot after those of another.
    let entries: [RoundEvaluation.Entry]

    init(_ dossier: Dossier) {
        let submissions = dossier.submissions
        // In the order of bidders, bids come to each lot in that order.
        let order = submissions.indices.sorted {
            let (left, right) = (submissions[$0].bidder.id, submissions[$1].bidder.id)
            return left == right ? $0 < $1 : left < right
        }
        let index = LotIndex(dossier.round.lots)
        var positions: [Int32] = []
        positions.reserveCapacity(submissions.reduce(0) { $0 + $1.bids.count })
        var counts = Array(repeating: 0, count: dossier.round.lots.count)
        for submission in order {
            for bid in submissions[submission].bids {
                let position = index.position(of: bid.lot)
                positions.append(Int32(position ?? -1))
                if let position { counts[position] += 1 }
            }
        }
        // Lots without a bid fall out; the others close up.
        var ranges: [Range<Int>] = []
        var numbers = Array(repeating: 0, count: counts.count)
        var next = 0
        for (position, count) in counts.enumerated() where count > 0 {
            numbers[position] = ranges.count
            ranges.append(next..<next + count)
            next += count
        }
        self.ranges = ranges
        lots =
            ranges.count == counts.count
            ? dossier.round.lots : dossier.round.lots.enumerated().filter { counts[$0.offset] > 0 }.map(\.element)
        var entries = Array(
            repeating: RoundEvaluation.Entry(submission: 0, place: 0, lot: 0, price: .zero), count: next)
        var specifications = Array(repeating: "", count: next)
        var free = ranges.map(\.lowerBound)
        var source = 0
        for submission in order {
            for (place, bid) in submissions[submission].bids.enumerated() {
                let position = Int(positions[source])
                source += 1
                guard position >= 0 else { continue }
                let lot = numbers[position]
                let slot = free[lot]
                free[lot] += 1
                entries[slot] = RoundEvaluation.Entry(submission: submission, place: place, lot: lot, price: bid.price)
                specifications[slot] = bid.specification
            }
        }
        for (number, range) in ranges.enumerated() {
            let known = lots[number].specifications
            for slot in range {
                entries[slot].specification = Int32(known.firstIndex { $0.id == specifications[slot] } ?? -1)
            }
        }
        self.entries = entries
    }
}
