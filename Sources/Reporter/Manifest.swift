public import Digests
public import PriceImpact
import Procurement
import Ranking

/// What a report was made of and with: enough to make it again and to find out what changed.
///
/// It holds no path, time, user or host.
public struct Manifest: Sendable, Equatable {
    /// The format's name; another one is of another version of the tool.
    public static let format = "vbp-manifest-1"
    /// The file's name in a report's folder.
    public static let fileName = "manifest.json"

    /// The version of the tool.
    public var version: String
    /// The libraries with their versions, which matter to the bytes of some files and to no figure.
    public var libraries: [String: String]
    /// The round's identifier.
    public var round: String
    /// The language that comes first.
    public var language: Language
    /// The files that were read, by name.
    public var inputs: [FileDigest]
    /// The files that were written, by name; the manifest itself is not among them.
    public var outputs: [Output]
    /// Formats of documents and outputs, the rulebook with its marks, and counts: to be read, not to be computed with.
    public var description: [String: JSON]

    /// A file that was written.
    public struct Output: Sendable, Equatable {
        /// The file.
        public var file: FileDigest
        /// Of an archive the members, which are compared in place of its bytes.
        public var members: [FileDigest]?

        /// Creates an output.
        public init(file: FileDigest, members: [FileDigest]? = nil) {
            self.file = file
            self.members = members
        }
    }

    /// Creates the manifest of a report.
    ///
    /// - Parameter formats: the documents that are read and their namespaces.
    public init(
        of assessment: Assessment, version: String, libraries: [String: String], formats: [String: String],
        language: Language, inputs: [FileDigest], outputs: [Output]
    ) {
        self.version = version
        self.libraries = libraries
        self.language = language
        round = assessment.dossier.round.id
        self.inputs = inputs.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        self.outputs = outputs.sorted { $0.file.name.utf8.lexicographicallyPrecedes($1.file.name.utf8) }
        description = [
            "rulebook": Manifest.rulebook(assessment.dossier.rulebook),
            "counts": ResultDocument.counts(assessment),
            "formats": .object(
                formats.merging(["result": ResultDocument.format], uniquingKeysWith: { $1 }).mapValues { .string($0) }),
        ]
    }

    /// The rulebook's identifier, and how many of its rules rest on what and are trusted how far.
    private static func rulebook(_ rulebook: Rulebook) -> JSON {
        let citations = rulebook.citedRules.map(\.citation)
        let bases = Basis.allCases.map { basis in
            (basis.rawValue, JSON.integer(citations.count { $0.basis == basis }))
        }
        let marks = Confidence.allCases.map { mark in
            (mark.rawValue, JSON.integer(citations.count { $0.confidence == mark }))
        }
        return .object([
            "id": .string(rulebook.id), "rules": .integer(citations.count),
            "basis": .object(Dictionary(bases, uniquingKeysWith: { first, _ in first })),
            "confidence": .object(Dictionary(marks, uniquingKeysWith: { first, _ in first })),
        ])
    }
}

extension Manifest {
    /// The document.
    public var json: JSON {
        var members = description
        members["format"] = .string(Manifest.format)
        members["tool"] = .object(["name": .string("vbp"), "version": .string(version)])
        members["libraries"] = .object(libraries.mapValues { .string($0) })
        members["round"] = .string(round)
        members["options"] = .object(["language": .string(language.rawValue)])
        members["inputs"] = .array(inputs.map { .object(Manifest.members(of: $0)) })
        members["outputs"] = .array(
            outputs.map { output in
                var members = Manifest.members(of: output.file)
                members["members"] = output.members.map { .array($0.map { .object(Manifest.members(of: $0)) }) }
                return .object(members)
            })
        return .object(members)
    }

    private static func members(of file: FileDigest) -> [String: JSON] {
        ["name": .string(file.name), "bytes": .integer(file.bytes), "sha256": .string(file.sha256)]
    }

    /// Why a text is no manifest that this version reads.
    public enum Problem: Error {
        /// It is no JSON, or something is missing.
        case damaged
        /// It is of another format: it names the version that wrote it, where it says so.
        case otherFormat(String?)
    }

    /// Reads a manifest.
    public init(parsing bytes: [UInt8]) throws(Problem) {
        guard let json = try? JSON(parsing: bytes), let format = json["format"]?.stringValue else { throw .damaged }
        let version = json["tool"]?["version"]?.stringValue
        guard format == Manifest.format else { throw .otherFormat(version) }
        guard let version, let round = json["round"]?.stringValue, case .object(let libraries)? = json["libraries"],
            let language = json["options"]?["language"]?.stringValue.flatMap(Language.init(rawValue:)),
            case .array(let inputs)? = json["inputs"], case .array(let outputs)? = json["outputs"]
        else { throw .damaged }
        self.version = version
        self.round = round
        self.language = language
        self.libraries = libraries.compactMapValues(\.stringValue)
        self.inputs = try inputs.map(Manifest.file)
        self.outputs = try outputs.map { json throws(Problem) in
            Output(file: try Manifest.file(json), members: try json["members"]?.elements.map(Manifest.file))
        }
        description = [:]
        for key in ["rulebook", "counts", "formats"] { description[key] = json[key] }
    }

    private static func file(_ json: JSON) throws(Problem) -> FileDigest {
        guard let name = json["name"]?.stringValue, let bytes = json["bytes"]?.integerValue,
            let sha256 = json["sha256"]?.stringValue,
            !name.isEmpty, !name.hasPrefix("/"), !name.split(separator: "/").contains("..")
        else { throw .damaged }
        return FileDigest(name: name, bytes: bytes, sha256: sha256)
    }
}
