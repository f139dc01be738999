import Importer
import Procurement

/// A small round as tables; a test replaces or adds to them.
struct ExampleTables {
    /// The columns that a table of bids has in general.
    static let bidColumns =
        "round,lot,specification,bidder,bidder_short,originator,foreign,status,ceiling_yuan,"
        + "ceiling_basis,ceiling_specification,previous_unit_price_yuan,bid_unit_yuan,official_product,"
        + "official_pack_units,official_pack_price_yuan,supply_regions,note,source,confidence\n"

    /// The columns of the official list.
    static let winnerColumns =
        "round,product,specification,units_per_pack,winner,pack_price_yuan,unit_price_yuan,supply_regions,notice,confidence\n"

    /// Reported volumes.
    var volumes = """
        round,region,lot,specification,volume_10k_units,meaning
        R,北京,甲口服常释剂型,10mg,1.5,base
        R,上海,甲口服常释剂型,10mg,2,base

        """
    /// Lots.
    var lots: String? = """
        round,lot,dosage_class,reference_specification,volume_tier,term_months,reference_source,confidence
        R,甲口服常释剂型,oral-solid,10mg,normal,,handbook,high

        """
    /// Bids, when there are any.
    var bids: String?
    /// The official list, when there is one.
    var winners: String?
    /// Headline figures, when there are any.
    var headlines: String?
    /// Earlier prices, when there are any.
    var previousPrices: String?

    /// A sound rulebook of the round.
    static let rulebook = Rulebook(
        id: "R", title: "T", aliases: ["first round"],
        comparablePrice: ComparablePriceRule(
            citation: Citation(clause: "1", basis: .document, confidence: .high), conversions: []), stages: [])

    /// Writes the tables to the test's folder and converts them.
    func convert() throws -> ConvertedRound {
        let folder = TemporaryFolder.current
        func path(_ text: String?, _ name: String) throws -> String? {
            try text.map { try folder.write($0, to: name) }
        }
        return try TableConversion.convert(
            "R", rulebook: Self.rulebook,
            files: TableFiles(
                bids: path(bids, "bids.csv"), volumes: folder.write(volumes, to: "volumes.csv"),
                lots: path(lots, "lots.csv"), winners: path(winners, "winners.csv"),
                headlines: path(headlines, "headlines.csv"), previousPrices: path(previousPrices, "previous.csv")))
    }
}

extension ConvertedRound {
    /// The findings as printed, with file names only.
    var lines: [String] {
        findings.map { finding in
            finding.line.split(separator: TemporaryFolder.current.path + "/").joined()
        }
    }

    /// The round as its documents read it back; what is written has to be readable.
    func rewritten() throws -> ImportedRound {
        let folder = TemporaryFolder.current
        try folder.write(RoundDocument.text(round), to: "R/round.xml")
        try folder.write(DemandDocument.text(demand), to: "R/demand.xml")
        try folder.write(PublishedDocument.text(published), to: "R/published.xml")
        try folder.write(ExampleRound().files["rulebook.xml"] ?? "", to: "R/rulebook.xml")
        for (index, submission) in submissions.enumerated() {
            try folder.write(SubmissionDocument.text(submission), to: "R/submissions/\(index).xml")
        }
        return RoundFolder(path: folder.path + "/R").read()
    }
}
