/// The rules that input is checked by; `docs/errors.md` has an entry for each.
///
/// A code is never reused and never changes its meaning.
public enum FindingCode: String, Sendable, CaseIterable {
    // Files
    case fileMissing = "VBP0001"
    case fileUnreadable = "VBP0002"
    case fileUnexpected = "VBP0003"

    // XML
    case notWellFormed = "VBP0101"
    case forbiddenConstruct = "VBP0102"
    case unknownDocument = "VBP0103"
    case schemaViolation = "VBP0104"
    case attributeMissing = "VBP0105"
    case attributeUnknown = "VBP0106"
    case elementUnknown = "VBP0107"
    case elementMissing = "VBP0108"
    case notANumber = "VBP0109"
    case notAnAllowedValue = "VBP0110"
    case duplicate = "VBP0111"
    case limitExceeded = "VBP0112"

    // Across documents
    case wrongRound = "VBP0201"
    case unknownLot = "VBP0202"
    case unknownSpecification = "VBP0203"
    case unknownRegion = "VBP0204"
    case unknownBidder = "VBP0205"
    case duplicateBid = "VBP0206"
    case supersededSubmission = "VBP0207"
    case priceNotPositive = "VBP0208"
    case priceInconsistent = "VBP0209"
    case demandGridIncomplete = "VBP0210"
    case lateSubmission = "VBP0211"
    case demandNotGrouped = "VBP0212"
    case unknownInstitution = "VBP0213"

    case componentMissing = "VBP0214"
    case systemPriceInconsistent = "VBP0215"

    // Rulebook and record
    case rulebookInconsistent = "VBP0301"
    case unknownPopulation = "VBP0302"
    case missingCeiling = "VBP0303"
    case missingShare = "VBP0304"
    case actForbidden = "VBP0305"
    case actUnused = "VBP0306"
    case reserveMismatch = "VBP0307"
    case publishedFactMissing = "VBP0308"
    case barWithoutDay = "VBP0309"
    case startMissing = "VBP0310"

    // Tables (`vbp convert`)
    case columnMissing = "VBP0401"
    case rowMalformed = "VBP0402"
    case specificationUnread = "VBP0403"
    case nameAdapted = "VBP0404"
    case winnerUnmatched = "VBP0405"
    case valueBlank = "VBP0406"
    case assumed = "VBP0407"
    case valueConflict = "VBP0408"
    case roundNotInTable = "VBP0409"

    // UBL
    case elementIgnored = "VBP0501"
    case consortium = "VBP0502"
    case variantOffered = "VBP0503"
    case currencyUnsupported = "VBP0504"
    case pricesUnstructured = "VBP0505"
    case totalInconsistent = "VBP0506"
    case timeIncomplete = "VBP0507"
    case priceRounded = "VBP0508"
    case unitMismatch = "VBP0509"

    // Identifiers and forms
    case identifierMalformed = "VBP0601"
    case approvalMalformed = "VBP0602"
    case priceDecimals = "VBP0603"
}
