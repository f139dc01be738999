import Decimals
public import Procurement

/// Reads and writes `payment.xml`.
public enum PaymentDocument {
    /// Where the parts of a payment stand.
    struct Places {
        var reimbursements: [SourceLocation] = []
        var retentions: [SourceLocation] = []
    }

    static func read(_ root: Element, _ diagnostics: Diagnostics) -> (Payment, Places)? {
        var attributes = AttributeReader(root.tag, diagnostics)
        let round = attributes.required("round")
        attributes.finish()
        diagnostics.unexpectedText(root.text, in: root.tag)
        var sources = SourceTable()
        var payment = Payment(round: round ?? "")
        var places = Places()
        for child in root.children {
            var reader = AttributeReader(child.tag, diagnostics)
            switch child.tag.name {
            case "source": sources.read(child.tag, text: child.text, diagnostics)
            case "reimbursement":
                let region = reader.text("region")
                let lot = reader.text("lot")
                let ratio = part("ratio", &reader)
                let provenance = sources.provenance(&reader)
                reader.finish()
                guard let ratio else { continue }
                if payment.reimbursements.contains(where: { $0.region == region && $0.lot == lot }) {
                    diagnostics.error(
                        .duplicate, "a reimbursement is stated twice for the same purchases", at: child.tag.location)
                }
                payment.reimbursements.append(
                    Payment.Reimbursement(region: region, lot: lot, ratio: ratio, provenance: provenance))
                places.reimbursements.append(child.tag.location)
            case "retention":
                let institution = reader.required("institution")
                let region = reader.required("region")
                let share = part("share", &reader)
                let ratio = part("ratio", &reader)
                let provenance = sources.provenance(&reader)
                reader.finish()
                guard let institution, let region, let share, let ratio else { continue }
                payment.retentions.append(
                    Payment.Retention(
                        institution: institution, region: region, share: share, ratio: ratio, provenance: provenance))
                places.retentions.append(child.tag.location)
            default:
                diagnostics.unknownElement(
                    child.tag, in: root.tag.name, allowed: ["source", "reimbursement", "retention"])
            }
        }
        return round == nil ? nil : (payment, places)
    }

    /// A part of a whole: a fraction from 0 to 1.
    private static func part(_ name: StaticString, _ reader: inout AttributeReader) -> FixedDecimal? {
        guard let value = reader.fraction(name, required: true) else { return nil }
        guard !value.isNegative, value <= FixedDecimal.one else {
            reader.diagnostics.error(
                .notAnAllowedValue,
                "attribute '\(name)' of <\(reader.tag.name)> is more than the whole, or less than nothing",
                remedy: "write a part from 0% to 100%", at: reader.location(of: name))
            return nil
        }
        return value
    }

    /// The text of `payment.xml`.
    public static func text(_ payment: Payment) -> String {
        let sources = SourceTable(payment.reimbursements.map(\.provenance) + payment.retentions.map(\.provenance))
        var writer = XMLWriter()
        writer.begin("payment", [("xmlns", DocumentKind.payment.namespace), ("round", payment.round)])
        sources.write(to: &writer)
        for item in payment.reimbursements {
            writer.element(
                "reimbursement",
                [("region", item.region), ("lot", item.lot), ("ratio", item.ratio.description)]
                    + sources.attributes(item.provenance))
        }
        for item in payment.retentions {
            writer.element(
                "retention",
                [
                    ("institution", item.institution), ("region", item.region), ("share", item.share.description),
                    ("ratio", item.ratio.description),
                ] + sources.attributes(item.provenance))
        }
        writer.end()
        return writer.text
    }
}
