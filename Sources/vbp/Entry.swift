import CLinux
import Dispatch
import Glibc
import VBPCommands

@main
enum Entry {
    static func main() {
        // A file that is opened later must not get the number of a closed stream and with it what is meant for that.
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
        // Memory is asked for in large steps: to open each core's share of it page by page, as it grows, is a call of the
        // kernel for each.
        mallopt(M_TOP_PAD, 64 << 20)
        mallopt(M_TRIM_THRESHOLD, 1 << 30)
        mallopt(M_MMAP_THRESHOLD, 32 << 20)
        // A thread that is new waits for its creator's core, up to some milliseconds; by the time there is work for this
        // one it has another.
        DispatchQueue.global().async {}
        exit(VBPTool.run(Array(CommandLine.arguments.dropFirst()), console: .standard))
    }
}
