import Glibc
public import Procurement

/// What reading a round's folder gave.
public struct ImportedRound: Sendable {
    /// The round, when its own documents are sound.
    public var dossier: Dossier?
    /// Everything that was found, in order of place; file names are relative to the folder.
    public var findings: [Finding]
    /// Whether the round's own documents (not a bidder's) are at fault or missing.
    public var hasAuthorityFault: Bool
    /// Whether the folder or one of its required documents is not there.
    public var isMissing: Bool
    /// Where the recorded acts stand, in their order.
    public var actPlaces: [SourceLocation]
    /// What each file is, in the order in which they are read.
    public var files: [DocumentSummary] = []
}

/// Reads a round's folder: `round.xml`, `rulebook.xml`, `demand.xml`, `record.xml`, `references.xml`, `published.xml`,
/// `baselines.xml`, `payment.xml` and `submissions/*.xml`.
///
/// Every problem of every file is reported, not the first only. A faulty submission is left out, wholly or for the
/// faulty bid; the rest of the round is not affected.
public struct RoundFolder {
    private let path: String
    private let validatesSchema: Bool
    private let limits: ImportLimits
    private let workers: Int
    private let digests: Bool
    private let reader: DocumentReader
    /// Another file that is read in the place of `record.xml`.
    private let recordPath: String?

    /// Prepares to read the folder at `path`.
    ///
    /// - Parameters:
    ///   - validatesSchema: whether the documents are held against their XSDs too; the reader's own checks are as
    ///     strict (the tests hold both against thousands of mutated documents) and several times faster.
    ///   - limits: how much a document may hold.
    ///   - record: another file to read in the place of `record.xml`, to see what an act would do.
    ///   - workers: how many submissions are read at once; nil for one a processor. The result is the same.
    ///   - digests: whether the SHA-256 of each file is taken while it is read.
    public init(
        path: String, validatesSchema: Bool = false, limits: ImportLimits = ImportLimits(), record: String? = nil,
        workers: Int? = nil, digests: Bool = false
    ) {
        self.path = path
        self.validatesSchema = validatesSchema
        self.limits = limits
        recordPath = record
        self.workers = workers ?? Portions.cores
        self.digests = digests
        reader = DocumentReader(validatesSchema: validatesSchema, limits: limits, digests: digests)
    }

    /// Makes readers for other threads.
    private var makeReader: @Sendable () -> DocumentReader {
        { [validatesSchema, limits, digests] in
            DocumentReader(validatesSchema: validatesSchema, limits: limits, digests: digests)
        }
    }

    /// Reads everything.
    public func read() -> ImportedRound {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let finding = Finding(.error, .fileMissing, "there is no such folder", at: SourceLocation(file: ""))
            return ImportedRound(findings: [finding], hasAuthorityFault: true, isMissing: true, actPlaces: [])
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            let finding = Finding(
                .error, .fileUnexpected, "this is a file, not a round's folder",
                remedy: "name the folder that holds round.xml", at: SourceLocation(file: ""))
            return ImportedRound(findings: [finding], hasAuthorityFault: true, isMissing: true, actPlaces: [])
        }
        var findings: [Finding] = []
        var isMissing = false
        var files: [DocumentSummary] = []

        func document(
            _ name: String, _ kind: DocumentKind, isRequired: Bool, readAhead: ReadAhead? = nil
        ) -> ImportedDocument? {
            let place = kind == .record ? recordPath : nil
            let result =
                readAhead?.result ?? reader.read(path: place ?? "\(path)/\(name)", shownAs: name, expecting: kind)
            if result.findings.contains(where: { $0.code == .fileMissing }) {
                guard isRequired else { return nil }
                isMissing = true
            }
            files.append(DocumentSummary(file: name, result))
            findings += result.findings
            return result.document
        }
        // They are read while the authority's documents are read and checked; of these the longest but one before them.
        let published = ReadAhead(path: "\(path)/published.xml", shownAs: "published.xml", .published, makeReader)
        let submissions = readSubmissions(after: published)
        let hasSubmissions = !submissions.files.isEmpty
        let roundDocument = document("round.xml", .round, isRequired: true)
        // A round that is known from outside alone has no bids, and its rules may not be known.
        let rulebookDocument = document("rulebook.xml", .rulebook, isRequired: hasSubmissions || roundDocument == nil)
        let demandDocument = document("demand.xml", .demand, isRequired: false)
        let recordDocument = document("record.xml", .record, isRequired: false)
        let referencesDocument = document("references.xml", .references, isRequired: false)
        let publishedDocument = document(
            "published.xml", .published, isRequired: false, readAhead: published)
        let baselinesDocument = document("baselines.xml", .baselines, isRequired: false)
        let paymentDocument = document("payment.xml", .payment, isRequired: false)
        findings += submissions.findings
        let authorityFindings = findings.filter { $0.location.map { !$0.file.hasPrefix("submissions/") } ?? true }

        var rulebook: Rulebook?
        if case .rulebook(let read)? = rulebookDocument {
            rulebook = read
        } else if !files.contains(where: { $0.file == "rulebook.xml" }), case .round(let round, _)? = roundDocument {
            rulebook = .unknown(for: round.id)
        }
        guard case .round(let round, let lotPlaces)? = roundDocument, let rulebook else {
            let submissionFiles = submissions.files.wait()
            files += submissionFiles.map(\.summary)
            findings += submissionFiles.flatMap(\.findings)
            return ImportedRound(
                findings: findings.sorted(), hasAuthorityFault: true, isMissing: isMissing, actPlaces: [],
                files: files)
        }
        var dossier = Dossier(round: round, rulebook: rulebook)
        var checks = CrossChecks(round: round, rulebook: rulebook, limits: limits)
        var actPlaces: [SourceLocation] = []
        if case .demand(let demand, let places)? = demandDocument {
            checks.check(demand, places)
            dossier.demand = demand
        }
        if case .record(let record, let places)? = recordDocument {
            checks.check(record, places)
            dossier.record = record
            actPlaces = places.acts
        }
        if case .references(let owner, let facts, let places)? = referencesDocument {
            checks.check(facts, of: owner, places)
            dossier.borrowed = facts
        }
        if case .published(let published, let places)? = publishedDocument {
            checks.check(published, places)
            dossier.published = published
        }
        if case .baselines(let baselines, let places)? = baselinesDocument {
            checks.check(baselines, places)
            dossier.priceLists = baselines.lists
        }
        if case .payment(let payment, let places)? = paymentDocument {
            checks.check(payment, places)
            dossier.payment = payment
        }
        if let demand = dossier.corrected().dossier.demand {
            checks.checkGrid(demand)
            checks.checkShares(demand, lotPlaces)
        }
        let submissionFiles = submissions.files.wait()
        files += submissionFiles.map(\.summary)
        let accepted = checks.accept(submissionFiles)
        checks.checkBrands(dossier.demand, of: accepted.submissions)
        dossier.submissions = accepted.submissions
        dossier.refused = accepted.refused
        checks.checkCeilings(of: accepted.submissions, lotPlaces)
        checks.checkPublishedFacts(lotPlaces)
        let ownErrors = (authorityFindings + checks.findings).contains { $0.severity == .error }
        findings += checks.findings + accepted.findings
        var list = FindingList(limit: limits.findings)
        list += findings.sorted()
        return ImportedRound(
            dossier: ownErrors ? nil : dossier, findings: list.all.sorted(), hasAuthorityFault: ownErrors,
            isMissing: isMissing, actPlaces: actPlaces, files: files)
    }

    /// Reads the lines of `demand.xml` that go down to institutions or brands, one region and lot at a time.
    ///
    /// They may be millions, so they are not kept; `Demand` has their totals, and the institutions that they speak of.
    /// Corrections are not applied: `Dossier.corrected(_:)` for a group does that.
    ///
    /// - Parameter body: is handed each group in the order of the document.
    /// - Returns: what is wrong with the document by itself; empty for one that `read()` took and nobody changed since.
    /// - Complexity: O(*n*) in the size of the document; memory for its names, its totals and the largest group.
    public func readDemandGroups(_ body: (DemandGroup) -> Void) -> [Finding] {
        withoutActuallyEscaping(body) { body in
            reader.read(path: "\(path)/demand.xml", shownAs: "demand.xml", expecting: .demand, onGroup: body).findings
        }
    }

    private func readSubmissions(after first: ReadAhead) -> (files: SubmissionFiles, findings: [Finding]) {
        var findings: [Finding] = []
        let (names, problem) = Directory.entries(of: "\(path)/submissions")
        if var problem, problem.code != .fileMissing {
            problem.location = SourceLocation(file: "submissions")
            findings.append(problem)
        }
        var submissions: [String] = []
        for name in names where !name.hasPrefix(".") {
            if Directory.isDocumentName(name) {
                submissions.append(name)
            } else {
                findings.append(
                    Finding(
                        .warning, .fileUnexpected, "this file is no submission and was not read",
                        remedy: "submissions are files named *.xml", at: SourceLocation(file: "submissions/\(name)")))
            }
        }
        let folder = path
        let files = SubmissionFiles(
            submissions, workers: workers, makeReader: makeReader, after: { _ = first.result },
            place: { (path: "\(folder)/submissions/\($0)", shown: "submissions/\($0)") })
        return (files, findings)
    }
}

extension RoundFolder {
    /// The names of the submission files in a round's folder; empty when there are none.
    public static func submissionNames(in path: String) -> [String] {
        Directory.entries(of: "\(path)/submissions").names.filter(Directory.isDocumentName)
    }
}
