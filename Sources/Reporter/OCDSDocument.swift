import Decimals
import PriceImpact
import Procurement
import Ranking

/// Renders `ocds.json`: a release package of the Open Contracting Data Standard 1.1 with the extensions for bids, lots
/// and medicines.
///
/// Amounts are JSON numbers with the digits of the exact decimals. No clock is read: the release's date is the round's
/// deadline, else the last submission's time, else `unknownDate`.
public enum OCDSDocument {
    /// What stands for a date that the round's documents do not hold; the standard asks for one.
    static let unknownDate = "1970-01-01T00:00:00Z"

    /// The document.
    public static func json(_ report: Report) -> JSON { OCDSRelease(report).package }
}

/// The parts of the one release.
private struct OCDSRelease {
    let report: Report
    let round: Round
    let impact: Impact?
    /// Reported volumes by lot and specification, where all regions' are known.
    private var volumes: [String: Ratio] = [:]

    init(_ report: Report) {
        self.report = report
        round = report.assessment.dossier.round
        impact = report.impact
        var quantities: [String: [Ratio]] = [:]
        for line in report.assessment.dossier.demand?.lines ?? DemandTable() {
            if let quantity = line.quantity {
                quantities[itemID(line.lot, line.specification), default: []].append(Ratio(quantity))
            }
        }
        volumes = quantities.mapValues(Ratio.sum)
    }

    var package: JSON {
        let extensions = ["ocds_bid_extension/master", "ocds_medicines_extension/master", "ocds_lots_extension/v1.1.5"]
        return .object([
            "uri": .string("urn:vbp:ocds:\(URIText.escaped(round.id))"), "version": .string("1.1"),
            "publishedDate": .string(date), "publisher": .object(["name": .string(buyerName)]),
            "extensions": .array(
                extensions.map {
                    .string("https://raw.githubusercontent.com/open-contracting-extensions/\($0)/extension.json")
                }),
            "releases": .array([release]),
        ])
    }

    private var release: JSON {
        var members: [String: JSON] = [
            "ocid": .string("ocds-000000-\(round.id)"), "id": .string("ocds-000000-\(round.id)-award"),
            "date": .string(date), "tag": .array([.string("tender"), .string("award")]),
            "initiationType": .string("tender"), "language": .string("zh"), "parties": .array(parties),
            "buyer": .object(["id": .string(buyerID), "name": .string(buyerName)]), "tender": tender,
        ]
        if !details.isEmpty {
            members["bids"] = .object(["details": .array(details), "statistics": .array(statistics)])
        }
        let awards = awards
        if awards.isEmpty { members["tag"] = .array([.string("tender")]) } else { members["awards"] = .array(awards) }
        return .object(members)
    }

    // MARK: - Parties

    private let buyerID = "BUYER"
    private var buyerName: String { report.title }

    private var submissions: [Submission] { report.assessment.dossier.submissions.filter { !$0.bids.isEmpty } }

    private var date: String {
        let times = report.assessment.dossier.submissions.compactMap(\.submitted)
        return (round.deadline ?? times.max())?.description ?? OCDSDocument.unknownDate
    }

    private var parties: [JSON] {
        let winners = Set((impact?.awards ?? []).map(\.bidder.id))
        var bidders: [Bidder.ID: Bidder] = [:]
        for award in impact?.awards ?? [] { bidders[award.bidder.id] = award.bidder }
        for submission in submissions { bidders[submission.bidder.id] = submission.bidder }
        let tenderers = Set(submissions.map(\.bidder.id))
        let buyer = JSON.object([
            "id": .string(buyerID), "name": .string(buyerName),
            "roles": .array([.string("buyer"), .string("procuringEntity")]),
        ])
        return [buyer]
            + bidders.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }.map { bidder in
                let roles = [
                    tenderers.contains(bidder.id) ? "tenderer" : nil, winners.contains(bidder.id) ? "supplier" : nil,
                ].compactMap { $0.map { JSON.string($0) } }
                return .object([
                    "id": .string(bidder.id), "name": .string(bidder.name), "roles": .array(roles),
                    "identifier": .object([
                        "scheme": .string(bidder.scheme.map { "CN-\($0)" } ?? "VBP"), "id": .string(bidder.id),
                        "legalName": .string(bidder.name),
                    ]),
                ])
            }
    }

    private func reference(_ bidder: Bidder) -> JSON {
        .object(["id": .string(bidder.id), "name": .string(bidder.name)])
    }

    // MARK: - Tender

    private var tender: JSON {
        var members: [String: JSON] = [
            "id": .string(round.id), "title": .string(report.title), "status": .string(isOpen ? "active" : "complete"),
            "procurementMethod": .string("open"), "awardCriteria": .string("priceOnly"),
            "mainProcurementCategory": .string("goods"),
            "procuringEntity": .object(["id": .string(buyerID), "name": .string(buyerName)]),
            "lots": .array(report.lots.map(lot)), "items": .array(report.lots.flatMap(items)),
        ]
        if !submissions.isEmpty {
            members["numberOfTenderers"] = .integer(submissions.count)
            members["tenderers"] = .array(submissions.map { reference($0.bidder) })
        }
        if let deadline = round.deadline {
            members["tenderPeriod"] = .object(["endDate": .string(deadline.description)])
        }
        return .object(members)
    }

    private var isOpen: Bool { !report.assessment.outcome.pending.isEmpty }

    private func lot(_ lot: LotReport) -> JSON {
        let status = lot.outcome?.isPending == true ? "active" : lot.winners > 0 ? "complete" : "unsuccessful"
        return .object([
            "id": .string(lot.lot.id), "title": .string(lot.lot.name ?? lot.lot.id), "status": .string(status),
        ])
    }

    private func items(_ report: LotReport) -> [JSON] {
        let lot = report.lot
        return lot.specifications.map { specification in
            let ceiling = lot.ceilings.first { $0.specification == specification.id }
            return item(
                lot, specification.id, quantity: volumes[itemID(lot.id, specification.id)],
                price: ceiling.map { Ratio($0.price) / Ratio($0.pack) })
        }
    }

    private func itemID(_ lot: Lot.ID, _ specification: Specification.ID) -> String { "\(lot)/\(specification)" }

    /// An item of a tender, a bid or an award: one specification, counted in smallest units.
    private func item(_ lot: Lot, _ specification: Specification.ID, quantity: Ratio?, price: Ratio?) -> JSON {
        var members: [String: JSON] = [
            "id": .string(itemID(lot.id, specification)), "relatedLot": .string(lot.id),
            "description": .string("\(lot.name ?? lot.id) \(specification)"),
        ]
        if let quantity { members["quantity"] = number(quantity, digits: 4) }
        var unit: [String: JSON] = ["name": .string("smallest unit")]
        if let price { unit["value"] = value(price, digits: 10) }
        members["unit"] = .object(unit)
        let strengths = lot.specification(specification)?.content?.components.compactMap(strength) ?? []
        if !strengths.isEmpty { members["activeIngredients"] = .array(strengths) }
        return .object(members)
    }

    /// A component's amount; nil for a unit that UN/CEFACT has no code for.
    private func strength(_ amount: Quantity) -> JSON? {
        let code: String? =
            switch amount.unit {
            case .kilogram: "KGM"
            case .gram: "GRM"
            case .milligram: "MGM"
            case .microgram: "MC"
            case .litre: "LTR"
            case .millilitre: "MLT"
            case .microlitre: "4G"
            case .internationalUnit, .tenThousandUnits: "NIU"
            case .millimole: "C18"
            case .mole: "C34"
            case .nanogram: nil
            }
        return code.map { code in
            let count = amount.unit == .tenThousandUnits ? amount.baseAmount : amount.amount
            return .object([
                "strength": .object([
                    "value": number(Ratio(count), digits: 18),
                    "unit": .object(["scheme": .string("UNCEFACT"), "id": .string(code)]),
                ])
            ])
        }
    }

    // MARK: - Bids

    private func bidID(_ lot: Lot.ID, _ bidder: Bidder.ID) -> String { "\(lot)/\(bidder)" }

    private var details: [JSON] {
        let times = Dictionary(
            submissions.map { ($0.bidder.id, $0.submitted) }, uniquingKeysWith: { first, _ in first })
        let withdrawn = Set(
            report.assessment.dossier.record.acts.compactMap { act -> String? in
                if case .withdraw(let bidder) = act.kind { act.lot.map { bidID($0, bidder) } ?? bidder } else { nil }
            })
        return report.lots.flatMap { lot in
            lot.bids.compactMap { bid -> JSON? in
                guard let decision = bid.decision else { return nil }
                let id = bidID(lot.lot.id, bid.bidder.id)
                let status =
                    switch decision.decision {
                    case .won, .lost: "valid"
                    case .pending: "pending"
                    case .excluded:
                        withdrawn.contains(id) || withdrawn.contains(bid.bidder.id) ? "withdrawn" : "disqualified"
                    }
                let (specification, price) = (decision.bid.specification, Ratio(decision.bid.price))
                let quantity = volumes[itemID(lot.lot.id, specification)]
                var members: [String: JSON] = [
                    "id": .string(id), "status": .string(status), "tenderers": .array([reference(bid.bidder)]),
                    "relatedLots": .array([.string(lot.lot.id)]), "hasRank": .bool(decision.rank != nil),
                    "items": .array([item(lot.lot, specification, quantity: quantity, price: price)]),
                ]
                if let quantity { members["value"] = value(quantity * price, digits: 2) }
                if let rank = decision.rank { members["rank"] = .integer(rank) }
                if let time = times[bid.bidder.id] ?? nil { members["date"] = .string(time.description) }
                return .object(members)
            }
        }
    }

    private var statistics: [JSON] {
        var rows: [[String: JSON]] = [
            ["measure": .string("bids"), "value": .integer(report.assessment.outcome.counts.total)],
            ["measure": .string("bidders"), "value": .integer(submissions.count)],
        ]
        for lot in report.lots {
            guard let outcome = lot.outcome else { continue }
            let valid = lot.bids.filter { $0.decision?.rank != nil }.compactMap(\.price)
            let notes = JSON.string("comparable price of one smallest unit of \(lot.lot.reference)")
            var numbers: [(String, JSON, isPrice: Bool)] = [
                ("bids", .integer(outcome.decisions.count), false), ("validBids", .integer(valid.count), false),
            ]
            if let lowest = valid.min(), let highest = valid.max() {
                numbers.append(("lowestValidBidValue", number(lowest, digits: 10), true))
                numbers.append(("highestValidBidValue", number(highest, digits: 10), true))
            }
            for (measure, value, isPrice) in numbers {
                var row: [String: JSON] = [
                    "measure": .string(measure), "value": value, "relatedLot": .string(lot.lot.id),
                ]
                if isPrice {
                    row["currency"] = .string(round.currency)
                    row["notes"] = notes
                }
                rows.append(row)
            }
        }
        return rows.enumerated().map { index, row in
            .object(row.merging(["id": .string(String(index + 1))], uniquingKeysWith: { $1 }))
        }
    }

    // MARK: - Awards

    private var awards: [JSON] {
        guard let impact else { return [] }
        var supplied: [Int: [(specification: Specification.ID, quantity: Ratio, price: Ratio)]] = [:]
        for line in impact.supply.lines {
            guard let supplier = line.supplier else { continue }
            supplied[supplier.award, default: []].append((line.specification, line.quantity, supplier.unitPrice))
        }
        let lots = Dictionary(report.lots.map { ($0.lot.id, $0) }, uniquingKeysWith: { first, _ in first })
        return impact.awards.enumerated().compactMap { index, award in
            guard let lot = lots[award.lot] else { return nil }
            let id = bidID(award.lot, award.bidder.id)
            var members: [String: JSON] = [
                "id": .string(id), "title": .string("\(lot.lot.name ?? lot.lot.id): \(award.bidder.name)"),
                "status": .string(impact.population == .published ? "active" : "pending"),
                "suppliers": .array([reference(award.bidder)]), "relatedLots": .array([.string(award.lot)]),
            ]
            let deliveries = supplied[index] ?? []
            if deliveries.isEmpty {
                members["items"] = .array(
                    award.prices.map { item(lot.lot, $0.specification, quantity: nil, price: $0.paid) })
            } else {
                members["value"] = value(Ratio.sum(deliveries.map { $0.quantity * $0.price }), digits: 2)
                members["items"] = .array(items(of: deliveries, lot.lot))
            }
            if lot.bids.contains(where: { $0.bidder.id == award.bidder.id && $0.decision != nil }) {
                members["relatedBids"] = .array([.string(id)])
            }
            return .object(members)
        }
    }

    /// What one winner delivers, one item a specification in the lot's order.
    private func items(
        of deliveries: [(specification: Specification.ID, quantity: Ratio, price: Ratio)], _ lot: Lot
    ) -> [JSON] {
        let groups = Dictionary(grouping: deliveries, by: \.specification)
        return lot.specifications.compactMap { specification in
            guard let group = groups[specification.id], let first = group.first else { return nil }
            return item(
                lot, specification.id, quantity: Ratio.sum(group.map(\.quantity)), price: first.price)
        }
    }

    // MARK: - Numbers

    private func number(_ value: Ratio, digits: Int) -> JSON {
        .decimal(FixedDecimal(value.rounded(to: digits, .halfUp).shortestDescription) ?? .zero)
    }

    private func value(_ amount: Ratio, digits: Int) -> JSON {
        .object(["amount": number(amount, digits: digits), "currency": .string(round.currency)])
    }
}

/// Text within a URI.
enum URIText {
    /// Text of which everything but unreserved characters is percent-encoded (RFC 3986).
    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if byte < 128,
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-._~".unicodeScalars.contains(scalar)
            {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count < 2 ? "0" : "") + digits
            }
        }
        return result
    }
}
