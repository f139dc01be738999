import Foundation
import Glibc

/// Headless Chromium, driven over a pipe by the DevTools protocol.
final class Browser {
    /// Where Debian installs it; nil when it is not there.
    static let path: String? = ["/usr/bin/chromium"].first { FileManager.default.isExecutableFile(atPath: $0) }

    struct Problem: Error { let message: String }

    private var process: pid_t = 0
    private let requests: Int32
    private let answers: Int32
    private var buffer: [UInt8] = []
    private var count = 0
    private var session: String?
    /// What the page said and asked for since it was opened.
    private(set) var events: [[String: Any]] = []

    /// Starts a browser with a profile of its own in a folder.
    init(profile: String) throws {
        var (down, up): ([Int32], [Int32]) = ([0, 0], [0, 0])
        guard pipe(&down) == 0, pipe(&up) == 0 else { throw Problem(message: "no pipe") }
        // Other tests start processes at the same time; these must not hold the pipes open.
        for end in down + up { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // By way of high numbers, so that neither end is overwritten before it is copied.
        for (from, to) in [(down[0], Int32(900)), (up[1], 901)] { posix_spawn_file_actions_adddup2(&actions, from, to) }
        for (from, to) in [(Int32(900), Int32(3)), (901, 4)] { posix_spawn_file_actions_adddup2(&actions, from, to) }
        for stream in [Int32(1), 2] { posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0) }
        let arguments = [
            Browser.path ?? "", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
            "--user-data-dir=\(profile)",
        ]
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        // A group of its own: its other processes, which write into the profile, have to end with it.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        guard posix_spawn(&process, arguments[0], &actions, &attributes, &words, environ) == 0 else {
            throw Problem(message: "chromium does not start")
        }
        close(down[0])
        close(up[1])
        (requests, answers) = (down[1], up[0])
        let target = try call("Target.createTarget", ["url": "about:blank"])
        let attached = try call("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
        session = attached["sessionId"] as? String
        for domain in ["Page", "Runtime", "Network", "Log"] { _ = try call("\(domain).enable", [:]) }
    }

    deinit {
        close(requests)
        kill(-process, SIGKILL)
        waitpid(process, nil, 0)
        close(answers)
    }

    /// Opens a page and waits until it is loaded.
    func open(_ path: String, width: Int, height: Int = 900, scripts: Bool = true) throws {
        _ = try call(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600])
        _ = try call("Emulation.setScriptExecutionDisabled", ["value": !scripts])
        events = []
        var url = URLComponents()
        url.scheme = "file"
        url.path = path
        _ = try call("Page.navigate", ["url": url.string ?? ""])
        while !events.contains(where: { $0["method"] as? String == "Page.loadEventFired" }) {
            events.append(try read())
        }
    }

    /// Evaluates an expression of JavaScript in the page.
    func evaluate(_ expression: String) throws -> Any? {
        let answer = try call(
            "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
        if let details = answer["exceptionDetails"] { throw Problem(message: "\(expression): \(details)") }
        return (answer["result"] as? [String: Any])?["value"]
    }

    /// Everything that went to the console or failed.
    var complaints: [String] {
        let methods = [
            "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Network.loadingFailed",
        ]
        return events.filter { methods.contains($0["method"] as? String ?? "") }.map { "\($0)" }
    }

    /// The addresses that were asked for.
    var addresses: [String] {
        events.filter { $0["method"] as? String == "Network.requestWillBeSent" }.compactMap { event in
            ((event["params"] as? [String: Any])?["request"] as? [String: Any])?["url"] as? String
        }
    }

    private func call(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
        count += 1
        var message: [String: Any] = ["id": count, "method": method, "params": parameters]
        if let session { message["sessionId"] = session }
        var bytes = Array(try JSONSerialization.data(withJSONObject: message)) + [0]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(requests, $0.baseAddress, $0.count) }
            guard written > 0 else { throw Problem(message: "chromium does not listen") }
            bytes.removeFirst(written)
        }
        while true {
            let answer = try read()
            guard answer["id"] as? Int == count else {
                events.append(answer)
                continue
            }
            if let error = answer["error"] { throw Problem(message: "\(method): \(error)") }
            return answer["result"] as? [String: Any] ?? [:]
        }
    }

    private func read() throws -> [String: Any] {
        while true {
            if let end = buffer.firstIndex(of: 0) {
                let message = Data(buffer[..<end])
                buffer.removeFirst(end + 1)
                return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
            }
            var waiting = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 300_000) > 0 else { throw Problem(message: "chromium does not answer") }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let got = Glibc.read(answers, &chunk, chunk.count)
            guard got > 0 else { throw Problem(message: "chromium ended") }
            buffer += chunk[..<got]
        }
    }
}
