import Decimals
import Importer
import Procurement
import Testing

@Suite("Converting tables", .temporaryFolder)
struct TableConversionTests {
    private func decimal(_ text: String) throws -> FixedDecimal { try #require(FixedDecimal(text)) }

    /// A row of bids; the rest of the columns is empty.
    private func bid(
        lot: String = "甲口服常释剂型", _ bidder: String, of specification: String = "10mg", short: String = "",
        status: String,
        ceiling: String = "5", basis: String = "per unit", ceilingSpecification: String = "", price: String,
        product: String = "", units: String = "", packPrice: String = "", regions: String = "", originator: String = ""
    ) -> String {
        [
            "R", lot, specification, bidder, short, originator, "", status, ceiling, basis, ceilingSpecification, "",
            price,
            product, units, packPrice, regions, "", "S", "high",
        ].map { "\"\($0)\"" }.joined(separator: ",") + "\n"
    }

    @Test("a sound round gives documents that are read back without a finding")
    func sound() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns
            + bid("A公司", status: "won", price: "1.00", product: "甲片", units: "7", packPrice: "7.00", regions: "上海|北京")
            + bid("B公司", short: "B", status: "lost", price: "2.00", originator: "Y")
            + bid("C公司", status: "no bid", price: "")
        tables.winners = ExampleTables.winnerColumns + "R,甲片,10mg,7,A公司,7,1,北京|上海,notice,high\n"
        let converted = try tables.convert()
        #expect(converted.lines == [])
        #expect(converted.round.lots.count == 1)
        let lot = converted.round.lots[0]
        #expect(lot.reference == "10mg")
        #expect(lot.dosageClass == "oral-solid")
        #expect(lot.ceilings == [Ceiling(specification: "10mg", price: try decimal("5"))])
        #expect(converted.submissions.count == 3)
        let byName = Dictionary(uniqueKeysWithValues: converted.submissions.map { ($0.bidder.name, $0) })
        #expect(byName["A公司"]?.bids.map(\.pack) == [Pack(units: 7, price: try decimal("7"))])
        #expect(byName["B公司"]?.bids.map(\.isOriginator) == [true])
        #expect(byName["B公司"]?.bidder.shortName == "B")
        #expect(byName["C公司"]?.bids == [])
        #expect(byName["C公司"]?.declined.map(\.lot) == ["甲口服常释剂型"])
        let winner = try #require(converted.published.winners.first)
        #expect(winner.bidder == byName["A公司"]?.bidder.id)
        // In the order of the round's regions, not of the cell.
        #expect(winner.regions == ["北京", "上海"])
        let imported = try converted.rewritten()
        #expect(imported.findings.filter { $0.severity == .error }.map(\.line) == [])
        #expect(imported.dossier?.round == converted.round)
        #expect(imported.dossier?.submissions == converted.submissions)
    }

    @Test("rows of other rounds are skipped, and an alias names this one")
    func rounds() throws {
        var tables = ExampleTables()
        tables.volumes += "R-2,广州,乙,1g,9,base\nfirst  round,深圳,甲口服常释剂型,10mg,9,base\n"
        let converted = try tables.convert()
        #expect(converted.lines == [])
        #expect(converted.round.regions == ["北京", "上海", "深圳"])
        #expect(converted.round.lots.count == 1)
        tables.volumes = "round,region,lot,specification,volume_10k_units,meaning\nR-2,广州,乙,1g,9,base\n"
        tables.lots = nil
        let empty = try tables.convert()
        #expect(empty.hasErrors)
        #expect(
            empty.lines.contains {
                $0.contains("[VBP0202] no table has a row of round 'R'; mend --round, or name other tables")
            })
    }

    @Test("one name with full-width and half-width brackets is one lot, one firm and one region")
    func brackets() throws {
        var tables = ExampleTables()
        tables.volumes += "R,新疆（含兵团）,甲（乙）片,10mg,1,base\n"
        tables.lots? += "R,甲(乙)片,oral-solid,10mg,normal,,,high\n"
        tables.bids =
            ExampleTables.bidColumns
            + bid(lot: "甲(乙)片", "齐鲁制药（海南）", status: "won", price: "1.00", regions: "新疆(含兵团)")
            + bid("齐鲁制药(海南)", status: "lost", price: "2.00")
        let converted = try tables.convert()
        #expect(converted.lines == [])
        #expect(converted.round.lots.map(\.id) == ["甲口服常释剂型", "甲（乙）片"])
        #expect(converted.submissions.count == 1)
        #expect(converted.submissions[0].bids.count == 2)
        #expect(converted.published.winners.map(\.regions) == [["新疆（含兵团）"]])
    }

    @Test("one strength written differently is one specification, and that is said")
    func specifications() throws {
        var tables = ExampleTables()
        tables.volumes += "R,北京,乙注射液,10ml:0.1g,1,base\nR,上海,乙注射液,0.1g:10ml,1,base\n"
        tables.lots? += "R,乙注射液,injection,0.1g:10ml,normal,,,high\n"
        tables.bids =
            ExampleTables.bidColumns + bid("A", of: "0.01g", status: "lost", price: "1.00")
            + bid(lot: "乙注射液", "A", of: "100mg/10ml", status: "lost", price: "1.00")
        let converted = try tables.convert()
        #expect(converted.round.lots.map { $0.specifications.map(\.id) } == [["10mg"], ["10ml:0.1g"]])
        #expect(converted.round.lots.map(\.reference) == ["10mg", "10ml:0.1g"])
        #expect(converted.submissions[0].bids.map(\.specification) == ["10mg", "10ml:0.1g"])
        #expect(
            converted.lines.map { $0.split(separator: " ", maxSplits: 1)[0] } == [
                "bids.csv:2:", "bids.csv:3:", "lots.csv:3:", "volumes.csv:5:",
            ])
        #expect(converted.lines.allSatisfy { $0.contains(": note: [VBP0404] specification '") })
    }

    @Test("a strength that nobody can read is kept by its text, with a warning")
    func unreadableSpecification() throws {
        var tables = ExampleTables()
        tables.bids = ExampleTables.bidColumns + bid("A", of: "复方", status: "lost", price: "1.00")
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "bids.csv:2: warning: [VBP0403] specification '复方' of lot '甲口服常释剂型' has no amount that can be read; "
                    + "state its <content> in round.xml if it has to be converted"
            ])
        #expect(converted.round.lots[0].specifications.map(\.id) == ["10mg", "复方"])
        #expect(converted.submissions[0].bids.map(\.specification) == ["复方"])
    }

    @Test("a blank volume is unknown, which is not zero")
    func blankVolume() throws {
        var tables = ExampleTables()
        tables.volumes += "R,广州,甲口服常释剂型,10mg,,base\nR,深圳,甲口服常释剂型,10mg,0,base\n"
        let converted = try tables.convert()
        #expect(converted.demand.lines.map(\.quantity).suffix(2) == [nil, FixedDecimal.zero])
        #expect(
            converted.lines == [
                "volumes.csv:4: warning: [VBP0406] no volume of '10mg' of lot '甲口服常释剂型' in '广州'; "
                    + "taken as unknown, not as zero"
            ])
    }

    @Test(
        "a row that names no region, lot or specification is an error, not a nameless one",
        arguments: ["R,,甲口服常释剂型,10mg,1,base", "R,广州,,10mg,1,base", "R,广州,甲口服常释剂型,,1,base"]
    )
    func blankNames(row: String) throws {
        var tables = ExampleTables()
        tables.volumes += row + "\n"
        let converted = try tables.convert()
        #expect(converted.hasErrors)
        #expect(converted.lines.contains { $0.hasPrefix("volumes.csv:4: error: [VBP0406] ") })
    }

    @Test("a character that nobody sees is an error: the document would be refused")
    func invisibleCharacter() throws {
        var tables = ExampleTables()
        tables.volumes += "R,广\u{200B}州,甲口服常释剂型,10mg,1,base\n"
        #expect(
            try tables.convert().lines == [
                "volumes.csv:4: error: [VBP0110] a cell holds the invisible character U+200B; "
                    + "remove it: it changes how the text is shown"
            ])
    }

    @Test("a confidence that is none of the three is said")
    func unknownConfidence() throws {
        var tables = ExampleTables()
        tables.lots =
            "round,lot,dosage_class,reference_specification,volume_tier,confidence\n"
            + "R,甲口服常释剂型,oral-solid,10mg,normal,certain\n"
        #expect(
            try tables.convert().lines == [
                "lots.csv:2: warning: [VBP0110] confidence 'certain' is taken as not known; write high, medium or low"
            ])
    }

    @Test("a negative volume is an error: the document would be refused")
    func negativeVolume() throws {
        var tables = ExampleTables()
        tables.volumes += "R,广州,甲口服常释剂型,10mg,-1,base\n"
        let converted = try tables.convert()
        #expect(converted.hasErrors)
        #expect(converted.lines.contains { $0.hasPrefix("volumes.csv:4: error: [VBP0109] ") })
    }

    @Test("a volume stated twice is an error, and agreed volume beside reported volume too")
    func doubleVolume() throws {
        var tables = ExampleTables()
        tables.volumes += "R,上海,甲口服常释剂型,0.01g,2.0,base\nR,上海,甲口服常释剂型,10mg,3,base\n"
        #expect(
            try tables.convert().lines.filter { $0.contains("error") } == [
                "volumes.csv:4: error: [VBP0408] '10mg' of lot '甲口服常释剂型' in '上海' is stated twice, "
                    + "with the same volume; keep one row",
                "volumes.csv:5: error: [VBP0408] '10mg' of lot '甲口服常释剂型' in '上海' is stated twice, "
                    + "with another volume; keep one row",
            ])
        tables = ExampleTables()
        tables.volumes += "R,广州,甲口服常释剂型,10mg,3,agreed purchase volume\n"
        #expect(
            try tables.convert().lines == [
                "volumes.csv: error: [VBP0408] some volumes are agreed, others are before the share; convert them apart"
            ])
    }

    @Test(
        "a price that is no price is an error with its column",
        arguments: [
            (
                "1,5",
                "[VBP0109] column 'bid_unit_yuan' is '1,5': ',' is not part of a number; "
                    + "write a decimal point, for example 1.5"
            ),
            ("-1", "[VBP0208] column 'bid_unit_yuan' is '-1', a price must be more than 0"),
            ("0", "[VBP0208] column 'bid_unit_yuan' is '0', a price must be more than 0"),
        ]
    )
    func badPrice(price: String, words: String) throws {
        var tables = ExampleTables()
        tables.bids = ExampleTables.bidColumns + bid("A", status: "won", price: price)
        let converted = try tables.convert()
        #expect(converted.lines.contains("bids.csv:2: error: \(words)"))
    }

    @Test("what a bid's row leaves open is said")
    func dubiousBids() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns + bid("", short: "A", status: "lost", price: "1")
            + bid("B", status: "lost", price: "") + bid("C", status: "perhaps", price: "2")
            + bid("D", status: "lost", price: "3", originator: "maybe")
            + bid("", status: "lost", price: "4")
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "bids.csv:2: note: [VBP0407] the bidder's full name is blank; 'A' is used",
                "bids.csv:3: warning: [VBP0406] 'B' has status 'lost' in lot '甲口服常释剂型' and no price; it makes no bid",
                "bids.csv:4: error: [VBP0110] status 'perhaps' says neither that the bid won nor that it lost; "
                    + "write won, lost or no bid",
                "bids.csv:5: warning: [VBP0110] column 'originator' is 'maybe'; taken as not known; write Y or N",
                "bids.csv:6: error: [VBP0205] the row names no bidder",
            ])
        let bids = converted.submissions.reduce(0) { $0 + $1.bids.count }
        #expect(bids == 3)
        #expect(converted.submissions.reduce(0) { $0 + $1.declined.count } == 1)
    }

    @Test("half of a pack is said, and the bid is kept")
    func halfPack() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns + bid("A", status: "lost", price: "1", units: "7")
            + bid("B", status: "lost", price: "1", packPrice: "7")
        let converted = try tables.convert()
        #expect(
            converted.lines.map { $0.prefix(30) } == [
                "bids.csv:2: warning: [VBP0406]", "bids.csv:3: warning: [VBP0406]",
            ])
        #expect(converted.submissions.allSatisfy { $0.bids.map(\.pack) == [nil] })
    }

    @Test("two bids of a firm in one lot are kept for the officer to decide, with a warning")
    func duplicateBid() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns + bid("A", status: "lost", price: "1") + bid("A", status: "lost", price: "2")
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "bids.csv:3: warning: [VBP0206] 'A' has two bids for lot '甲口服常释剂型'; "
                    + "neither will take part until one is removed"
            ])
        #expect(converted.submissions.map { $0.bids.count } == [2])
    }

    // MARK: - Ceilings

    @Test("a ceiling printed for another strength belongs to that strength")
    func ceilingOfOtherSpecification() throws {
        var tables = ExampleTables()
        tables.volumes += "R,北京,甲口服常释剂型,20mg,1,base\nR,上海,甲口服常释剂型,20mg,1,base\n"
        tables.bids =
            ExampleTables.bidColumns + bid("A", of: "10mg", status: "lost", ceilingSpecification: "0.02g", price: "1")
        let converted = try tables.convert()
        #expect(
            converted.round.lots[0].ceilings == [
                Ceiling(specification: "20mg", price: try decimal("5"), printedFor: "10mg")
            ])
        #expect(try converted.rewritten().dossier?.round == converted.round)
    }

    @Test("the pack price of an earlier winner is a ceiling by pack")
    func packCeiling() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns
            + bid(
                "A", status: "lost", ceiling: "6.6", basis: "pack price of the R-0 winner (甲 20mg x 7); other strength",
                price: "1")
            + bid("B", status: "lost", ceiling: "6.6", basis: "R-0 winner: 100mg 810, 500mg 2776.97", price: "1")
        let converted = try tables.convert()
        #expect(converted.round.ceilingsFromRound == "R-0")
        let ceilings = converted.round.lots[0].ceilings
        #expect(ceilings.map(\.specification) == ["20mg", "100mg", "500mg"])
        #expect(ceilings.map(\.price) == [try decimal("6.6"), try decimal("810"), try decimal("2776.97")])
        #expect(ceilings.map(\.pack) == [7, 1, 1])
        #expect(try converted.rewritten().dossier?.round == converted.round)
    }

    @Test("two ceilings of one strength are a conflict, one stated twice is not; a blank one is said")
    func conflictingCeilings() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns + bid("A", status: "lost", ceiling: "5", price: "1")
            + bid("B", status: "lost", ceiling: "5.00", price: "1") + bid("C", status: "lost", ceiling: "6", price: "1")
            + bid("D", status: "lost", ceiling: "", price: "1")
            + bid("E", status: "lost", ceiling: "5", basis: "hearsay", price: "1")
        let converted = try tables.convert()
        #expect(converted.round.lots[0].ceilings == [Ceiling(specification: "10mg", price: try decimal("5"))])
        #expect(
            converted.lines == [
                "bids.csv:4: warning: [VBP0408] another ceiling of '10mg' of lot '甲口服常释剂型': 6 beside 5; the first is kept",
                "bids.csv:5: warning: [VBP0406] no ceiling for '10mg' of lot '甲口服常释剂型'",
                "bids.csv:6: warning: [VBP0407] the ceiling's basis 'hearsay' is not understood; taken as per unit",
            ])
    }

    // MARK: - Winners

    @Test("the official list is matched by product, pack and price, whatever the firm is called there")
    func officialNames() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns
            + bid("A制药", status: "won", price: "1.00", product: "甲片", units: "7", packPrice: "7.00", regions: "北京")
            + bid("B制药", status: "won", price: "1.50", product: "甲片", units: "10", packPrice: "15", regions: "上海")
        tables.winners =
            ExampleTables.winnerColumns + "R,甲片,10mg,7,阿尔法集团,7,1.00,北京,notice,high\n"
            + "R,甲片,10mg,10,B制药,15,1.50,上海,notice,high\n"
            // A second presentation of the first winner, under the name that the list gave it before.
            + "R,甲片,20mg,7,阿尔法集团,11.90,1.70,北京,notice,high\n"
        let converted = try tables.convert()
        let words = "'阿尔法集团' of the official list is taken as 'A制药' of the bids: the same product, pack and price"
        #expect(
            converted.lines == ["winners.csv:2: note: [VBP0404] \(words)", "winners.csv:4: note: [VBP0404] \(words)"])
        let winners = converted.published.winners
        #expect(Set(winners.map(\.name)) == ["阿尔法集团", "B制药"])
        let alpha = try #require(winners.first { $0.name == "阿尔法集团" })
        #expect(alpha.bidder == converted.submissions.first { $0.bidder.name == "A制药" }?.bidder.id)
        #expect(alpha.presentations.map(\.specification) == ["10mg", "20mg"])
        #expect(
            alpha.presentations.map(\.pack) == [
                Pack(units: 7, price: try decimal("7")), Pack(units: 7, price: try decimal("11.9")),
            ])
        let imported = try converted.rewritten()
        #expect(imported.findings.filter { $0.severity == .error }.map(\.line) == [])
        #expect(imported.dossier?.published == converted.published)
    }

    @Test("rows of the official list and winning bids that find no partner are named, none is lost unsaid")
    func unmatchedWinners() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns
            + bid("A制药", status: "won", price: "1.00", product: "甲片", units: "7", packPrice: "7.00", regions: "北京")
        tables.winners =
            ExampleTables.winnerColumns + "R,丙片,10mg,7,C制药,8,1.14,北京,notice,high\n"
            + "R,甲片,10mg,7,A制药,7,,北京,notice,high\n"
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "bids.csv:2: warning: [VBP0405] the official list has no row for the winning bid of 'A制药' in lot "
                    + "'甲口服常释剂型'; taken from the table of bids",
                "winners.csv:2: warning: [VBP0405] no winning bid has product '丙片', pack 7 and price 8 of 'C制药'; "
                    + "the row is left out of the published result",
                "winners.csv:3: warning: [VBP0406] 'A制药' is listed without a unit price",
            ])
        #expect(converted.published.winners.map(\.name) == ["A制药"])
    }

    @Test("regions that the two tables give differently are a conflict")
    func regionConflict() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns
            + bid("A制药", status: "won", price: "1.00", product: "甲片", units: "7", packPrice: "7.00", regions: "北京")
        tables.winners = ExampleTables.winnerColumns + "R,甲片,10mg,7,A制药,7,1.00,北京|上海,notice,high\n"
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "winners.csv:2: warning: [VBP0408] 'A制药' supplies 2 regions of lot '甲口服常释剂型' by the official list, "
                    + "1 by the table of bids; the official list is taken"
            ])
        #expect(converted.published.winners.map(\.regions) == [["北京", "上海"]])
    }

    @Test("a malformed cell of the official list is reported once")
    func malformedOnce() throws {
        var tables = ExampleTables()
        tables.bids = ExampleTables.bidColumns + bid("A制药", status: "won", price: "1.00", regions: "北京")
        tables.winners = ExampleTables.winnerColumns + "R,丙片,10mg,7,C制药,\"7,5\",1.00,北京,notice,high\n"
        let errors = try tables.convert().lines.filter { $0.contains(": error: ") }
        #expect(errors.count == 1, "\(errors)")
    }

    @Test("without an official list the winners are those of the bids")
    func withoutList() throws {
        var tables = ExampleTables()
        tables.bids =
            ExampleTables.bidColumns
            + bid("A制药", status: "won", price: "1.00", product: "甲片", units: "7", packPrice: "7.00", regions: "北京")
            + bid("B制药", status: "lost", price: "2.00")
        let converted = try tables.convert()
        #expect(converted.lines == [])
        #expect(converted.published.winners.map(\.name) == ["A制药"])
        #expect(
            converted.published.winners.flatMap(\.presentations).map(\.pack) == [
                Pack(units: 7, price: try decimal("7"))
            ])
    }

    @Test("without bids the official list is matched to lots by drug, route and strength, and earlier prices by pack")
    func withoutBids() throws {
        var tables = ExampleTables()
        tables.volumes += "R,北京,甲注射剂,10mg,1,base\nR,上海,甲注射剂,10mg,1,base\n"
        tables.lots = nil
        tables.winners =
            ExampleTables.winnerColumns + "R,甲注射液,10mg,1,A制药,9,9,北京|上海,notice,high\n"
            + "R,甲片,10mg,7,B制药,7,1,北京|上海,notice,high\n"
        tables.previousPrices =
            "round,spec,units_per_pack,win_price_pack_yuan,previous_price_unit_yuan(firm_3yr_avg)\n"
            + "R,10mg,7,7,2.5\nR,10mg,1,9,12\nR,10mg,3,4,12\n"
        let converted = try tables.convert()
        #expect(converted.published.winners.map(\.lot) == ["甲口服常释剂型", "甲注射剂"])
        #expect(converted.published.winners.map(\.name) == ["B制药", "A制药"])
        #expect(
            converted.published.winners.flatMap(\.presentations).map(\.previousPrice)
                == [try decimal("2.5"), try decimal("12")])
        let warnings = converted.lines.filter { !$0.contains(": note: ") }
        #expect(
            warnings == [
                "previous.csv:4: warning: [VBP0405] 0 published prices are 4 for 3 of '10mg'; the earlier price is not used"
            ])
    }

    // MARK: - Lots

    @Test("without a table of lots the reference is the strength with the largest volume, and that is said")
    func withoutLots() throws {
        var tables = ExampleTables()
        tables.volumes += "R,北京,甲口服常释剂型,20mg,3,base\nR,上海,甲口服常释剂型,20mg,3,base\n"
        tables.lots = nil
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "round.xml: note: [VBP0407] lot '甲口服常释剂型': reference specification '20mg' (the specification with the "
                    + "largest volume), tier 'normal', dosage class 'oral-solid'; name a table of lots to say otherwise"
            ])
        #expect(converted.round.lots.map(\.reference) == ["20mg"])
        #expect(converted.round.lots.map(\.tier) == ["normal"])
    }

    @Test("a lot that the bids name more shortly is found by the name that holds it")
    func lotNames() throws {
        var tables = ExampleTables()
        tables.bids = ExampleTables.bidColumns + bid(lot: "甲口服", "A", status: "lost", price: "1")
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "bids.csv:2: warning: [VBP0404] lot '甲口服' of the bids is taken as lot '甲口服常释剂型' of the volumes; "
                    + "write one name in both tables if that is wrong"
            ])
        #expect(converted.submissions.flatMap(\.bids).map(\.lot) == ["甲口服常释剂型"])
    }

    @Test("a lot with bids and no volume, and one with neither, are kept and said")
    func lonelyLots() throws {
        var tables = ExampleTables()
        tables.bids = ExampleTables.bidColumns + bid(lot: "丙片", "A", of: "1g", status: "lost", price: "1")
        tables.lots? += "R,丙片,oral-solid,1g,normal,,,high\nR,丁片,oral-solid,2g,normal,24,,high\n"
        let converted = try tables.convert()
        #expect(
            converted.lines == [
                "bids.csv:2: warning: [VBP0406] lot '丙片' has bids and no volume",
                "lots.csv:4: warning: [VBP0406] lot '丁片' has neither volumes nor bids",
            ])
        #expect(converted.round.lots.map(\.id) == ["甲口服常释剂型", "丙片", "丁片"])
        #expect(converted.round.lots.last?.termMonths == 24)
    }

    @Test("a lot described twice is a conflict")
    func doubleLot() throws {
        var tables = ExampleTables()
        tables.lots? += "R,甲口服常释剂型,injection,10mg,normal,,,high\n"
        let converted = try tables.convert()
        #expect(converted.hasErrors)
        #expect(converted.lines.count == 1)
        #expect(converted.lines.allSatisfy { $0.hasPrefix("lots.csv:3: error: [VBP0408] ") })
    }

    // MARK: - Headlines

    @Test("each figure of a row of headlines is an assertion with the row's baseline")
    func headlines() throws {
        var tables = ExampleTables()
        let columns =
            "round,average_drop_pct,max_drop_pct,drop_baseline,projected_savings_yuan_per_year,note,source,confidence\n"
        tables.headlines = columns + "first round,52,96,lowest price of 2017,5800000000,96 % and more,S,high\n"
        let converted = try tables.convert()
        #expect(converted.lines == [])
        let headlines = converted.published.headlines
        #expect(headlines.map(\.measure) == [.averageDrop, .maximumDrop, .savings])
        #expect(headlines.map(\.value) == [FixedDecimal(52), FixedDecimal(96), FixedDecimal(5_800_000_000)])
        #expect(headlines.map(\.baseline) == [.previous, .previous, .unstated])
        #expect(headlines.map(\.isLowerBound) == [false, true, false])
        tables.headlines = columns + "R-2,52,96,,,,S,high\n"
        #expect(
            try tables.convert().lines == [
                "headlines.csv: warning: [VBP0409] the table has no row of round 'R'; its rows name: R-2; "
                    + "an <alias> in the rulebook makes a name this round's"
            ])
    }
}
