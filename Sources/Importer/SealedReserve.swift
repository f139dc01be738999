public import Decimals
import Digests
public import Procurement

/// A reserve price that is committed to before it is revealed (底价).
public enum SealedReserve {
    /// The SHA-256 that a `<commit>` states.
    ///
    /// It is of the lines `vbp-reserve-1`, round, lot, stage, price and salt, each in UTF-8 and ended by a line feed.
    /// The price counts as it is written, so 1.5 and 1.50 differ.
    public static func digest(
        round: Round.ID, lot: Lot.ID, stage: Stage.ID, price: FixedDecimal, salt: String
    ) -> String {
        let lines = ["vbp-reserve-1", round, lot, stage, price.description, salt]
        return Digest.sha256(Array(lines.map { $0 + "\n" }.joined().utf8))
    }
}
