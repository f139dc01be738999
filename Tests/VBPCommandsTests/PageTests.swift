import Foundation
import Testing

/// The HTML report in a real browser.
@Suite(
    "report.html in Chromium", .serialized, .temporaryFolder,
    .enabled(if: Browser.path != nil, "chromium is not installed; `make dependencies` installs it"))
struct PageTests {
    /// A round's committed report, which `ReportsTests` makes again.
    private func page(_ round: String) -> String { "\(Repository.root)/Reports/\(round)/report.html" }

    private func browser() throws -> Browser { try Browser(profile: "\(TemporaryFolder.path)/profile") }

    @Test("says nothing on the console, asks for nothing, and fits the window", arguments: Repository.rounds)
    func quiet(_ round: String) throws {
        let page = page(round)
        let browser = try browser()
        for width in [1280, 390] {
            try browser.open(page, width: width)
            // With everything unfolded, in both languages.
            _ = try browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            for language in ["zh", "en"] {
                _ = try browser.evaluate("document.getElementById('lang-\(language)').click()")
                let foreign = "[...document.querySelectorAll('.list>span')].map(e => e.innerText)"
                let words = try #require(try browser.evaluate(foreign) as? [String])
                #expect(words.allSatisfy { $0.contains(/\p{Han}/) == (language == "zh") }, "\(words)")
                let wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                #expect(try browser.evaluate(wide) as? Int == 0, "\(round) at \(width) in \(language)")
                // Nothing sticks out but what scrolls by itself.
                let outside =
                    try browser.evaluate(
                        """
                        [...document.querySelectorAll('body *')].filter(e => !e.closest('.scroll, svg, .skip') &&
                          e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).join('\\n')
                        """) as? String
                #expect(outside == "", "\(round) at \(width) in \(language)")
            }
            #expect(browser.complaints.isEmpty, "\(browser.complaints)")
            #expect(browser.addresses.count == 1 && browser.addresses.first?.hasPrefix("file://") == true)
        }
    }

    @Test("the language switch shows one language only, without scripts too", arguments: [true, false])
    func language(_ scripts: Bool) throws {
        let page = page("GY-YD2019-2")
        let browser = try browser()
        try browser.open(page, width: 1280, scripts: scripts)
        // Without scripts the page's own do not run; the protocol's may look.
        let shown = "(c => [...document.querySelectorAll(c)].filter(e => e.getClientRects().length).length)"
        let title = "document.querySelector('#drops h2').innerText"
        #expect(try browser.evaluate(title) as? String == "Price drops")
        #expect(try browser.evaluate("\(shown)('i[lang=zh], tspan[lang=zh]')") as? Int == 0)
        _ = try browser.evaluate("document.getElementById('lang-zh').click()")
        #expect(try browser.evaluate(title) as? String == "价格降幅")
        #expect(try browser.evaluate("\(shown)('i[lang=en], tspan[lang=en]')") as? Int == 0)
        let language = try browser.evaluate("document.documentElement.lang") as? String
        #expect(language == (scripts ? "zh" : "en"))
        #expect(try browser.evaluate("\(shown)('main > section > .tools')") as? Int == (scripts ? 3 : 0))
    }

    @Test("tables sort by exact value, filter by words and decisions, and links open the trace")
    func tables() throws {
        let browser = try browser()
        try browser.open(page("GY-YD2019-2"), width: 1280)
        let rows = "[...document.querySelectorAll('#bid-table tbody tr')]"
        let column = "(n => \(rows).map(r => r.cells[n].innerText.trim()))"
        let press = "(n => document.querySelectorAll('#bid-table thead th')[n].querySelector('button').click())"
        _ = try browser.evaluate("\(press)(3)")
        let prices = try #require(try browser.evaluate("\(column)(3)") as? [String])
        #expect(prices.count == 158)
        let numbers = prices.compactMap(Double.init)
        #expect(numbers.count == 158 && numbers == numbers.sorted())
        _ = try browser.evaluate("\(press)(3)")
        #expect(try browser.evaluate("\(column)(3)") as? [String] != prices)
        #expect(
            try browser.evaluate("document.querySelectorAll('#bid-table th')[3].getAttribute('aria-sort')") as? String
                == "descending")

        let visible = "document.querySelectorAll('#bid-table tbody tr').length"
        _ = try browser.evaluate(
            """
            (() => { const box = document.querySelector('[data-for=bid-table] input[type=search]');
              box.value = '阿卡波糖'; box.dispatchEvent(new Event('input')); })()
            """)
        #expect(try browser.evaluate(visible) as? Int == 4)
        _ = try browser.evaluate("document.querySelector('[data-for=bid-table] [data-standing=lost]').click()")
        #expect(try browser.evaluate(visible) as? Int == 2)
        #expect(
            try browser.evaluate("document.querySelector('[data-for=bid-table] output').innerText") as? String
                == "2 / 158")

        let opened = try browser.evaluate(
            """
            (async () => { const link = document.querySelector('#bid-table tbody a');
              link.click(); await new Promise(done => setTimeout(done, 100));
              const part = document.querySelector(link.getAttribute('href'));
              return part.closest('details.lot').open && document.activeElement === part &&
                part.cells[0].innerText.startsWith(link.text) && part.closest('table').tHead.innerText.includes('gate'); })()
            """)
        #expect(opened as? Bool == true)
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    }

    @Test(
        "the steps of every bid are the rules of its trace, and what it fell by is marked",
        arguments: [
            "GY-YD2020-1", "4+7-expansion", "examples/GY-YD2025-1", "examples/consumables-6", "examples/GH-HD2022-1",
            "examples/drugs-12", "examples/NRDL-negotiation",
        ])
    func steps(_ round: String) throws {
        let out = "\(TemporaryFolder.path)/out"
        _ = CommandRun("report", Repository.tender(round), "--output", out, "--quiet")
        let browser = try browser()
        try browser.open("\(out)/report.html", width: 1280)
        // Each row as the rules in whose columns it has something; a rule that speaks against the bid gets a mark.
        let steps = try #require(
            try browser.evaluate(
                """
                [...document.querySelectorAll('.steps')].flatMap(table => {
                  const heads = [...table.tHead.rows[0].cells].slice(1);
                  return [...table.tBodies[0].rows].map(row => {
                    let next = 1;
                    return heads.map(head => {
                      const cells = [...row.cells].slice(next, next += head.colSpan);
                      const rule = head.querySelector('i[lang=en]').textContent.trim();
                      return !head.querySelector('a') || !cells.some(c => c.textContent) ? ''
                        : rule + (cells.some(c => c.matches('.x')) ? ' out' : '');
                    }).filter(Boolean).join(', ');
                  });
                })
                """) as? [String])
        let result = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: "\(out)/result.json")))
                as? [String: Any])
        let decisions = (result["lots"] as? [[String: Any]] ?? []).flatMap { $0["decisions"] as? [[String: Any]] ?? [] }
        let traces = decisions.map { decision in
            (decision["trace"] as? [[String: Any]] ?? []).map { verdict in
                "\(verdict["rule"] ?? "")" + (verdict["standing"] as? String == "out" ? " out" : "")
            }.joined(separator: ", ")
        }
        #expect(!traces.isEmpty && steps.sorted() == traces.sorted())
    }

    @Test("many bids come some at a time, whatever they are sorted and filtered by; without scripts the lots have them")
    func manyBids() throws {
        let browser = try browser()
        try browser.open(page("GY-YD2020-1"), width: 1280)
        let count = "document.querySelectorAll('#bid-table tbody tr').length"
        let said = "document.querySelector('[data-for=bid-table] output').innerText"
        #expect(try browser.evaluate(count) as? Int == 200 && browser.evaluate(said) as? String == "301 / 301")
        _ = try browser.evaluate("document.querySelector('.more').click()")
        #expect(try browser.evaluate(count) as? Int == 301)
        #expect(try browser.evaluate("document.querySelector('.more').checkVisibility()") as? Bool == false)
        // The last by price is the highest of all 301, though it was not among the first rows.
        let prices = "[...document.querySelectorAll('.ladder tbody td:nth-child(4)')].map(c => Number(c.textContent))"
        let press = "document.querySelectorAll('#bid-table thead th')[3].querySelector('button').click()"
        let first = "Number(document.querySelector('#bid-table tbody td.n').textContent)"
        #expect(try browser.evaluate("\(press); \(press); \(first) === Math.max(...\(prices))") as? Bool == true)
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")

        try browser.open(page("GY-YD2020-1"), width: 1280, scripts: false)
        #expect(try browser.evaluate("document.querySelectorAll('.ladder tbody tr').length") as? Int == 301)
        #expect(try browser.evaluate("document.querySelector('#bid-table').checkVisibility()") as? Bool == false)
    }

    @Test("a name that looks like markup stays a name")
    func nastyNames() throws {
        let name = #""><img src=x onerror=alert(1)><script>alert(2)</script><a href="javascript:alert(3)">&amp;'"#
        let folder = try TemporaryFolder.copy("4+7-expansion", as: "nasty")
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/submissions")
        let file = "\(folder)/submissions/\(try #require(names.min()))"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let escaped = name.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
            .replacingOccurrences(of: "\"", with: "&quot;")
        let changed = text.replacing(/name="[^"]*"/, with: "name=\"\(escaped)\"", maxReplacements: 1)
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: file))
        let out = "\(TemporaryFolder.path)/out"
        #expect(CommandRun("report", folder, "--output", out, "--quiet").status == 0)
        let browser = try browser()
        try browser.open("\(out)/report.html", width: 1280)
        #expect(try browser.evaluate("document.images.length + document.scripts.length") as? Int == 1)
        #expect(
            try browser.evaluate("[...document.links].filter(a => !a.getAttribute('href').startsWith('#')).length")
                as? Int == 0)
        let shown = try browser.evaluate(
            "[...document.querySelectorAll('#bid-table a')].map(a => a.text).filter(t => t.includes('<img')).at(0)")
        #expect(shown as? String == name)
        #expect(browser.complaints.isEmpty, "\(browser.complaints)")
    }

    @Test("a keyboard reaches the switch, the links, the tables and every folded part")
    func keyboard() throws {
        let browser = try browser()
        try browser.open(page("4+7-expansion"), width: 1280)
        let unreachable = try browser.evaluate(
            """
            [...document.querySelectorAll('a[href], summary, button, input, .scroll')]
              .filter(e => e.tabIndex < 0).length
            """)
        #expect(unreachable as? Int == 0)
        // Every row of data has a heading cell, every plot is hidden from screen readers, every control has a name.
        let headless = "document.querySelectorAll('tbody tr:not(:has(th[scope=row]))').length"
        #expect(try browser.evaluate(headless) as? Int == 0)
        let loud = "document.querySelectorAll('body svg:not([aria-hidden] *, [aria-hidden])').length"
        #expect(try browser.evaluate(loud) as? Int == 0)
        #expect(
            try browser.evaluate("[...document.querySelectorAll('input')].filter(e => !e.labels.length).length")
                as? Int == 0)
        // Every part of the page that has a name has it in the language that is shown.
        _ = try browser.evaluate("document.getElementById('lang-zh').click()")
        let names = try #require(
            try browser.evaluate(
                """
                [...document.querySelectorAll('[aria-label], [aria-labelledby]')].filter(e => !e.matches('.sw')).map(e =>
                  e.getAttribute('aria-label') ?? document.getElementById(e.getAttribute('aria-labelledby')).innerText)
                """) as? [String])
        #expect(names.count > 8 && names.allSatisfy { $0.contains(/\p{Han}/) }, "\(names)")
        // Every link leads somewhere.
        let dead = try browser.evaluate(
            "[...document.links].filter(a => !document.getElementById(a.hash.slice(1))).length")
        #expect(dead as? Int == 0)
    }
}
