import Glibc

/// Times and ratios, in whole numbers.
enum Measurement {
    /// Prints the ratio of two bodies' processor times; they take turns, so that both meet the same machine.
    static func ratio<Value>(
        _ name: String, target: String, of body: () -> Value, to reference: () -> Void, check: (Value) -> Void
    ) {
        var ratios: [Int] = []
        var best = (own: Int.max, reference: Int.max)
        for _ in 0..<7 {
            let start = processorTime()
            reference()
            let middle = processorTime()
            let value = body()
            let end = processorTime()
            // What the body made is checked, and freed, outside the measurement.
            check(value)
            ratios.append(thousandths(end - middle, middle - start))
            best = (min(best.own, end - middle), min(best.reference, middle - start))
        }
        ratios.sort()
        print(
            "\(name): \(best.own / 1_000) ms, reference \(best.reference / 1_000) ms; ratio of the best "
                + "\(text(thousandths(best.own, best.reference))), median \(text(ratios[ratios.count / 2])), "
                + "from \(text(ratios[0])) to \(text(ratios[ratios.count - 1])); target \(target)")
    }

    /// The best wall time of a few runs, in microseconds.
    ///
    /// - Parameter prepare: what is done before each run, outside the measurement.
    static func wall(runs: Int = 3, after prepare: () -> Void = {}, _ body: () -> Void) -> Int {
        (0..<runs).map { _ in
            prepare()
            let start = time(CLOCK_MONOTONIC)
            body()
            return time(CLOCK_MONOTONIC) - start
        }.min() ?? 0
    }

    static func thousandths(_ value: Int, _ over: Int) -> Int { value * 1_000 / max(over, 1) }

    static func text(_ thousandths: Int) -> String {
        "\(thousandths / 1_000)." + String(String(thousandths % 1_000 + 1_000).dropFirst())
    }

    private static func processorTime() -> Int { time(CLOCK_PROCESS_CPUTIME_ID) }

    private static func time(_ clock: clockid_t) -> Int {
        var now = timespec()
        clock_gettime(clock, &now)
        return now.tv_sec * 1_000_000 + now.tv_nsec / 1_000
    }
}
