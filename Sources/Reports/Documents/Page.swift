/// A text of headings, paragraphs, lists, tables and commands, for several formats. Foreign text in it is as it was written:
/// each format makes it harmless.
package struct Page: Sendable {
    package enum Block: Sendable {
        case heading(level: Int, String)
        case paragraph(String)
        case list([String])
        case entries([Entry])
        /// Rows have as many cells as there are headings.
        case table([String], rows: [[String]])
        /// Commands for a shell, as they are.
        case commands(String)
    }

    /// One thing of a list: `RFC-1 Faster login (emergency; 1a2b3c4d5e)`, with others below it.
    package struct Entry: Sendable {
        let label: String
        let text: String
        let remarks: [String]
        let below: [Entry]

        init(_ text: String, below: [Entry] = []) { self.init("", text, below: below) }

        init(_ label: String, _ text: String, remarks: [String] = [], below: [Entry] = []) {
            self.label = label
            self.text = text
            self.remarks = remarks
            self.below = below
        }

        /// Label, text and remarks, each as a format writes it.
        func line(_ label: (String) -> String, _ text: (String) -> String) -> String {
            let words = [self.label.isEmpty ? "" : label(self.label), self.text.isEmpty ? "" : text(self.text)]
            let end = remarks.isEmpty ? "" : " (\(remarks.map(text).joined(separator: "; ")))"
            return words.filter { !$0.isEmpty }.joined(separator: " ") + end
        }
    }

    /// How a page can be written.
    package enum Format: String, CaseIterable, Sendable { case markdown, html, text }

    let title: String
    private(set) var blocks: [Block] = []

    init(title: String, _ blocks: [Block] = []) {
        self.title = title
        self.blocks = blocks
    }

    mutating func section(_ heading: String, level: Int = 2, _ content: [Block]) {
        blocks.append(.heading(level: level, heading))
        blocks += content
    }

    package func text(_ format: Format) -> String {
        switch format {
        case .markdown: PageMarkdown(page: self).text
        case .html: PageHTML(page: self).text
        case .text: PageText(page: self).text
        }
    }
}
