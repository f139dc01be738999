/// A place that buys: a hospital, a clinic, a pharmacy.
public struct Institution: Sendable, Hashable, Identifiable {
    /// What kind of institution it is; agreed volumes reach further than public hospitals.
    public enum Kind: String, Sendable, CaseIterable {
        /// 公立医疗机构: public hospitals, township and community health centres.
        case publicHospital = "public-hospital"
        /// 社会办医疗机构: private hospitals and clinics.
        case privateHospital = "private-hospital"
        /// 村卫生室.
        case villageClinic = "village-clinic"
        /// 零售药店.
        case retailPharmacy = "retail-pharmacy"
        /// Any other.
        case other
    }

    /// The identifier, the same wherever the round's documents speak of it.
    public var id: String
    /// The name for people, when it is stated.
    public var name: String?
    /// The region that it belongs to.
    public var region: String
    /// What kind it is; nil when not known.
    public var kind: Kind?

    /// Creates an institution.
    public init(id: String, name: String? = nil, region: String, kind: Kind? = nil) {
        self.id = id
        self.name = name
        self.region = region
        self.kind = kind
    }
}

extension Institution {
    /// How many there are of each kind that occurs, those of an unknown kind last.
    public static func counts(_ kinds: some Sequence<Kind?>) -> [(kind: Kind?, count: Int)] {
        var counts: [Kind?: Int] = [:]
        for kind in kinds { counts[kind, default: 0] += 1 }
        return (Kind.allCases.map(Optional.some) + [nil]).compactMap { kind in counts[kind].map { (kind, $0) } }
    }
}
