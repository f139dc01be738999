/// The numbers under which medicines and medical devices are admitted in China.
public enum ApprovalNumber {
    /// Whether a text has the form of such a number; several may stand there, separated by 、 ； ; or a comma.
    ///
    /// * Medicines: `国药准字` with H, Z, S, J, B or T (or HJ, ZJ, SJ, HC, ZC, SC: imported, or from Hong Kong, Macau and
    ///   Taiwan) and eight digits; the older import licences H, Z, S, HC, ZC, SC (with B for bulk packs), a year and
    ///   four digits, with or without `进口药品注册证号` or `医药产品注册证号` before them.
    /// * Devices: `国械注准`, `国械注进`, `国械注许`, or a province's `械注准`, with year, class, two digits of the category
    ///   and at least four of a serial number; filings `…械备` with a year and at least four digits; the older
    ///   `国食药监械(准)字2014第3461234号`.
    public static func isWellFormed(_ text: String) -> Bool {
        let parts = Name.folded(text).split(omittingEmptySubsequences: false) { "、;,".contains($0) }
        return !parts.isEmpty && parts.allSatisfy { isMedicine($0) || isDevice($0) || isOldDevice($0) }
    }

    private static func isMedicine(_ text: Substring) -> Bool {
        if let rest = text.dropping("国药准字") { return isLettersAndDigits(rest, domestic) }
        let rest = text.dropping("进口药品注册证号") ?? text.dropping("医药产品注册证号") ?? text.dropping("注册证号") ?? text
        let bare = rest.dropping(":") ?? rest
        guard isLettersAndDigits(bare, imported) else { return false }
        return isYear(bare.drop { $0.isASCII && $0.isLetter }.prefix(4))
    }

    private static let domestic: Set<Substring> = ["H", "Z", "S", "J", "B", "T", "HJ", "ZJ", "SJ", "HC", "ZC", "SC"]
    private static let imported: Set<Substring> = [
        "H", "Z", "S", "HC", "ZC", "SC", "HJ", "ZJ", "SJ", "BH", "BZ", "BS", "BHC", "BZC", "BSC",
    ]

    private static func isLettersAndDigits(_ text: Substring, _ letters: Set<Substring>) -> Bool {
        let word = text.prefix { $0.isASCII && $0.isLetter }
        return letters.contains(word) && areDigits(text[word.endIndex...], 8...8)
    }

    private static func isDevice(_ text: Substring) -> Bool {
        let words = text.prefix { !$0.isASCII }
        let rest = text[words.endIndex...]
        guard let place = words.first, isYear(rest.prefix(4)) else { return false }
        if place == "国" || provinces.contains(place), words.dropFirst().hasPrefix("械注") {
            let kind = words.dropFirst(3)
            let classDigit = rest.dropFirst(4).first
            let isNational = place == "国"
            guard kind == "准" || isNational && (kind == "进" || kind == "许") else { return false }
            // The state registers the third class and imports of the second, a province the second class.
            guard classDigit == "2" || isNational && classDigit == "3" else { return false }
            return areDigits(rest, 11...13)
        }
        // Filings of the first class, with the province's and often the town's abbreviation before them.
        guard words.hasSuffix("械备"), words.count <= 4, place == "国" || provinces.contains(place) else { return false }
        return areDigits(rest.last == "号" ? rest.dropLast() : rest, 8...10)
    }

    private static let provinces: Set<Character> = Set("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵滇云藏陕甘青宁新")

    private static func isOldDevice(_ text: Substring) -> Bool {
        let rest = ["(准)", "(进)", "(许)"].lazy.compactMap { text.dropping("国食药监械" + $0 + "字") }.first
        guard let rest, isYear(rest.prefix(4)), let number = rest.dropFirst(4).dropping("第") else { return false }
        return number.last == "号" && areDigits(number.dropLast(), 7...7)
    }

    private static func isYear(_ text: Substring) -> Bool {
        areDigits(text, 4...4) && (text.hasPrefix("19") || text.hasPrefix("20"))
    }

    private static func areDigits(_ text: Substring, _ count: ClosedRange<Int>) -> Bool {
        count.contains(text.utf8.count) && text.utf8.allSatisfy { (48...57).contains($0) }
    }
}

extension Substring {
    /// What follows a beginning; nil when the text does not begin so.
    fileprivate func dropping(_ beginning: String) -> Substring? {
        hasPrefix(beginning) ? dropFirst(beginning.count) : nil
    }
}
