/// A page in Markdown (CommonMark, with the tables of GitHub Flavored Markdown).
struct PageMarkdown {
    let page: Page

    var text: String {
        let parts = ["# \(MarkdownText.inline(page.title))\n"] + page.blocks.map(Self.text)
        return parts.joined(separator: "\n")
    }

    private static func text(_ block: Page.Block) -> String {
        switch block {
        case .heading(let level, let text):
            String(repeating: "#", count: level) + " \(MarkdownText.inline(text))\n"
        case .paragraph(let text): MarkdownText.inline(text) + "\n"
        case .list(let lines): lines.map { "- \(MarkdownText.inline($0))\n" }.joined()
        case .entries(let entries): entries.map { Self.text($0, indentation: "") }.joined()
        case .table(let headings, let rows):
            row(headings) + row(headings.map { _ in "---" }, isMade: true) + rows.map { row($0) }.joined()
        case .commands(let text): "```sh\n\(text)```\n"
        }
    }

    private static func text(_ entry: Page.Entry, indentation: String) -> String {
        let line = entry.line({ "**\(MarkdownText.inline($0))**" }, { MarkdownText.inline($0) })
        return "\(indentation)- \(line)\n" + entry.below.map { text($0, indentation: indentation + "  ") }.joined()
    }

    private static func row(_ cells: [String], isMade: Bool = false) -> String {
        "| " + cells.map { isMade ? $0 : MarkdownText.inline($0) }.joined(separator: " | ") + " |\n"
    }
}
