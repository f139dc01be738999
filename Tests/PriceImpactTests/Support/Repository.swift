import Decimals
import Foundation
import Importer
import PriceImpact
import Procurement
import Testing

/// A number written in a test.
func decimal(_ text: String) -> FixedDecimal {
    guard let value = FixedDecimal(text) else { preconditionFailure("'\(text)' is no number") }
    return value
}

/// The files of the repository that tests read.
enum Repository {
    /// The repository's folder.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// A round of `Tenders`, decided and computed once.
    static func assessment(_ round: String) throws -> Assessment {
        try #require(assessments[round] ?? nil, "Tenders/\(round) can't be read")
    }

    private static let assessments: [String: Assessment?] = Dictionary(
        uniqueKeysWithValues: ["4+7", "4+7-expansion", "GY-YD2019-2", "GY-YD2020-1"].map { round in
            (round, RoundFolder(path: "\(root)/Tenders/\(round)").read().dossier.map { Assessment($0) })
        })

    /// What the independent script computed of a round.
    static func reference(_ round: String) throws -> ReferenceRound {
        let data = try Data(contentsOf: URL(filePath: "\(root)/Tests/References/\(round).json"))
        return try JSONDecoder().decode(ReferenceRound.self, from: data)
    }
}

/// The part of `Tests/References/*.json` that is about figures; the keys of the dictionaries stay as written.
struct ReferenceRound: Decodable {
    struct Figures: Decodable {
        struct Maximum: Decodable {
            struct Item: Decodable, Hashable {
                var lot: String
                var bidder: String
            }

            var drop: String
            var bids: [Item]
        }

        struct Spread: Decodable {
            var lowerQuartile: String
            var median: String
            var upperQuartile: String
            var minimum: String
            var maximum: String

            enum CodingKeys: String, CodingKey {
                case lowerQuartile = "lower_quartile"
                case upperQuartile = "upper_quartile"
                case median, minimum, maximum
            }
        }

        struct Group: Decodable {
            var bids: Int
            var meanOverBids: String
            var meanOverLots: String

            enum CodingKeys: String, CodingKey {
                case bids
                case meanOverBids = "mean_over_bids"
                case meanOverLots = "mean_over_lots"
            }
        }

        var overBids: Spread
        var overLots: Spread
        var groups: [String: Group]
        var quantityWeighted: String
        var marketValue: String
        var meanOverBids: String
        var meanOverLots: String
        var volumeWeighted: String
        var maximum: Maximum
        var bids: Int
        var bidsWithoutBaseline: Int
        var lots: Int

        enum CodingKeys: String, CodingKey {
            case meanOverBids = "mean_over_bids"
            case meanOverLots = "mean_over_lots"
            case volumeWeighted = "volume_weighted"
            case bidsWithoutBaseline = "bids_without_baseline"
            case maximum, bids, lots, groups
            case overBids = "over_bids"
            case overLots = "over_lots"
            case quantityWeighted = "quantity_weighted"
            case marketValue = "market_value"
        }
    }

    struct Amounts: Decodable {
        var total: String
        var byLot: [String: String]
        var byRegion: [String: String]

        enum CodingKeys: String, CodingKey {
            case total
            case byLot = "by_lot"
            case byRegion = "by_region"
        }
    }

    /// Savings have parts that the value has not.
    struct Savings: Decodable {
        var total: String
        var byLot: [String: String]
        var byRegion: [String: String]
        var byBidder: [String: String]
        var byMonth: [String]

        enum CodingKeys: String, CodingKey {
            case total
            case byLot = "by_lot"
            case byRegion = "by_region"
            case byBidder = "by_bidder"
            case byMonth = "by_month"
        }
    }

    var figures: [String: Figures]
    var savings: [String: Savings]
    var value: Amounts

    enum CodingKeys: String, CodingKey {
        case figures = "published_figures"
        case savings, value
    }
}
