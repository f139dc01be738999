import Decimals
import Importer
import Procurement
import Testing

@Suite("Tables as spreadsheet programs save them", .temporaryFolder)
struct CSVTests {
    private func converted(_ volumes: [UInt8]) throws -> ConvertedRound {
        let path = try TemporaryFolder.current.write(volumes, to: "volumes.csv")
        let lots = try TemporaryFolder.current.write(ExampleTables().lots ?? "", to: "lots.csv")
        return TableConversion.convert(
            "R", rulebook: ExampleTables.rulebook, files: TableFiles(volumes: path, lots: lots))
    }

    private let table = ExampleTables().volumes

    @Test("give the same round with LF, CRLF, a byte-order mark and without a last line break")
    func endings() throws {
        let expected = try converted(Array(table.utf8))
        #expect(expected.lines == [])
        #expect(expected.demand.lines.map(\.quantity) == [FixedDecimal(15_000), FixedDecimal(20_000)])
        let variants = [
            table.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
            "\u{FEFF}" + table, String(table.dropLast()), table + "\n\n",
            "\u{FEFF}" + table.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n"),
        ]
        for variant in variants {
            let result = try converted(Array(variant.utf8))
            #expect(result.lines == [])
            #expect(result.demand == expected.demand)
            #expect(result.round == expected.round)
        }
    }

    @Test("may quote any cell, and quoted cells may hold commas, quotation marks and line breaks")
    func quoting() throws {
        let text = """
            "round","region","lot","specification","volume_10k_units","meaning","note"
            "R","北京",甲口服常释剂型,"10mg","1.5","base","said ""so"", twice
            on two lines"
            R , 上海 ,甲口服常释剂型,10mg, 2,base,
            R,广州,甲口服常释剂型,10mg,x,base,

            """
        let result = try converted(Array(text.utf8))
        #expect(result.demand.lines.map(\.region) == ["北京", "上海", "广州"])
        #expect(result.demand.lines[0].provenance.note == "said \"so\", twice\non two lines")
        #expect(result.demand.lines[1].quantity == FixedDecimal(20_000))
        // The quoted line break counts: the faulty row begins in the fifth line of the file.
        #expect(
            result.lines == [
                "volumes.csv:5: error: [VBP0109] column 'volume_10k_units' is 'x': 'x' is not part of a number"
            ])
    }

    @Test("are read in GB18030, and the reader is told")
    func gb18030() throws {
        // 北京 上海 甲 in GB18030.
        let beijing: [UInt8] = [0xB1, 0xB1, 0xBE, 0xA9]
        let first: [UInt8] = [0xBC, 0xD7]
        let bytes =
            Array("round,region,lot,specification,volume_10k_units\nR,".utf8) + beijing + Array(",".utf8) + first
            + Array(",10mg,1.5\n".utf8)
        let path = try TemporaryFolder.current.write(bytes, to: "volumes.csv")
        let lots = try TemporaryFolder.current.write(
            "round,lot,dosage_class,reference_specification,volume_tier\nR,甲,oral-solid,10mg,normal\n", to: "lots.csv")
        let result = TableConversion.convert(
            "R", rulebook: ExampleTables.rulebook, files: TableFiles(volumes: path, lots: lots))
        #expect(result.lines == ["volumes.csv: note: [VBP0407] the table is not UTF-8; read as GB18030"])
        #expect(result.round.regions == ["北京"])
        #expect(result.round.lots.map(\.id) == ["甲"])
    }

    @Test("that are neither UTF-8 nor GB18030 are refused")
    func otherEncoding() throws {
        let result = try converted(Array("round,region\nR,".utf8) + [0xFF, 0xFF, 0x0A])
        #expect(result.hasErrors)
        #expect(
            result.lines.contains(
                "volumes.csv: error: [VBP0402] the table is neither UTF-8 nor GB18030; save it as UTF-8"))
    }

    @Test("without a needed column say which ones are missing")
    func missingColumns() throws {
        let result = try converted(Array("round,region,lot\nR,北京,甲\n".utf8))
        #expect(result.hasErrors)
        #expect(
            result.lines.contains(
                "volumes.csv:1: error: [VBP0401] the table has no column 'specification', 'volume_10k_units'; "
                    + "see docs/formats.md for the layout"))
    }

    @Test("that are empty or not there are refused")
    func emptyAndAbsent() throws {
        #expect(
            try converted([]).lines.contains(
                "volumes.csv: error: [VBP0401] the table is empty; it needs a header row"))
        let absent = TableConversion.convert(
            "R", rulebook: ExampleTables.rulebook,
            files: TableFiles(volumes: TemporaryFolder.current.path + "/absent.csv"))
        #expect(absent.lines.contains("absent.csv: error: [VBP0001] there is no such file"))
        #expect(absent.hasErrors)
    }

    @Test(
        "with a row too short or too long are refused, with the row's place",
        arguments: ["R,上海,甲口服常释剂型,10mg", "R,上海,甲口服常释剂型,10mg,2,base,,"])
    func raggedRows(row: String) throws {
        let result = try converted(Array((table + row + "\n").utf8))
        let cells = row.split(separator: ",", omittingEmptySubsequences: false).count
        #expect(
            result.lines.contains(
                "volumes.csv:4: error: [VBP0402] the row has \(cells) cells, the header 6; "
                    + "look for a missing quotation mark or comma"))
        #expect(result.hasErrors)
    }

    @Test("with a quotation mark that is never closed are refused at the line where it opens")
    func openQuote() throws {
        let result = try converted(Array((table + "R,\"上海,甲口服常释剂型,10mg,2,base\nR,广州,甲口服常释剂型,10mg,2,base\n").utf8))
        #expect(result.lines.contains("volumes.csv:4: error: [VBP0402] a quotation mark is opened and not closed"))
        #expect(result.hasErrors)
    }
}
