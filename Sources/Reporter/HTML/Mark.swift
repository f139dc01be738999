/// Marks of charts, which differ in shape, not in colour alone: each is drawn once in the page and placed by reference.
enum Mark: String, CaseIterable {
    case won, lost, excluded, pending
    /// The bid's own ceiling.
    case own
    /// The earlier price.
    case before
    /// An arrow at the right edge: the value is beyond it.
    case beyond
    /// The marks of statistics, one a column.
    case statistic0, statistic1, statistic2, statistic3, statistic4, statistic5

    /// The mark of what became of a bid.
    init(_ standing: BidReport.Standing) {
        switch standing {
        case .won, .published: self = .won
        case .lost: self = .lost
        case .excluded: self = .excluded
        case .pending: self = .pending
        }
    }

    /// The mark of the statistic in that column.
    static func statistic(_ index: Int) -> Mark {
        [.statistic0, .statistic1, .statistic2, .statistic3, .statistic4, .statistic5][index % 6]
    }

    /// The mark at a place of a chart's width, at the height of its other coordinates.
    func at(_ x: String, _ y: String = "0") -> Markup {
        "<use href=\"#m-\(rawValue)\" x=\"\(x)\"\(y == "0" ? .none : " y=\"\(y)\"")/>"
    }

    /// The mark by itself, as a sign beside a word.
    var sign: Markup { "<svg class=\"mark\" aria-hidden=\"true\">\(at("50%", "50%"))</svg>" }

    /// The shapes, around the point that a reference states.
    static let definitions: Markup = """
        <svg class="shapes" aria-hidden="true">\(allCases.map { "<g id=\"m-\($0.rawValue)\">\($0.shape)</g>" as Markup })</svg>
        """

    private var shape: Markup {
        switch self {
        case .won: "<circle r=\"5.5\" class=\"m-won\"/>"
        case .lost: "<circle r=\"4.5\" class=\"m-lost\"/>"
        case .excluded: "<path d=\"M-4.5-4.5L4.5 4.5M4.5-4.5L-4.5 4.5\" class=\"m-excluded\"/>"
        case .pending: "<path d=\"M0-6L6 0 0 6-6 0Z\" class=\"m-pending\"/>"
        case .own: "<path d=\"M0-7V7\" class=\"m-own\"/>"
        case .before: "<path d=\"M0-6L6 0 0 6-6 0Z\" class=\"m-before\"/>"
        case .beyond: "<path d=\"M-9-5L-1 0-9 5Z\" class=\"m-beyond\"/>"
        case .statistic0: "<circle r=\"5\" class=\"s0\"/>"
        case .statistic1: "<rect x=\"-4.5\" y=\"-4.5\" width=\"9\" height=\"9\" class=\"s1\"/>"
        case .statistic2: "<path d=\"M0-6L6 0 0 6-6 0Z\" class=\"s2\"/>"
        case .statistic3: "<path d=\"M0-6L5.5 4H-5.5Z\" class=\"s3\"/>"
        case .statistic4: "<circle r=\"4.5\" class=\"s4\"/>"
        case .statistic5: "<path d=\"M-5-5L5 5M5-5L-5 5\" class=\"s5\"/>"
        }
    }
}
