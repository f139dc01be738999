import Decimals
import Foundation
import Reporter
import Testing

/// The OCDS release of each round.
///
/// libcoveocds checks its structure; that every reference leads somewhere it does not.
@Suite("ocds.json", .temporaryFolder)
struct OCDSTests {
    /// The committed one, which `ReportsTests` makes again.
    private func release(_ round: String) throws -> JSON {
        let path = "\(Repository.root)/Reports/\(round)/ocds.json"
        let package = try JSON(parsing: Array(Data(contentsOf: URL(filePath: path))))
        return try #require(package["releases"]?.elements.first)
    }

    /// What of a release refers to something that it does not hold, or is there twice.
    static func problems(_ release: JSON) -> [String] {
        var problems: [String] = []
        func identifiers(_ list: JSON?, _ name: String) -> Set<String> {
            let all = (list?.elements ?? []).compactMap { $0["id"]?.stringValue }
            if Set(all).count != all.count { problems.append("\(name): an identifier twice") }
            if all.count != (list?.elements.count ?? 0) { problems.append("\(name): no identifier") }
            return Set(all)
        }
        let parties = release["parties"]?.elements ?? []
        _ = identifiers(release["parties"], "parties")
        var roles: [String: Set<String>] = [:]
        for party in parties {
            roles[party["id"]?.stringValue ?? ""] = Set((party["roles"]?.elements ?? []).compactMap(\.stringValue))
        }
        func party(_ reference: JSON?, _ role: String) {
            let id = reference?["id"]?.stringValue ?? "none"
            if roles[id]?.contains(role) != true { problems.append("\(id) is no \(role) among the parties") }
        }
        let lots = identifiers(release["tender"]?["lots"], "lots")
        let items = identifiers(release["tender"]?["items"], "items")
        let bids = identifiers(release["bids"]?["details"], "bids")
        _ = identifiers(release["bids"]?["statistics"], "statistics")
        _ = identifiers(release["awards"], "awards")
        func known(_ id: JSON?, _ set: Set<String>, _ name: String) {
            if let id = id?.stringValue, !set.contains(id) { problems.append("\(id) is among no \(name)") }
        }
        party(release["buyer"], "buyer")
        party(release["tender"]?["procuringEntity"], "procuringEntity")
        for tenderer in release["tender"]?["tenderers"]?.elements ?? [] { party(tenderer, "tenderer") }
        for item in release["tender"]?["items"]?.elements ?? [] { known(item["relatedLot"], lots, "lots") }
        for statistic in release["bids"]?["statistics"]?.elements ?? [] { known(statistic["relatedLot"], lots, "lots") }
        let bidsAndAwards =
            (release["bids"]?["details"]?.elements ?? []).map { ($0, "tenderers", "tenderer") }
            + (release["awards"]?.elements ?? []).map { ($0, "suppliers", "supplier") }
        for (entry, list, role) in bidsAndAwards {
            if entry[list]?.elements.isEmpty != false { problems.append("nobody's \(role)") }
            for organization in entry[list]?.elements ?? [] { party(organization, role) }
            for lot in entry["relatedLots"]?.elements ?? [] { known(lot, lots, "lots") }
            for bid in entry["relatedBids"]?.elements ?? [] { known(bid, bids, "bids") }
            for item in entry["items"]?.elements ?? [] {
                known(item["id"], items, "items")
                known(item["relatedLot"], lots, "lots")
            }
        }
        return problems
    }

    @Test("every reference leads to what the release holds, and nothing is there twice", arguments: Repository.rounds)
    func references(_ round: String) throws {
        let release = try release(round)
        #expect(Self.problems(release).isEmpty)
        #expect(release["tender"]?["lots"]?.elements.isEmpty == false && release["awards"]?.elements.isEmpty == false)
    }

    @Test("the check finds a supplier that is no party, and a lot, an item or a bid that is not there")
    func broken() throws {
        let text = try release("4+7-expansion").text
        #expect(Self.problems(try JSON(parsing: Array(text.utf8))).isEmpty)
        for (old, new) in [
            ("\"supplier\"", "\"payer\""), ("\"relatedBids\": [\n", "\"relatedBids\": [\n\"x\",\n"),
            ("\"relatedLot\": \"", "\"relatedLot\": \"x"), ("\"relatedLots\": [\n", "\"relatedLots\": [\n\"x\",\n"),
            ("\"id\": \"BUYER\"", "\"id\": \"SELLER\""),
        ] {
            let range = try #require(text.range(of: old), "\(old)")
            let changed = text.replacingCharacters(in: range, with: new)
            #expect(!Self.problems(try JSON(parsing: Array(changed.utf8))).isEmpty, "\(old)")
        }
    }

    @Test("bids, ranks and values are those of the result; amounts are numbers with their exact digits")
    func values() throws {
        let release = try release("GY-YD2019-2")
        let bids = try #require(release["bids"]?["details"]?.elements)
        func count(_ status: String) -> Int { bids.count { $0["status"]?.stringValue == status } }
        // 158 bids, of them 20 above their ceilings; README and Reports/GY-YD2019-2/decisions.csv.
        #expect(bids.count == 158 && count("disqualified") == 20 && count("valid") == 138)
        #expect(bids.count { $0["hasRank"] == .bool(true) } == 138 && bids.count { $0["rank"] != nil } == 138)
        let awards = try #require(release["awards"]?.elements)
        #expect(awards.count == 100 && awards.allSatisfy { $0["status"]?.stringValue == "active" })
        let total = awards.compactMap { award -> Ratio? in
            switch award["value"]?["amount"] {
            case .decimal(let amount): Ratio(amount)
            case .integer(let amount): Ratio(amount)
            default: nil
            }
        }
        // Each award is rounded to the fen: the sum may be off by half a fen for each of the hundred.
        let difference = Ratio.sum(total) - Ratio(try #require(FixedDecimal("2041018030.83")))
        #expect(difference < Ratio(1) && -difference < Ratio(1))
        #expect(bids.first?["items"]?.elements.first?["unit"]?["value"]?["currency"]?.stringValue == "CNY")
    }

    @Test("a round with a deadline dates the release by it")
    func dates() throws {
        #expect(try release("4+7")["date"]?.stringValue == "1970-01-01T00:00:00Z")
        let folder = try TemporaryFolder.copy("4+7", as: "dated")
        let path = "\(folder)/round.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let changed = text.replacing(
            "currency=\"CNY\"", with: "currency=\"CNY\" deadline=\"2018-12-06T10:00:00+08:00\"")
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: path))
        let out = "\(TemporaryFolder.path)/dated-out"
        #expect(CommandRun("report", folder, "--output", out, "--quiet").status == 0)
        let package = try JSON(parsing: Array(Data(contentsOf: URL(filePath: "\(out)/ocds.json"))))
        #expect(package["publishedDate"]?.stringValue == "2018-12-06T10:00:00+08:00")
    }
}
