import Decimals
import Procurement

/// Checks that reach across the documents of a round.
struct CrossChecks {
    private let round: Round
    private let rulebook: Rulebook
    private let index: NameIndex
    private let regions: NameIndex
    private let specifications: SpecificationNames
    private let hasComponents: Bool
    /// The lots without a ceiling.
    private let bareLots: [Int]
    private var found: FindingList
    private let limits: ImportLimits

    /// What was found in the authority's own documents.
    var findings: [Finding] { found.all }

    init(round: Round, rulebook: Rulebook, limits: ImportLimits = ImportLimits()) {
        self.limits = limits
        found = FindingList(limit: limits.findings)
        self.round = round
        self.rulebook = rulebook
        index = round.lotIndex
        regions = NameIndex(round.regions)
        specifications = SpecificationNames(round.lots)
        hasComponents = round.lots.contains { !$0.components.isEmpty }
        bareLots = round.lots.indices.filter { round.lots[$0].ceilings.isEmpty }
    }

    /// The specifications of all lots side by side: to look into each lot would take a detour through memory for each
    /// bid.
    private struct SpecificationNames {
        private var starts: [Int] = [0]
        private var names: [Specification.ID] = []

        init(_ lots: [Lot]) {
            starts.reserveCapacity(lots.count + 1)
            for lot in lots {
                for specification in lot.specifications { names.append(specification.id) }
                starts.append(names.count)
            }
        }

        /// Whether the lot at a position has a specification of that name.
        func has(_ specification: Specification.ID, at lot: Int) -> Bool {
            for number in starts[lot]..<starts[lot + 1] where names[number] == specification { return true }
            return false
        }
    }

    private func hasRegion(_ name: String) -> Bool { regions.position(of: name) != nil }

    private func knownLot(_ id: Lot.ID) -> Lot? { index.position(of: id).map { round.lots[$0] } }

    private mutating func error(_ code: FindingCode, _ message: String, remedy: String? = nil, at place: SourceLocation)
    {
        found.append(Finding(.error, code, message, remedy: remedy, at: place))
    }

    private func wrongRound(_ found: Round.ID, at place: SourceLocation) -> Finding {
        Finding(
            .error, .wrongRound, "this document is for round '\(found)', the folder is round '\(round.id)'",
            remedy: "move it to its round's folder", at: place)
    }

    private func unknownLot(_ lot: Lot.ID, at place: SourceLocation) -> Finding {
        Finding(
            .error, .unknownLot, "round '\(round.id)' has no lot '\(lot)'",
            remedy: "write the lot's id as in round.xml", at: place)
    }

    private func unknownSpecification(_ specification: Specification.ID, _ lot: Lot, at place: SourceLocation)
        -> Finding
    {
        Finding(
            .error, .unknownSpecification, "lot '\(lot.id)' has no specification '\(specification)'",
            remedy: "it has: \(lot.specifications.map(\.id).joined(separator: ", "))", at: place)
    }

    // MARK: - The authority's documents

    mutating func check(_ demand: Demand, _ places: DemandPlaces) {
        let root = SourceLocation(file: "demand.xml")
        if demand.round != round.id { found.append(wrongRound(demand.round, at: root)) }
        if demand.kind == .base, rulebook.volume == nil, !demand.lines.isEmpty {
            error(
                .missingShare, "the demand is reported volume and the rulebook states no share",
                remedy: "add <volume> to rulebook.xml, or write kind=\"agreed\" if this is agreed volume", at: root)
        }
        checkInstitutions(demand, places)
        let table = demand.lines
        let lotsByPosition = table.lots.values.map { knownLot($0) }
        let regionIsKnown = table.regions.values.map { hasRegion($0) }
        // Which specifications a lot has, asked once for each pair that occurs.
        var specificationIsKnown: [UInt64: Bool] = [:]
        var seen = SeenLines(table)
        for (index, row) in table.rows.enumerated() {
            guard let lot = lotsByPosition[Int(row.lot)] else {
                found.append(unknownLot(table.lots[Int(row.lot)], at: places.line(index)))
                continue
            }
            let pair = UInt64(row.lot) << 32 | UInt64(row.specification)
            let specification = table.specifications[Int(row.specification)]
            let isKnown = specificationIsKnown[pair] ?? (lot.specification(specification) != nil)
            specificationIsKnown[pair] = isKnown
            if !isKnown { found.append(unknownSpecification(specification, lot, at: places.line(index))) }
            if !regionIsKnown[Int(row.region)] {
                let region = table.regions[Int(row.region)]
                error(
                    .unknownRegion, "round '\(round.id)' has no region '\(region)'",
                    remedy: "add <region id=\"\(region)\"/> to round.xml, or mend the name", at: places.line(index))
            }
            if !seen.insert(row) {
                error(
                    .duplicate,
                    "the volume of '\(specification)' of lot '\(lot.id)' in '\(table.regions[Int(row.region)])' is stated twice",
                    at: places.line(index))
            }
        }
    }

    private mutating func checkInstitutions(_ demand: Demand, _ places: DemandPlaces) {
        var unknown: Set<String> = []
        for (index, institution) in demand.institutions.enumerated()
        where !hasRegion(institution.region) && unknown.insert(institution.region).inserted {
            error(
                .unknownRegion, "round '\(round.id)' has no region '\(institution.region)'",
                remedy: "add <region id=\"\(institution.region)\"/> to round.xml, or mend the name",
                at: places.institution(index))
        }
    }

    /// Brands that nobody bids with are no fault; a slip in an identifier looks the same.
    mutating func checkBrands(_ demand: Demand?, of submissions: [Submission]) {
        guard let demand, !submissions.isEmpty else { return }
        let strangers = Set(demand.brandVolumes.map(\.brand)).subtracting(submissions.map(\.bidder.id)).sorted()
        guard !strangers.isEmpty else { return }
        let named = strangers.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        let more = strangers.count > 5 ? " and \(strangers.count - 5) more" : ""
        found.append(
            Finding(
                .note, .unknownBidder, "volumes are stated for brands of no bidder that takes part: \(named)\(more)",
                remedy: "a brand is the bidder's id, as in its submission", at: SourceLocation(file: "demand.xml")))
    }

    /// The triples of region, lot and specification that were met.
    private struct SeenLines {
        private var regionsOfPair: [UInt64: [UInt64]] = [:]
        private let none: [UInt64]

        init(_ table: DemandTable) { none = Array(repeating: 0, count: (table.regions.values.count + 63) / 64) }

        /// Whether the triple is new.
        ///
        /// Regions are a row of bits for each pair of lot and specification.
        mutating func insert(_ row: DemandTable.Row) -> Bool {
            let pair = UInt64(row.lot) << 32 | UInt64(row.specification)
            let word = Int(row.region) / 64
            let bit = UInt64(1) << UInt64(row.region % 64)
            return SeenLines.set(bit, at: word, in: &regionsOfPair[pair, default: none])
        }

        private static func set(_ bit: UInt64, at word: Int, in bits: inout [UInt64]) -> Bool {
            defer { bits[word] |= bit }
            return bits[word] & bit == 0
        }
    }

    /// Every region has a line for every specification that some region has one for, once corrections are applied.
    mutating func checkGrid(_ demand: Demand) {
        let table = demand.lines
        var specificationsByLot: [UInt32: Set<UInt32>] = [:]
        var linesByLot: [UInt32: Int] = [:]
        for row in table.rows {
            specificationsByLot[row.lot, default: []].insert(row.specification)
            linesByLot[row.lot, default: 0] += 1
        }
        for (position, id) in table.lots.values.enumerated() {
            guard let lines = linesByLot[UInt32(position)] else { continue }
            // Each line is another pair of region and specification, or was reported before.
            let missing = round.regions.count * (specificationsByLot[UInt32(position)]?.count ?? 0) - lines
            guard missing > 0 else { continue }
            found.append(
                Finding(
                    .warning, .demandGridIncomplete,
                    "lot '\(id)' has no volume for \(missing) pairs of region and specification",
                    remedy: "add <line quantity=\"…\"/>, or <unknown/> where it is not known",
                    at: SourceLocation(file: "demand.xml")))
        }
    }

    mutating func check(_ record: Record, _ places: RecordDocument.Places) {
        if record.round != round.id {
            found.append(wrongRound(record.round, at: SourceLocation(file: "record.xml")))
        }
        for (act, place) in zip(record.acts, places.acts) {
            if let lot = act.lot, knownLot(lot) == nil { found.append(unknownLot(lot, at: place)) }
            if case .draw(let order) = act.kind {
                for case let lot? in order.map(\.lot) where knownLot(lot) == nil {
                    found.append(unknownLot(lot, at: place))
                }
            }
            if case .pick(let pick) = act.kind { checkRegion(pick.region, at: place) }
            checkSupply(act, at: place)
            guard let stage = act.stage else { continue }
            let stages =
                rulebook.allStages.filter { $0.allows(act.kind) }.map(\.id)
                + [rulebook.draft].compactMap { $0 }.filter { $0.allows(act.kind) }.map(\.id)
            if !stages.contains(stage) {
                let known = stages.isEmpty ? noStage(for: act) : "it has: \(stages.joined(separator: ", "))"
                error(
                    .actForbidden, "the rulebook has no stage '\(stage)' that allows <\(act.word)>", remedy: known,
                    at: place)
            }
        }
        checkReserves(record, places)
    }

    private func noStage(for act: RecordedAct) -> String {
        switch act.kind {
        case .exclude, .withdraw: "none of its stages does; a <screen> with <not><recorded/></not> would"
        default: "none of its stages does"
        }
    }

    /// A default hands over from a day on, so it has to be known when the agreements began.
    private mutating func checkSupply(_ act: RecordedAct, at place: SourceLocation) {
        switch act.kind {
        case .fail(let failure):
            if let region = failure.region { checkRegion(region, at: place) }
            if round.agreementStart == nil {
                error(
                    .startMissing,
                    "a supplier fails from \(failure.from) on, and nobody says when the agreements began",
                    remedy: "add agreement-start=\"…\" to <round>", at: place)
            }
        case .reselect(let selection): checkRegion(selection.region, at: place)
        default: break
        }
    }

    /// A revealed reserve price is the one that was committed to, and committed to before.
    private mutating func checkReserves(_ record: Record, _ places: RecordDocument.Places) {
        var commitments: [[String]: String] = [:]
        for (act, place) in zip(record.acts, places.acts) {
            guard let lot = act.lot, let stage = act.stage else { continue }
            switch act.kind {
            case .commit(let digest):
                if commitments.updateValue(digest, forKey: [lot, stage]) != nil {
                    error(.duplicate, "a second reserve price of lot '\(lot)' is sealed", at: place)
                }
            case .reveal(let price, let salt):
                let found = SealedReserve.digest(round: round.id, lot: lot, stage: stage, price: price, salt: salt)
                guard let sealed = commitments[[lot, stage]] else {
                    error(
                        .actForbidden, "the reserve price of lot '\(lot)' was not sealed before it is revealed",
                        remedy: "record <commit> with its SHA-256 first", at: place)
                    continue
                }
                if sealed != found {
                    error(
                        .reserveMismatch,
                        "the revealed reserve price \(price) is not the sealed one: its SHA-256 is \(found)",
                        remedy: "the sealed one is \(sealed)", at: place)
                }
            default: continue
            }
        }
    }

    mutating func check(_ facts: BorrowedFacts, of owner: Round.ID, _ places: ReferencesDocument.Places) {
        if owner != round.id { found.append(wrongRound(owner, at: places.root)) }
        for (price, place) in zip(facts.prices, places.prices) {
            guard let lot = knownLot(price.lot) else {
                found.append(unknownLot(price.lot, at: place))
                continue
            }
            if lot.specification(price.specification) == nil {
                found.append(unknownSpecification(price.specification, lot, at: place))
            }
        }
        if !facts.bars.isEmpty, round.deadline == nil {
            error(
                .barWithoutDay, "firms are barred from one day to another, and the round states no deadline",
                remedy: "add deadline=\"…\" to round.xml", at: places.bars[0])
        }
    }

    /// A rule that compares with a published number of the lot needs it in every lot.
    mutating func checkPublishedFacts(_ places: LotPlaces) {
        let names = Set(rulebook.allStages.flatMap(\.publishedNames)).sorted()
        for lot in round.lots {
            for name in names where lot.facts[name] == nil {
                found.append(
                    Finding(
                        .warning, .publishedFactMissing,
                        "lot '\(lot.id)' publishes no '\(name)', and the rulebook compares with it",
                        remedy: "add <fact name=\"\(name)\" value=\"…\"/>; without it the comparison does not hold",
                        at: places[lot.id]))
            }
        }
    }

    mutating func check(_ published: PublishedResult, _ places: PublishedDocument.Places) {
        if published.round != round.id {
            found.append(wrongRound(published.round, at: SourceLocation(file: "published.xml")))
        }
        for (headline, place) in zip(published.headlines, places.headlines) {
            switch headline.group {
            case .lot(let lot) where knownLot(lot) == nil: found.append(unknownLot(lot, at: place))
            case .region(let region): checkRegion(region, at: place)
            default: break
            }
        }
        // The winner of each lot and region.
        var suppliers: [Int: Int] = [:]
        for (number, (winner, place)) in zip(published.winners, places.winners).enumerated() {
            guard let position = index.position(of: winner.lot) else {
                found.append(unknownLot(winner.lot, at: place))
                continue
            }
            let lot = round.lots[position]
            for presentation in winner.presentations where lot.specification(presentation.specification) == nil {
                found.append(unknownSpecification(presentation.specification, lot, at: place))
            }
            for presentation in winner.presentations {
                guard let pack = presentation.pack, !pack.isConsistent(with: presentation.unitPrice) else { continue }
                found.append(
                    Finding(
                        .warning, .priceInconsistent,
                        "the published unit price \(presentation.unitPrice) is not the pack price \(pack.price) ÷ \(pack.units)",
                        remedy: "compare it with the notice", at: place))
            }
            for region in winner.regions {
                guard let known = regions.position(of: region) else {
                    checkRegion(region, at: place)
                    continue
                }
                let key = position * round.regions.count + known
                if let other = suppliers.updateValue(number, forKey: key) {
                    error(
                        .duplicate,
                        "region '\(region)' of lot '\(winner.lot)' is supplied by "
                            + "'\(published.winners[other].name)' and by '\(winner.name)'",
                        remedy: "a region has one primary supplier a lot", at: place)
                }
            }
        }
    }

    mutating func check(_ baselines: PriceLists, _ places: [SourceLocation]) {
        let root = SourceLocation(file: "baselines.xml")
        if baselines.round != round.id { found.append(wrongRound(baselines.round, at: root)) }
        for (list, place) in zip(baselines.lists, places) {
            for price in list.prices {
                guard let lot = knownLot(price.lot) else {
                    found.append(unknownLot(price.lot, at: place))
                    continue
                }
                if lot.specification(price.specification) == nil {
                    found.append(unknownSpecification(price.specification, lot, at: place))
                }
            }
        }
    }

    mutating func check(_ payment: Payment, _ places: PaymentDocument.Places) {
        let root = SourceLocation(file: "payment.xml")
        if payment.round != round.id { found.append(wrongRound(payment.round, at: root)) }
        for (item, place) in zip(payment.reimbursements, places.reimbursements) {
            if let lot = item.lot, knownLot(lot) == nil { found.append(unknownLot(lot, at: place)) }
            if let region = item.region { checkRegion(region, at: place) }
        }
        var shares: [String: FixedDecimal] = [:]
        for (item, place) in zip(payment.retentions, places.retentions) {
            checkRegion(item.region, at: place)
            let sum = (shares[item.region] ?? .zero) + item.share
            shares[item.region] = sum
            if sum > FixedDecimal.one {
                error(
                    .notAnAllowedValue, "the institutions of region '\(item.region)' buy more than its volume",
                    remedy: "their shares add up to 100% at most", at: place)
            }
        }
    }

    private mutating func checkRegion(_ region: String, at place: SourceLocation) {
        guard !hasRegion(region) else { return }
        error(.unknownRegion, "round '\(round.id)' has no region '\(region)'", at: place)
    }

    /// A tier without a share leaves a lot's volume out of every amount.
    mutating func checkShares(_ demand: Demand, _ places: LotPlaces) {
        guard demand.kind == .base, let volume = rulebook.volume, !volume.shares.isEmpty || volume.own.isEmpty
        else { return }
        let tiers = Set(volume.shares.map(\.tier))
        for lot in round.lots
        where lot.share == nil && !tiers.contains(lot.tier) && demand.lines.lots.values.contains(lot.id) {
            found.append(
                Finding(
                    .warning, .missingShare, "the rulebook states no share for tier '\(lot.tier)' of lot '\(lot.id)'",
                    remedy: "it has: \(tiers.sorted().joined(separator: ", "))",
                    at: places[lot.id]))
        }
    }

    /// A rule that compares with the ceiling needs one in every lot that somebody bid for.
    mutating func checkCeilings(of submissions: [Submission], _ places: LotPlaces) {
        guard !bareLots.isEmpty, rulebook.allStages.contains(where: { $0.needsCeiling }) else { return }
        let wanted = Set(submissions.flatMap { $0.lotPositions(in: index) })
        for position in bareLots where wanted.contains(Int32(position)) {
            let lot = round.lots[position]
            error(
                .missingCeiling, "lot '\(lot.id)' has bids and no ceiling, and the rulebook compares with the ceiling",
                remedy: "add <ceiling specification=\"…\" price=\"…\"/>",
                at: places[lot.id])
        }
    }

    // MARK: - Submissions

    struct Acceptance {
        var submissions: [Submission] = []
        var refused: [RefusedSubmission] = []
        var findings: [Finding] = []
    }

    /// Holds the submissions against the round; a fault excludes the faulty bid, or the submission when it is
    /// about the whole of it.
    func accept(_ files: [SubmissionFile]) -> Acceptance {
        let directory = files.contains { $0.places?.offered != nil } ? LotDirectory(round) : nil
        let named = LotsByNumber(files, index)
        let held = Portions.each(files.count, portion: 64) { hold(files[$0], named, directory) }
        var acceptance = Acceptance()
        var candidates: [Candidate] = []
        candidates.reserveCapacity(files.count)
        for file in held {
            switch file {
            case .sound(let candidate): candidates.append(candidate)
            case .refused(let name, let findings):
                acceptance.refused.append(RefusedSubmission(file: name, isWhole: true, findings: findings))
                acceptance.findings += findings
            }
        }
        settleRepetitions(candidates, &acceptance)
        acceptance.submissions.sort { $0.bidder.id < $1.bidder.id }
        acceptance.refused.sort { $0.file < $1.file }
        return acceptance
    }

    /// A submission that may take part.
    private final class Candidate: Sendable {
        let name: String
        let findings: [Finding]
        let submission: Submission
        let place: SourceLocation

        init(name: String, findings: [Finding], submission: Submission, place: SourceLocation) {
            self.name = name
            self.findings = findings
            self.submission = submission
            self.place = place
        }
    }

    /// A submission after it was held against the round by itself.
    private enum Held {
        case sound(Candidate)
        case refused(name: String, findings: [Finding])
    }

    /// Where the lots stand that readers of submissions know by numbers: each name is looked up once.
    private struct LotsByNumber: Sendable {
        private var positions: [ObjectIdentifier: [Int32]] = [:]

        init(_ files: [SubmissionFile], _ index: NameIndex) {
            for file in files {
                guard let names = file.places?.kept.lots?.names, positions[ObjectIdentifier(names)] == nil else {
                    continue
                }
                let lots = names.lots
                positions[ObjectIdentifier(names)] = Portions.each(lots.count) {
                    Int32(index.position(of: lots[$0]) ?? -1)
                }
            }
        }

        /// The position of each bid's lot, −1 where there is none; nil where the lots have no numbers.
        func positions(_ places: SubmissionPlaces) -> [Int32]? {
            guard let lots = places.kept.lots, let positions = positions[ObjectIdentifier(lots.names)] else {
                return nil
            }
            return lots.numbers.map { positions[Int($0)] }
        }
    }

    private func hold(_ file: SubmissionFile, _ named: LotsByNumber, _ directory: LotDirectory?) -> Held {
        guard var submission = file.submission, let places = file.places else {
            return .refused(name: file.name, findings: file.findings)
        }
        if let directory { places.offered?.settle(&submission, by: directory) }
        var problems: [Finding] = []
        if submission.round != round.id { problems.append(wrongRound(submission.round, at: places.root)) }
        if let deadline = round.deadline, let submitted = submission.submitted, submitted > deadline {
            problems.append(
                Finding(
                    .error, .lateSubmission, "submitted at \(submitted), after the deadline \(deadline)",
                    at: places.root))
        }
        var own = file.findings
        if round.deadline != nil, submission.submitted == nil, !own.contains(where: { $0.code == .timeIncomplete }) {
            own.append(
                Finding(
                    .warning, .lateSubmission, "the round has a deadline, and this submission says no time",
                    remedy: "state it with submitted=\"…\"", at: places.root))
        }
        guard problems.isEmpty else { return .refused(name: file.name, findings: own + problems) }
        var findings = FindingList(limit: limits.findings)
        findings += own
        keepSoundBids(
            &submission, named.positions(places) ?? submission.lotPositions(in: index), places, &findings)
        return .sound(
            Candidate(name: file.name, findings: findings.all, submission: submission, place: places.root))
    }

    private func keepSoundBids(
        _ submission: inout Submission, _ positions: [Int32], _ places: SubmissionPlaces,
        _ findings: inout FindingList
    ) {
        let (bidPlaces, declinedPlaces) = (places.bids, places.declined)
        let repeated = CrossChecks.repeated(positions)
        var unsound: [Int] = []
        for number in submission.bids.indices {
            if isPlainlySound(submission, number, positions[number], repeated, places) { continue }
            let bid = submission.bids[number]
            func place() -> SourceLocation { bidPlaces.location(places.kept.ordinal(ofBid: number)) }
            let position = Int(positions[number])
            if position < 0 {
                findings.append(unknownLot(bid.lot, at: place()))
                unsound.append(number)
            } else if let count = repeated[positions[number]], specifications.has(bid.specification, at: position) {
                findings.append(
                    Finding(
                        .error, .duplicateBid,
                        "'\(submission.bidder.name)' bids \(count) times for lot '\(bid.lot)'",
                        remedy: "one bid a lot: none of them takes part", at: place()))
                unsound.append(number)
            } else if let finding = fault(of: bid, position, places, number) {
                findings.append(finding(place()))
                unsound.append(number)
            } else if let pack = bid.pack, !pack.isConsistent(with: bid.price) {
                findings.append(
                    Finding(
                        .warning, .priceInconsistent,
                        "the unit price \(bid.price) is not the pack price \(pack.price) ÷ \(pack.units)",
                        remedy: "the unit price ranks, the pack price is paid", at: place()))
            }
        }
        var sound = positions
        for number in unsound.reversed() {
            submission.bids.remove(at: number)
            sound.remove(at: number)
        }
        submission.keep(lotPositions: sound, in: index)
        for (number, declined) in submission.declined.enumerated() where index.position(of: declined.lot) == nil {
            let place = declinedPlaces.location(places.kept.ordinal(ofDeclined: number))
            findings.append(unknownLot(declined.lot, at: place))
        }
    }

    /// Whether nothing has to be said of a bid, as far as that shows without taking it apart.
    private func isPlainlySound(
        _ submission: borrowing Submission, _ number: Int, _ position: Int32, _ repeated: [Int32: Int],
        _ places: SubmissionPlaces
    ) -> Bool {
        guard repeated.isEmpty, !hasComponents, places.offered == nil, submission.isPlainBid(at: number), position >= 0,
            specifications.has(submission.bids[number].specification, at: Int(position))
        else { return false }
        let price = submission.bids[number].price
        if let most = rulebook.comparablePrice.filedDigits, price.scale > most { return false }
        guard let pack = submission.bids[number].pack else { return true }
        return pack.isConsistent(with: price)
    }

    /// How often each position stands there that stands there more than once.
    private static func repeated(_ positions: [Int32]) -> [Int32: Int] {
        let sorted = positions.sorted()
        guard zip(sorted, sorted.dropFirst()).contains(where: { $0 == $1 }) else { return [:] }
        return Dictionary(sorted.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
    }

    /// What keeps a bid for a lot from taking part, but for another bid; nil for nothing.
    private func fault(
        of bid: Bid, _ position: Int, _ places: SubmissionPlaces, _ number: Int
    ) -> ((SourceLocation) -> Finding)? {
        if !specifications.has(bid.specification, at: position) {
            return { unknownSpecification(bid.specification, round.lots[position], at: $0) }
        }
        if let finding = places.offered?.currencyFinding(ofBid: number, expected: round.currency) { return finding }
        if let most = rulebook.comparablePrice.filedDigits, bid.price.scale > most, bid.price.trimmed.scale > most {
            return { place in
                Finding(
                    .error, .priceDecimals,
                    "the price \(bid.price) has \(bid.price.trimmed.scale) decimals, the rulebook allows \(most)",
                    remedy: "the bidder has to state it with at most \(most)", at: place)
            }
        }
        if !hasComponents, bid.components.isEmpty { return nil }
        return fault(ofComponents: bid, round.lots[position]).map { code, message, remedy in
            { place in Finding(.error, code, message, remedy: remedy, at: place) }
        }
    }

    /// What is wrong with the parts of a system: each is priced once, and together they are the price that is filed.
    private func fault(ofComponents bid: Bid, _ lot: Lot) -> (FindingCode, String, String)? {
        guard !lot.components.isEmpty || !bid.components.isEmpty else { return nil }
        let wanted = lot.components.map(\.name)
        let missing = wanted.filter { bid.components[$0] == nil }
        let unknown = bid.components.keys.filter { !wanted.contains($0) }.sorted()
        if let name = missing.first {
            return (
                .componentMissing, "the bid has no price for component '\(name)' of lot '\(lot.id)'",
                "add <component name=\"\(name)\" price=\"…\"/>"
            )
        }
        if let name = unknown.first {
            return (
                .componentMissing, "lot '\(lot.id)' has no component '\(name)'",
                wanted.isEmpty ? "it is bid for as one product" : "it has: \(wanted.joined(separator: ", "))"
            )
        }
        let sum = Ratio.sum(lot.components.map { Ratio($0.quantity) * Ratio(bid.components[$0.name] ?? .zero) })
        if sum == Ratio(bid.price) { return nil }
        return (
            .systemPriceInconsistent,
            "the price \(bid.price) is not the sum of the components times their quantities, \(sum.rounded(to: 6, .halfUp).shortestDescription)",
            "the bidder has to mend one of them"
        )
    }

    /// A later submission of the same bidder replaces the earlier one; two at the same instant are a fault.
    private func settleRepetitions(_ candidates: [Candidate], _ acceptance: inout Acceptance) {
        // Nearly always each bidder has one submission.
        let mayRepeat =
            TextIndex(candidates.lazy.map(\.submission.bidder.id)).hasRepetition
            || !candidates.allSatisfy { $0.submission.bidder.id.isWrittenInOneWay }
        var groups: [Bidder.ID: [Int]] = [:]
        if mayRepeat {
            for (index, candidate) in candidates.enumerated() {
                groups[candidate.submission.bidder.id, default: []].append(index)
            }
        }
        for (index, candidate) in candidates.enumerated() {
            let group = mayRepeat ? groups[candidate.submission.bidder.id] ?? [] : [index]
            if candidate.findings.isEmpty, group.count == 1 {
                acceptance.submissions.append(candidate.submission)
                continue
            }
            let rivals = group.filter { $0 != index }.map { candidates[$0] }
            var findings = candidate.findings
            var isWhole = false
            let time = candidate.submission.submitted
            let newest = rivals.compactMap(\.submission.submitted).max()
            if let same = rivals.first(where: { rival in
                time == nil || rival.submission.submitted == nil || rival.submission.submitted == time
            }) {
                let remedy =
                    time == nil
                    ? "state the time of submission, so that the later one counts" : "neither takes part"
                findings.append(
                    Finding(
                        .error, .supersededSubmission,
                        "bidder '\(candidate.submission.bidder.id)' has another submission of the same time, '\(same.name)'",
                        remedy: remedy, at: candidate.place))
                isWhole = true
            } else if let time, let newest, newest > time,
                let later = rivals.first(where: { $0.submission.submitted == newest })
            {
                acceptance.findings.append(
                    Finding(
                        .note, .supersededSubmission,
                        "the submission of \(newest) in '\(later.name)' replaces this one", at: candidate.place))
                acceptance.findings += findings
                continue
            }
            let hasErrors = findings.contains { $0.severity == .error }
            if hasErrors {
                acceptance.refused.append(
                    RefusedSubmission(file: candidate.name, isWhole: isWhole, findings: findings))
            }
            acceptance.findings += findings
            if !isWhole { acceptance.submissions.append(candidate.submission) }
        }
    }
}
