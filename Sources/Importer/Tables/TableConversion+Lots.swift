import Decimals
import Procurement

extension TableConversion {
    /// Volumes by region: the demand, and with it the regions, lots and specifications.
    mutating func readVolumes(_ path: String) {
        let rows = rows(
            path, required: ["region", "lot", "specification", "volume_10k_units"],
            naming: ["region", "lot", "specification"])
        var kinds: Set<Demand.Kind> = []
        var seen: [[String]: FixedDecimal?] = [:]
        var regions: [String: String] = [:]
        for row in rows {
            let index = lot(named: row["lot"], at: row.location)
            let specification = specification(row["specification"], inLot: index, at: row.location)
            let region = self.region(row["region"], &regions, at: row.location)
            let volume = number(row, "volume_10k_units")
            if let volume, volume.isNegative {
                report(
                    .error, .notANumber, "column 'volume_10k_units' is '\(volume)', a volume can't be negative",
                    at: row.location)
            }
            if row["volume_10k_units"].isEmpty {
                report(
                    .warning, .valueBlank,
                    "no volume of '\(specification)' of lot '\(round.lots[index].id)' in '\(region)'; taken as unknown, not as zero",
                    at: row.location)
            }
            let key = [region, round.lots[index].id, specification]
            if let earlier = seen.updateValue(volume, forKey: key) {
                let same = earlier == volume ? "the same volume" : "another volume"
                report(
                    .error, .valueConflict,
                    "'\(specification)' of lot '\(round.lots[index].id)' in '\(region)' is stated twice, with \(same)",
                    remedy: "keep one row", at: row.location)
                continue
            }
            kinds.insert(row["meaning"].hasPrefix("agreed") ? .agreed : .base)
            demand.lines.append(
                DemandLine(
                    region: region, lot: round.lots[index].id, specification: specification,
                    quantity: volume.map { $0.shifted(byPowerOfTen: 4).trimmed },
                    provenance: Provenance(source: nil, confidence: confidence(row), note: note(row))))
        }
        if kinds.count > 1 {
            report(
                .error, .valueConflict, "some volumes are agreed, others are before the share",
                remedy: "convert them apart", at: SourceLocation(file: path))
        }
        demand.kind = kinds.first ?? .base
    }

    /// The region as the round writes it; a new one when none has that name.
    private mutating func region(
        _ written: String, _ known: inout [String: String], at place: SourceLocation
    ) -> String {
        let key = Name.folded(written)
        guard let region = known[key] else {
            known[key] = written
            round.regions.append(written)
            return written
        }
        if region != written {
            report(.note, .nameAdapted, "region '\(written)' is taken as '\(region)'", at: place)
        }
        return region
    }

    /// The lot of that name; a new one when there is none.
    mutating func lot(named written: String, at place: SourceLocation) -> Int {
        let key = Name.folded(written)
        if let index = lotIndex[key] { return index }
        round.lots.append(Lot(id: written, reference: "", specifications: []))
        lotIndex[key] = round.lots.count - 1
        return round.lots.count - 1
    }

    /// Lots that the bids name otherwise than the volumes do: one name holds the other, and only one does.
    mutating func readBidLots(_ rows: [CSVTable.Row]) {
        var unknown: [String: CSVTable.Row] = [:]
        var named: Set<Int> = []
        for row in rows {
            let key = Name.folded(row["lot"])
            if let index = lotIndex[key] { named.insert(index) } else if unknown[key] == nil { unknown[key] = row }
        }
        for (key, row) in unknown.sorted(by: { $0.value.location < $1.value.location }) {
            let candidates = lotIndex.filter { name, index in
                !named.contains(index) && (name.contains(key) || key.contains(name))
            }
            if candidates.count == 1, let index = candidates.values.first {
                lotIndex[key] = index
                report(
                    .warning, .nameAdapted,
                    "lot '\(row["lot"])' of the bids is taken as lot '\(round.lots[index].id)' of the volumes",
                    remedy: "write one name in both tables if that is wrong", at: row.location)
            } else {
                _ = lot(named: row["lot"], at: row.location)
                report(
                    .warning, .valueBlank, "lot '\(row["lot"])' has bids and no volume", at: row.location)
            }
        }
    }

    /// Dosage class, reference specification, tier and term.
    mutating func readLots(_ path: String?) {
        guard let path else { return }
        let rows = rows(
            path, required: ["lot", "dosage_class", "reference_specification", "volume_tier"],
            naming: ["lot", "reference_specification"])
        var described: Set<String> = []
        for row in rows {
            let key = Name.folded(row["lot"])
            if !described.insert(key).inserted {
                report(
                    .error, .valueConflict, "lot '\(row["lot"])' is described twice", remedy: "keep one row",
                    at: row.location)
                continue
            }
            if lotIndex[key] == nil {
                report(
                    .warning, .valueBlank, "lot '\(row["lot"])' has neither volumes nor bids", at: row.location)
            }
            let index = lot(named: row["lot"], at: row.location)
            let known = Set(round.lots[index].specifications.map(\.id))
            round.lots[index].reference = specification(row["reference_specification"], inLot: index, at: row.location)
            if !known.contains(round.lots[index].reference), !known.isEmpty {
                report(
                    .warning, .unknownSpecification,
                    "the reference specification '\(row["reference_specification"])' of lot '\(row["lot"])' was not reported",
                    remedy: "the volumes have: \(known.sorted().joined(separator: ", "))", at: row.location)
            }
            round.lots[index].dosageClass = row["dosage_class"].isEmpty ? nil : row["dosage_class"]
            if !row["volume_tier"].isEmpty { round.lots[index].tier = row["volume_tier"] }
            if !row["term_months"].isEmpty {
                round.lots[index].termMonths = Int(row["term_months"])
                if round.lots[index].termMonths == nil {
                    report(
                        .error, .notANumber, "column 'term_months' is '\(row["term_months"])', not a whole number",
                        at: row.location)
                }
            }
            round.lots[index].provenance = Provenance(
                source: row["reference_source"].isEmpty ? nil : row["reference_source"], confidence: confidence(row))
        }
    }

    /// Lots that no table describes: the reference is the specification with the largest volume, the tier is normal.
    mutating func settleReferences(hasLotTable: Bool) {
        for index in round.lots.indices where round.lots[index].reference.isEmpty {
            let lot = round.lots[index]
            var volumes: [Specification.ID: FixedDecimal] = [:]
            for line in demand.lines where line.lot == lot.id {
                volumes[line.specification, default: .zero] += line.quantity ?? .zero
            }
            let largest = lot.specifications.max { (volumes[$0.id] ?? .zero) < (volumes[$1.id] ?? .zero) }
            guard let largest else { continue }
            let first =
                lot.specifications.first { (volumes[$0.id] ?? .zero) == (volumes[largest.id] ?? .zero) } ?? largest
            round.lots[index].reference = first.id
            round.lots[index].dosageClass = DosageClass.guess(fromLotName: lot.id)
            let place = SourceLocation(file: "round.xml")
            let dosageClass = round.lots[index].dosageClass ?? "unknown"
            let why =
                lot.specifications.count == 1 ? "its only specification" : "the specification with the largest volume"
            round.lots[index].provenance.note =
                "assumed: reference \(first.id) (\(why)), tier normal, dosage class \(dosageClass) by the lot's name"
            report(
                .note, .assumed,
                "lot '\(lot.id)': reference specification '\(first.id)' (\(why)), tier 'normal', dosage class '\(dosageClass)'",
                remedy: hasLotTable ? "the table of lots has no row for it" : "name a table of lots to say otherwise",
                at: place)
        }
    }
}

/// Dosage classes by the words in lots' names.
enum DosageClass {
    private static let words: [(String, String)] = [
        ("缓释控释", "oral-modified-release"), ("缓释", "oral-modified-release"), ("控释", "oral-modified-release"),
        ("注射", "injection"), ("滴眼", "eye-drops"), ("眼用", "eye-drops"), ("口服液", "oral-liquid"),
        ("口服溶液", "oral-liquid"), ("糖浆", "oral-liquid"), ("混悬", "oral-liquid"), ("颗粒", "oral-powder"),
        ("散剂", "oral-powder"), ("吸入", "inhalation"), ("口服常释", "oral-solid"), ("咀嚼片", "oral-solid"),
        ("崩解片", "oral-solid"), ("胶囊", "oral-solid"), ("片", "oral-solid"), ("乳膏", "topical"), ("软膏", "topical"),
        ("凝胶", "topical"),
    ]

    /// The dosage class that a lot's name speaks of; nil when it has none of the words.
    static func guess(fromLotName name: String) -> String? {
        words.first { name.contains($0.0) }?.1
    }
}
