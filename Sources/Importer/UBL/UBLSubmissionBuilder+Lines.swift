import Decimals
import Procurement

/// A line and the bid that it makes.
extension UBLSubmissionBuilder {
    func takeForLine(_ field: UBLField, _ text: String, _ attribute: String?) {
        guard let place = line?.place else { return }
        func take(_ name: String, _ path: WritableKeyPath<UBLLine, UBLLine.Amount?>) {
            let amount = number(text, attribute, name, at: place)
            line?[keyPath: path] = amount
        }
        switch field {
        case .lineLot: line?.lot = text
        case .lineReference: if line?.reference == nil { line?.reference = text }
        case .lineAction:
            if text == "Delete" { reportLine(.notAnAllowedValue, "the line deletes an item", "leave the line out") }
        case .itemName: line?.name = text
        case .itemDescription:
            let before = line?.description.map { $0 + " " } ?? ""
            line?.description = before + text
        case .standardIdentifier: line?.standardIdentifier = text
        case .sellersIdentifier: line?.sellersIdentifier = text
        case .propertyName: line?.propertyName = text
        case .propertyValue: line?.propertyValue = text
        case .quantity: take("Quantity", \.quantity)
        case .lineAmount: take("LineExtensionAmount", \.total)
        case .contentUnits: take("ContentUnitQuantity", \.contentUnits)
        case .packSize: take("PackSizeNumeric", \.packSize)
        case .capacity: take("MaximumOrderQuantity", \.capacity)
        case .priceAmount: take("PriceAmount", \.price)
        case .baseQuantity: take("BaseQuantity", \.base)
        default: break
        }
    }

    func closeLine() {
        defer {
            line = nil
            lines += 1
        }
        if (line?.prices ?? 0) > 0 { pricedLines += 1 }
        guard !isVariant, let closing = line, let offer = offer(of: closing) else {
            if ordinals == nil { ordinals = Array(bids.indices) }
            totals.isComplete = false
            return
        }
        bids.append(offer)
        ordinals?.append(lines)
        items.append(closing, lot: closing.lot ?? lot)
    }

    /// The bid that a line makes; nil when something in it was reported.
    private func offer(of line: UBLLine) -> Bid? {
        guard !line.isFaulty else { return nil }
        checkStatements(of: line)
        guard let price = price(of: line), !isFaulty, let specification = line.specificationAsWritten else {
            return nil
        }
        check(line, against: price)
        let stated = line.lot ?? lot ?? line.reference ?? line.name ?? specification
        var bid = Bid(
            lot: items.shared(stated), specification: items.shared(specification), price: price.price,
            plainPack: price.pack)
        if let product = line.name ?? line.description { bid.product = items.shared(product) }
        if let approval = line.approval {
            bid.approval = approval
            diagnostics.check(approval: approval, at: line.place)
        }
        var facts: [String: FixedDecimal] = [:]
        facts[Bid.capacity] = line.capacity?.number
        facts["quantity"] = line.quantity?.number
        if !facts.isEmpty { bid.facts = facts }
        return bid
    }

    private var isFaulty: Bool { line?.isFaulty ?? true }

    /// Reports a line that therefore makes no bid.
    private func reportLine(_ code: FindingCode, _ message: String, _ remedy: String) {
        line?.isFaulty = true
        diagnostics.error(code, message, remedy: remedy, at: line?.place ?? root)
    }

    private func checkStatements(of line: UBLLine) {
        if kind == .tender, lot == nil {
            reportLine(
                .elementMissing, "the line stands in a TenderedProject without a lot",
                "add ProcurementProjectLot/ID before the lines")
        }
        if line.specificationAsWritten == nil {
            reportLine(
                .elementMissing, "the line does not say what it offers",
                "add the item's strength: AdditionalItemProperty with the Name 'strength'")
        }
        if line.prices > 1 {
            reportLine(.duplicate, "the line states \(line.prices) prices", "state one price a line")
        }
        guard !line.isFaulty, line.price == nil else { return }
        let needed = line.prices == 0 ? "add Price with PriceAmount and BaseQuantity" : "add PriceAmount"
        reportLine(.elementMissing, "the line has no price", needed)
    }

    private func price(of line: UBLLine) -> UBLPrice? {
        guard !isFaulty, let amount = line.price else { return nil }
        guard !amount.number.isNegative, !amount.number.isZero else {
            reportLine(.priceNotPositive, "PriceAmount is '\(amount.number)'", "a price must be more than 0")
            return nil
        }
        guard amount.unit != nil else {
            reportLine(.attributeMissing, "PriceAmount has no attribute 'currencyID'", "add currencyID=\"…\"")
            return nil
        }
        let base = line.base?.number ?? .one
        guard !base.isNegative, !base.isZero else {
            reportLine(.notANumber, "BaseQuantity is '\(base)'", "write for how many units the price is, more than 0")
            return nil
        }
        guard unitsAgree(line) else { return nil }
        let price = UBLPrice(amount: amount.number, base: base, packSize: packSize(of: line))
        if isFaulty { return nil }
        if price == nil {
            reportLine(
                .notANumber, "the price \(amount.number) ÷ \(base) cannot be kept exactly",
                "state the price of a pack of at most \(UBLPrice.largestPack) units")
        }
        return price
    }

    /// Prices are for the smallest unit, so no package may be meant by the unit of the price.
    private func unitsAgree(_ line: UBLLine) -> Bool {
        let remedy = "state the price for smallest units: BaseQuantity with the units that PriceAmount is for"
        let unit = line.base?.unit
        if let unit, UBLLine.packageUnits.contains(unit) {
            reportLine(.unitMismatch, "the price is for packages (unit '\(unit)')", remedy)
            return false
        }
        guard let unit else { return true }
        for (name, other) in [("Quantity", line.quantity?.unit), ("ContentUnitQuantity", line.contentUnits?.unit)] {
            guard let other, other != unit else { continue }
            reportLine(.unitMismatch, "the price is for units '\(unit)' and \(name) is in '\(other)'", remedy)
            return false
        }
        return true
    }

    private func packSize(of line: UBLLine) -> Int? {
        var sizes: [Int] = []
        let stated = [("ContentUnitQuantity", line.contentUnits?.number), ("PackSizeNumeric", line.packSize?.number)]
        for (name, number) in stated {
            guard let number else { continue }
            let whole = number.trimmed
            guard whole.scale == 0, let size = Int(exactly: whole.units), (1...UBLPrice.largestPack).contains(size)
            else {
                let remedy = "write a whole number from 1 to \(UBLPrice.largestPack)"
                reportLine(.notANumber, "\(name) is '\(number)'", remedy)
                return nil
            }
            sizes.append(size)
        }
        if let first = sizes.first, let last = sizes.last, first != last {
            warn(
                .totalInconsistent, "ContentUnitQuantity is \(first) and PackSizeNumeric is \(last)",
                "the first one is taken", at: line.place)
        }
        return sizes.first
    }

    /// What is odd about a line and leaves its bid alone.
    private func check(_ line: UBLLine, against price: UBLPrice) {
        guard let amount = line.price else { return }
        let base = line.base?.number ?? .one
        if price.isRounded {
            diagnostics.report(
                Finding(
                    .note, .priceRounded,
                    "the price \(amount.number) ÷ \(base) is no finite decimal; it ranks as \(price.price) and is kept "
                        + "exactly as the price of a pack", at: line.place))
        }
        if price.lostPackSize {
            diagnostics.report(
                Finding(
                    .note, .priceRounded,
                    "the price of the stated pack is no finite decimal; a pack of \(base) is kept in its place",
                    at: line.place))
        }
        guard let quantity = line.quantity else {
            totals.isComplete = false
            return
        }
        let value = Ratio(quantity.number) * Ratio(amount.number) / Ratio(base)
        totals.add(value)
        if let total = line.total, !UBLTotals.agrees(total.number, value, lines: 1) {
            warn(
                .totalInconsistent,
                "LineExtensionAmount is \(total.number); \(quantity.number) × \(amount.number) ÷ \(base) is "
                    + "\(value.rounded(to: 2, .halfUp))", "the unit price ranks", at: line.place)
        }
    }
}
