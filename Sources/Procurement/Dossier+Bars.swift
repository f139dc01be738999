extension Dossier {
    /// The bars that this round's recorded defaults put on their firms (违规名单), each for so many months from its day on.
    ///
    /// - Parameter digest: the SHA-256 of the record that states the defaults; nil where it is not known.
    public func bars(months: Int, digest: String?) -> [Bar] {
        var bars: [Bar] = []
        for act in record.acts {
            // No round has a deadline after the year 9999.
            guard case .fail(let failure) = act.kind, failure.from.year + months / 12 < 9_999 else { continue }
            let bar = Bar(
                bidder: failure.bidder, from: failure.from, to: failure.from.adding(months: months).dayBefore,
                cause: failure.cause, source: BorrowedSource(round: round.id, digest: digest))
            if !bars.contains(bar) { bars.append(bar) }
        }
        return bars
    }

    /// Of other rounds' bars those that hold on the day of this round's deadline and that it does not know of yet.
    public func missingBars(of bars: [Bar]) -> [Bar] {
        guard let day = round.deadline?.day else { return [] }
        return bars.filter { bar in
            bar.from <= day && day <= bar.to
                && !borrowed.bars.contains { known in
                    known.bidder == bar.bidder && known.source.round == bar.source.round && known.from <= day
                        && day <= known.to
                }
        }
    }
}
