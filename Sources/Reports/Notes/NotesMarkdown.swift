import Changes
import Git
import Ledger
import Releases

/// The notes of a release in Markdown (CommonMark). Foreign text in them reads as it was written and marks up nothing.
package struct NotesMarkdown {
    private let notes: ReleaseNotes

    package init(_ notes: ReleaseNotes) {
        self.notes = notes
    }

    package var text: String {
        let others = [
            effects("Removed since earlier releases", notes.removed),
            effects("Brought back", notes.restored), effects("Reverted within this release", notes.reverted),
            configuration,
            unlinked,
        ]
        let paragraphs = [head] + notes.sections.map(paragraph) + others.compactMap(\.self)
        return paragraphs.joined(separator: "\n")
    }

    private var head: String {
        let contents = notes.contents
        let exempt = contents.exempt.isEmpty ? "" : ", \(contents.exempt.count) of them exempt"
        return """
            # Release \(MarkdownText.inline(notes.scope.version.description))

            \(MarkdownText.inline(notes.scope.sentence)): \(counted(contents.commits.count, "commit"))\(exempt).

            """
    }

    private func paragraph(_ section: ReleaseNotes.Section) -> String {
        "## \(section.heading)\n\n" + section.entries.map { lines($0, indentation: "") }.joined()
    }

    private func lines(_ entry: ReleaseNotes.Entry, indentation: String) -> String {
        let words = ["**\(MarkdownText.inline(entry.id.description))**", MarkdownText.inline(entry.title)]
        let remarks =
            [entry.type.map(MarkdownText.inline)].compactMap(\.self) + [commits(of: entry)].compactMap(\.self)
            + entry.remarks.map { MarkdownText.inline($0) }
        let end = remarks.isEmpty ? "" : " (\(remarks.joined(separator: "; ")))"
        let line = indentation + "- " + words.filter { !$0.isEmpty }.joined(separator: " ") + end + "\n"
        return line + entry.tasks.map { lines($0, indentation: indentation + "  ") }.joined()
    }

    private func commits(of entry: ReleaseNotes.Entry) -> String? {
        guard entry.commits.isEmpty else { return entry.commits.map(\.abbreviated).joined(separator: ", ") }
        return entry.tasks.isEmpty ? "no commits" : nil
    }

    private var configuration: String? {
        guard let changes = notes.configuration, !changes.isEmpty else { return nil }
        return ConfigurationMarkdown(changes, level: 2).text
    }

    private func effects(_ heading: String, _ effects: [ReleaseNotes.Effect]) -> String? {
        guard !effects.isEmpty else { return nil }
        let lines = effects.map { effect in
            let words = ["**\(MarkdownText.inline(effect.id.description))**", MarkdownText.inline(effect.title)]
            let reverts = effect.reverts.map(\.abbreviated).joined(separator: ", ")
            return "- \(words.filter { !$0.isEmpty }.joined(separator: " ")) (by \(reverts))\n"
        }
        return "## \(heading)\n\n" + lines.joined()
    }

    private var unlinked: String? {
        let commits = notes.contents.unlinked
        guard !commits.isEmpty else { return nil }
        let lines = commits.map { "- \($0.commit.id.abbreviated) \(MarkdownText.inline($0.reading.subject))\n" }
        return "## Commits without an item\n\n" + lines.joined()
    }
}
