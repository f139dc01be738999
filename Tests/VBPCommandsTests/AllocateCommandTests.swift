import Foundation
import Testing
import VBPCommands

/// Volumes down to the hospital, and the picking of regions, as an officer works with them.
@Suite("vbp allocate and vbp draft", .temporaryFolder)
struct AllocateCommandTests {
    private static let citation = "clause=\"1\" basis=\"document\" confidence=\"high\""

    /// One lot, two regions, three institutions; A at 1.00 in packs of 10, B at 2.00; the winners pick their regions.
    private func round() throws -> String {
        let folder = "\(TemporaryFolder.path)/supply"
        try FileManager.default.createDirectory(atPath: folder + "/submissions", withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        }
        try write(
            """
            <round xmlns="urn:vbp:round:1" id="R" synthetic="true">
              <region id="北京"/><region id="上海"/>
              <lot id="甲" reference="10mg" share="80%">
                <specification id="10mg"><content amount="10" unit="mg"/></specification>
                <ceiling specification="10mg" price="4.00"/>
              </lot>
            </round>
            """, "round.xml")
        try write(
            """
            <rulebook xmlns="urn:vbp:rulebook:1" id="R">
              <comparable-price \(Self.citation)/>
              <shortlist id="places" \(Self.citation)><places bidders="1-" places="2"/></shortlist>
              <volume whole-packs="true" \(Self.citation)>
                <share tier="normal" winners="1-" value="50%"/>
                <own value="100%"/>
              </volume>
              <draft id="regions" backups="true" \(Self.citation)/>
            </rulebook>
            """, "rulebook.xml")
        try write(
            """
            <demand xmlns="urn:vbp:demand:1" round="R" kind="base" confidence="medium">
              <institution id="H1" region="北京" kind="public-hospital"/>
              <institution id="H2" region="北京" kind="public-hospital"/>
              <institution id="P1" region="北京" kind="retail-pharmacy"/>
              <group region="北京" lot="甲">
                <line institution="H1" specification="10mg" quantity="100"/>
                <line institution="H1" specification="10mg" brand="B" quantity="21"/>
                <line institution="H2" specification="10mg" quantity="55"/>
                <line institution="P1" specification="10mg" quantity="35"/>
              </group>
              <line region="上海" lot="甲" specification="10mg" quantity="1000"/>
            </demand>
            """, "demand.xml")
        try write(
            """
            <payment xmlns="urn:vbp:payment:1" round="R">
              <reimbursement ratio="60%"/>
              <retention institution="H1" region="北京" share="50%" ratio="50%"/>
            </payment>
            """, "payment.xml")
        for (firm, price, pack) in [("A", "1.00", " pack=\"10\" pack-price=\"10.00\""), ("B", "2.00", "")] {
            try write(
                """
                <submission xmlns="urn:vbp:submission:1" round="R">
                  <bidder id="\(firm)" name="\(firm)药业"/>
                  <bid lot="甲" specification="10mg" price="\(price)"\(pack)>
                    <fact name="capacity" value="\(firm == "A" ? "800" : "100")"/>
                  </bid>
                </submission>
                """, "submissions/\(firm).xml")
        }
        return folder
    }

    private func pick(_ folder: String, _ bidder: String, _ region: String, _ role: String = "primary") -> CommandRun {
        CommandRun([
            "record", "pick", folder, "--lot", "甲", "--stage", "regions", "--bidder", bidder, "--region", region,
            "--role",
            role, "--evidence", "minutes",
        ])
    }

    @Test("from the first pick to the hospital's volume")
    func draftAndAllocation() throws {
        let folder = try round()
        let wishes = "\(TemporaryFolder.path)/wishes.csv"
        try Data("bidder,lot,region\nA,,上海\nB,甲,上海\n".utf8).write(to: URL(filePath: wishes))
        let before = CommandRun("draft", folder, "--preferences", wishes)
        #expect(before.status == 75)
        #expect(before.output.contains("next: A药业 A, primary, of: 北京, 上海"))
        // A takes 上海; B's first wish is gone, and 北京 is left. Then each backs up the other's.
        for proposed in [
            "A药业 A picks 上海, primary", "B药业 B picks 北京, primary", "A药业 A picks 北京, back-up", "B药业 B picks 上海, back-up",
        ] { #expect(before.output.contains("proposed: \(proposed)\n"), "\(before.output)") }
        let early = pick(folder, "B", "北京")
        #expect(early.status == 65 && early.notes.contains("it is the turn of bidder 'A', not of 'B'"))
        let strange = pick(folder, "A", "广州")
        #expect(strange.status == 65 && strange.notes.contains("[VBP0204]"))
        #expect(pick(folder, "A", "北京").status == 75)
        #expect(pick(folder, "B", "上海").status == 75)
        #expect(pick(folder, "A", "北京", "backup").notes.contains("can't be its back-up"))
        #expect(pick(folder, "A", "上海", "backup").status == 75)
        #expect(pick(folder, "B", "北京", "backup").status == 0)
        #expect(CommandRun("draft", folder).status == 0)

        let run = CommandRun("allocate", folder, "--output", "\(TemporaryFolder.path)/out")
        #expect(run.status == 0, "\(run.notes)")
        // 80 % (the lot's own share): packs of 10 on 80, 44 and 28 by largest remainder, 2 are left; B's own 16.8 in
        // tablets: 16 and 0.8 are left. 上海: 800 from B, of which 100 are offered.
        let table = try String(contentsOfFile: "\(TemporaryFolder.path)/out/allocation.csv", encoding: .utf8)
        #expect(
            table == """
                lot,region,institution,role,bidder,specification,quantity,packs,unit_price,value
                甲,北京,H1,primary,A药业,10mg,80,8,1,80.00
                甲,北京,H2,primary,A药业,10mg,40,4,1,40.00
                甲,北京,P1,primary,A药业,10mg,30,3,1,30.00
                甲,北京,,undistributed,A药业,10mg,2,0.2,1,2.00
                甲,北京,H1,own,B药业,10mg,16,,2,32.00
                甲,北京,,undistributed,B药业,10mg,0.8,,2,1.60
                甲,上海,,primary,B药业,10mg,800,,2,1600.00

                """)
        #expect(run.output.contains("lot '甲': agreed 968.8 of 10mg, 1,785.60 yuan; share 80.00 %"))
        #expect(run.output.contains("B药业 offers 100 and 816.8 is agreed"))
        #expect(!run.output.contains("A药业 offers"))
        #expect(
            run.output.contains(
                "points of supply: 3 of 3 institutions (public hospitals 2, retail pharmacies 1), 1 specifications"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(TemporaryFolder.path)/out").sorted() == [
                "allocation.csv", "institutions.csv",
            ])
        // The ceiling is 4.00. H1: 80 × 3 + 16 × 2 = 272, of which the fund has 60 %, 163.20, and H1 may keep half. H2: 40
        // × 3. P1: 30 × 3, and 60 % of it.
        let institutions = try String(
            contentsOfFile: "\(TemporaryFolder.path)/out/institutions.csv", encoding: .utf8)
        #expect(
            institutions == """
                institution,name,region,kind,value,baseline,market_value,savings,volumes_without_baseline,fund_savings,\
                patient_savings,retained
                H1,,北京,public-hospital,112.00,ceiling,384.00,272.00,0,163.20,108.80,81.60
                H2,,北京,public-hospital,40.00,ceiling,160.00,120.00,0,72.00,48.00,
                P1,,北京,retail-pharmacy,30.00,ceiling,120.00,90.00,0,54.00,36.00,

                """)
    }

    @Test("says what is not there")
    func missing() throws {
        let folder = try round()
        #expect(CommandRun("allocate", folder, "--lot", "乙").status == 66)
        #expect(CommandRun("draft", folder, "--preferences", "\(folder)/none.csv").status == 66)
        #expect(CommandRun("draft", folder, "--lot", "乙").status == 66)
        #expect(CommandRun("draft", Repository.tender("4+7")).notes.contains("add <draft>"))
        try FileManager.default.removeItem(atPath: "\(folder)/demand.xml")
        #expect(CommandRun("allocate", folder).status == 66)
    }
}
