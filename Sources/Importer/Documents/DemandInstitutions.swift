import Procurement

/// The institutions that a demand document lists, found by the bytes of their identifiers.
struct DemandInstitutions {
    private(set) var list: [Institution] = []
    private var identifiers = StringTable()
    /// The number of each institution's region.
    private var regions: [Int32] = []

    /// Adds an institution; false when it is there already.
    mutating func add(_ institution: Institution, region: Int) -> Bool {
        guard identifiers.add(institution.id) == list.count else { return false }
        list.append(institution)
        regions.append(Int32(region))
        return true
    }

    /// The position of an institution of that region; nil for what has to be looked at more closely.
    @inline(__always)
    mutating func position(of identifier: UnsafeBufferPointer<UInt8>, inRegion region: Int) -> Int? {
        guard let position = identifiers.knownIndex(of: identifier), Int(regions[position]) == region else {
            return nil
        }
        return position
    }

    /// The position of an institution; nil when it is not listed.
    mutating func position(of identifier: String) -> Int? {
        var identifier = identifier
        return identifier.withUTF8 { identifiers.knownIndex(of: $0) }
    }
}
