import Decimals
import Procurement

extension RulebookReader {
    func readComparablePrice(_ element: Element) -> ComparablePriceRule? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let citation = readCitation(&attributes)
        let digits = attributes.integer("digits", in: 0...18)
        let mode = attributes.choice("rounding", RoundingWord.self)
        let unitDigits = attributes.integer("unit-price-digits", in: 0...18)
        let unitMode = attributes.choice("unit-price-rounding", RoundingWord.self)
        let filedDigits = attributes.integer("filed-digits", in: 0...18)
        let converts = attributes.flag("converts") ?? true
        attributes.finish()
        requireDigits(digits, of: "digits", for: "rounding", attributes)
        var conversions: [ComparablePriceRule.Conversion] = []
        var factors: [ComparablePriceRule.StatedFactor] = []
        var adjustments: [ComparablePriceRule.Adjustment] = []
        for child in element.children {
            var reader = AttributeReader(child.tag, diagnostics)
            switch child.tag.name {
            case "convert":
                if let conversion = readConversion(&reader) { conversions.append(conversion) }
            case "factor":
                let specification = reader.required("specification")
                let base = reader.required("base")
                let value = reader.price("value", required: true)
                guard let specification, let base, let value else { break }
                if specification == base {
                    inconsistent(
                        "a factor between '\(base)' and itself", remedy: "name two specifications",
                        at: child.tag.location)
                }
                if factors.contains(where: { [$0.specification, $0.base].sorted() == [specification, base].sorted() }) {
                    inconsistent(
                        "a second factor between '\(specification)' and '\(base)'", remedy: "keep one",
                        at: child.tag.location)
                }
                factors.append(.init(specification: specification, base: base, value: value))
            case "multiply": if let fact = reader.required("fact") { adjustments.append(.multiplied(byFact: fact)) }
            case "divide": if let fact = reader.required("fact") { adjustments.append(.divided(byFact: fact)) }
            case "coefficient":
                let fact = reader.required("fact")
                let text = reader.required("is")
                let value = reader.price("value", required: true)
                if let fact, let text, let value {
                    adjustments.append(.coefficient(fact: fact, text: text, value: value))
                }
            default:
                diagnostics.unknownElement(
                    child.tag, in: "comparable-price",
                    allowed: ["convert", "factor", "multiply", "divide", "coefficient"])
                continue
            }
            reader.finish()
        }
        guard let citation else { return nil }
        return ComparablePriceRule(
            citation: citation, converts: converts, conversions: conversions, factors: factors,
            adjustments: adjustments,
            rounding: digits.map { NamedRounding(digits: $0, mode: mode?.rounding ?? .halfUp) },
            unitPriceRounding: NamedRounding(digits: unitDigits ?? 4, mode: unitMode?.rounding ?? .halfUp),
            filedDigits: filedDigits)
    }

    /// Speaks of a mode of rounding that is not told to how many digits.
    func requireDigits(_ digits: Int?, of name: StaticString, for mode: StaticString, _ attributes: AttributeReader) {
        if digits != nil || !attributes.has(mode) || attributes.has(name) { return }
        inconsistent(
            "'\(mode)' says how to round, and nothing to how many digits", remedy: "add \(name)=\"…\"",
            at: attributes.location(of: mode))
    }

    private func readConversion(_ reader: inout AttributeReader) -> ComparablePriceRule.Conversion? {
        let dimension = reader.choice("dimension", ComparablePriceRule.Conversion.Dimension.self, required: true)
        let base = reader.price("base", required: true)
        let classes = reader.text("dosage-classes")?.split(separator: " ").map(String.init) ?? []
        if let base, base <= FixedDecimal.one {
            inconsistent(
                "the base of a conversion is \(base); twice the amount would cost no more",
                remedy: "write a base above 1, such as 1.7", at: reader.location(of: "base"))
            return nil
        }
        guard let dimension, let base else { return nil }
        return ComparablePriceRule.Conversion(dimension: dimension, base: base, dosageClasses: classes)
    }

    private enum RestWord: String, CaseIterable { case primary, lowest, choice, free }

    func readVolume(_ element: Element) -> VolumeRule? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let citation = readCitation(&attributes)
        let rest = attributes.choice("rest", RestWord.self)
        let isInWholePacks = attributes.flag("whole-packs") ?? false
        attributes.finish()
        var shares: [VolumeRule.Share] = []
        var own: [VolumeRule.OwnShare] = []
        var cascade: [VolumeRule.Cascade] = []
        for child in element.children {
            var reader = AttributeReader(child.tag, diagnostics)
            switch child.tag.name {
            case "share":
                guard let share = readShare(&reader) else { continue }
                if shares.contains(where: { $0.tier == share.tier && $0.winners.overlaps(share.winners) }) {
                    inconsistent(
                        "two shares hold for the same number of winners in tier '\(share.tier)'",
                        at: child.tag.location)
                }
                shares.append(share)
            case "own": if let row = readOwnShare(&reader) { own.append(row) }
            case "cascade":
                let winners = reader.range("winners")
                let part = readPart("part", &reader)
                reader.finish()
                guard let winners, let part else { continue }
                if cascade.contains(where: { $0.winners.overlaps(winners) }) {
                    inconsistent("two rows of <cascade> hold for the same number of winners", at: child.tag.location)
                }
                cascade.append(VolumeRule.Cascade(winners: winners, part: part))
            default:
                diagnostics.unknownElement(child.tag, in: "volume", allowed: ["share", "own", "cascade"])
            }
        }
        if rest != nil, !cascade.isEmpty {
            inconsistent(
                "<volume> gives the rest by rank and says rest=\"\(rest?.rawValue ?? "")\" too",
                remedy: "keep either rest=\"…\" or <cascade>", at: attributes.location(of: "rest"))
        }
        let receivers: VolumeRule.Rest =
            switch rest {
            case _ where !cascade.isEmpty: .cascade(cascade)
            case .primary: .primary
            case .lowest: .lowest
            case .choice: .choice
            case .free: .free
            case nil: shares.isEmpty && !own.isEmpty ? .free : .primary
            }
        return citation.map {
            VolumeRule(citation: $0, shares: shares, own: own, rest: receivers, isInWholePacks: isInWholePacks)
        }
    }

    private func readShare(_ reader: inout AttributeReader) -> VolumeRule.Share? {
        let tier = reader.required("tier")
        let winners = reader.range("winners")
        let share = readPart("value", &reader)
        reader.finish()
        guard let tier, let winners, let share else { return nil }
        return VolumeRule.Share(tier: tier, winners: winners, share: share)
    }

    private func readOwnShare(_ reader: inout AttributeReader) -> VolumeRule.OwnShare? {
        let name = reader.text("class")
        if let name, !classes.contains(name) {
            inconsistent(
                "no stage sorts bids into a class '\(name)'",
                remedy: classes.isEmpty
                    ? "add a <classify> before it" : "there are: \(classes.sorted().joined(separator: ", "))",
                at: reader.location(of: "class"))
        }
        let ranks = reader.has("ranks") ? reader.range("ranks") : nil
        let share = readPart("value", &reader)
        reader.finish()
        return share.map { VolumeRule.OwnShare(classification: name, ranks: ranks, share: $0) }
    }

    /// A part of a volume: 0 % to 100 %.
    private func readPart(_ name: StaticString, _ reader: inout AttributeReader) -> FixedDecimal? {
        guard let part = reader.fraction(name, required: true) else { return nil }
        if part.isNegative || part > FixedDecimal.one {
            inconsistent(
                "a share of \(part.shifted(byPowerOfTen: 2).shortestDescription)% of the volume",
                remedy: "write a share from 0% to 100%", at: reader.location(of: name))
        }
        return part
    }

    mutating func readDraft(_ element: Element) -> DraftRule? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let id = attributes.required("id")
        let citation = readCitation(&attributes)
        let hasBackups = attributes.flag("backups") ?? false
        attributes.finish()
        if let id { note(id, at: element.tag.location) }
        var priorities: [DraftRule.Priority] = []
        for child in element.children where child.tag.name == "priority" {
            var reader = AttributeReader(child.tag, diagnostics)
            let winners = reader.range("winners")
            let picks = reader.integer("picks", in: 0...1_000, required: true)
            reader.finish()
            guard let winners, let picks else { continue }
            if priorities.contains(where: { $0.winners.overlaps(winners) }) {
                inconsistent("two rows of <priority> hold for the same number of winners", at: child.tag.location)
            }
            priorities.append(DraftRule.Priority(winners: winners, picks: picks))
        }
        let tieBreaks = readTieBreak(in: element, allowed: ["priority", "tie-break"])
        for tieBreak in tieBreaks where tieBreak.measure.population != nil || tieBreak.measure.word == "price-ratio" {
            inconsistent(
                "the order of picks can't depend on '\(tieBreak.measure.word)'",
                remedy: "compare a fact, own-demand, a score or the cut from the ceiling", at: element.tag.location)
        }
        guard let id, let citation else { return nil }
        return DraftRule(
            id: id, citation: citation, priorities: priorities, hasBackups: hasBackups, tieBreaks: tieBreaks)
    }

    func readTerm(_ element: Element) -> TermRule? {
        var attributes = AttributeReader(element.tag, diagnostics)
        let citation = readCitation(&attributes)
        let until = attributes.day("until", required: false)
        attributes.finish()
        var rows: [TermRule.Row] = []
        for child in element.children {
            guard child.tag.name == "months" else {
                diagnostics.unknownElement(child.tag, in: "term", allowed: ["months"])
                continue
            }
            var reader = AttributeReader(child.tag, diagnostics)
            let winners = reader.range("winners")
            let months = reader.integer("value", in: 1...240, required: true)
            reader.finish()
            guard let winners, let months else { continue }
            if rows.contains(where: { $0.winners.overlaps(winners) }) {
                inconsistent("two terms hold for the same number of winners", at: child.tag.location)
            }
            rows.append(TermRule.Row(winners: winners, months: months))
        }
        if until != nil, !rows.isEmpty {
            inconsistent(
                "<term> fixes the last day and states months too", remedy: "keep either until=\"…\" or <months>",
                at: attributes.location(of: "until"))
        }
        return citation.map { TermRule(citation: $0, rows: rows, until: until) }
    }
}
