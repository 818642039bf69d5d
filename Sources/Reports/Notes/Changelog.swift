import Changes
import Git
import Ledger
import Releases

/// The notes of a release as a section of a changelog, after "Keep a Changelog" 1.1.0: to be put into a `CHANGELOG.md`.
package struct Changelog {
    /// What changed, in the order of that convention.
    private enum Kind: String, CaseIterable { case added, changed, removed, fixed, security }

    private let notes: ReleaseNotes

    package init(_ notes: ReleaseNotes) { self.notes = notes }

    package var text: String {
        let entries = notes.sections.flatMap(\.entries).map { (kind: Self.kind(of: $0), id: $0.id, title: $0.title) }
        let removed = notes.leaving.map { (kind: Kind.removed, id: $0.id, title: $0.title) }
        let fixed = (notes.briefing?.fixed ?? []).map { (kind: Kind.fixed, id: $0.id, title: $0.title) }
        let told = Dictionary(grouping: entries + removed + fixed, by: \.kind)
        let sections = Kind.allCases.compactMap { kind in
            told[kind].map { entries in
                let lines = entries.unique(by: \.id).map { entry in
                    let words = [MarkdownText.inline(entry.title), "(\(MarkdownText.inline(entry.id.description)))"]
                    return "- \(words.filter { !$0.isEmpty }.joined(separator: " "))\n"
                }
                return "### \(kind.rawValue.capitalizedFirst)\n\n" + lines.joined()
            }
        }
        return ([heading] + sections).joined(separator: "\n")
    }

    /// The day is that of the tag; a release that has none is not released.
    private var heading: String {
        guard notes.scope.tag != nil else { return "## [Unreleased]\n" }
        let version = MarkdownText.inline(notes.scope.version.description)
        let committed = notes.contents[notes.scope.candidate].map { Timestamp(seconds: $0.commit.committerTime) }
        let day = (notes.plan?.tagged ?? committed).map { " - \($0.description.prefix(10))" } ?? ""
        return "## [\(version)]\(day)\n"
    }

    /// A problem or an incident is fixed; of the rest, the types of its commits tell, as Conventional Commits name them.
    private static func kind(of entry: ReleaseNotes.Entry) -> Kind {
        if [.problem, .incident].contains(entry.noun) { return .fixed }
        let types = Set((entry.subjects + entry.tasks.flatMap(\.subjects)).compactMap(\.commitType))
        if types.contains("security") { return .security }
        if types.contains("feat") { return .added }
        return types == ["fix"] ? .fixed : .changed
    }
}

extension String {
    /// `feat` of `feat(login): …`; nil where the subject begins otherwise.
    fileprivate var commitType: String? {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let word = self[..<colon].prefix { $0.isLetter }
        let rest = self[word.endIndex..<colon]
        return !word.isEmpty && (rest.isEmpty || rest == "!" || rest.first == "(") ? word.lowercased() : nil
    }

    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
