import Glibc

/// The functions of a library that is loaded now.
///
/// A library that is missing ends the process, which can't go on without it, with the status of what can't be read.
///
/// - Parameters:
///   - functions: none so far.
///   - load: finds them; gives nil, or what is wrong.
package func loaded<Functions>(
    _ functions: Functions, _ load: (UnsafeMutablePointer<Functions>) -> UnsafePointer<CChar>?
) -> Functions {
    var functions = functions
    guard let problem = load(&functions) else { return functions }
    let text = "error: \(String(cString: problem)); install the library\n"
    write(STDERR_FILENO, text, text.utf8.count)
    exit(74)
}
