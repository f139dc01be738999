import ArgumentParser
import Importer

struct SchemaCommand: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", _superCommandName: "vbp",
        abstract: "Prints the XML schema of a document: one self-contained file.")

    @Argument(
        help: "round, rulebook, demand, submission, record, published, baselines or payment.",
        transform: { word in
            guard let kind = DocumentKind(rawValue: word) else {
                let known = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("there is no schema '\(word)'; there are: \(known)")
            }
            return kind
        })
    var name: DocumentKind

    func run(_ console: Console) -> ExitStatus {
        console.write(name.schema)
        return .done
    }
}
