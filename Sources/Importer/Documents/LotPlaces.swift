import Procurement

/// Where the lots of a round document stand.
struct LotPlaces {
    private let file: String
    private let lots: [Lot]
    private let places: [Place]
    private let byID = InPlace<[Lot.ID: Place]?>(nil)

    init(of lots: [Lot], _ places: [Place], in file: String) {
        self.file = file
        self.lots = lots
        self.places = places
    }

    /// Where a lot stands; most documents have nothing to say of any.
    subscript(id: Lot.ID) -> SourceLocation {
        if byID.value == nil {
            byID.value = Dictionary(zip(lots.map(\.id), places), uniquingKeysWith: { _, last in last })
        }
        return byID.value?[id]?.location(in: file) ?? SourceLocation(file: file)
    }
}
