/// The UBL documents (versions 2.1 to 2.4, which share their namespaces) that are read as submissions.
enum UBLDocumentKind: String, Sendable, CaseIterable {
    case tender = "Tender"
    case quotation = "Quotation"
    case catalogue = "Catalogue"

    /// The namespace of the root element.
    var namespace: String { "urn:oasis:names:specification:ubl:schema:xsd:\(rawValue)-2" }

    /// The namespace of elements that hold elements.
    static let aggregates = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
    /// The namespace of elements that hold text.
    static let basics = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"

    /// The element that makes a bid.
    var line: String { "\(rawValue)Line" }

    /// How deep that element stands; the root is at 1.
    var lineDepth: Int { self == .tender ? 3 : 2 }

    /// The element that says who bids.
    var party: String {
        switch self {
        case .tender: "TendererParty"
        case .quotation: "SellerSupplierParty/Party"
        case .catalogue: "ProviderParty"
        }
    }

    /// The element that says for which round.
    var round: String {
        switch self {
        case .tender: "ContractFolderID"
        case .quotation: "RequestForQuotationDocumentReference/ID"
        case .catalogue: "ReferencedContract/ID"
        }
    }

    /// The kind of a root element; nil when it is none of these.
    static func kind(rootElement name: String, namespace: String) -> UBLDocumentKind? {
        allCases.first { $0.rawValue == name && $0.namespace == namespace }
    }
}
