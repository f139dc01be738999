import Digests
import PriceImpact
import Procurement

/// Renders `report.html`: one file that holds everything, in both languages, and asks for nothing from outside.
///
/// A Content-Security-Policy allows the page's own style and script by their digests and forbids every request. The
/// language is chosen by two radio buttons and the style sheet, so that it works without scripts; the script adds sorting
/// and filtering.
public enum HTMLReport {
    /// The page; `language` is the one that is shown first.
    public static func text(_ report: Report, language: Language = .english) -> String {
        page(report, language).text
    }

    private static func page(_ report: Report, _ language: Language) -> Markup {
        let sections: [(id: String, name: Phrase, body: Markup)] = [
            ("drops", Phrase("Price drops", "价格降幅"), DropsSection.markup(report)),
            ("savings", Phrase("Savings", "节约"), SavingsSection.markup(report)),
            ("lots", Phrase("Lots", "品种"), LotsSection.markup(report)),
            ("bids", Phrase("Bids", "申报"), BidsSection.markup(report)),
            ("published", Phrase("Published figures", "公布的数字"), PublishedSection.markup(report)),
            ("rules", Phrase("Rules and sources", "规则与依据"), RulesSection.markup(report)),
        ].filter { !$0.body.text.isEmpty }
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>\(report.title) · \(report.assessment.dossier.round.id)</title>
            <link rel="icon" href="data:,">
            <style>\(Markup(literal: StyleSheet.text))</style>
            </head>
            <body>
            \(switches(language))
            \(Mark.definitions)
            <a class="skip" href="#main">\(Phrase("Skip to the content", "跳到正文"))</a>
            <header>
            <div class="bar"><span class="id">\(report.assessment.dossier.round.id)</span>
            <div class="langs"><label for="lang-zh" lang="zh">中文</label><label for="lang-en" lang="en">English</label></div></div>
            <h1 id="title">\(report.title)</h1>
            <nav aria-label="目录 · contents">\(sections.map { "<a href=\"#\($0.id)\">\($0.name)</a>" as Markup })</nav>
            </header>
            <main id="main">
            \(summary(report))
            \(sections.map { "<section id=\"\($0.id)\"><h2 id=\"h-\($0.id)\">\($0.name)</h2>\n\($0.body)</section>\n" as Markup })
            </main>
            <footer><p>\(Phrase(
                "Everything here is computed from the round's own documents. manifest.json beside this file lists their SHA-256; `vbp audit` regenerates every number.",
                "本报告全部内容由本批次文件计算得出。同目录 manifest.json 列出各文件的 SHA-256，`vbp audit` 可重新生成每个数字。"))</p></footer>
            <script>\(Markup(literal: PageScript.text))</script>
            </body>
            </html>

            """
    }

    private static let policy =
        "default-src 'none'; style-src 'sha256-\(Digest.sha256Base64(StyleSheet.text))'; "
        + "script-src 'sha256-\(Digest.sha256Base64(PageScript.text))'; img-src data:; base-uri 'none'; form-action 'none'"

    /// The two switches of the language: before everything that they show or hide.
    private static func switches(_ language: Language) -> Markup {
        let checked = Language.allCases.map { $0 == language ? " checked" : "" }
        return """
            <input type="radio" class="sw" name="lang" id="lang-en" value="en" aria-label="English"\(Markup(literal: checked[0]))>
            <input type="radio" class="sw" name="lang" id="lang-zh" value="zh" aria-label="中文"\(Markup(literal: checked[1]))>
            """
    }

    // MARK: - Summary

    private static func summary(_ report: Report) -> Markup {
        let facts = report.facts.map { fact -> Markup in
            """
            <div class="fact"><dt>\(fact.label)</dt><dd><strong>\(fact.value)</strong>\
            \(fact.details.map { "<span>\($0)</span>" as Markup })</dd></div>

            """
        }
        return """
            <section id="summary" aria-labelledby="title">
            <dl class="facts">
            \(facts)</dl>
            \(notices(report))</section>
            """
    }

    private static func notices(_ report: Report) -> Markup {
        guard !report.notices.isEmpty else { return .none }
        let numbers = Dictionary(report.lots.map { ($0.lot.id, $0.number) }, uniquingKeysWith: { first, _ in first })
        let headings: [(kind: Report.Notice.Kind, words: Phrase)] = [
            (.pending, Phrase("Still to be decided", "待办")), (.refused, Phrase("Not admitted", "不予受理")),
            (.different, Phrase("Rules and published result differ", "规则结果与公布结果不一致")),
            (.care, Phrase("To be read with care", "使用须知")),
        ]
        let blocks = headings.map { heading -> Markup in
            let notices = report.notices.filter { $0.kind == heading.kind }
            guard !notices.isEmpty else { return .none }
            let items = notices.map { notice -> Markup in
                let link = notice.lot.flatMap { numbers[$0] }.map { number -> Markup in
                    " <a href=\"#lot-\(number)\">\(Phrase("see the lot", "查看品种"))</a>"
                }
                return "<li>\(notice.text)\(link ?? .none)</li>\n"
            }
            return """
                <details class="notice \(heading.kind.rawValue)"\(heading.kind == .pending ? " open" : Markup.none)>\
                <summary>\(heading.words) <span class="count">\(notices.count)</span></summary>
                <ul>\(items)</ul></details>

                """
        }
        return "\(blocks)"
    }
}

/// The rules with what they rest on, and what people did.
enum RulesSection {
    static func markup(_ report: Report) -> Markup {
        let links = RuleLinks(report)
        let rows = report.rules.enumerated().map { index, rule -> Markup in
            """
            <tr id="rule-\(index + 1)"><th scope="row">\(links.name(rule.id))</th>\
            <td>\(Phrase { Definitions.name(rule.citation.basis, $0) })</td>\
            <td>\(Phrase { Words.name(rule.citation.confidence, $0) })</td><td class="long">\(rule.citation.clause)</td></tr>

            """
        }
        let notes = report.assessment.dossier.rulebook.notes.map { "<li>\($0)</li>\n" as Markup }
        let acts = report.acts.map { "<li>\($0)</li>\n" as Markup }
        return """
            <div class="scroll" tabindex="0" role="region" aria-labelledby="h-rules"><table>
            <thead><tr><th scope="col">\(Phrase("rule", "规则"))</th><th scope="col">\(Phrase("basis", "依据"))</th>\
            <th scope="col">\(Phrase("confidence", "可信度"))</th>\
            <th scope="col">\(Phrase("clause or source", "条款或来源"))</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(notes.isEmpty ? .none : "<ul class=\"notes\">\(notes)</ul>\n")\
            \(acts.isEmpty
                ? .none : "<h3>\(Phrase("Recorded acts and corrections", "记录的行为与更正"))</h3>\n<ul class=\"notes\">\(acts)</ul>\n")
            """
    }
}
