import Procurement

/// Which firms are one bidder: those that name the same group, or that the record says are affiliated, and those
/// that are affiliated with the same firm.
struct Affiliations {
    /// A firm of the same group that comes before it; none for the first firm of a group.
    private var earlier: [Bidder.ID: Bidder.ID] = [:]
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
        guard let root = bidders.map({ self[$0] }).min() else { return }
        for bidder in bidders {
            let other = self[bidder]
            if other != root { earlier[other] = root }
            // A short way for the next look.
            if bidder != root { earlier[bidder] = root }
        }
    }

    /// What stands for a firm's group: its first firm; the firm itself when it has none.
    subscript(bidder: Bidder.ID) -> Bidder.ID {
        var root = bidder
        while let next = earlier[root] { root = next }
        return root
    }
}
