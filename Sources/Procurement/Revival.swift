public import Decimals

/// Bids that failed earlier may win at a lower price (复活).
public struct Revival: Sendable, Hashable {
    /// Who may come back, of the bids that the stage is about; nil for all of them.
    public var condition: Condition?
    /// The highest comparable price at which a bid comes back.
    public var cap: ReferenceValue
    /// What a revived bid gets.
    public var award: AwardTerms

    /// Creates a revival.
    public init(condition: Condition? = nil, cap: ReferenceValue, award: AwardTerms = .full) {
        self.condition = condition
        self.cap = cap
        self.award = award
    }
}

/// What a winner gets besides its price.
public struct AwardTerms: Sendable, Hashable {
    /// Which volume is a winner's.
    public enum Volume: Sendable, Hashable {
        /// Its part by the rulebook's shares.
        case shared
        /// What institutions reported for its own product, and nothing else.
        case own
        /// A part of what it would get otherwise.
        case part(FixedDecimal)
        /// None (中选不带量).
        case none
    }

    /// Whether it takes part in the picking of regions.
    public var picksRegions: Bool
    /// Which volume is its own.
    public var volume: Volume

    /// Creates terms.
    public init(picksRegions: Bool = true, volume: Volume = .shared) {
        self.picksRegions = picksRegions
        self.volume = volume
    }

    /// What a winner gets where no rule says otherwise.
    public static let full = AwardTerms()
    /// No volume, and no regions.
    public static let withoutVolume = AwardTerms(picksRegions: false, volume: .none)
}
