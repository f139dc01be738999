import Procurement

/// Finds where the elements of a file stand, by reading the file again when somebody asks.
///
/// Nothing is kept for the many elements that nobody speaks of.
final class ElementPlaces {
    private let path: String
    private let name: String
    private let elements: Set<String>
    private let depths: ClosedRange<Int>
    private let limits: ImportLimits
    private lazy var places: [Place] = find()

    /// - Parameters:
    ///   - elements: the names of the elements that are counted together.
    ///   - depths: how deep they stand; the root's children are at 2.
    init(path: String, shownAs name: String, elements: Set<String>, depths: ClosedRange<Int>, limits: ImportLimits) {
        self.path = path
        self.name = name
        self.elements = elements
        self.depths = depths
        self.limits = limits
    }

    /// Where the element of that number stands, counted from 0; the file when it can't be found again.
    func location(_ ordinal: Int) -> SourceLocation {
        guard places.indices.contains(ordinal) else { return SourceLocation(file: name) }
        return places[ordinal].location(in: name)
    }

    private func find() -> [Place] {
        let handler = Handler(elements, depths)
        let driver = XMLDriver(name: name, diagnostics: Diagnostics(), limits: limits) { _ in handler }
        guard let file = try? InputFile(path: path, shownAs: name) else { return [] }
        driver.parse(file, with: XMLContext())
        return handler.places
    }

    private final class Handler: TagHandler {
        private let elements: Set<String>
        private let depths: ClosedRange<Int>
        private var pointers: [UnsafePointer<UInt8>?] = []
        private var depth = 0
        var places: [Place] = []

        init(_ elements: Set<String>, _ depths: ClosedRange<Int>) {
            self.elements = elements
            self.depths = depths
        }

        override func begin(_ names: XMLNames) { pointers = elements.map { names.pointer($0) } }

        override func open(_ tag: StartTag) -> Bool {
            depth += 1
            if depths.contains(depth), pointers.contains(tag.name) { places.append(tag.place) }
            return false
        }

        override func text(_ text: String) {}

        override func close() -> Bool {
            depth -= 1
            return false
        }
    }
}
