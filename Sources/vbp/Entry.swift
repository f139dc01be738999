import Glibc
import VBPCommands

@main
enum Entry {
    static func main() {
        exit(VBPTool.run(Array(CommandLine.arguments.dropFirst()), console: .standard))
    }
}
