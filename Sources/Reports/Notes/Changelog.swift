import Changes
import Git
import Ledger
import Releases

/// The notes of a release as a section of a changelog, after "Keep a Changelog" 1.1.0: to be put into a `CHANGELOG.md`.
package struct Changelog {
    /// What changed, in the order of that convention.
    private enum Kind: String, CaseIterable { case added, changed, removed, fixed, security }

    private struct Entry {
        let kind: Kind
        /// An item's, or the abbreviated one of a commit without an item.
        let id: String
        let title: String
        var isBreaking = false
    }

    private let notes: ReleaseNotes

    package init(_ notes: ReleaseNotes) { self.notes = notes }

    package var text: String {
        let entries = Dictionary(grouping: items + unlinked + removed + fixed, by: \.kind)
        let sections = Kind.allCases.compactMap { kind in
            entries[kind].map { entries in
                "### \(kind.rawValue.capitalizedFirst)\n\n" + entries.unique(by: \.id).map(Self.line).joined()
            }
        }
        return ([heading] + sections + [exempt].compactMap(\.self)).joined(separator: "\n")
    }

    private static func line(_ entry: Entry) -> String {
        let words = [
            entry.isBreaking ? "**Breaking:**" : "", MarkdownText.inline(entry.title),
            "(\(MarkdownText.inline(entry.id)))",
        ]
        return "- \(words.filter { !$0.isEmpty }.joined(separator: " "))\n"
    }

    /// The day is that of the tag; a release that has none is not released.
    private var heading: String {
        guard notes.scope.tag != nil else { return "## [Unreleased]\n" }
        let version = MarkdownText.inline(notes.scope.version.description)
        return "## [\(version)]\(notes.tagDate.map { " - \($0.description.prefix(10))" } ?? "")\n"
    }

    // MARK: - Entries

    private var items: [Entry] {
        notes.sections.flatMap(\.entries).map { entry in
            Entry(
                kind: Self.kind(of: entry), id: entry.id.shown, title: entry.title, isBreaking: entry.isBreaking)
        }
    }

    private var unlinked: [Entry] {
        notes.contents.unlinked.map { linked in
            let change = ConventionalCommit(linked.commit.message)
            return Entry(
                kind: Self.kind(of: [change]), id: linked.commit.id.abbreviated,
                title: String(repairing: linked.reading.subject), isBreaking: change.isBreaking)
        }
    }

    private var removed: [Entry] {
        notes.leaving.map { Entry(kind: .removed, id: $0.id.shown, title: $0.title) }
            + notes.goes.filter { $0.item == nil }.flatMap(\.entries).map { entry in
                Entry(kind: .removed, id: entry.commit.abbreviated, title: entry.subject)
            }
    }

    private var fixed: [Entry] {
        (notes.briefing?.fixed ?? []).map { Entry(kind: .fixed, id: $0.id.shown, title: $0.title) }
    }

    /// How many commits need no item; nil for none.
    private var exempt: String? {
        let exempt = notes.contents.exempt
        guard !exempt.isEmpty else { return nil }
        let merges = exempt.count { $0.exemption == .merge }
        let reasons = [
            merges > 0 ? counted(merges, "merge") + " without changes of \(merges == 1 ? "its" : "their") own" : nil,
            exempt.count > merges ? "\(exempt.count - merges) exempt" : nil,
        ].compactMap(\.self).joined(separator: ", ")
        let need = exempt.count == 1 ? "needs" : "need"
        return "Not listed: \(counted(exempt.count, "commit")) that \(need) no item (\(reasons)).\n"
    }

    /// A problem or an incident is fixed; of the rest, the types of its commits tell, as Conventional Commits name them.
    private static func kind(of entry: ReleaseNotes.Entry) -> Kind {
        if [.problem, .incident].contains(entry.noun) { return .fixed }
        return kind(of: entry.changes + entry.tasks.flatMap(\.changes))
    }

    private static func kind(of changes: [ConventionalCommit]) -> Kind {
        let types = Set(changes.compactMap(\.type))
        if types.contains("security") { return .security }
        if types.contains("feat") { return .added }
        return types == ["fix"] ? .fixed : .changed
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
