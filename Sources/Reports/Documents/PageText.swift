/// A page as plain text, as one sends it by mail: lines of at most 76 columns, headings underlined.
struct PageText {
    let page: Page

    private static let width = 76

    var text: String {
        ([Self.heading(page.title, "=")] + page.blocks.map(Self.text)).joined(separator: "\n")
    }

    private static func text(_ block: Page.Block) -> String {
        switch block {
        case .heading(let level, let text): level < 3 ? heading(text, "-") : "\(SafeText.line(text)):\n"
        case .paragraph(let text): lines(text, first: "", rest: "")
        case .list(let texts): texts.map { lines($0, first: "- ", rest: "  ") }.joined()
        case .entries(let entries): entries.map { text($0, indentation: "") }.joined()
        case .table(let headings, let rows):
            Table(headings.map { Table.Column($0) }, rows: rows.map { $0.map { Table.Cell($0) } }).text()
        case .commands(let text):
            SafeText.block(text).split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
        }
    }

    private static func text(_ entry: Page.Entry, indentation: String) -> String {
        lines(entry.line({ $0 }, { $0 }), first: indentation + "- ", rest: indentation + "  ")
            + entry.below.map { text($0, indentation: indentation + "  ") }.joined()
    }

    private static func heading(_ text: String, _ line: String) -> String {
        let text = SafeText.line(text)
        return "\(text)\n\(String(repeating: line, count: min(TextWidth.columns(of: text), width)))\n"
    }

    private static func lines(_ text: String, first: String, rest: String) -> String {
        let lines = TextWrap.lines(of: SafeText.line(text), width: width - rest.utf8.count)
        return lines.enumerated().map { ($0 == 0 ? first : rest) + $1 + "\n" }.joined()
    }
}
