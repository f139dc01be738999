import Procurement

/// Which firms are one bidder: those that name the same group, or that the record says are affiliated, and those
/// that are affiliated with the same firm.
struct Affiliations {
    private var group: [Bidder.ID: Bidder.ID] = [:]
    /// The recorded findings, by the firms that they are about.
    private(set) var acts: [(index: Int, bidders: [Bidder.ID])] = []

    init(_ dossier: Dossier) {
        var byName: [String: [Bidder.ID]] = [:]
        for submission in dossier.submissions {
            if let name = submission.bidder.affiliation { byName[name, default: []].append(submission.bidder.id) }
        }
        for name in byName.keys.sorted() { unite(byName[name] ?? []) }
        for (index, act) in dossier.record.acts.enumerated() {
            guard case .affiliate(let bidders) = act.kind else { continue }
            acts.append((index, bidders))
            unite(bidders)
        }
    }

    private mutating func unite(_ bidders: [Bidder.ID]) {
        guard let first = bidders.min().map({ self[$0] }) else { return }
        for bidder in bidders {
            let old = self[bidder]
            let root = min(first, old)
            for other in bidders + group.keys.filter({ self[$0] == old || self[$0] == first }) { group[other] = root }
            group[old] = root
        }
    }

    /// What stands for a firm's group: the firm itself when it has none.
    subscript(bidder: Bidder.ID) -> Bidder.ID { group[bidder] ?? bidder }
}
