import Importer
import Procurement
import Testing

/// What the rule language refuses, each at its place, by the reader's own checks alone.
@Suite("The rule language", .temporaryFolder)
struct RuleLanguageFaultTests {
    /// Stages that stand in a rulebook after a ceiling, with `↓` where findings are due and `#` for a citation.
    struct Fault: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let findings: [String]

        init(_ name: String, _ text: String, _ findings: String...) {
            self.name = name
            self.text = text
            self.findings = findings
        }

        var testDescription: String { name }
    }

    private static func rulebook(_ text: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rulebook xmlns="urn:vbp:rulebook:1" id="R">
          <comparable-price #/>
          <screen id="ceiling" #><at-most of="unit-price" to="ceiling"/></screen>
          \(text)
        </rulebook>

        """.replacing("#", with: "clause=\"1\" basis=\"document\" confidence=\"high\"")
    }

    /// The documents are read without their XSDs, so nothing but the reader speaks.
    private func check(_ rulebook: String, _ findings: [String]) throws {
        let marked = MarkedText(rulebook)
        try TemporaryFolder.current.write(marked.text, to: "rulebook.xml")
        try TemporaryFolder.current.write("<round xmlns=\"urn:vbp:round:1\" id=\"R\"/>", to: "round.xml")
        let imported = RoundFolder(path: TemporaryFolder.current.path).read()
        let expected = zip(marked.places, findings).map { "rulebook.xml:\($0.line):\($0.column): error: \($1)" }
        #expect(imported.findings.map(\.line) == expected)
        #expect(imported.hasAuthorityFault == !findings.isEmpty && (imported.dossier == nil) == !findings.isEmpty)
        try #require(marked.places.count == findings.count)
    }

    @Test("refuses what contradicts itself, at the place", arguments: stages + values + conditions + kinds)
    func faults(_ fault: Fault) throws { try check(Self.rulebook(fault.text), fault.findings) }

    @Test("names no more populations than can be told apart")
    func populations() throws {
        func marks(_ count: Int) -> String {
            (1...count).map { "<mark id=\"m\($0)\" population=\"p\($0)\" #><originator/></mark>" }.joined(
                separator: "\n")
        }
        // `filed` and `valid` besides.
        try check(Self.rulebook(marks(62)), [])
        try check(
            Self.rulebook(marks(63)).replacing("<rulebook", with: "↓<rulebook"),
            ["[VBP0301] the stages name 65 populations; at most 64 can be told apart"])
    }

    @Test("says nothing about a rulebook that uses all of it")
    func sound() throws { try check(Self.rulebook(Self.everything), []) }

    // MARK: - What every stage has

    static let stages = [
        Fault(
            "an identifier twice", "↓<select id=\"ceiling\" #><originator/></select>",
            "[VBP0111] two stages have the identifier 'ceiling'"),
        Fault(
            "no identifier", "↓<select #><originator/></select>",
            "[VBP0105] <select> has no attribute 'id'; add id=\"…\""),
        Fault(
            "no clause", "↓<select id=\"s\" basis=\"document\" confidence=\"high\"><originator/></select>",
            "[VBP0105] <select> has no attribute 'clause'; add clause=\"…\""),
        Fault(
            "a basis that nobody knows",
            "<select id=\"s\" clause=\"1\" basis=\"↓hearsay\" confidence=\"high\"><originator/></select>",
            "[VBP0110] attribute 'basis' of <select> is 'hearsay'; "
                + "write one of 'document', 'reconstruction', 'recollection'"),
        Fault(
            "among a population that nobody names", "<select id=\"s\" among=\"↓fused\" #><originator/></select>",
            "[VBP0302] no earlier stage hands on a population 'fused'; here there are: filed, valid"),
        Fault(
            "among what it names itself",
            "<select id=\"s\" among=\"↓winners\" #><originator/></select>",
            "[VBP0302] no earlier stage hands on a population 'winners'; here there are: filed, valid"),
        Fault(
            "one name for those that pass and those that fail",
            "<select id=\"s\" failing=\"↓winners\" #><originator/></select>",
            "[VBP0301] those that pass and those that fail are both called 'winners'; give them two names"),
        Fault(
            "the name of all bids for those that pass",
            "<screen id=\"s\" population=\"↓filed\" #><originator/></screen>",
            "[VBP0301] 'filed' is every bid with a price, and no other population; give it another name"),
        Fault(
            "the name of all bids for those that fail", "<screen id=\"s\" failing=\"↓filed\" #><originator/></screen>",
            "[VBP0301] 'filed' is every bid with a price, and no other population; give it another name"),
        Fault(
            "a mark without a name", "↓<mark id=\"s\" #><originator/></mark>",
            "[VBP0105] <mark> has no attribute 'population'; add population=\"…\""),
        Fault(
            "a merger of some bids only", "<merge id=\"s\" among=\"↓valid\" #/>",
            "[VBP0106] <merge> has no attribute 'among'; it has: basis, clause, confidence, failing, id, population"),
        Fault(
            "a class for those that fail",
            "<classify id=\"s\" failing=\"↓x\" #><class name=\"A\"/></classify>",
            "[VBP0106] <classify> has no attribute 'failing'; it has: among, basis, clause, confidence, id"),
        Fault(
            "a stage that nobody knows", "↓<lottery id=\"s\" #/>",
            "[VBP0107] <lottery> does not belong in <rulebook>; it holds <alias>, <note>, <comparable-price>, <screen>, "
                + "<select>, <mark>, <shortlist>, <reference>, <merge>, <group>, <classify>, <score>, <negotiate>, "
                + "<revive>, <withhold-volume>, <re-evaluate>, <volume>, <draft>, <term>"),
        Fault(
            "a second comparison", "↓<comparable-price #/>", "[VBP0301] there is a second <comparable-price>; keep one"),
        Fault(
            "a second volume", "<volume #/>↓<volume #/>", "[VBP0301] there is a second <volume>; keep one"),
        Fault("a second term", "<term #/>↓<term #/>", "[VBP0301] there is a second <term>; keep one"),
        Fault(
            "two terms for one number of winners",
            "<term #><months winners=\"1-2\" value=\"12\"/>↓<months winners=\"2-\" value=\"24\"/></term>",
            "[VBP0301] two terms hold for the same number of winners"),
    ]

    // MARK: - Reference values

    private static func reference(_ value: String, as id: String = "anchor") -> String {
        "<reference id=\"\(id)\" #>\(value)</reference>"
    }

    private static let known =
        "give it one: <lowest>, <highest>, <mean>, <deviation>, <constant>, <published>, <borrowed>, <sealed>, "
        + "<value>, or several in <largest> or <smallest>"

    static let values = [
        Fault("no value", "↓" + reference(""), "[VBP0301] <reference> holds 0 values; \(known)"),
        Fault(
            "two values", "↓" + reference("<lowest among=\"valid\"/><mean among=\"valid\"/>"),
            "[VBP0301] <reference> holds 2 values; \(known)"),
        Fault(
            "a value that nobody knows", reference("↓<median among=\"valid\"/>"),
            "[VBP0107] <median> does not belong in <reference>; it holds <lowest>, <highest>, <mean>, <deviation>, "
                + "<constant>, <published>, <borrowed>, <sealed>, <value>, <largest>, <smallest>"),
        Fault(
            "a statistic of a population that nobody names", reference("<mean among=\"↓shortlisted\"/>"),
            "[VBP0302] no earlier stage hands on a population 'shortlisted'; here there are: filed, valid"),
        Fault(
            "a statistic of nobody", reference("↓<mean/>"),
            "[VBP0105] <mean> has no attribute 'among'; add among=\"…\""),
        Fault(
            "a deviation that does not say of which kind", reference("↓<deviation among=\"valid\" multiple=\"-2\"/>"),
            "[VBP0105] <deviation> has no attribute 'kind'; add kind=\"…\""),
        Fault(
            "a factor of zero", reference("<mean among=\"valid\" factor=\"↓0\"/>"),
            "[VBP0208] attribute 'factor' of <mean> is '0', a price must be more than 0"),
        Fault(
            "a unit that nobody sorts into", reference("<lowest among=\"valid\" unit=\"↓A\"/>"),
            "[VBP0301] no earlier stage sorts bids into a unit 'A'; add a <group> before it"),
        Fault(
            "another unit than there are", groups + reference("<lowest among=\"valid\" unit=\"↓C\"/>"),
            "[VBP0301] no earlier stage sorts bids into a unit 'C'; there are: A, B"),
        Fault(
            "a unit and a scope", groups + reference("<lowest among=\"valid\" unit=\"A\" scope=\"↓lot\"/>"),
            "[VBP0301] a value over one unit and over a wider scope; keep one of unit and scope"),
        Fault(
            "a scope that nobody knows", reference("<lowest among=\"valid\" scope=\"↓region\"/>"),
            "[VBP0110] attribute 'scope' of <lowest> is 'region'; write one of 'lot', 'round'"),
        Fault(
            "a value of what comes later", reference("<value of=\"↓later\"/>") + reference("<sealed/>", as: "later"),
            "[VBP0301] no earlier <reference> is called 'later'; there is none"),
        Fault(
            "a value of itself", reference("<largest><value of=\"↓anchor\"/><constant price=\"1\"/></largest>"),
            "[VBP0301] no earlier <reference> is called 'anchor'; there is none"),
        Fault(
            "the largest of nothing", reference("↓<largest/>"),
            "[VBP0108] <largest> holds no value; give it two or more"),
        Fault(
            "a sealed price among others", reference("↓<largest><sealed/><constant price=\"1\"/></largest>"),
            "[VBP0301] a sealed price needs a name of its own; put <sealed/> into a <reference> and name that here"),
        Fault(
            "a sealed price as a cap", fused + "<revive id=\"r\" among=\"fused\" #>↓<cap><sealed/></cap></revive>",
            "[VBP0301] a sealed price needs a name of its own; put <sealed/> into a <reference> and name that here"),
        Fault(
            "a cap over all lots",
            fused
                + "<revive id=\"r\" among=\"fused\" #>\n↓<cap><largest><mean among=\"valid\" scope=\"round\"/></largest></cap></revive>",
            "[VBP0301] a value over all lots needs a name of its own; put it into a <reference> and name that here"),
        Fault(
            "a reference called like a statistic", reference("<mean among=\"valid\"/>", as: "↓lowest"),
            "[VBP0301] a reference is called 'lowest', which comparisons take for something else; give it another id"),
        Fault(
            "a ratio to a number with a root",
            reference("<deviation among=\"valid\" multiple=\"-1\" kind=\"sample\"/>")
                + "\n" + reference("<largest><value of=\"anchor\"/><lowest among=\"valid\"/></largest>", as: "bound")
                + "\n"
                + "<select id=\"s\" #><at-most of=\"price-ratio\" reference=\"↓bound\" value=\"1.8\"/></select>",
            "[VBP0301] no ratio to 'bound' is exact, which may have a root; "
                + "compare with it: of=\"comparable-price\" to=\"bound\" factor=\"…\""),
    ]

    private static let groups =
        "<group id=\"units\" #><unit name=\"A\"><originator/></unit><unit name=\"B\"/></group>\n"
    private static let fused = "<select id=\"breaker\" failing=\"fused\" #><originator/></select>"

    // MARK: - Conditions

    private static func select(_ condition: String, _ id: String = "s") -> String {
        "<select id=\"\(id)\" #>\(condition)</select>"
    }

    private static func undirected(_ element: String, _ measure: String) -> String {
        "[VBP0301] <\(element)> does not say what '\(measure)' is compared with; write to=\"ceiling\" for unit-price, "
            + "to=\"lowest\" with factor and among for comparable-price, or value=\"…\""
    }

    static let conditions = [
        Fault(
            "no condition", "↓" + select(""),
            "[VBP0108] <select> has no condition; "
                + "add <any>, <all>, <not>, <at-most>, <at-least>, <below>, <above>, <in>, <fact> or another"),
        Fault(
            "bounds that leave nothing between them",
            "↓"
                + select("<below of=\"comparable-price\" value=\"0.1\"/><above of=\"comparable-price\" value=\"0.2\"/>"),
            "[VBP0301] no bid has comparable-price <below> 0.1 and <above> 0.2 at once; "
                + "correct the bounds, or put the conditions into <any>"),
        Fault(
            "the bound itself, left out by one side",
            "↓" + select("<at-least of=\"fact\" fact=\"a\" value=\"2\"/><below of=\"fact\" fact=\"a\" value=\"2\"/>"),
            "[VBP0301] no bid has fact <at-least> 2 and <below> 2 at once; "
                + "correct the bounds, or put the conditions into <any>"),
        Fault(
            "a branch that nobody can take",
            "↓"
                + select(
                    "<any><originator/><all label=\"x\"><at-most of=\"own-demand\" value=\"1\"/><foreign/>"
                        + "<all><above of=\"own-demand\" value=\"1\"/><originator/></all></all></any>"),
            "[VBP0301] no bid has own-demand <at-most> 1 and <above> 1 at once; "
                + "correct the bounds, or put the conditions into <any>"),
        Fault(
            "a cut down to nothing",
            "↓" + select("<any><originator/><at-least of=\"cut-from-ceiling\" value=\"100%\"/></any>"),
            "[VBP0301] no bid has cut-from-ceiling <at-least> 1.00: a cut of 100 % is a price of nothing; "
                + "correct the bounds"),
        Fault(
            "bounds that leave one number, numbers of two facts, either of two, and what is not so",
            select("<at-most of=\"fact\" fact=\"a\" value=\"2\"/><at-least of=\"fact\" fact=\"a\" value=\"2\"/>")
                + select("<above of=\"fact\" fact=\"a\" value=\"2\"/><below of=\"fact\" fact=\"b\" value=\"2\"/>", "s2")
                + select(
                    "<any><above of=\"own-demand\" value=\"2\"/><below of=\"own-demand\" value=\"2\"/></any>", "s3")
                + select(
                    "<above of=\"own-demand\" value=\"2\"/><not><above of=\"own-demand\" value=\"2\"/></not>", "s4")),
        Fault(
            "nothing to negate", select("↓<not/>"),
            "[VBP0108] <not> has no condition; "
                + "add <any>, <all>, <not>, <at-most>, <at-least>, <below>, <above>, <in>, <fact> or another"),
        Fault(
            "membership of a population that nobody names", select("<in population=\"↓fused\"/>"),
            "[VBP0302] no earlier stage hands on a population 'fused'; here there are: filed, valid"),
        Fault(
            "a fact without a text", select("↓<fact name=\"gmp\"/>"),
            "[VBP0105] <fact> has no attribute 'is'; add is=\"…\""),
        Fault(
            "a measure that nobody knows", select("<at-most of=\"↓quality\" value=\"1\"/>"),
            "[VBP0110] attribute 'of' of <at-most> is 'quality'; write one of 'unit-price', 'comparable-price', "
                + "'cut-from-ceiling', 'fact', 'own-demand', 'demand-ahead', 'demand-through', 'score', 'price-ratio', "
                + "'count'"),
        Fault(
            "a fact without a name", select("↓<at-most of=\"fact\" value=\"1\"/>"),
            "[VBP0105] <at-most> has no attribute 'fact'; add fact=\"…\""),
        Fault(
            "demand of no population", select("↓<at-most of=\"demand-through\" value=\"85%\"/>"),
            "[VBP0105] <at-most> has no attribute 'population'; add population=\"…\""),
        Fault(
            "the number of a population that nobody names",
            select("<at-most of=\"count\" population=\"↓fused\" value=\"1\"/>"),
            "[VBP0302] no earlier stage hands on a population 'fused'; here there are: filed, valid"),
        Fault(
            "points that nobody gives", select("<at-least of=\"score\" score=\"↓points\" value=\"60\"/>"),
            "[VBP0301] no earlier stage 'points' gives points; there is none"),
        Fault(
            "other points than there are",
            score("<points for=\"a\" of=\"unit-price\"><step at-least=\"1\" points=\"2\"/></points>")
                + select("<at-least of=\"score\" score=\"↓total\" value=\"60\"/>"),
            "[VBP0301] no earlier stage 'total' gives points; there are: points"),
        Fault(
            "a ratio to nothing", select("<at-most of=\"price-ratio\" reference=\"↓anchor\" value=\"1.8\"/>"),
            "[VBP0301] no earlier stage 'anchor' names a value; there is none"),
        Fault(
            "a bound that nobody knows", select("<at-most of=\"comparable-price\" to=\"↓median\"/>"),
            "[VBP0301] nothing that prices are compared with is called 'median' here; "
                + "there are: ceiling, highest, lowest, mean"),
        Fault(
            "a constant with a factor", select("↓<at-most of=\"unit-price\" value=\"1\" factor=\"2\"/>"),
            undirected("at-most", "unit-price")),
        Fault(
            "a constant among bids", select("↓<at-most of=\"unit-price\" value=\"1\" among=\"valid\"/>"),
            undirected("at-most", "unit-price")),
        Fault(
            "a comparable price against the ceiling", select("↓<at-most of=\"comparable-price\" to=\"ceiling\"/>"),
            undirected("at-most", "comparable-price")),
        Fault(
            "a part of the ceiling", select("↓<at-most of=\"unit-price\" to=\"ceiling\" factor=\"0.5\"/>"),
            undirected("at-most", "unit-price")),
        Fault(
            "a unit price against the lowest of all",
            select("↓<at-most of=\"unit-price\" to=\"lowest\" among=\"valid\"/>"),
            undirected("at-most", "unit-price")),
        Fault(
            "a cut against the own price before", select("↓<at-least of=\"cut-from-ceiling\" to=\"previous-price\"/>"),
            undirected("at-least", "cut-from-ceiling")),
        Fault(
            "a comparable price against a borrowed one",
            select("↓<at-most of=\"comparable-price\" to-borrowed=\"winning\"/>"),
            undirected("at-most", "comparable-price")),
        Fault(
            "two bounds", select("↓<at-most of=\"unit-price\" to-fact=\"x\" to-borrowed=\"winning\"/>"),
            undirected("at-most", "unit-price")),
        Fault(
            "an attribute that conditions do not have", select("<originator of=\"↓unit-price\"/>"),
            "[VBP0106] <originator> has no attribute 'of'; it has: label"),
        Fault(
            "a condition in a comparison",
            select("<at-most of=\"unit-price\" value=\"1\">↓<originator/></at-most>"),
            "[VBP0107] <originator> does not belong in <at-most>; it holds no elements"),
        Fault(
            "a condition in a fact", select("<foreign>↓<originator/></foreign>"),
            "[VBP0107] <originator> does not belong in <foreign>; it holds no elements"),
        Fault(
            "text in a condition", select("↓<not>the ceiling<originator/></not>"),
            "[VBP0107] <not> holds the text 'the ceiling', which belongs nowhere; remove it"),
    ]

    private static func score(_ points: String, _ attributes: String = "") -> String {
        "<score id=\"points\" \(attributes) #>\(points)</score>"
    }
}
