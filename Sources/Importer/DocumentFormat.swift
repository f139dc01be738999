public import Digests
import Procurement

/// What kind of file a file is.
public enum DocumentFormat: Sendable, Hashable, CustomStringConvertible {
    /// One of our own documents.
    case native(DocumentKind)
    /// A UBL document that is read as a submission.
    case ubl(name: String, version: String?)
    /// XML, and no document that is read.
    case foreign(root: String, namespace: String)

    /// For people.
    public var description: String {
        switch self {
        case .native(let kind): kind.rawValue
        case .ubl(let name, let version): "UBL \(version.map { $0 + " " } ?? "")\(name)"
        case .foreign(let root, let namespace):
            "XML with the root <\(root)>\(namespace.isEmpty ? "" : " in '\(namespace)'")"
        }
    }

    /// For programs.
    public var identifier: String {
        switch self {
        case .native(let kind): kind.rawValue
        case .ubl(let name, _): "ubl-\(name.lowercased())"
        case .foreign: "unknown"
        }
    }
}

/// What a file holds, in a few words.
public struct DocumentSummary: Sendable, Hashable {
    /// The file's name as it is shown.
    public var file: String
    /// What kind of file it is; nil when it could not be read so far.
    public var format: DocumentFormat?
    /// What it holds; nil when that could not be understood.
    public var holds: String?
    /// The digest of its bytes; nil when nobody asked for it or it could not be read.
    public var digest: FileDigest?

    init(file: String, _ result: DocumentReader.Result) {
        self.file = file
        format = result.format
        holds = result.document?.words
        digest = result.digest
    }
}

extension ImportedDocument {
    /// What the document holds, for people.
    fileprivate var words: String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        switch self {
        case .round(let round, _):
            return "'\(round.id)', \(count(round.lots.count, "lot")), \(count(round.regions.count, "region"))"
        case .rulebook(let rulebook): return "'\(rulebook.id)', \(count(rulebook.stages.count, "stage"))"
        case .demand(let demand, _):
            let reporting = demand.institutions.count
            let institutions = reporting > 0 ? " from \(count(reporting, "institution"))" : ""
            return "\(count(demand.lines.rows.count, "volume"))\(institutions) of round '\(demand.round)'"
        case .submission(let submission, _):
            return
                "\(count(submission.bids.count, "bid")) of '\(submission.bidder.name)' for round '\(submission.round)'"
        case .record(let record, _): return "\(count(record.acts.count, "act")) of round '\(record.round)'"
        case .references(let round, let facts, _):
            return "\(count(facts.prices.count, "price")) and \(count(facts.bars.count, "bar")) for round '\(round)'"
        case .published(let published, _):
            return "\(count(published.winners.count, "winner")) of round '\(published.round)'"
        case .baselines(let baselines, _):
            return "\(count(baselines.lists.count, "price list")) for round '\(baselines.round)'"
        case .payment(let payment, _):
            return "\(count(payment.reimbursements.count, "reimbursement ratio")) of round '\(payment.round)'"
        }
    }
}
