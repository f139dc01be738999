public import Decimals
public import Procurement

/// Converts quantities between specifications: linear in content, unlike prices.
public enum VolumeConversion {
    /// How many smallest units of the target hold as much as one of the source: 1 of 20 mg is 2 of 10 mg.
    ///
    /// By content, or by fill where no content is stated. Nil when the two can't be compared.
    public static func factor(from source: Specification, to target: Specification) -> Ratio? {
        if source.id == target.id { return .one }
        guard let from = source.content, let to = target.content else { return nil }
        if !from.components.isEmpty || !to.components.isEmpty { return from.multiple(of: to) }
        guard let fill = from.fill, let other = to.fill else { return nil }
        return fill.multiple(of: other)
    }
}
