import Glibc

/// Writes the input of the benchmarks: the same bytes for the same sizes.
enum Generator {
    /// A demand document with that many lines.
    static func demand(lines: Int, at path: String) {
        let file = OutputFile(path)
        file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        file.write("<demand xmlns=\"urn:vbp:demand:1\" round=\"BENCH\" kind=\"base\">\n")
        let specifications = lines / 31
        var written = 0
        for number in 0...specifications {
            let lot = "品种\(number / 2)口服常释剂型"
            let specification = number % 2 == 0 ? "10mg" : "20mg"
            for region in regions where written < lines {
                let quantity = "\(1_000 + (written &* 7919) % 9_000_000).\(10 + written % 90)"
                file.write(
                    "  <line region=\"\(region)\" lot=\"\(lot)\" specification=\"\(specification)\" quantity=\"\(quantity)\"/>\n"
                )
                written += 1
            }
        }
        file.write("</demand>\n")
        file.close()
    }

    /// The name of a lot of the national demand.
    static func nationalLot(_ number: Int) -> String { "品种\(number)口服常释剂型" }

    /// A demand document in which each institution has a line for each lot; returns the number of its lines.
    static func nationalDemand(institutions: Int, lots: Int, at path: String) -> Int {
        let file = OutputFile(path)
        file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        file.write("<demand xmlns=\"urn:vbp:demand:1\" round=\"BENCH\" kind=\"base\">\n")
        let kinds = ["public-hospital", "private-hospital", "village-clinic", "retail-pharmacy"]
        for number in 0..<institutions {
            let region = regions[number % regions.count]
            file.write(
                "  <institution id=\"H\(100_000 + number)\" name=\"\(region)第\(number)医院\" region=\"\(region)\" kind=\"\(kinds[number % 4])\"/>\n"
            )
        }
        var written = 0
        for (index, region) in regions.enumerated() {
            for lot in 0..<lots {
                file.write("  <group region=\"\(region)\" lot=\"\(nationalLot(lot))\">\n")
                for number in stride(from: index, to: institutions, by: regions.count) {
                    let specification = (number / regions.count) % 2 == 0 ? "10mg" : "20mg"
                    let brand = number % 3 == 0 ? " brand=\"B-\(number % 7)\"" : ""
                    file.write(
                        "    <line institution=\"H\(100_000 + number)\" specification=\"\(specification)\"\(brand) quantity=\"\(10 + (written &* 7919) % 90_000)\"/>\n"
                    )
                    written += 1
                }
                file.write("  </group>\n")
            }
        }
        file.write("</demand>\n")
        file.close()
        return written
    }

    /// A round's folder with that many submissions of that many bids each.
    static func round(submissions: Int, bids: Int, lots: Int, at folder: String) {
        mkdir(folder, 0o777)
        mkdir(folder + "/submissions", 0o777)
        let round = OutputFile(folder + "/round.xml")
        round.write("<round xmlns=\"urn:vbp:round:1\" id=\"BENCH\"><region id=\"北京\"/>\n")
        for lot in 0..<lots {
            round.write("<lot id=\"品种\(lot)口服常释剂型\" dosage-class=\"oral-solid\" reference=\"10mg\">")
            round.write("<specification id=\"10mg\"><content amount=\"10\" unit=\"mg\"/></specification>")
            round.write("<specification id=\"20mg\"><content amount=\"20\" unit=\"mg\"/></specification>")
            round.write("<ceiling specification=\"10mg\" price=\"\(2 + lot % 50).5\"/></lot>\n")
        }
        round.write("</round>\n")
        round.close()
        let book = OutputFile(folder + "/rulebook.xml")
        let rests = "clause=\"benchmark\" basis=\"document\" confidence=\"high\""
        book.write(
            """
            <rulebook xmlns="urn:vbp:rulebook:1" id="BENCH">
              <comparable-price \(rests)><convert dimension="content" base="1.7"/></comparable-price>
              <screen id="ceiling" \(rests)><at-most of="unit-price" to="ceiling"/></screen>
              <shortlist id="shortlist" \(rests)>
                <places bidders="1-" places="3"/><tie-break><draw/></tie-break>
              </shortlist>
            </rulebook>
            """)
        book.close()
        for number in 0..<submissions {
            let file = OutputFile(folder + "/submissions/B-\(number).xml")
            file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
            file.write("<submission xmlns=\"urn:vbp:submission:1\" round=\"BENCH\">\n")
            file.write("  <bidder id=\"B-\(number)\" name=\"第\(number)制药有限公司\"/>\n")
            for index in 0..<bids {
                let lot = (number &* 31 &+ index &* (lots / bids)) % lots
                let units = (number &* 7 + index &* 13) % 40 * 10_000 + 1_000 + (number &* 97 + index) % 9_000
                let (price, packPrice) = (decimal(units), decimal(units * 24))
                let specification = (number + index) % 3 == 0 ? "20mg" : "10mg"
                file.write(
                    "  <bid lot=\"品种\(lot)口服常释剂型\" specification=\"\(specification)\" price=\"\(price)\" pack=\"24\" pack-price=\"\(packPrice)\"/>\n"
                )
            }
            file.write("</submission>\n")
            file.close()
        }
    }

    /// Ten-thousandths as a number with four decimals.
    private static func decimal(_ units: Int) -> String {
        "\(units / 10_000).\(String(10_000 + units % 10_000).dropFirst())"
    }

    static let regions = [
        "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建", "江西", "山东",
        "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏",
        "新疆（含兵团）",
    ]
}

/// A buffered file.
final class OutputFile {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ path: String) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
        precondition(descriptor >= 0, "can't write \(path)")
    }

    func write(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count > 1 << 20 { flush() }
    }

    func close() {
        flush()
        Glibc.close(descriptor)
    }

    private func flush() {
        var rest = buffer[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            precondition(count > 0, "can't write")
            rest = rest.dropFirst(count)
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
