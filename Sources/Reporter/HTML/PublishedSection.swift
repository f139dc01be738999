import Decimals
import PriceImpact
import Procurement

/// What was published about the round, whether the data gives it, and whether it fits together.
enum PublishedSection {
    static func markup(_ report: Report) -> Markup {
        guard let verification = report.verification, !verification.headlines.isEmpty else { return .none }
        let rows = verification.headlines.map { check -> Markup in
            let headline = check.headline
            let confidence =
                headline.provenance.confidence.map { mark in Phrase { Words.name(mark, $0) } } ?? Phrase("–")
            return """
                <tr><th scope="row">\(Phrase { PublishedFigureText.text(headline, $0) })\
                <small>\(headline.baselineText ?? "")</small></th><td>\(reproduced(check, report.assessment.dossier.priceLists))</td>\
                <td>\(confidence)</td><td class="long">\(headline.provenance.source ?? "")</td></tr>

                """
        }
        let coherence = verification.coherence
        let relations =
            coherence.checks.map { check -> Markup in "<li>\(Phrase { PublishedFigureText.text(check, $0) })</li>\n" }
            + coherence.implied.map { implied -> Markup in
                "<li>\(Phrase { PublishedFigureText.text(implied, $0) })</li>\n"
            }
        return """
            <p class="lead">\(Phrase(
                "Each published figure against every definition that is compatible with what it says of itself.",
                "每个公布的数字均与其表述相容的所有定义逐一核对。"))</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="h-published"><table>
            <thead><tr><th scope="col">\(Phrase("published, with its baseline in the source's words", "公布的数字及其所述基准"))</th>\
            <th scope="col">\(Phrase("reproduced by", "可复现的定义"))</th><th scope="col">\(Phrase("confidence", "可信度"))</th>\
            <th scope="col">\(Phrase("source", "来源"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(relations.isEmpty ? .none : "<ul class=\"notes\">\(relations)</ul>\n")
            """
    }

    private static func reproduced(_ check: HeadlineCheck, _ lists: [PriceList]) -> Markup {
        guard !check.tried.isEmpty else { return "\(Phrase("the data has no such figure", "数据中无此数"))" }
        let (found, tried) = (check.reproducing, check.tried.count)
        guard !found.isEmpty else { return "<b class=\"no\">✗</b> \(Phrase("none of \(tried)", "\(tried) 种定义均否"))" }
        let names = found.map { candidate -> Markup in
            "<span>\(Phrase { PublishedFigureText.definition(candidate.definition, $0, lists) })</span>"
        }
        let count = Phrase("\(found.count) of \(tried):", "\(tried) 种定义中 \(found.count) 种相符：")
        return "<b class=\"yes\">✓</b> \(count)<span class=\"list\">\(names)</span>"
    }
}
