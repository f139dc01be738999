import Glibc
import VBPCommands

@main
enum Entry {
    static func main() {
        // A file that is opened later must not get the number of a closed stream and with it what is meant for that.
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
            _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
        exit(VBPTool.run(Array(CommandLine.arguments.dropFirst()), console: .standard))
    }
}
