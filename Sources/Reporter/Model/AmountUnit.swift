import Decimals

/// The unit of all amounts of a table: one for all of them, so that they compare at a glance, said once in its head.
struct AmountUnit {
    private struct Scale {
        var size: Int
        var word: String
        var digits: Int
    }

    private let english: Scale
    private let chinese: Scale
    private let currency: Phrase
    private let isYuan: Bool

    /// The largest unit in which the largest amount is at least one and the smallest, but for zero, a hundredth.
    init(_ values: [Ratio?], currency code: String) {
        let magnitudes = values.compactMap { $0 }.map { $0.isNegative ? -$0 : $0 }.filter { $0 > .zero }
        func scale(_ units: [Scale]) -> Scale {
            guard let smallest = magnitudes.min(), let largest = magnitudes.max() else { return units[units.count - 1] }
            return units.first { unit in
                largest >= Ratio(unit.size) && smallest >= Ratio(Integer(unit.size), Integer(100))
            } ?? units[units.count - 1]
        }
        english = scale([
            Scale(size: 1_000_000_000, word: "bn ", digits: 3), Scale(size: 1_000_000, word: "m ", digits: 2),
            Scale(size: 1, word: "", digits: 2),
        ])
        chinese = scale([
            Scale(size: 100_000_000, word: "亿", digits: 2), Scale(size: 10_000, word: "万", digits: 2),
            Scale(size: 1, word: "", digits: 2),
        ])
        currency = Words.currency(code)
        isYuan = code == "CNY"
    }

    /// What a table's head says: `m yuan`, `亿元`.
    var name: Phrase {
        let space = isYuan || chinese.word.isEmpty ? "" : " "
        return Phrase(english.word + currency.english, chinese.word + space + currency.chinese)
    }

    /// The head of a column of amounts.
    func head(_ label: Phrase) -> Phrase {
        Phrase("\(label.english), \(name.english)", "\(label.chinese)（\(name.chinese)）")
    }

    /// An amount in the unit, without its name.
    func text(_ value: Ratio) -> Phrase {
        func print(_ scale: Scale) -> String {
            Numbers.grouped((value / Ratio(scale.size)).rounded(to: scale.digits, .halfUp).description)
        }
        return Phrase(print(english), print(chinese))
    }

    /// The same, or a dash where nothing is known.
    func text(_ value: Ratio?) -> Phrase { value.map { text($0) } ?? Phrase("–") }
}
