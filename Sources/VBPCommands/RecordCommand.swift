import ArgumentParser
import Decimals
import Glibc
import Importer
import PriceImpact
import Procurement
import Ranking
import Reporter

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", _superCommandName: "vbp",
        abstract: "Adds what people decided, drew or offered to a round's record, after checking it.",
        discussion: """
            The round is decided with the act first: an act that the rules do not call for at this point is refused with \
            the rule (status 65), and record.xml stays as it is. Afterwards it says what is still pending.
            """,
        subcommands: [
            DrawAct.self, ExcludeAct.self, WithdrawAct.self, AffiliateAct.self, ReviveAct.self, OfferAct.self,
            CloseAct.self, CommitAct.self, RevealAct.self, PickAct.self,
            DefaultAct.self, ReselectAct.self,
        ])
}

/// What every act states.
struct ActOptions: ParsableArguments {
    @Argument(help: "The round's folder.")
    var folder: String

    @Option(help: "What shows that it was done so: minutes, a letter, a notice.")
    var evidence: String

    @Option(help: "Where it is known from, such as an address.")
    var source: String?

    @Option(help: "high, medium or low.", transform: VBP.confidence)
    var confidence: Confidence?

    @Option(help: "What a reader should know.")
    var note: String?

    @Flag(help: "Check only, write nothing.")
    var dryRun = false

    /// Checks an act and adds it to the record.
    func add(_ kind: RecordedAct.Kind, lot: Lot.ID?, stage: Stage.ID?, _ console: Console) -> ExitStatus {
        let act = RecordedAct(
            kind, lot: lot, stage: stage, evidence: evidence,
            provenance: Provenance(source: source, confidence: confidence, note: note))
        return RecordWriter(folder: folderName(folder), console: console).add(act, isDryRun: dryRun)
    }
}

extension VBP {
    /// A price on the command line.
    static func price(_ written: String) throws -> FixedDecimal {
        guard let price = FixedDecimal(written), !price.isNegative, !price.isZero else {
            throw ValidationError("'\(written)' is no price; write a number above 0 with a decimal point")
        }
        return price
    }

    /// A confidence on the command line.
    static func confidence(_ written: String) throws -> Confidence {
        guard let confidence = Confidence(rawValue: written) else {
            throw ValidationError("'\(written)' is no confidence; write high, medium or low")
        }
        return confidence
    }

    /// A day on the command line.
    static func day(_ written: String) throws -> CalendarDate {
        guard let day = CalendarDate(written) else {
            throw ValidationError("'\(written)' is no day; write it as 2021-08-11")
        }
        return day
    }

    /// What a supplier is to a region, on the command line.
    static func role(_ written: String) throws -> RegionRole {
        guard let role = RegionRole(rawValue: written) else {
            throw ValidationError("'\(written)' is no role of a supplier; write primary or backup")
        }
        return role
    }

    /// A language on the command line.
    static func language(_ written: String) throws -> Language {
        guard let language = Language(rawValue: written) else {
            throw ValidationError("'\(written)' is no language of reports; write en or zh")
        }
        return language
    }
}

struct DrawAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "The order that a draw gave to exactly tied bids.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot; without it bids of several lots were drawn, written BIDDER@LOT.")
    var lot: String?
    @Option(help: "The stage that waits.")
    var stage: String
    @Option(parsing: .upToNextOption, help: "The bidders in the order drawn.")
    var order: [String]

    func run(_ console: Console) -> ExitStatus {
        let bids = order.map { written -> DrawnBid in
            guard lot == nil, let at = written.lastIndex(of: "@") else { return DrawnBid(written) }
            return DrawnBid(String(written[..<at]), lot: String(written[written.index(after: at)...]))
        }
        return options.add(.draw(bids), lot: lot, stage: stage, console)
    }
}

struct ExcludeAct: ToolCommand {
    static let configuration = CommandConfiguration(commandName: "exclude", abstract: "The authority excluded a firm.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot; without it the firm is excluded from the round.")
    var lot: String?
    @Option(help: "The stage that asks for it.")
    var stage: String
    @Option(help: "The firm.")
    var bidder: String

    func run(_ console: Console) -> ExitStatus { options.add(.exclude(bidder), lot: lot, stage: stage, console) }
}

struct WithdrawAct: ToolCommand {
    static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "A firm withdrew.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot; without it the firm withdrew from the round.")
    var lot: String?
    @Option(help: "The stage that asks for it.")
    var stage: String
    @Option(help: "The firm.")
    var bidder: String

    func run(_ console: Console) -> ExitStatus { options.add(.withdraw(bidder), lot: lot, stage: stage, console) }
}

struct AffiliateAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "affiliate", abstract: "Firms were found to be one bidder.")
    @OptionGroup var options: ActOptions
    @Option(parsing: .upToNextOption, help: "The firms, two or more.")
    var bidders: [String]

    func validate() throws {
        if bidders.count < 2 { throw ValidationError("--bidders names two firms or more") }
    }

    func run(_ console: Console) -> ExitStatus { options.add(.affiliate(bidders), lot: nil, stage: nil, console) }
}

struct ReviveAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "revive", abstract: "A firm that may come back does, or declines.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The stage that waits.")
    var stage: String
    @Option(help: "The firm.")
    var bidder: String
    @Option(help: "Yuan for the smallest unit of its specification.", transform: VBP.price)
    var price: FixedDecimal?
    @Flag(help: "The firm does not come back.")
    var declines = false

    func validate() throws {
        if (price == nil) != declines { throw ValidationError("name either --price or --declines") }
    }

    func run(_ console: Console) -> ExitStatus {
        options.add(.revive(bidder, price: price), lot: lot, stage: stage, console)
    }
}

struct OfferAct: ToolCommand {
    static let configuration = CommandConfiguration(commandName: "offer", abstract: "A firm made an offer.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The stage that waits.")
    var stage: String
    @Option(help: "The firm.")
    var bidder: String
    @Option(help: "Yuan for the smallest unit of its specification.", transform: VBP.price)
    var price: FixedDecimal

    func run(_ console: Console) -> ExitStatus {
        options.add(.offer(bidder, price: price), lot: lot, stage: stage, console)
    }
}

struct CloseAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "The talks with a firm ended without success.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The stage that waits.")
    var stage: String
    @Option(help: "The firm.")
    var bidder: String

    func run(_ console: Console) -> ExitStatus { options.add(.close(bidder), lot: lot, stage: stage, console) }
}

struct CommitAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit", abstract: "Seals a reserve price: records its SHA-256 and not the price.",
        discussion: "Name --sha256, or --price and --salt to have it computed. Keep price and salt for the opening.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The reference that is sealed.")
    var stage: String
    @Option(help: "The digest, 64 hexadecimal digits.")
    var sha256: String?
    @Option(help: "The reserve price; it counts as it is written.", transform: VBP.price)
    var price: FixedDecimal?
    @Option(help: "A long random text that nobody can guess.")
    var salt: String?

    func validate() throws {
        if (sha256 == nil) == (price == nil) || (price == nil) != (salt == nil) {
            throw ValidationError("name either --sha256, or --price and --salt")
        }
    }

    func run(_ console: Console) -> ExitStatus {
        var digest = sha256 ?? ""
        if let price, let salt {
            guard let round = RoundFolder(path: folderName(options.folder)).read().dossier?.round.id else {
                console.note("\(options.folder): error: the round can't be read; see vbp check\n")
                return .faultyData
            }
            digest = SealedReserve.digest(round: round, lot: lot, stage: stage, price: price, salt: salt)
        }
        return options.add(.commit(digest: digest), lot: lot, stage: stage, console)
    }
}

struct RevealAct: ToolCommand {
    static let configuration = CommandConfiguration(commandName: "reveal", abstract: "Reveals a sealed reserve price.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The reference that was sealed.")
    var stage: String
    @Option(help: "The reserve price, exactly as it was sealed.", transform: VBP.price)
    var price: FixedDecimal
    @Option(help: "The salt, exactly as it was sealed.")
    var salt: String

    func run(_ console: Console) -> ExitStatus {
        options.add(.reveal(price: price, salt: salt), lot: lot, stage: stage, console)
    }
}

struct PickAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "pick", abstract: "A winner picks a region; vbp draft says whose turn it is and what is open.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The rule of the draft.")
    var stage: String
    @Option(help: "The winner whose turn it is.")
    var bidder: String
    @Option(help: "The region.")
    var region: String
    @Option(help: "primary or backup.", transform: VBP.role)
    var role = RegionRole.primary

    func run(_ console: Console) -> ExitStatus {
        options.add(.pick(RegionPick(bidder, region: region, role: role)), lot: lot, stage: stage, console)
    }
}

struct DefaultAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "default", abstract: "A supplier failed: its region goes to its back-up.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The supplier.")
    var bidder: String
    @Option(help: "The region; without it every one that it supplies.")
    var region: String?
    @Option(help: "The first day on which it no longer delivers.", transform: VBP.day)
    var from: CalendarDate
    @Option(help: "For what.")
    var cause: String

    func run(_ console: Console) -> ExitStatus {
        options.add(
            .fail(SupplierDefault(bidder, region: region, from: from, cause: cause)), lot: lot, stage: nil, console)
    }
}

struct ReselectAct: ToolCommand {
    static let configuration = CommandConfiguration(
        commandName: "reselect", abstract: "Another winner was selected for a region that nobody supplies any more.")
    @OptionGroup var options: ActOptions
    @Option(help: "The lot.")
    var lot: String
    @Option(help: "The winner that was selected.")
    var bidder: String
    @Option(help: "The region.")
    var region: String
    @Option(help: "The first day on which it delivers.", transform: VBP.day)
    var from: CalendarDate

    func run(_ console: Console) -> ExitStatus {
        options.add(.reselect(Reselection(bidder, region: region, from: from)), lot: lot, stage: nil, console)
    }
}
