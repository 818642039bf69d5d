/// A text of headings, paragraphs, tables and commands, for several formats. Foreign text in it is as it was written: each
/// format makes it harmless.
package struct Page: Sendable {
    package enum Block: Sendable {
        case heading(level: Int, String)
        case paragraph(String)
        case list([String])
        /// Rows have as many cells as there are headings.
        case table([String], rows: [[String]])
        /// Commands for a shell, as they are.
        case commands(String)
    }

    let title: String
    private(set) var blocks: [Block] = []

    init(title: String) { self.title = title }

    mutating func section(_ heading: String, level: Int = 2, _ content: [Block]) {
        blocks.append(.heading(level: level, heading))
        blocks += content
    }
}
