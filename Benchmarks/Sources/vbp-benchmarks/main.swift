import CReference
import Glibc
import Importer
import Procurement

// Each figure is a ratio to a reference in the same run: machines differ and are shared, ratios travel.
//
// usage: vbp-benchmarks [demand lines, thousands] [submissions] [folder]

let arguments = CommandLine.arguments
let thousands = arguments.count > 1 ? Int(arguments[1]) ?? 2_000 : 2_000
let submissions = arguments.count > 2 ? Int(arguments[2]) ?? 20_000 : 20_000
let folder = arguments.count > 3 ? arguments[3] : "/tmp/vbp-benchmarks"
mkdir(folder, 0o777)

let demandPath = folder + "/demand.xml"
Generator.demand(lines: thousands * 1_000, at: demandPath)
let demandReference = measure { precondition(reference_parse(demandPath) == thousands * 1_000 + 1) }
let demandImport = measure(keeping: { ImportBenchmark.demand(path: demandPath) }) { demand in
    precondition(demand?.lines.count == thousands * 1_000, "lines were lost")
}
report("import a demand document of \(thousands),000 lines", demandImport, demandReference, target: "1.6")

let rulebook = """
    <rulebook xmlns="urn:vbp:rulebook:1" id="BENCH">
      <comparable-price clause="benchmark" basis="document" confidence="high"><convert dimension="content" base="1.7"/></comparable-price>
      <screen id="ceiling" clause="benchmark" basis="document" confidence="high"><at-most of="unit-price" to="ceiling"/></screen>
      <shortlist id="shortlist" clause="benchmark" basis="document" confidence="high"><places bidders="1-" places="3"/><tie-break><draw/></tie-break></shortlist>
    </rulebook>
    """
let roundPath = folder + "/round"
Generator.round(submissions: submissions, bids: 50, lots: 10_000, at: roundPath, rulebook: rulebook)
let paths = (0..<submissions).map { "\(roundPath)/submissions/B-\($0).xml" }
let submissionReference = measure { for path in paths { precondition(reference_parse(path) == 52) } }
let submissionImport = measure(keeping: { ImportBenchmark.submissions(paths: paths) }) { values in
    precondition(values.reduce(0) { $0 + $1.bids.count } == submissions * 50, "bids were lost")
}
report("import \(submissions) submissions with 50 bids each", submissionImport, submissionReference, target: "1.6")

/// Processor time in microseconds, sorted: five runs of `body`.
func measure(_ body: () -> Void) -> [Int] {
    measure(keeping: body) { _ in }
}

/// The same for a body whose result is checked, and freed, outside the measurement.
func measure<Value>(keeping body: () -> Value, check: (Value) -> Void) -> [Int] {
    (0..<5).map { _ in
        let start = processorTime()
        let value = body()
        let end = processorTime()
        check(value)
        return end - start
    }.sorted()
}

func processorTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1_000
}

func report(_ name: String, _ ours: [Int], _ reference: [Int], target: String) {
    let ratio = ours[0] * 1_000 / reference[0]
    let median = ours[2] * 1_000 / reference[2]
    func decimal(_ thousandths: Int) -> String {
        "\(thousandths / 1_000)." + String(String(thousandths % 1_000 + 1_000).dropFirst())
    }
    print(
        "\(name): \(ours[0] / 1_000) ms, reference \(reference[0] / 1_000) ms, ratio best \(decimal(ratio)), "
            + "median \(decimal(median)); target at most \(target)")
}
