import Changes
import Git
import Ledger
package import Releases

/// Configuration changes in Markdown (CommonMark). Foreign text in them reads as it was written and marks up nothing.
package struct ConfigurationMarkdown {
    private let changes: ConfigurationChanges
    private let level: Int

    /// - Parameter level: of the headings.
    package init(_ changes: ConfigurationChanges, level: Int = 1) {
        self.changes = changes
        self.level = level
    }

    package var text: String {
        let parts = changes.groups.map { name, files in
            let heading = name.map { MarkdownText.inline($0) } ?? "No configuration item"
            return "\(marks(level + 1)) \(heading)\n\n" + files.map(lines).joined()
        }
        let head = "\(marks(level)) Configuration changes\n\n"
        return head + (parts.isEmpty ? "None.\n" : parts.joined(separator: "\n"))
    }

    private func marks(_ count: Int) -> String { String(repeating: "#", count: count) }

    private func lines(_ file: ConfigurationChanges.File) -> String {
        let entries = file.entries.map { entry in
            let words = [
                "**\(MarkdownText.inline(entry.change.path.text))**", MarkdownText.inline(entry.change.sentence),
                "(\(MarkdownText.inline(entry.items.isEmpty ? entry.origin : entry.itemList)))",
            ]
            return "  - \(words.joined(separator: " "))\n"
        }
        let more = file.moreChanges > 0 ? ["  - and \(counted(file.moreChanges, "more change"))\n"] : []
        return "- \(MarkdownText.inline(file.title))\n" + entries.joined() + more.joined()
    }
}
