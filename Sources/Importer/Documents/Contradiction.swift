import Decimals
import Procurement

/// A comparison with a constant.
struct ConstantTest {
    var measure: Measure
    var relation: Test.Relation
    var constant: FixedDecimal
}

extension Condition {
    /// Comparisons with constants that no bid meets together; one alone where a cut would have to reach 100 %.
    ///
    /// Everything that has to hold at once is looked at, and every branch of an `any` by itself; a `not` is not.
    var contradiction: (ConstantTest, ConstantTest?)? {
        let tests = conjuncts.compactMap(\.constantTest)
        for (index, test) in tests.enumerated() {
            if test.isBeyondEveryCut { return (test, nil) }
            for other in tests[(index + 1)...] where test.excludes(other) { return (test, other) }
        }
        for case .any(let branches) in conjuncts {
            for branch in branches { if let found = branch.contradiction { return found } }
        }
        return nil
    }

    /// The conditions that all have to hold.
    private var conjuncts: [Condition] {
        switch self {
        case .all(let parts): parts.flatMap(\.conjuncts)
        case .labelled(_, let part): part.conjuncts
        default: [self]
        }
    }

    private var constantTest: ConstantTest? {
        guard case .test(let test) = self, case .constant(let constant) = test.bound else { return nil }
        return ConstantTest(measure: test.measure, relation: test.relation, constant: constant)
    }
}

extension ConstantTest {
    private var isUpper: Bool { relation == .atMost || relation == .below }
    private var isOpen: Bool { relation == .below || relation == .above }

    /// Whether no number stands in both relations to both constants.
    fileprivate func excludes(_ other: ConstantTest) -> Bool {
        guard measure == other.measure, isUpper != other.isUpper else { return false }
        let (upper, lower) = isUpper ? (self, other) : (other, self)
        return upper.constant < lower.constant
            || upper.constant == lower.constant && (upper.isOpen || lower.isOpen)
    }

    /// Whether a cut of 100 % or more is asked for, that is a price of nothing.
    fileprivate var isBeyondEveryCut: Bool { measure == .cutFromCeiling && !isUpper && constant >= .one }
}
