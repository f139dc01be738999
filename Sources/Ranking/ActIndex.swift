import Procurement

/// The acts of a record by the lot and the stage that they are for.
struct ActIndex {
    /// An act with its place in the record.
    typealias Entry = (index: Int, act: RecordedAct)

    private struct Key: Hashable {
        var lot: Lot.ID?
        var stage: Stage.ID?
    }

    /// Every act, in order.
    let all: [RecordedAct]
    private var byKey: [Key: [Entry]] = [:]

    init(_ acts: [RecordedAct]) {
        all = acts
        for (index, act) in acts.enumerated() {
            byKey[Key(lot: act.lot, stage: act.stage), default: []].append((index, act))
        }
    }

    /// The acts for a stage of a lot, in order; of no lot, those about the whole round.
    func acts(lot: Lot.ID?, stage: Stage.ID) -> [Entry] {
        byKey.isEmpty ? [] : byKey[Key(lot: lot, stage: stage)] ?? []
    }

    /// The exclusion or withdrawal of a bid at a stage, from its lot or from the round.
    func removal(of bidder: Bidder.ID, lot: Lot.ID, stage: Stage.ID?) -> Entry? {
        guard !byKey.isEmpty, let stage else { return nil }
        return (acts(lot: lot, stage: stage) + acts(lot: nil, stage: stage)).first { entry in
            switch entry.act.kind {
            case .exclude(bidder), .withdraw(bidder): true
            default: false
            }
        }
    }
}
