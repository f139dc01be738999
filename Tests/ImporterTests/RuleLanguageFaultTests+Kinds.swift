/// The refusals of each kind of stage, and a rulebook that has all of them in use.
extension RuleLanguageFaultTests {
    private static let step = "<step at-least=\"1\" points=\"2\"/>"
    private static let groups =
        "<group id=\"units\" #><unit name=\"A\"><originator/></unit><unit name=\"B\"/></group>\n"
    private static let fused = "<select id=\"breaker\" failing=\"fused\" #><originator/></select>"
    private static let chainEnds =
        "the tie-break chain does not end in a draw; add <draw/> as its last step: facts may be equal too"

    private static func shortlist(_ content: String, _ attributes: String = "") -> String {
        "<shortlist id=\"s\" \(attributes) #>\(content)</shortlist>"
    }

    private static func score(_ points: String, _ attributes: String = "") -> String {
        "<score id=\"points\" \(attributes) #>\(points)</score>"
    }

    private static func revive(_ content: String, _ attributes: String = "among=\"fused\"") -> String {
        "<revive id=\"r\" \(attributes) #>\(content)</revive>"
    }

    private static func turns(_ content: String) -> String {
        "<re-evaluate id=\"t\" policy=\"once\" #>\(content)</re-evaluate>"
    }

    private static let cap = "<cap><constant price=\"1\"/></cap>"
    private static let withhold = "<withhold-volume id=\"w\" #><originator/></withhold-volume>"
    private static let table = "<places bidders=\"1-\" places=\"3\"/>"

    static let kinds: [Fault] = [
        // Shortlists.
        Fault(
            "a count of a population that nobody names", shortlist(table, "counting=\"↓firms\""),
            "[VBP0302] no earlier stage hands on a population 'firms'; here there are: filed, valid"),
        Fault(
            "no table", "↓" + shortlist(""),
            "[VBP0108] <shortlist> has no table of places; add <places bidders=\"…\" places=\"…\"/>"),
        Fault(
            "no places and none left out", shortlist("↓<places bidders=\"1-\"/>"),
            "[VBP0105] <places> says neither how many there are nor how many are left out, or both; "
                + "write places=\"…\" or all-but=\"…\""),
        Fault(
            "places and some left out", shortlist("↓<places bidders=\"1-\" places=\"1\" all-but=\"1\"/>"),
            "[VBP0105] <places> says neither how many there are nor how many are left out, or both; "
                + "write places=\"…\" or all-but=\"…\""),
        Fault(
            "too many places", shortlist("<places bidders=\"1-\" places=\"↓10001\"/>"),
            "[VBP0109] attribute 'places' of <places> is '10001'; write a whole number from 0 to 10000"),
        Fault(
            "places of a unit that nobody sorts into", shortlist("<places unit=\"↓A\" bidders=\"1-\" places=\"1\"/>"),
            "[VBP0301] no earlier stage sorts bids into a unit 'A'; add a <group> before it"),
        Fault(
            "a unit without places", groups + "↓" + shortlist("<places unit=\"A\" bidders=\"1-\" places=\"1\"/>"),
            "[VBP0301] the table has no places for unit 'B'; add <places unit=\"B\" bidders=\"…\" places=\"…\"/>"),
        Fault(
            "a gap in the rows of a unit",
            groups
                + shortlist(
                    "<places unit=\"A\" bidders=\"1\" places=\"1\"/><places bidders=\"1-\" places=\"1\"/>\n"
                        + "↓<places unit=\"A\" bidders=\"3-\" places=\"1\"/>"),
            "[VBP0301] the row for 3 bidders leaves a gap or overlaps with the row before; the next row has to begin with 2"
        ),
        // Three firms have two places, four all but three of them.
        Fault(
            "fewer places by leaving some out",
            shortlist("<places bidders=\"1-3\" places=\"2\"/>↓<places bidders=\"4-\" all-but=\"3\"/>"),
            "[VBP0301] more bidders get fewer places: 1 after 2"),
        Fault(
            "fewer places after leaving some out",
            shortlist("<places bidders=\"1-4\" all-but=\"1\"/>↓<places bidders=\"5-\" places=\"2\"/>"),
            "[VBP0301] more bidders get fewer places: 2 after 3"),
        Fault(
            "places of a unit where all lots are ranked together",
            groups
                + shortlist(
                    "<places bidders=\"1-\" places=\"1\"/>\n↓<places unit=\"A\" bidders=\"1-\" places=\"1\"/>",
                    "scope=\"round\""),
            "[VBP0301] all lots are ranked together, so there are no places of a unit; leave out unit=\"…\""),
        Fault(
            "a second tie-break", shortlist(table + "<tie-break><draw/></tie-break>↓<tie-break><draw/></tie-break>"),
            "[VBP0301] <shortlist> has a second tie-break; keep one"),
        Fault(
            "a preference for nothing",
            shortlist(table + "<tie-break>↓<prefer order=\"larger-first\"/><draw/></tie-break>"),
            "[VBP0105] <prefer> has no attribute 'fact'; add fact=\"…\""),
        Fault("an empty tie-break", shortlist(table + "↓<tie-break/>"), "[VBP0301] \(chainEnds)"),
        Fault(
            "another step of a tie-break", shortlist(table + "<tie-break>↓<toss/><draw/></tie-break>"),
            "[VBP0107] <toss> does not belong in <tie-break>; it holds <prefer>, <draw>"),
        Fault(
            "something else in a shortlist", shortlist(table + "↓<seats/>"),
            "[VBP0107] <seats> does not belong in <shortlist>; it holds <places>, <tie-break>"),
        Fault(
            "an order that nobody knows", shortlist(table, "order=\"↓best-first\""),
            "[VBP0110] attribute 'order' of <shortlist> is 'best-first'; write one of 'lowest-first', 'highest-first'"),
        Fault(
            "something in a row", shortlist("<places bidders=\"1-\" places=\"3\">↓<draw/></places>"),
            "[VBP0107] <draw> does not belong in <places>; it holds no elements"),
        // Mergers.
        Fault(
            "a merger whose tie-break ends in a fact",
            "<merge id=\"m\" #>↓<tie-break><prefer fact=\"sales\" order=\"larger-first\"/></tie-break></merge>",
            "[VBP0301] \(chainEnds)"),
        Fault(
            "a merger with a condition", "<merge id=\"m\" #>↓<originator/></merge>",
            "[VBP0107] <originator> does not belong in <merge>; it holds <tie-break>"),
        // Units and classes.
        Fault("no unit", "↓<group id=\"g\" #/>", "[VBP0108] <group> names none; add <unit name=\"…\">"),
        Fault(
            "a bid that belongs to no class",
            "↓<classify id=\"c\" #><class name=\"A\"><originator/></class></classify>",
            "[VBP0301] a bid that meets no condition belongs nowhere; end with <class name=\"…\"/> without a condition"),
        Fault(
            "a unit twice", "<group id=\"g\" #><unit name=\"A\"><originator/></unit>↓<unit name=\"A\"/></group>",
            "[VBP0111] two of <group> are called 'A'"),
        Fault(
            "a unit after the one that takes all",
            "<group id=\"g\" #><unit name=\"A\"/>↓<unit name=\"B\"/></group>\n",
            "[VBP0301] <unit name=\"B\"> never gets a bid: 'A' before it takes all that are left; "
                + "give 'A' a condition, or put it last"),
        Fault(
            "a class among the units", "<group id=\"g\" #>↓<class name=\"A\"/><unit name=\"B\"/></group>\n",
            "[VBP0107] <class> does not belong in <group>; it holds <unit>"),
        // Scores.
        Fault(
            "points for nothing", "↓" + score(""),
            "[VBP0108] <score> gives points for nothing; add <points for=\"…\" of=\"…\">"),
        Fault(
            "points without a formula", score("↓<points for=\"price\" of=\"unit-price\"/>"),
            "[VBP0108] <points> has no formula; add <relative>, <linear> or <step>"),
        Fault(
            "two formulas",
            score(
                "<points for=\"p\" of=\"unit-price\"><linear from=\"0\" to=\"1\" low=\"0\" high=\"1\"/>"
                    + "↓<linear from=\"0\" to=\"1\" low=\"0\" high=\"1\"/></points>"),
            "[VBP0301] <points> has two formulas; keep one"),
        Fault(
            "a division by zero",
            score(
                "<points for=\"p\" of=\"unit-price\">↓<linear from=\"0.50\" to=\"50%\" low=\"0\" high=\"1\"/></points>"),
            "[VBP0301] the points run from 0.50 to the same number, which divides by zero; write two different numbers"),
        Fault(
            "the best among a population that nobody names",
            score(
                "<points for=\"p\" of=\"unit-price\"><relative points=\"60\" best=\"lowest\" among=\"↓listed\"/></points>"
            ),
            "[VBP0302] no earlier stage hands on a population 'listed'; here there are: filed, valid"),
        Fault(
            "steps that do not ascend",
            score("<points for=\"p\" of=\"unit-price\">\(step)↓<step at-least=\"1.0\" points=\"3\"/></points>"),
            "[VBP0301] the step at 1.0 does not lie above the one before, 1; write the steps in ascending order"),
        Fault(
            "a formula that nobody knows", score("<points for=\"p\" of=\"unit-price\">↓<squared/></points>"),
            "[VBP0107] <squared> does not belong in <points>; it holds <relative>, <linear>, <step>"),
        Fault(
            "a formula among the steps",
            score(
                "<points for=\"p\" of=\"unit-price\">\(step)↓<linear from=\"0\" to=\"1\" low=\"0\" high=\"1\"/></points>"
            ),
            "[VBP0107] <linear> does not belong in <points>; it holds <step>"),
        Fault(
            "two parts of one name",
            score(
                "<points for=\"p\" of=\"unit-price\">\(step)</points>↓<points for=\"p\" of=\"own-demand\">\(step)</points>"
            ),
            "[VBP0111] two parts of <score> are called 'p'"),
        Fault(
            "a rounding to no digits",
            score("<points for=\"p\" of=\"unit-price\">\(step)</points>", "rounding=\"↓down\""),
            "[VBP0301] 'rounding' says how to round, and nothing to how many digits; add digits=\"…\""),
        Fault(
            "something else in a score", score("<points for=\"p\" of=\"unit-price\">\(step)</points>↓<bonus/>"),
            "[VBP0107] <bonus> does not belong in <score>; it holds <points>"),
        // Talks.
        Fault(
            "talks without an end", "↓<negotiate id=\"n\" #><enter><originator/></enter></negotiate>",
            "[VBP0108] <negotiate> does not say which offer wins; add <succeed>"),
        Fault(
            "two ends",
            "<negotiate id=\"n\" #><succeed><originator/></succeed>↓<succeed><originator/></succeed></negotiate>",
            "[VBP0301] there is a second <succeed>; keep one"),
        Fault(
            "two entrances",
            "<negotiate id=\"n\" #><enter><originator/></enter>↓<enter><originator/></enter>"
                + "<succeed><originator/></succeed></negotiate>",
            "[VBP0301] there is a second <enter>; keep one"),
        Fault(
            "fewer offers than open the talks",
            "<negotiate id=\"n\" opening-offers=\"3\" most-offers=\"↓2\" #><succeed><originator/></succeed></negotiate>",
            "[VBP0301] at most 2 offers, and the first 3 of them open the talks; allow as many offers as open the talks"
        ),
        Fault(
            "no offer at all", "<negotiate id=\"n\" most-offers=\"↓0\" #><succeed><originator/></succeed></negotiate>",
            "[VBP0109] attribute 'most-offers' of <negotiate> is '0'; write a whole number from 1 to 100"),
        Fault(
            "something else in talks",
            "<negotiate id=\"n\" #><succeed><originator/></succeed>↓<fail/></negotiate>",
            "[VBP0107] <fail> does not belong in <negotiate>; it holds <enter>, <succeed>"),
        // Returns.
        Fault(
            "a return of nobody", "↓" + revive(cap, ""),
            "[VBP0301] <revive> does not say whose bids may come back; "
                + "add among=\"…\", a population that an earlier stage names with failing=\"…\""),
        Fault(
            "a return at any price", fused + "↓" + revive(""),
            "[VBP0108] <revive> does not say at which price a bid comes back; add <cap>"),
        Fault("two caps", fused + revive(cap + "↓" + cap), "[VBP0301] there is a second <cap>; keep one"),
        Fault(
            "two conditions on who may return",
            fused + revive("<who><originator/></who>↓<who><originator/></who>" + cap),
            "[VBP0301] there is a second <who>; keep one"),
        Fault(
            "more than its volume", fused + revive(cap, "among=\"fused\" volume=\"↓101%\""),
            "[VBP0301] a part of 101% of the volume; write shared, own, none, or a part from 0% to 100%"),
        Fault(
            "a volume that is no number", fused + revive(cap, "among=\"fused\" volume=\"↓half\""),
            "[VBP0109] attribute 'volume' of <revive> is 'half': 'h' is not part of a number"),
        Fault(
            "something else in a return", fused + revive(cap + "↓<price/>"),
            "[VBP0107] <price> does not belong in <revive>; it holds <who>, <cap>"),
        // Turns.
        Fault(
            "no shortlist to go through again", "↓" + turns(withhold),
            "[VBP0301] <re-evaluate> needs one <shortlist>, and after it one <withhold-volume> that frees its places; "
                + "put both in it, in this order"),
        Fault(
            "nothing that frees a place", "↓" + turns(shortlist(table)),
            "[VBP0301] <re-evaluate> needs one <shortlist>, and after it one <withhold-volume> that frees its places; "
                + "put both in it, in this order"),
        Fault(
            "places that are freed before they are given", "↓" + turns(withhold + shortlist(table)),
            "[VBP0301] <re-evaluate> needs one <shortlist>, and after it one <withhold-volume> that frees its places; "
                + "put both in it, in this order"),
        Fault(
            "a stage that can't be gone through again", turns(shortlist(table) + "↓<merge id=\"m\" #/>" + withhold),
            "[VBP0301] <merge> can't be gone through again; put it outside <re-evaluate>"),
        Fault(
            "turns within turns", turns(shortlist(table) + withhold + "\n↓" + turns("")),
            "[VBP0107] <re-evaluate> does not belong in <re-evaluate>; it holds <screen>, <select>, <mark>, <shortlist>, "
                + "<reference>, <withhold-volume>"),
        Fault(
            "a policy that nobody knows",
            "<re-evaluate id=\"t\" policy=\"↓twice\" #>\(shortlist(table))\(withhold)</re-evaluate>",
            "[VBP0110] attribute 'policy' of <re-evaluate> is 'twice'; write one of 'none', 'once', 'until-stable'"),
        Fault(
            "a shortlist over all lots in turns", turns(shortlist(table, "scope=\"↓round\"") + withhold),
            "[VBP0301] a shortlist over all lots can't be gone through again lot by lot; put it outside <re-evaluate>"),
        Fault(
            "a value over all lots in turns",
            turns(
                shortlist(table) + "\n<reference id=\"v\" #><mean among=\"valid\" scope=\"↓round\"/></reference>"
                    + withhold),
            "[VBP0301] a value over all lots can't be computed again lot by lot; put it outside <re-evaluate>"),
    ]

    /// Each element of the language at least once.
    static let everything =
        """
        <merge id="firms" failing="merged" #><tie-break><prefer of="own-demand" order="larger-first"/><draw/></tie-break></merge>
        <screen id="people" #><not><recorded/></not><not><barred/></not></screen>
        <screen id="facts" #>
          <any label="either"><fact name="gmp" is="yes"/><at-least of="fact" fact="years" value="2"/></any>
          <at-most of="unit-price" to-fact="lowest-elsewhere" factor="0.9"/>
          <at-most of="unit-price" to-borrowed="winning"/><at-most of="unit-price" to="previous-price"/>
        </screen>
        <group id="units" #>
          <unit name="A"><at-most of="demand-through" population="valid" value="85%"/><not><foreign/></not></unit>
          <unit name="B"/>
        </group>
        <reference id="reserve" #><sealed/></reference>
        <reference id="bound" #>
          <smallest factor="1.1">
            <value of="reserve" factor="1.15"/><published name="p"/><borrowed kind="winning"/><constant price="3"/>
            <mean among="valid" scope="round"/><lowest among="valid" unit="A"/><highest among="valid" of="own-demand" scope="lot"/>
            <largest><deviation among="valid" multiple="-2" kind="sample"/><lowest among="filed"/></largest>
          </smallest>
        </reference>
        <score id="points" limit="100" digits="2" rounding="half-even" #>
          <points for="price" of="comparable-price" weight="0.6"><relative points="100" best="lowest" among="valid"/></points>
          <points for="cut" of="cut-from-ceiling"><linear from="0%" to="50%" low="0" high="30"/></points>
          <points for="demand" of="own-demand"><step at-least="0" points="1"/><step at-least="5" points="2"/></points>
        </score>
        <classify id="classes" among="valid" #>
          <class name="I"><at-least of="score" score="points" value="80"/></class><class name="II"/>
        </classify>
        <re-evaluate id="turns" policy="until-stable" #>
          <shortlist id="shortlist" counting="firms" #>
            <places unit="A" bidders="1-3" all-but="1"/><places unit="A" bidders="4-" places="3"/>
            <places bidders="1-" places="2"/><tie-break><draw/></tie-break>
          </shortlist>
          <withhold-volume id="low" #><below of="comparable-price" to="bound" factor="0.5"/></withhold-volume>
        </re-evaluate>
        <mark id="direct" population="direct" failing="rest" #><in population="shortlisted"/></mark>
        <shortlist id="best" by="cut-from-ceiling" order="highest-first" scope="round" outside="stay" among="direct" #>
          <places bidders="1-" places="7"/>
        </shortlist>
        <select id="gate" failing="fused" #><any><originator/><above of="count" population="direct" value="1"/></any></select>
        <negotiate id="talks" opening-offers="2" most-offers="3" among="rest" failing="failed" #>
          <enter><at-most of="comparable-price" to="reserve" factor="1.15"/></enter>
          <succeed><at-most of="comparable-price" to="reserve"/></succeed>
        </negotiate>
        <revive id="revival" among="fused" picks-regions="false" volume="50%" #>
          <who><at-least of="own-demand" to="mean" among="valid"/></who><cap><highest among="winners" factor="0.9"/></cap>
        </revive>
        """
}
