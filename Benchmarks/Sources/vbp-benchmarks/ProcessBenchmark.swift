import CReference
import Glibc

/// The whole tool, from start to exit.
enum ProcessBenchmark {
    /// Evaluates generated rounds of a quarter, a half, the whole and twice as many lots, with five bids a lot.
    static func generated(tool: String, lots: Int, folder: String) {
        mkdir(folder, 0o777)
        for size in [lots / 4, lots / 2, lots, lots * 2] {
            let round = "\(folder)/lots-\(size)"
            let (submissions, bidsEach) = (size / 10, 50)
            Generator.round(submissions: submissions, bids: bidsEach, lots: size, at: round)
            let reference = Measurement.wall(runs: 3) {
                Child.start("folder", round, String(submissions)).wait()
            }
            let (own, peak) = run(
                tool, round, folder, ["--file", "decisions.csv", "--file", "result.json"], runs: 3)
            print(
                "\(submissions * bidsEach) bids in \(size) lots to decisions.csv and result.json: \(own / 1_000) ms, "
                    + "\(peak / 1_024) MB; a pass of libxml2 \(reference / 1_000) ms; ratio "
                    + "\(Measurement.text(Measurement.thousandths(own, reference))); target at most 4")
        }
    }

    /// Evaluates a real round, against `xmllint` on the same files.
    static func real(tool: String, round: String, folder: String) {
        mkdir(folder, 0o777)
        let reference = Measurement.wall(runs: 9) {
            Child.spawn(
                "/bin/sh", ["-c", "exec xmllint --stream --noout '\(round)'/*.xml '\(round)'/submissions/*.xml"]
            ).wait()
        }
        let (own, _) = run(tool, round, folder, [], runs: 9)
        print(
            "\(round): \(own / 1_000) ms, xmllint --stream \(reference / 1_000) ms; ratio "
                + "\(Measurement.text(Measurement.thousandths(own, reference))); target at most 3")
    }

    /// The best wall time and the peak memory in KB; each run writes into a new folder.
    private static func run(
        _ tool: String, _ round: String, _ folder: String, _ options: [String], runs: Int
    ) -> (time: Int, peak: Int) {
        var peak = 0
        let result = "\(folder)/result"
        let time = Measurement.wall(runs: runs) {
            Child.spawn("/bin/rm", ["-rf", result]).wait()
        } _: {
            peak = max(
                peak,
                Child.spawn(tool, ["evaluate", round, "--quiet", "--output", result] + options).waitForPeak())
        }
        return (time, peak)
    }
}
