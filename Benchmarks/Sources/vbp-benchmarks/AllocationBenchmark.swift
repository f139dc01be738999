import Decimals
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

/// National demand handed down to its institutions: brand first, the rest to the region's supplier, in whole packs.
enum AllocationBenchmark {
    /// What was handed out.
    struct Result {
        var rows = 0
        var bytes = 0
        var reach: SupplyReach
    }

    /// The round that `Generator.nationalDemand` is of, three winners a lot, with its totals.
    static func dossier(lots: Int, demand: Demand?) -> Dossier {
        let strengths = [10, 20].map { milligrams in
            Specification(
                id: "\(milligrams)mg", content: Content(components: [Quantity(FixedDecimal(milligrams), .milligram)]))
        }
        let tendered = (0..<lots).map { number in
            Lot(
                id: Generator.nationalLot(number), dosageClass: "oral-solid", reference: "10mg",
                specifications: strengths)
        }
        let winners = (0..<lots).flatMap { lot in
            (0..<3).map { place in
                let bidder = "B-\((lot + place) % 7)"
                let price = FixedDecimal(units: Integer(1_000 + 37 * lot + 301 * place), scale: 4)
                return PublishedWinner(
                    lot: tendered[lot].id, bidder: bidder, name: "第\((lot + place) % 7)制药有限公司",
                    presentations: [
                        PublishedWinner.Presentation(
                            specification: "10mg", unitPrice: price,
                            pack: Pack(units: 24, price: FixedDecimal(units: price.units * 24, scale: 4)))
                    ],
                    regions: stride(from: place, to: Generator.regions.count, by: 3).map { Generator.regions[$0] })
            }
        }
        let rests = Citation(clause: "a benchmark", basis: .document, confidence: .high)
        var rulebook = Rulebook(
            id: "BENCH",
            comparablePrice: ComparablePriceRule(
                citation: rests,
                conversions: [
                    ComparablePriceRule.Conversion(dimension: .content, base: FixedDecimal(units: 17, scale: 1))
                ]), stages: [])
        rulebook.volume = VolumeRule(
            citation: rests,
            shares: [.init(tier: "normal", winners: 1...Int.max, share: FixedDecimal(units: 8, scale: 1))],
            own: [.init(share: FixedDecimal(units: 9, scale: 1))], isInWholePacks: true)
        return Dossier(
            round: Round(id: "BENCH", regions: Generator.regions, lots: tendered), rulebook: rulebook, demand: demand,
            published: PublishedResult(round: "BENCH", winners: winners))
    }

    /// Reads the document a group at a time, hands it out and makes the rows of `allocation.csv`.
    static func allocate(_ dossier: Dossier, folder: String) -> Result {
        let awards = dossier.publishedAwards()
        let allocation = InstitutionAllocation(dossier, awards)
        let institutions = dossier.demand?.institutions ?? []
        var result = Result(reach: SupplyReach(institutions: institutions.count))
        // As many bytes as vbp allocate keeps before it writes them.
        var buffer: [UInt8] = []
        _ = RoundFolder(path: folder).readDemandGroups { group in
            guard let cells = allocation.shares(of: dossier.corrected(group)) else { return }
            for shares in cells {
                result.reach.add(shares)
                result.rows += shares.institutions.count
                AllocationTable.append(shares, awards, institutions, to: &buffer)
                if buffer.count < 1 << 18 { continue }
                result.bytes += buffer.count
                buffer.removeAll(keepingCapacity: true)
            }
        }
        result.bytes += buffer.count
        return result
    }
}
