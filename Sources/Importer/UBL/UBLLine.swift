import Decimals
import Procurement

/// What the open line of a UBL document has stated so far.
struct UBLLine {
    let place: SourceLocation
    /// Whether something in it was reported, so that it makes no bid.
    var isFaulty = false

    var lot: String?
    var reference: String?
    var standardIdentifier: String?
    var sellersIdentifier: String?
    var name: String?
    var description: String?
    var strength: String?
    var approval: String?

    var quantity: Amount?
    var total: Amount?
    var contentUnits: Amount?
    var packSize: Amount?
    var capacity: Amount?
    var prices = 0
    var price: Amount?
    var base: Amount?

    /// The property that is open.
    var propertyName = ""
    var propertyValue = ""

    /// A number with its currency or unit.
    struct Amount {
        var number: FixedDecimal
        var unit: String?
    }

    init(at place: SourceLocation) { self.place = place }

    /// What the line calls the thing offered, for messages and until the round says what it is.
    var specificationAsWritten: String? {
        strength ?? reference ?? standardIdentifier ?? sellersIdentifier ?? description ?? name
    }

    /// Takes the property that was open; says whether it means something.
    mutating func takeProperty() -> Bool {
        defer { (propertyName, propertyValue) = ("", "") }
        guard let meaning = Property(propertyName), !propertyValue.isEmpty else { return false }
        switch meaning {
        case .strength: strength = strength ?? propertyValue
        case .lot: lot = lot ?? propertyValue
        case .approval: approval = approval ?? propertyValue
        }
        return true
    }

    /// The item properties that mean something, by their usual names.
    enum Property {
        case strength, lot, approval

        init?(_ name: String) {
            switch Name.folded(name).lowercased() {
            case "strength", "specification", "规格": self = .strength
            case "lot", "品种": self = .lot
            case "approval", "approvalnumber", "registrationnumber", "批准文号", "注册证号", "注册证编号": self = .approval
            default: return nil
            }
        }
    }

    /// Units by which prices are not compared: outer packages, of which nobody knows how much they hold
    /// (UN/ECE recommendations 20 and 21).
    static let packageUnits: Set<String> = [
        "PK", "XPK", "PA", "XPA", "BX", "XBX", "CT", "XCT", "CS", "XCS", "NMP", "OP", "XPX", "XBG", "BG",
    ]
}
