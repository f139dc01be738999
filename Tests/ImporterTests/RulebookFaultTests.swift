import Decimals
import Importer
import Procurement
import Testing

@Suite("Rulebooks", .temporaryFolder)
struct RulebookFaultTests {
    /// A rulebook that is sound but for what stands in the place of a part.
    struct Part: Sendable, CustomTestStringConvertible {
        let fault: String
        /// The part, with `↓` where findings are due.
        let text: String
        /// Which part of the sound rulebook it replaces.
        let place: Place
        let findings: [String]

        var testDescription: String { fault }
    }

    enum Place { case convert, screen, shortlist, select, share }

    private static let citation = "clause=\"1\" basis=\"document\" confidence=\"high\""

    private static func rulebook(_ place: Place? = nil, _ text: String = "") -> String {
        func part(_ own: Place, _ sound: String) -> String { own == place ? text : sound }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <rulebook xmlns="urn:vbp:rulebook:1" id="R" title="T">
              <alias>the  first
                round</alias>
              <comparable-price \(citation)>
                \(part(.convert, "<convert dimension=\"content\" base=\"1.7\"/>"))
              </comparable-price>
              <screen id="ceiling" population="valid" \(citation)>
                \(part(.screen, "<at-most of=\"unit-price\" to=\"ceiling\"/>"))
              </screen>
              <shortlist id="shortlist" counting="filed" population="shortlisted" \(citation)>
                \(part(.shortlist, "<places bidders=\"1-3\" places=\"2\"/><places bidders=\"4-\" places=\"3\"/>"))
              </shortlist>
              <select id="gate" population="winners" \(citation)>
                \(part(.select, "<at-most of=\"comparable-price\" to=\"lowest\" among=\"valid\" factor=\"1.8\"/>"))
              </select>
              <volume \(citation)>
                \(part(.share, "<share tier=\"normal\" winners=\"1-\" value=\"50.0%\"/>"))
              </volume>
              <term \(citation)><months winners="1-" value="12"/></term>
            </rulebook>

            """
    }

    static let faults: [Part] = [
        Part(
            fault: "a population that no stage hands on",
            text: "<at-most of=\"comparable-price\" to=\"lowest\" among=\"↓best\"/>",
            place: .select,
            findings: [
                "[VBP0302] no earlier stage hands on a population 'best'; here there are: filed, shortlisted, valid"
            ]),
        Part(
            fault: "a population that only a later stage hands on",
            text: "<at-most of=\"comparable-price\" to=\"lowest\" among=\"↓shortlisted\"/>", place: .screen,
            findings: ["[VBP0302] no earlier stage hands on a population 'shortlisted'; here there are: filed"]),
        Part(
            fault: "a lowest price among nobody says whom",
            text: "↓<at-most of=\"comparable-price\" to=\"lowest\"/>", place: .screen,
            findings: [
                "[VBP0302] <at-most> does not say among which bids the lowest is looked for; add among=\"…\": filed"
            ]),
        Part(
            fault: "a gap in the table of places",
            text: "<places bidders=\"1-2\" places=\"1\"/>↓<places bidders=\"4-\" places=\"2\"/>", place: .shortlist,
            findings: [
                "[VBP0301] the row for 4 bidders leaves a gap or overlaps with the row before; the next row has to begin with 3"
            ]),
        Part(
            fault: "an overlap in the table of places",
            text: "<places bidders=\"1-3\" places=\"1\"/>↓<places bidders=\"3-\" places=\"2\"/>", place: .shortlist,
            findings: [
                "[VBP0301] the row for 3 bidders leaves a gap or overlaps with the row before; the next row has to begin with 4"
            ]),
        Part(
            fault: "a table of places that begins with two", text: "↓<places bidders=\"2-\" places=\"1\"/>",
            place: .shortlist,
            findings: [
                "[VBP0301] the row for 2 bidders leaves a gap or overlaps with the row before; the next row has to begin with 1"
            ]),
        Part(
            fault: "a row after an open one",
            text: "<places bidders=\"1-\" places=\"1\"/>↓<places bidders=\"9\" places=\"2\"/>", place: .shortlist,
            findings: [
                "[VBP0301] the row for 9 bidders leaves a gap or overlaps with the row before; "
                    + "the row before holds for any number"
            ]),
        Part(
            fault: "fewer places for more bidders",
            text: "<places bidders=\"1-3\" places=\"2\"/>↓<places bidders=\"4-\" places=\"1\"/>", place: .shortlist,
            findings: ["[VBP0301] more bidders get fewer places: 1 after 2"]),
        Part(
            fault: "a range the wrong way round", text: "<places bidders=\"↓3-1\" places=\"1\"/>", place: .shortlist,
            findings: [
                "[VBP0109] attribute 'bidders' of <places> is '3-1'; "
                    + "write a number, a range such as 2-4, or an open range such as 5-"
            ]),
        Part(
            fault: "a tie-break that facts may leave undecided",
            text: "<places bidders=\"1-\" places=\"1\"/>"
                + "↓<tie-break><prefer fact=\"sales\" order=\"larger-first\"/></tie-break>", place: .shortlist,
            findings: [
                "[VBP0301] the tie-break chain does not end in a draw; add <draw/> as its last step: facts may be equal too"
            ]),
        Part(
            fault: "a tie-break that goes on after the draw",
            text: "<places bidders=\"1-\" places=\"1\"/>"
                + "↓<tie-break><draw/><prefer fact=\"sales\" order=\"larger-first\"/></tie-break>", place: .shortlist,
            findings: [
                "[VBP0301] the tie-break chain does not end in a draw; add <draw/> as its last step: facts may be equal too"
            ]),
        Part(
            fault: "a share above the whole", text: "<share tier=\"normal\" winners=\"1-\" value=\"↓150%\"/>",
            place: .share, findings: ["[VBP0301] a share of 150% of the volume; write a share from 0% to 100%"]),
        Part(
            fault: "a share below nothing", text: "<share tier=\"normal\" winners=\"1-\" value=\"↓-0.1\"/>",
            place: .share, findings: ["[VBP0301] a share of -10% of the volume; write a share from 0% to 100%"]),
        Part(
            fault: "two shares for one number of winners",
            text:
                "<share tier=\"normal\" winners=\"1-2\" value=\"50%\"/>↓<share tier=\"normal\" winners=\"2-\" value=\"60%\"/>",
            place: .share,
            findings: ["[VBP0301] two shares hold for the same number of winners in tier 'normal'"]),
        Part(
            fault: "a comparison without a bound", text: "↓<at-most of=\"unit-price\"/>", place: .screen,
            findings: [
                "[VBP0301] <at-most> does not say what 'unit-price' is compared with; write to=\"ceiling\" for "
                    + "unit-price, to=\"lowest\" with factor and among for comparable-price, or value=\"…\""
            ]),
        Part(
            fault: "a comparison with two bounds", text: "↓<at-most of=\"unit-price\" to=\"ceiling\" value=\"3\"/>",
            place: .screen,
            findings: [
                "[VBP0301] <at-most> does not say what 'unit-price' is compared with; write to=\"ceiling\" for "
                    + "unit-price, to=\"lowest\" with factor and among for comparable-price, or value=\"…\""
            ]),
        Part(
            fault: "a base of exactly 1", text: "<convert dimension=\"content\" base=\"↓1\"/>", place: .convert,
            findings: [
                "[VBP0301] the base of a conversion is 1; twice the amount would cost no more; "
                    + "write a base above 1, such as 1.7"
            ]),
        Part(
            fault: "a base below 1", text: "<convert dimension=\"content\" base=\"↓0.7\"/>", place: .convert,
            findings: [
                "[VBP0301] the base of a conversion is 0.7; twice the amount would cost no more; "
                    + "write a base above 1, such as 1.7"
            ]),
        Part(
            fault: "a comparison that nobody knows", text: "↓<equals of=\"unit-price\" to=\"ceiling\"/>",
            place: .screen,
            findings: [
                "[VBP0107] <equals> does not belong in <a condition>; "
                    + "it holds <any>, <all>, <not>, <at-most>, <at-least>, <below>, <above>, "
                    + "<in>, <fact>, <originator>, <foreign>, <recorded>, <barred>"
            ]),
        Part(
            fault: "bids that freed their places are asked no more",
            text: """
                <at-most of="comparable-price" value="1"/></select>
                ↓<re-evaluate id="settled" policy="until-stable" \(citation)>
                  <shortlist id="places" population="placed" \(citation)><places bidders="1-" places="3"/></shortlist>
                  <withhold-volume id="low" among="placed" \(citation)>
                    <below of="comparable-price" to="mean" among="placed"/>
                  </withhold-volume>
                </re-evaluate>
                <select id="rest" \(citation)><at-most of="comparable-price" value="1"/>
                """, place: .select,
            findings: [
                "[VBP0301] <withhold-volume> asks 'placed', where a bid that freed its place is not any more: "
                    + "it never settles; leave out among=\"placed\", and every bid that is still in is asked"
            ]),
    ]

    @Test("that contradict themselves are refused, at the place", arguments: faults)
    func contradiction(fault: Part) throws {
        let marked = MarkedText(Self.rulebook(fault.place, fault.text))
        let path = try TemporaryFolder.current.write(marked.text, to: "rulebook.xml")
        let (rulebook, findings) = RulebookFile.read(path: path)
        #expect(rulebook == nil)
        let expected = zip(marked.places, fault.findings).map { "\(path):\($0.line):\($0.column): error: \($1)" }
        #expect(findings.map(\.line) == expected)
        try #require(marked.places.count == fault.findings.count)
    }

    @Test("that are sound are read as they are written")
    func sound() throws {
        let path = try TemporaryFolder.current.write(Self.rulebook(), to: "rulebook.xml")
        let (read, findings) = RulebookFile.read(path: path)
        #expect(findings.map(\.line) == [])
        let citation = Citation(clause: "1", basis: .document, confidence: .high)
        let factor = try #require(FixedDecimal("1.8"))
        let expected = Rulebook(
            id: "R", title: "T", aliases: ["the first round"],
            comparablePrice: ComparablePriceRule(
                citation: citation,
                conversions: [
                    ComparablePriceRule.Conversion(dimension: .content, base: try #require(FixedDecimal("1.7")))
                ]),
            stages: [
                Stage(
                    id: "ceiling", citation: citation,
                    action: .screen(.test(Procurement.Test(measure: .unitPrice, relation: .atMost, bound: .ceiling))),
                    population: "valid"),
                Stage(
                    id: "shortlist", citation: citation,
                    action: .shortlist(
                        Shortlist(
                            counting: "filed",
                            places: [
                                Shortlist.Places(bidders: 1...3, places: 2),
                                Shortlist.Places(bidders: 4...Int.max, places: 3),
                            ], tieBreaks: [])), population: "shortlisted"),
                Stage(
                    id: "gate", citation: citation,
                    action: .select(
                        .test(
                            Procurement.Test(
                                measure: .comparablePrice, relation: .atMost,
                                bound: .reference(.lowest("valid"), factor: factor)))), population: "winners"),
            ],
            volume: VolumeRule(
                citation: citation,
                shares: [
                    VolumeRule.Share(tier: "normal", winners: 1...Int.max, share: try #require(FixedDecimal("0.5")))
                ]),
            term: TermRule(citation: citation, rows: [TermRule.Row(winners: 1...Int.max, months: 12)]))
        #expect(read == expected)
    }

    @Test("keep how conditions are nested")
    func conditions() throws {
        let text = """
            <any>
              <all><below of="unit-price" value="2"/><not><above of="unit-price" value="1"/></not></all>
              <at-least of="cut-from-ceiling" value="50.00%"/>
            </any>
            """
        let path = try TemporaryFolder.current.write(Self.rulebook(.select, text), to: "rulebook.xml")
        let rulebook = try #require(RulebookFile.read(path: path).rulebook)
        func test(_ measure: Measure, _ relation: Procurement.Test.Relation, _ bound: String) throws
            -> Condition
        {
            .test(
                Procurement.Test(
                    measure: measure, relation: relation, bound: .constant(try #require(FixedDecimal(bound)))))
        }
        let expected = try Condition.any([
            .all([test(.unitPrice, .below, "2"), .not(test(.unitPrice, .above, "1"))]),
            test(.cutFromCeiling, .atLeast, "0.5"),
        ])
        #expect(rulebook.stages.last?.action == .select(expected))
    }

    @Test("one condition in <any> stays one condition")
    func singleCondition() throws {
        let text = "<any><at-most of=\"unit-price\" to=\"ceiling\"/></any>"
        let path = try TemporaryFolder.current.write(Self.rulebook(.select, text), to: "rulebook.xml")
        let rulebook = try #require(RulebookFile.read(path: path).rulebook)
        let ceiling = Condition.test(Procurement.Test(measure: .unitPrice, relation: .atMost, bound: .ceiling))
        #expect(rulebook.stages.last?.action == .select(ceiling))
    }

    @Test("<any> of one <all> asks for every part of it")
    func anyOfAll() throws {
        let text = """
            <any><all><at-most of="unit-price" value="1"/><at-most of="unit-price" to="ceiling"/></all></any>
            """
        let path = try TemporaryFolder.current.write(Self.rulebook(.select, text), to: "rulebook.xml")
        let rulebook = try #require(RulebookFile.read(path: path).rulebook)
        let constant = Condition.test(
            Procurement.Test(measure: .unitPrice, relation: .atMost, bound: .constant(FixedDecimal(1))))
        let ceiling = Condition.test(Procurement.Test(measure: .unitPrice, relation: .atMost, bound: .ceiling))
        #expect(rulebook.stages.last?.action == .select(.all([constant, ceiling])))
    }

    @Test("that are not there are missing, and that hold another document are refused")
    func otherFiles() throws {
        let absent = RulebookFile.read(path: TemporaryFolder.current.path + "/absent.xml")
        #expect(absent.rulebook == nil)
        #expect(absent.findings.map(\.code) == [.fileMissing])
        let path = try TemporaryFolder.current.write("<round xmlns=\"urn:vbp:round:1\" id=\"R\"/>", to: "round.xml")
        let other = RulebookFile.read(path: path)
        #expect(other.rulebook == nil)
        #expect(other.findings.map(\.code) == [.unknownDocument])
    }
}
