extension Integer: Hashable, Comparable {
    /// Returns whether two integers are equal.
    ///
    /// - Complexity: O(*n*) in the number of limbs.
    public static func == (lhs: Integer, rhs: Integer) -> Bool {
        switch (lhs.storage, rhs.storage) {
        case (.inline(let left), .inline(let right)): left == right
        case (.positive(let left), .positive(let right)), (.negative(let left), .negative(let right)): left == right
        default: false
        }
    }

    /// Returns whether one integer is less than another.
    ///
    /// - Complexity: O(*n*) in the number of limbs.
    public static func < (lhs: Integer, rhs: Integer) -> Bool {
        switch (lhs.storage, rhs.storage) {
        case (.inline(let left), .inline(let right)): left < right
        case (.positive(let left), .positive(let right)): Magnitude.isLess(left, right)
        case (.negative(let left), .negative(let right)): Magnitude.isLess(right, left)
        case (.negative, _), (.inline, .positive): true
        default: false
        }
    }

    /// Feeds the value to a hasher.
    ///
    /// - Parameter hasher: The hasher to feed.
    /// - Complexity: O(*n*) in the number of limbs.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(storage)
    }
}
