import Digests
import Procurement

/// A bidder's stable identifier where its documents state none: the same firm name gives the same one in every round.
enum BidderIdentifier {
    /// `B-` and the first 12 digits of the SHA-256 of the folded name.
    static func of(_ name: String) -> String {
        "B-" + Digest.sha256(Array(Name.folded(name).utf8)).prefix(12)
    }
}
