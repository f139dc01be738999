import CReference
import Glibc
import Importer
import Procurement
import Ranking

// Each figure is a ratio to a reference in the same run: machines differ and are shared, ratios travel.
//
//     vbp-benchmarks [THOUSANDS OF DEMAND LINES] [SUBMISSIONS] [FOLDER]
//     vbp-benchmarks evaluate [LOTS]
//     vbp-benchmarks process VBP [LOTS] [FOLDER]
//     vbp-benchmarks allocate [INSTITUTIONS] [LOTS] [FOLDER]
//
// `vbp-benchmarks child …` is how the program measures other processes: itself.

if CommandLine.arguments.count > 2, CommandLine.arguments[1] == "child" {
    Child.run(Array(CommandLine.arguments.dropFirst(2)))
    exit(0)
}

let arguments = CommandLine.arguments
if arguments.count > 1, arguments[1] == "evaluate" {
    let lots = arguments.count > 2 ? Int(arguments[2]) ?? 200_000 : 200_000
    let dossier = EvaluationBenchmark.dossier(lots: lots)
    let keys = EvaluationBenchmark.keys(dossier)
    print("\(keys.count) bids in \(lots) lots")
    if arguments.count > 3 {
        // Once, for a profiler.
        print(evaluate(dossier).lots.count)
        exit(0)
    }
    var sorted: [EvaluationBenchmark.Key] = []
    let check: (Outcome) -> Void = { outcome in
        precondition(sorted.count == keys.count)
        precondition(outcome.lots.reduce(0) { $0 + $1.decisions.count } == keys.count)
    }
    let texts = EvaluationBenchmark.textKeys(dossier)
    Measurement.ratio(
        "evaluate, over sorting the bids' lots and prices", target: "at most 8", of: { evaluate(dossier) },
        to: { precondition(EvaluationBenchmark.sort(texts).count == texts.count) }, check: { _ in })
    Measurement.ratio(
        "evaluate, over sorting numbered lots and prices", target: "none", of: { evaluate(dossier) },
        to: { sorted = EvaluationBenchmark.sort(keys) }, check: check)
    exit(0)
}
if arguments.count > 2, arguments[1] == "process" {
    let lots = arguments.count > 3 ? Int(arguments[3]) ?? 200_000 : 200_000
    let folder = arguments.count > 4 ? arguments[4] : "/dev/shm/vbp-benchmarks"
    ProcessBenchmark.real(tool: arguments[2], round: "../Tenders/GY-YD2020-1", folder: folder)
    ProcessBenchmark.generated(tool: arguments[2], lots: lots, folder: folder)
    exit(0)
}
if arguments.count > 1, arguments[1] == "allocate" {
    let institutions = arguments.count > 2 ? Int(arguments[2]) ?? 46_000 : 46_000
    let lots = arguments.count > 3 ? Int(arguments[3]) ?? 60 : 60
    let folder = arguments.count > 4 ? arguments[4] : "/tmp/vbp-benchmarks-allocate"
    mkdir(folder, 0o777)
    let path = folder + "/demand.xml"
    let lines = Generator.nationalDemand(institutions: institutions, lots: lots, at: path)
    let demand = ImportBenchmark.demand(path: path)
    let dossier = AllocationBenchmark.dossier(lots: lots, demand: demand)
    Measurement.ratio(
        "hand \(lines) lines of \(institutions) institutions and \(lots) lots out, over importing them",
        target: "at most 3",
        of: { AllocationBenchmark.allocate(dossier, folder: folder) },
        to: { precondition(ImportBenchmark.demand(path: path)?.institutions.count == institutions) },
        check: { result in
            precondition(result.reach.points == institutions && result.rows >= lines && result.bytes > 0)
        })
    let idle = Child.peak("idle")
    let imported = Child.peak("demand", path)
    let allocated = Child.peak("allocate", folder, String(lots), "")
    print(
        "peak memory: idle \(idle / 1024) MB, import \(imported / 1024) MB, import and allocation "
            + "\(allocated / 1024) MB")
    exit(0)
}
let thousands = arguments.count > 1 ? Int(arguments[1]) ?? 2_000 : 2_000
let submissions = arguments.count > 2 ? Int(arguments[2]) ?? 20_000 : 20_000
let folder = arguments.count > 3 ? arguments[3] : "/tmp/vbp-benchmarks"
let bidsEach = 50
mkdir(folder, 0o777)
let demandPath = folder + "/demand.xml"
let roundPath = folder + "/round"
print("generating \(thousands),000 demand lines and \(submissions) submissions of \(bidsEach) bids in \(folder)")
Generator.demand(lines: thousands * 1_000, at: demandPath)
Generator.round(submissions: submissions, bids: bidsEach, lots: 10_000, at: roundPath)
let nationalPath = folder + "/national.xml"
let institutions = max(31, thousands * 23)
let nationalLots = 60
let nationalLines = Generator.nationalDemand(institutions: institutions, lots: nationalLots, at: nationalPath)
let paths = Child.paths(roundPath, 0..<submissions)

// One thread: processor time of the import into values over a pass of libxml2's SAX2 parser with empty callbacks.
Measurement.ratio(
    "import a demand document of \(thousands),000 lines, one thread", target: "at most 1.6",
    of: { ImportBenchmark.demand(path: demandPath) },
    to: { precondition(reference_parse(demandPath) == thousands * 1_000 + 1) },
    check: { precondition($0?.lines.count == thousands * 1_000, "lines were lost") })
let nationalElements = 1 + institutions + 31 * nationalLots + nationalLines
Measurement.ratio(
    "import a demand document of \(institutions) institutions, \(nationalLines) lines, one thread",
    target: "at most 1.6",
    of: { ImportBenchmark.demand(path: nationalPath) },
    to: { precondition(reference_parse(nationalPath) == nationalElements) },
    check: { precondition($0?.institutions.count == institutions, "institutions were lost") })
Measurement.ratio(
    "read its groups again, one thread", target: "none",
    of: { ImportBenchmark.groupedLines(path: nationalPath) },
    to: { precondition(reference_parse(nationalPath) == nationalElements) },
    check: { precondition($0 == nationalLines, "lines were lost") })
Measurement.ratio(
    "import \(submissions) submissions, one thread", target: "at most 1.6",
    of: { ImportBenchmark.submissions(paths: paths, workers: 1) },
    to: { for path in paths { precondition(reference_parse(path) == bidsEach + 2) } },
    check: { values in
        precondition(values.reduce(0) { $0 + $1.bids.count } == submissions * bidsEach, "bids were lost")
    })

// Two threads: what they gain, over what two processes of the reference gain over one.
let oneProcess = Measurement.wall { Child.start("reference", roundPath, "0", String(submissions)).wait() }
let twoProcesses = Measurement.wall {
    let half = String(submissions / 2)
    let first = Child.start("reference", roundPath, "0", half)
    let second = Child.start("reference", roundPath, half, String(submissions))
    first.wait()
    second.wait()
}
let oneWorker = Measurement.wall { Child.start("submissions", roundPath, String(submissions), "1").wait() }
let twoWorkers = Measurement.wall { Child.start("submissions", roundPath, String(submissions), "2").wait() }
let referenceGain = Measurement.thousandths(oneProcess, twoProcesses)
let gain = Measurement.thousandths(oneWorker, twoWorkers)
print(
    "two threads on \(submissions) submissions gain \(Measurement.text(gain)), two reference processes "
        + "\(Measurement.text(referenceGain)): \(Measurement.text(gain * 1_000 / referenceGain)) of it; target at least 0.85"
)

// Peak memory of a process that imports and keeps the values.
let idle = Child.peak("idle")
let demandPeak = Child.peak("demand", demandPath)
let nationalPeak = Child.peak("demand", nationalPath)
let submissionPeak = Child.peak("submissions", roundPath, String(submissions), "1")
print(
    "peak memory: idle \(idle / 1024) MB, demand \(demandPeak / 1024) MB, by institution \(nationalPeak / 1024) MB, submissions \(submissionPeak / 1024) MB"
)
print(
    "  \((demandPeak - idle) * 1024 / (thousands * 1_000)) bytes a demand line; "
        + "target at most 40 bytes a line, the distinct strings, and 64 MB: \(40 * thousands / 1024 + 64) MB")
print(
    "  \((submissionPeak - idle) * 1024 / (submissions * bidsEach)) bytes a bid; "
        + "target at most 160 bytes a bid, the distinct strings, and 64 MB: \((160 * submissions * bidsEach) >> 20 + 64) MB"
)

// With the schema switched on, against xmllint on the same file.
let schemaPath = folder + "/demand.xsd"
let schemaFile = OutputFile(schemaPath)
schemaFile.write(DocumentKind.demand.schema)
schemaFile.close()
let ownSchema = Measurement.wall { Child.start("schema", demandPath).wait() }
let xmllint = Measurement.wall { Child.start("xmllint", schemaPath, demandPath).wait() }
print(
    "demand document with the schema: \(ownSchema / 1_000) ms, xmllint --stream --schema \(xmllint / 1_000) ms, "
        + "ratio \(Measurement.text(Measurement.thousandths(ownSchema, xmllint))); target at most 1")
