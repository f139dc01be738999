public import Decimals
public import Procurement

/// Who delivers what, where, how much and at which price.
public struct Supply: Sendable {
    /// The agreed volumes, in the order of the demand document.
    public var lines: [SupplyLine]
    /// The names that they are about.
    package let names: SupplyNames
    /// How many offers there are: winners with a specification that they deliver.
    public var offers = 0
    /// Demand lines whose volume is not known, of lots with winners.
    public var unknownVolumes: Int
    /// Demand lines of lots without a winner.
    public var linesWithoutWinner: Int
    /// Lots with winners for which the rulebook has no share.
    public var lotsWithoutShare: [Lot.ID]

    /// How many lines have no known supplier.
    public var unallocated: Int { lines.indices.count { lines[$0].supplier == nil } }

    /// What a reader should know about the volumes of a region; no figure of the region goes without it.
    public var notesByRegion: [String: [String]] {
        guard names.haveNotes else { return [:] }
        var notes: [String: Set<String>] = [:]
        for line in lines { if let note = line.note { notes[line.region, default: []].insert(note) } }
        return notes.mapValues { $0.sorted() }
    }

    /// How many specifications are delivered to anybody.
    public var specificationCount: Int {
        let delivered = lines.filter { $0.supplier != nil && !$0.quantity.isZero }
        return Set(delivered.map { [$0.lot, $0.specification] }).count
    }

    /// The sum over supplied lines of agreed quantity × price.
    public var value: Ratio { Ratio.sum(lines.compactMap(\.value)) }
}

/// The agreed volume of one specification in one region that one supplier delivers on one ground.
public struct SupplyLine: Sendable {
    private let names: SupplyNames
    /// Where its names stand.
    package let place: SupplyNames.Place
    /// On what ground it is delivered.
    public var role: SupplyRole
    /// The agreed quantity in smallest units: the part of what was reported that the supplier delivers.
    public var quantity: Ratio
    /// The supplier and its price; nil when not known.
    public var supplier: Supplier?

    init(
        _ names: SupplyNames, _ place: SupplyNames.Place, role: SupplyRole, quantity: Ratio, supplier: Supplier?
    ) {
        self.names = names
        self.place = place
        self.role = role
        self.quantity = quantity
        self.supplier = supplier
    }

    /// The lot.
    public var lot: Lot.ID { names.lots[Int(place.lot)] }
    /// The region.
    public var region: String { names.regions[Int(place.region)] }
    /// The specification.
    public var specification: Specification.ID { names.specifications[Int(place.specification)] }
    /// How far the volume can be trusted.
    public var confidence: Confidence? { names.confidence(place) }
    /// What a reader should know about the volume.
    public var note: String? { names.provenances[Int(place.provenance)].note }

    /// Who delivers a volume.
    public struct Supplier: Sendable {
        private let shared: Shared<Fields>

        /// What a supplier says; shared by its lines, which are many.
        private struct Fields: Sendable {
            let award: Int
            let offer: Int
            let unitPrice: Ratio
            let source: Award.Price
        }

        init(award: Int, offer: Int, unitPrice: Ratio, source: Award.Price) {
            shared = Shared(Fields(award: award, offer: offer, unitPrice: unitPrice, source: source))
        }

        /// The award's index.
        public var award: Int { shared.value.award }
        /// The position of the winner with this specification among the offers.
        public var offer: Int { shared.value.offer }
        /// Yuan for the smallest unit of the line's specification.
        public var unitPrice: Ratio { shared.value.unitPrice }
        /// The award's price that it follows from.
        public var source: Award.Price { shared.value.source }

        /// The pack in which a specification is delivered; known only of the one that the price was filed for.
        public func pack(of specification: Specification.ID) -> Pack? {
            source.specification == specification ? source.pack : nil
        }
    }

    /// The note with its region before it.
    public var regionNote: String? { note.map { "\(region): \($0)" } }

    /// Agreed quantity × price; nil when the supplier is not known.
    public var value: Ratio? { supplier.map { quantity * $0.unitPrice } }
}

extension Dossier {
    /// The agreed volumes for a set of winners: base × share, divided among the winners as the rulebook says.
    ///
    /// A winner without volume (中选不带量) does not count among the winners of which the share depends.
    /// Demand that is agreed volume already has no share applied to it. A winner's price for another specification
    /// of the lot is its own price times the conversion factor, rounded as the rulebook says.
    public func supply(of awards: [Award]) -> Supply {
        guard let demand else {
            return Supply(
                lines: [], names: SupplyNames(DemandTable()), unknownVolumes: 0, linesWithoutWinner: 0,
                lotsWithoutShare: [])
        }
        let prices = SupplyPrices(self, awards)
        let agreements = agreements(of: awards)
        let brandVolumes = Dictionary(grouping: demand.brandVolumes, by: \.line)
        let table = demand.lines
        let names = SupplyNames(table)
        var supply = Supply(
            lines: [], names: names, unknownVolumes: 0, linesWithoutWinner: 0,
            lotsWithoutShare: agreements.lotsWithoutShare)
        // What is the same for all lines of a lot is looked up once.
        let isWon = names.lots.map { agreements.isWon($0) }
        let agreementOfLot = names.lots.map { agreements[$0] }
        supply.lines.reserveCapacity(table.count)
        for (position, row) in table.rows.enumerated() {
            guard isWon[Int(row.lot)] else {
                supply.linesWithoutWinner += 1
                continue
            }
            guard let base = row.quantity else {
                supply.unknownVolumes += 1
                continue
            }
            guard let agreement = agreementOfLot[Int(row.lot)] else { continue }
            let region = names.regions[Int(row.region)]
            let specification = names.specifications[Int(row.specification)]
            func add(_ portion: Agreement.Portion, _ quantity: Ratio) {
                let supplier = portion.award.flatMap { prices.supplier($0, of: specification) }
                supply.lines.append(
                    SupplyLine(
                        names, SupplyNames.Place(row),
                        role: portion.award == nil || supplier != nil ? portion.role : .unallocated,
                        quantity: quantity, supplier: supplier))
            }
            // Mostly no brand was named, and one winner delivers all that a region reported.
            let brands = brandVolumes[position] ?? []
            let whole = brands.isEmpty ? agreement.portions(of: nil, in: region) : []
            if whole.count == 1 {
                add(whole[0], whole[0].part * Ratio(base))
            } else {
                for portion in portions(of: base, brands, in: region, by: agreement) { add(portion, portion.part) }
            }
        }
        supply.offers = prices.offers
        return supply
    }

    /// How the agreed volume of each lot is divided among its winners.
    public func agreements(of awards: [Award]) -> Agreements { Agreements(of: awards, in: self) }

    /// A region's volume with its parts by brand as quantities, one for each supplier and ground.
    private func portions(
        of base: FixedDecimal, _ brands: [BrandVolume], in region: String, by agreement: Agreement
    ) -> [Agreement.Portion] {
        var result: [Agreement.Portion] = []
        func divide(_ quantity: FixedDecimal, of brand: Bidder.ID?) {
            for var portion in agreement.portions(of: brand, in: region) {
                portion.part = portion.part * Ratio(quantity)
                if let same = result.firstIndex(where: { $0.award == portion.award && $0.role == portion.role }) {
                    result[same].part = result[same].part + portion.part
                } else {
                    result.append(portion)
                }
            }
        }
        var unnamed = base
        for volume in brands {
            divide(volume.quantity, of: volume.brand)
            unnamed = unnamed - volume.quantity
        }
        if brands.isEmpty || unnamed > .zero { divide(unnamed, of: nil) }
        return result
    }
}
