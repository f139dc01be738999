extension Stage {
    /// The conditions that it asks of bids.
    public var conditions: [Condition] {
        switch action {
        case .screen(let condition), .select(let condition), .mark(let condition), .withholdVolume(let condition):
            [condition]
        case .group(let assignment), .classify(let assignment): assignment.options.compactMap(\.condition)
        case .negotiate(let negotiation): [negotiation.enter, negotiation.succeed].compactMap { $0 }
        case .revive(let revival): [revival.condition].compactMap { $0 }
        case .reevaluate(let reevaluation): reevaluation.stages.flatMap(\.conditions)
        case .shortlist, .define, .merge, .score: []
        }
    }

    /// The values that it compares with or names.
    private var values: [ReferenceValue] {
        var values = conditions.flatMap(\.tests).compactMap { test -> ReferenceValue? in
            if case .reference(let value, _) = test.bound { value } else { nil }
        }
        switch action {
        case .define(let value): values.append(value)
        case .revive(let revival): values.append(revival.cap)
        default: break
        }
        return values
    }

    /// The measures that it takes of bids.
    private var measures: [Measure] {
        var measures = conditions.flatMap(\.tests).map(\.measure) + values.flatMap(\.samples).map(\.measure)
        switch action {
        case .shortlist(let shortlist): measures += [shortlist.measure] + shortlist.tieBreaks.map(\.measure)
        case .merge(let merger): measures += merger.tieBreaks.map(\.measure)
        case .score(let score): measures += score.parts.map(\.measure)
        default: break
        }
        return measures
    }

    /// Whether bids can't go through it without a ceiling.
    public var needsCeiling: Bool {
        measures.contains(.cutFromCeiling) || conditions.flatMap(\.tests).contains { $0.needsCeiling }
    }

    /// The published numbers of the lot that it compares with.
    public var publishedNames: [String] { values.flatMap(\.publishedNames) }

    /// Whether people may record an act of a kind for it.
    public func allows(_ kind: RecordedAct.Kind) -> Bool {
        switch (kind, action) {
        case (.draw, .shortlist), (.draw, .merge): true
        case (.exclude, _), (.withdraw, _): conditions.contains { $0.asksRecord }
        case (.revive, .revive): true
        case (.offer, .negotiate), (.close, .negotiate): true
        case (.commit, .define(.sealed)), (.reveal, .define(.sealed)): true
        default: false
        }
    }
}

extension ReferenceValue {
    /// The statistics in it.
    var samples: [Sample] { (sample.map { [$0] } ?? []) + parts.flatMap(\.samples) }

    /// The published numbers in it.
    var publishedNames: [String] {
        if case .published(let name) = self { [name] } else { parts.flatMap(\.publishedNames) }
    }
}
