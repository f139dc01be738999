/// What an element of a UBL document means to us.
enum UBLField {
    // The document.
    case version, identifier, round, issueDate, issueTime, lineCount
    /// The party that bids, its identifier and its names.
    case party, partyIdentifier, partyName, legalName
    /// A part of a tender that is for one lot.
    case project, variant, variantsAllowed, lot
    case total, totalOfLines, totalPayable, totalWithTax
    // A line.
    case line, lineLot, lineReference, lineAction, alternative
    case quantity, lineAmount, contentUnits, packSize, capacity
    case itemName, itemDescription, standardIdentifier, sellersIdentifier
    case property, propertyName, propertyValue
    case price, priceAmount, baseQuantity
    /// Read over on purpose: a line's own number.
    case silent

    /// Whether the element is an alternative to its siblings, whatever it holds.
    var isSkipped: Bool { if case .alternative = self { true } else { false } }
}

extension UBLDocumentKind {
    /// The elements that have a meaning here, by their paths below the root; all others are ignored and counted.
    var fields: [(path: String, field: UBLField)] {
        head + Self.partyFields.map { (party + $0.path, $0.field) } + lines
    }

    private var head: [(path: String, field: UBLField)] {
        let shared: [(path: String, field: UBLField)] = [
            ("UBLVersionID", .version), ("ID", .identifier), ("IssueDate", .issueDate), ("IssueTime", .issueTime),
            (round, .round),
        ]
        switch self {
        case .tender:
            return shared + [
                ("TenderedProject", .project),
                ("TenderedProject/VariantID", .variant),
                ("TenderedProject/ProcurementProjectLot/ID", .lot),
                (
                    "TenderedProject/ProcurementProjectLot/TenderingTerms/VariantConstraintIndicator",
                    .variantsAllowed
                ),
            ] + Self.totals("TenderedProject/LegalMonetaryTotal")
        case .quotation:
            return shared + [("LineCountNumeric", .lineCount)] + Self.totals("QuotedMonetaryTotal")
        case .catalogue:
            return shared + [("LineCountNumeric", .lineCount)]
        }
    }

    private static func totals(_ path: String) -> [(path: String, field: UBLField)] {
        [
            (path, .total), ("\(path)/LineExtensionAmount", .totalOfLines), ("\(path)/PayableAmount", .totalPayable),
            ("\(path)/TaxInclusiveAmount", .totalWithTax),
        ]
    }

    private static let partyFields: [(path: String, field: UBLField)] = [
        ("", .party), ("/PartyIdentification/ID", .partyIdentifier), ("/PartyName/Name", .partyName),
        ("/PartyLegalEntity/RegistrationName", .legalName),
    ]

    private var lines: [(path: String, field: UBLField)] {
        switch self {
        case .tender:
            let line = "TenderedProject/TenderLine"
            return Self.orderFields(line) + Self.itemFields("\(line)/Item")
                + Self.priceFields("\(line)/OfferedItemLocationQuantity/Price") + [
                    (line, .line), ("\(line)/ID", .silent), ("\(line)/Quantity", .quantity),
                    ("\(line)/LineExtensionAmount", .lineAmount), ("\(line)/SubTenderLine", .alternative),
                    ("\(line)/CallForTendersLineReference/LineID", .lineReference),
                ]
        case .quotation:
            let line = "QuotationLine"
            let item = "\(line)/LineItem"
            return Self.itemFields("\(item)/Item") + Self.priceFields("\(item)/Price") + [
                (line, .line), ("\(line)/ID", .silent), ("\(item)/ID", .silent), ("\(item)/Quantity", .quantity),
                ("\(item)/LineExtensionAmount", .lineAmount), ("\(item)/MaximumQuantity", .capacity),
                ("\(line)/RequestForQuotationLineID", .lineReference),
                ("\(line)/RequestLineReference/LineID", .lineReference),
                ("\(line)/AlternativeLineItem", .alternative),
                ("\(line)/SellerProposedSubstituteLineItem", .alternative),
            ]
        case .catalogue:
            let line = "CatalogueLine"
            return Self.orderFields(line) + Self.itemFields("\(line)/Item")
                + Self.priceFields("\(line)/RequiredItemLocationQuantity/Price") + [
                    (line, .line), ("\(line)/ID", .silent), ("\(line)/ActionCode", .lineAction),
                    ("\(line)/ContractSubdivision", .lineLot),
                    ("\(line)/CallForTendersLineReference/LineID", .lineReference),
                    ("\(line)/CallForTendersDocumentReference/ID", .round),
                ]
        }
    }

    private static func orderFields(_ line: String) -> [(path: String, field: UBLField)] {
        [("\(line)/ContentUnitQuantity", .contentUnits), ("\(line)/MaximumOrderQuantity", .capacity)]
    }

    private static func itemFields(_ item: String) -> [(path: String, field: UBLField)] {
        [
            ("\(item)/Name", .itemName), ("\(item)/Description", .itemDescription),
            ("\(item)/PackSizeNumeric", .packSize),
            ("\(item)/StandardItemIdentification/ID", .standardIdentifier),
            ("\(item)/SellersItemIdentification/ID", .sellersIdentifier),
            ("\(item)/AdditionalItemProperty", .property),
            ("\(item)/AdditionalItemProperty/Name", .propertyName),
            ("\(item)/AdditionalItemProperty/Value", .propertyValue),
        ]
    }

    private static func priceFields(_ price: String) -> [(path: String, field: UBLField)] {
        [(price, .price), ("\(price)/PriceAmount", .priceAmount), ("\(price)/BaseQuantity", .baseQuantity)]
    }
}
