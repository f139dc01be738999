public import Procurement

/// The regions that winners would like to supply, the dearest first.
public struct PreferenceLists: Sendable {
    private var ofLot: [Lot.ID: [Bidder.ID: [String]]] = [:]
    private var ofAll: [Bidder.ID: [String]] = [:]

    /// What a bidder would like in a lot: what it says of the lot, then what it says of every lot.
    public func regions(of bidder: Bidder.ID, in lot: Lot.ID) -> [String] {
        (ofLot[lot]?[bidder] ?? []) + (ofAll[bidder] ?? [])
    }

    /// Reads a table with the columns `bidder`, `lot` and `region`, a row a wish; nil when it can't be used.
    public static func read(path: String) -> (lists: PreferenceLists?, findings: [Finding]) {
        var findings: [Finding] = []
        guard let table = CSVTable(path: path, required: ["bidder", "lot", "region"], &findings),
            !findings.contains(where: { $0.severity == .error })
        else { return (nil, findings) }
        var lists = PreferenceLists()
        for row in table.rows {
            let (bidder, lot, region) = (row["bidder"], row["lot"], row["region"])
            if bidder.isEmpty || region.isEmpty {
                findings.append(
                    Finding(
                        .error, .valueBlank, "a wish names no \(bidder.isEmpty ? "bidder" : "region")",
                        remedy: "fill the cell, or remove the row", at: row.location))
            } else if lot.isEmpty {
                lists.ofAll[bidder, default: []].append(region)
            } else {
                lists.ofLot[lot, default: [:]][bidder, default: []].append(region)
            }
        }
        return (findings.contains { $0.severity == .error } ? nil : lists, findings)
    }
}
