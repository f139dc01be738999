import Glibc

/// Ends the process, which can't go on without a library, with the status of what can't be read.
package func stop(withoutLibrary problem: String) -> Never {
    let text = "error: \(problem); install the library\n"
    write(STDERR_FILENO, text, text.utf8.count)
    exit(74)
}
