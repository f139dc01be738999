import Procurement

/// Finds where the elements of a file stand, by reading the file again when somebody asks.
///
/// Nothing is kept for the many elements that nobody speaks of.
final class ElementPlaces {
    private let path: String
    private let name: String
    private let elements: Set<String>
    private let depth: Int
    private let limits: ImportLimits
    private lazy var places: [SourceLocation] = find()

    /// - Parameters:
    ///   - elements: the names of the elements that are counted together.
    ///   - depth: how deep they stand; the root's children are at 2.
    init(path: String, shownAs name: String, elements: Set<String>, depth: Int = 2, limits: ImportLimits) {
        self.path = path
        self.name = name
        self.elements = elements
        self.depth = depth
        self.limits = limits
    }

    /// Where the element of that number stands, counted from 0; the file when it can't be found again.
    func location(_ ordinal: Int) -> SourceLocation {
        places.indices.contains(ordinal) ? places[ordinal] : SourceLocation(file: name)
    }

    private func find() -> [SourceLocation] {
        let handler = Handler(elements, depth)
        let driver = XMLDriver(name: name, diagnostics: Diagnostics(), limits: limits) { _ in handler }
        guard let file = try? InputFile(path: path, shownAs: name) else { return [] }
        driver.parse { file.read(into: $0) }
        return handler.places
    }

    private final class Handler: TagHandler {
        private let elements: Set<String>
        private let wantedDepth: Int
        private var depth = 0
        var places: [SourceLocation] = []

        init(_ elements: Set<String>, _ depth: Int) {
            self.elements = elements
            wantedDepth = depth
        }

        func open(_ tag: StartTag) -> Bool {
            depth += 1
            if depth == wantedDepth, elements.contains(String(cString: tag.name)) {
                places.append(tag.owned().location)
            }
            return false
        }

        func text(_ text: String) {}

        func close() -> Bool {
            depth -= 1
            return false
        }
    }
}
