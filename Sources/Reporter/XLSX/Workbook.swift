internal import CXLSXWriter
import Decimals
import Digests
import Glibc

/// The functions of libxlsxwriter, loaded when the first workbook is made.
private let lxw = loaded(vbp_xlsxwriter(), vbp_xlsxwriter_load)

/// A spreadsheet file that is made in memory.
///
/// The file has no time in it but a fixed one, so equal sheets give equal bytes with one version of the library.
final class Workbook {
    /// How a cell looks.
    enum Style: Hashable {
        case title, heading, text, wrapped, whole, price, money, quantity, percent, exact, check
    }

    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let descriptor: Int32
    private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]

    /// The version of libxlsxwriter that runs.
    static var libraryVersion: String { lxw.lxw_version().map { String(cString: $0) } ?? "unknown" }

    init(title: String) {
        descriptor = vbp_memory_file("report.xlsx")
        guard descriptor >= 0, let workbook = lxw.workbook_new("/proc/self/fd/\(descriptor)") else {
            preconditionFailure("no memory for a workbook")
        }
        self.workbook = workbook
        Workbook.withText(title) { title in
            Workbook.withText("vbp") { author in
                var properties = lxw_doc_properties()
                properties.title = title
                properties.author = author
                // 2000-01-01: a file without a time gets the clock's.
                properties.created = 946_684_800
                _ = lxw.workbook_set_properties(workbook, &properties)
            }
        }
    }

    private static func withText(_ text: String, _ body: (UnsafeMutablePointer<CChar>) -> Void) {
        var characters = Array(Sheet.clean(text).utf8CString)
        characters.withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { body(start) }
        }
    }

    deinit { close(descriptor) }

    /// Adds a sheet; its name has at most 31 characters and none of `[]:*?/\`.
    func sheet(_ name: String) -> Sheet {
        guard let worksheet = lxw.workbook_add_worksheet(workbook, name) else {
            preconditionFailure("a sheet can't be called '\(name)'")
        }
        return Sheet(name: name, worksheet: worksheet, workbook: self)
    }

    /// Ends the file.
    func bytes() -> [UInt8] {
        let error = lxw.workbook_close(workbook)
        precondition(error == LXW_NO_ERROR, "the workbook can't be written: \(error.rawValue)")
        var status = stat()
        fstat(descriptor, &status)
        var content = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < content.count {
            let count = content.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(filled))
            }
            precondition(count > 0, "the workbook can't be read")
            filled += count
        }
        return content
    }

    func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
        if let format = formats[style] { return format }
        guard let format = lxw.workbook_add_format(workbook) else { return nil }
        lxw.format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        switch style {
        case .title:
            lxw.format_set_bold(format)
            lxw.format_set_font_size(format, 16)
        case .heading:
            lxw.format_set_bold(format)
            lxw.format_set_text_wrap(format)
            lxw.format_set_indent(format, 1)
            lxw.format_set_bg_color(format, 0xE8EEF3)
            lxw.format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        // A space between a text and the number on its left.
        case .text: lxw.format_set_indent(format, 1)
        case .wrapped:
            lxw.format_set_text_wrap(format)
            lxw.format_set_indent(format, 1)
        case .whole: lxw.format_set_num_format(format, "#,##0")
        case .price: lxw.format_set_num_format(format, "0.00########")
        case .money: lxw.format_set_num_format(format, "#,##0.00")
        case .quantity: lxw.format_set_num_format(format, "#,##0")
        case .percent: lxw.format_set_num_format(format, "0.00%")
        case .check:
            lxw.format_set_num_format(format, "\"✓\";\"≠\";\"≠\"")
            lxw.format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .exact:
            lxw.format_set_font_color(format, 0x5A6472)
            lxw.format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        formats[style] = format
        return format
    }

    /// Adds a chart of columns over one range, beside the cells of a sheet.
    func addColumnChart(
        to sheet: Sheet, at row: Int, _ column: Int, title: String, categories: String, values: String, unit: String,
        width: Double = 900
    ) {
        guard let chart = lxw.workbook_add_chart(workbook, UInt8(LXW_CHART_COLUMN.rawValue)) else { return }
        let series = lxw.chart_add_series(chart, "=" + categories, "=" + values)
        lxw.chart_series_set_name(series, Sheet.clean(title))
        lxw.chart_title_set_name(chart, Sheet.clean(title))
        lxw.chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
        lxw.chart_axis_set_name(chart.pointee.y_axis, Sheet.clean(unit))
        lxw.chart_set_series_gap(chart, 40)
        var options = lxw_chart_options()
        options.x_scale = width / 480
        options.y_scale = 1.2
        _ = lxw.worksheet_insert_chart_opt(sheet.worksheet, UInt32(row), UInt16(column), chart, &options)
    }
}

/// A sheet of a workbook; rows and columns count from 0.
struct Sheet {
    let name: String
    fileprivate let worksheet: UnsafeMutablePointer<lxw_worksheet>
    fileprivate let workbook: Workbook

    /// The most rows that a sheet is filled with; Excel has 1,048,576.
    static let rowLimit = 1_000_000

    /// Writes a text: never a formula, whatever it begins with.
    func text(_ row: Int, _ column: Int, _ text: String, _ style: Workbook.Style = .text) {
        guard !text.isEmpty else { return }
        _ = lxw.worksheet_write_string(
            worksheet, UInt32(row), UInt16(column), Sheet.clean(text), workbook.format(style))
    }

    /// Writes a text on as many lines as it needs in columns that are so wide together, and makes its row as high:
    /// not every program does so by itself.
    func paragraph(_ row: Int, _ column: Int, _ text: String, width: Double, to last: Int? = nil) {
        guard !text.isEmpty else { return }
        if let last, last > column {
            _ = lxw.worksheet_merge_range(
                worksheet, UInt32(row), UInt16(column), UInt32(row), UInt16(last), Sheet.clean(text),
                workbook.format(.wrapped))
        } else {
            self.text(row, column, text, .wrapped)
        }
        let lines = Sheet.lines(text, width)
        if lines > 1 { _ = lxw.worksheet_set_row(worksheet, UInt32(row), Double(15 * min(lines, 27)), nil) }
    }

    /// On how many lines a text stands in a column that is so many digits wide.
    private static func lines(_ text: String, _ width: Double) -> Int {
        let columns = max(1, Int(width) * 9 / 10 - 2)
        return text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0) { sum, line in
            sum + max(1, (Text.width(String(line)) + columns - 1) / columns)
        }
    }

    /// Makes a row as high as a title.
    func makeTitleRow(_ row: Int) { _ = lxw.worksheet_set_row(worksheet, UInt32(row), 26, nil) }

    /// Writes a number as the nearest double.
    func number(_ row: Int, _ column: Int, _ value: Ratio?, _ style: Workbook.Style) {
        guard let value else { return }
        _ = lxw.worksheet_write_number(
            worksheet, UInt32(row), UInt16(column), Sheet.nearest(value), workbook.format(style))
    }

    func number(_ row: Int, _ column: Int, _ value: Int?) {
        if let value { number(row, column, Ratio(value), .whole) }
    }

    /// Writes a formula with the value that a program without formulas shows.
    func formula(_ row: Int, _ column: Int, _ formula: String, _ value: Ratio?, _ style: Workbook.Style) {
        _ = lxw.worksheet_write_formula_num(
            worksheet, UInt32(row), UInt16(column), "=" + formula, workbook.format(style),
            value.map(Sheet.nearest) ?? 0)
    }

    /// Writes the column heads into a row, freezes what is above the next one, and sets widths.
    func heads(_ row: Int, _ heads: [(title: String, width: Double)]) {
        for (column, head) in heads.enumerated() {
            text(row, column, head.title, .heading)
            _ = lxw.worksheet_set_column(worksheet, UInt16(column), UInt16(column), head.width, nil)
        }
        let lines = heads.map { Sheet.lines($0.title, $0.width) }.max() ?? 1
        _ = lxw.worksheet_set_row(worksheet, UInt32(row), Double(16 * max(2, lines)), nil)
        lxw.worksheet_freeze_panes(worksheet, UInt32(row + 1), 0)
    }

    /// What is printed: A4, landscape, one page wide, the heads on each page, with page numbers.
    func printArea(rows: Int, columns: Int, headRow: Int) {
        let (last, right) = (UInt32(max(0, rows - 1)), UInt16(max(0, columns - 1)))
        lxw.worksheet_set_paper(worksheet, 9)
        lxw.worksheet_set_landscape(worksheet)
        lxw.worksheet_fit_to_pages(worksheet, 1, 0)
        _ = lxw.worksheet_print_area(worksheet, 0, 0, last, right)
        _ = lxw.worksheet_repeat_rows(worksheet, 0, UInt32(headRow))
        _ = lxw.worksheet_set_footer(worksheet, "&L&A&R&P / &N")
        if rows > headRow + 1 { _ = lxw.worksheet_autofilter(worksheet, UInt32(headRow), 0, last, right) }
    }

    /// A range of this sheet for formulas and charts, with fixed rows and columns.
    func range(_ column: Int, from first: Int, to last: Int) -> String {
        "'\(name)'!$\(Sheet.letters(column))$\(first + 1):$\(Sheet.letters(column))$\(last + 1)"
    }

    /// A cell as formulas name it.
    static func cell(_ row: Int, _ column: Int) -> String { "\(letters(column))\(row + 1)" }

    private static func letters(_ column: Int) -> String {
        var (rest, text) = (column + 1, "")
        while rest > 0 {
            text = String(UnicodeScalar(UInt8(ascii: "A") + UInt8((rest - 1) % 26))) + text
            rest = (rest - 1) / 26
        }
        return text
    }

    /// The double that is nearest to a value.
    static func nearest(_ value: Ratio) -> Double {
        Double(value.rounded(toSignificantDigits: 40, .halfEven).description) ?? 0
    }

    /// What a value is exactly, where a double can't say it: more than 15 digits, or no finite decimal; else nil.
    static func exactText(_ value: Ratio) -> String? {
        let decimal = value.rounded(to: 18, .halfUp)
        guard Ratio(decimal) == value else { return value.reduced().description }
        let text = decimal.shortestDescription
        let digits = text.filter(\.isNumber).drop { $0 == "0" }
        return digits.count > 15 ? text : nil
    }

    /// A text that XML can hold and that a cell has room for.
    static func clean(_ text: String) -> String {
        var result = ""
        var units = 0
        for scalar in text.unicodeScalars {
            let isAllowed = scalar.value >= 0x20 && scalar.value & 0xFFFE != 0xFFFE || scalar == "\n" || scalar == "\t"
            units += scalar.value > 0xFFFF ? 2 : 1
            if units > 32_000 { return result + "…" }
            result.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
        }
        return result
    }
}
