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
        let roots = Set(bidders.map { self[$0] })
        guard let root = roots.min() else { return }
        let members = group.keys.filter { roots.contains(self[$0]) }
        for member in members + bidders + roots { group[member] = root }
    }

    /// What stands for a firm's group: the firm itself when it has none.
    subscript(bidder: Bidder.ID) -> Bidder.ID { group[bidder] ?? bidder }
}
