/// Where a region stands on a map of equal tiles, one a province.
enum RegionMap {
    /// The tiles by column and row; a region belongs to the tile whose name it begins with.
    static let tiles: [(name: String, column: Int, row: Int)] = [
        ("黑龙江", 6, 0), ("内蒙古", 3, 1), ("吉林", 6, 1), ("新疆", 0, 2), ("甘肃", 1, 2), ("宁夏", 2, 2), ("山西", 3, 2),
        ("河北", 4, 2), ("北京", 5, 2), ("辽宁", 6, 2), ("青海", 1, 3), ("陕西", 2, 3), ("河南", 3, 3), ("山东", 4, 3),
        ("天津", 5, 3), ("西藏", 0, 4), ("四川", 1, 4), ("重庆", 2, 4), ("湖北", 3, 4), ("安徽", 4, 4), ("江苏", 5, 4),
        ("上海", 6, 4), ("云南", 1, 5), ("贵州", 2, 5), ("湖南", 3, 5), ("江西", 4, 5), ("浙江", 5, 5), ("广西", 2, 6),
        ("广东", 3, 6), ("福建", 4, 6), ("台湾", 5, 6), ("海南", 2, 7), ("澳门", 3, 7), ("香港", 4, 7),
    ]

    /// Cities of sub-provincial rank, which buy for themselves in some rounds, with their province.
    static let cities: [String: String] = [
        "沈阳": "辽宁", "大连": "辽宁", "长春": "吉林", "哈尔滨": "黑龙江", "南京": "江苏", "杭州": "浙江", "宁波": "浙江", "厦门": "福建",
        "济南": "山东", "青岛": "山东", "武汉": "湖北", "广州": "广东", "深圳": "广东", "成都": "四川", "西安": "陕西",
    ]

    static let columns = 7
    static let rows = 8

    /// The province of a region as its name has it; nil when the map has none.
    static func province(of region: String) -> String? {
        if let province = cities.first(where: { region.hasPrefix($0.key) })?.value { return province }
        return tiles.first { region.hasPrefix($0.name) }?.name
    }
}
