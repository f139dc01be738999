import Decimals
import Procurement

extension RoundEvaluation {
    /// A bid on its way.
    ///
    /// What was filed stays in the dossier, and what only some bids have is kept apart: a round may have a million.
    struct Entry: Sendable {
        /// Where the bid stands in the dossier: its submission, and its place there.
        let submission: Int32
        let place: Int32
        /// The lot's position.
        let lotNumber: Int32
        /// The place of the bid's specification among those of its lot; −1 where the lot does not have it.
        let specification: Int32
        /// The same as the bid writes it.
        let specificationID: Specification.ID
        /// Whether the bid says nothing but what every bid says.
        let isPlain: Bool
        /// The line of the last verdict about it; −1 before the first.
        var lastLine: Int32 = -1
        var standing = Verdict.Standing.in
        var isExcluded = false
        /// Whether it waits for something without which later stages can't judge it.
        var waits = false
        /// Whether it is one of several tied bids that wait for a draw and are more than the places: it is in no
        /// population, so that statistics are over as many prices as there are places.
        var isSurplus = false
        /// A bit for each population that it is in.
        var memberships: UInt64 = 1
        /// What was filed: yuan for the smallest unit.
        let filedPrice: FixedDecimal
        /// The pack as it was filed.
        let pack: Pack?
        /// What it stands at: yuan for the smallest unit.
        var unitPrice: Ratio
        var comparablePrice: Ratio?
        private var rare: Box?

        /// - Parameter known: the specifications of the lot.
        init(_ place: GroupedBids.Place, lot: Int, among known: [Specification]) {
            submission = place.submission
            self.place = place.bid
            lotNumber = Int32(lot)
            var number = -1
            for index in known.indices where known[index].id == place.specification {
                number = index
                break
            }
            specification = Int32(number)
            specificationID = place.specification
            isPlain = place.isPlain
            filedPrice = place.price
            pack = place.pack
            unitPrice = Ratio(filedPrice)
        }

        var lot: Int { Int(lotNumber) }

        /// Whether it has nothing that only some bids have.
        var isUsual: Bool { rare == nil }

        /// The bid at the price that it stands at, where that is not the filed one.
        var repriced: Bid? {
            get { rare?.value.repriced }
            set {
                change { $0.repriced = newValue }
                if let newValue { unitPrice = Ratio(newValue.price) }
            }
        }

        var unit: String? {
            get { rare?.value.unit }
            set { change { $0.unit = newValue } }
        }

        var classification: String? {
            get { rare?.value.classification }
            set { change { $0.classification = newValue } }
        }

        var scores: [(id: Stage.ID, points: Ratio)] {
            get { rare?.value.scores ?? [] }
            set { change { $0.scores = newValue } }
        }

        var award: AwardTerms {
            get { rare?.value.award ?? .full }
            set { change { $0.award = newValue } }
        }

        private mutating func change(_ body: (inout Rarities) -> Void) {
            var rarities = rare?.value ?? Rarities()
            body(&rarities)
            rare = Box(rarities)
        }

        /// What only some bids have.
        private struct Rarities: Sendable {
            var repriced: Bid?
            var unit: String?
            var classification: String?
            var scores: [(id: Stage.ID, points: Ratio)] = []
            var award = AwardTerms.full
        }

        private final class Box: Sendable {
            let value: Rarities

            init(_ value: Rarities) { self.value = value }
        }
    }

    /// Who filed a bid.
    func bidder(of entry: Entry) -> Bidder { submissions[Int(entry.submission)].bidder }

    /// Who filed the bid of an index.
    func bidder(_ index: Int) -> Bidder { submissions[Int(entries[index].submission)].bidder }

    /// The identifier of who filed the bid of an index.
    func bidderID(_ index: Int) -> Bidder.ID { submissions[Int(entries[index].submission)].bidder.id }

    /// The bid as it was filed.
    func filed(_ entry: Entry) -> Bid { submissions[Int(entry.submission)].bids[Int(entry.place)] }

    /// The bid at the price that it stands at.
    func bid(of entry: Entry) -> Bid {
        entry.repriced ?? submissions[Int(entry.submission)].bids[Int(entry.place)]
    }

    /// The price that a bid stands at.
    func price(of entry: Entry) -> FixedDecimal {
        entry.repriced?.price ?? entry.filedPrice
    }
}
