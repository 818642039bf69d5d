import Changes
import Git
import Ledger
package import Releases

/// A part of the history in JSON. Stable: keys may be added, none is taken away.
///
/// Commits are told once, in `commits`; everywhere else their IDs stand for them.
package struct LogDocument: Encodable, Sendable {
    private let release: String?
    private let item: String?
    private let base: EndDocument
    private let candidate: EndDocument
    private let items: [ItemCommitsDocument]
    private let unlinked: [String]
    private let exempt: [ExemptDocument]
    private let commits: [CommitDocument]

    private enum Key: String, CodingKey { case release, item, base, candidate, items, unlinked, exempt, commits }

    package init(_ history: History) {
        switch history.part {
        case .release(let scope):
            (release, item) = (scope.version.description, nil)
            (base, candidate) = (scope.baseDocument, scope.candidateDocument)
        case .range(let base, let candidate):
            (release, item) = (nil, nil)
            self.base = EndDocument(revision: base?.revision, commit: base?.commit, rule: "range")
            self.candidate = EndDocument(revision: candidate.revision, commit: candidate.commit)
        case .item(let id, _):
            (release, item) = (nil, id.description)
            base = EndDocument(revision: nil, commit: nil, rule: "item")
            candidate = EndDocument(revision: nil, commit: nil)
        }
        let contents = history.contents
        items = history.shownItems.map { ItemCommitsDocument($0, in: history) }
        unlinked = contents.unlinked.map(\.commit.id.description)
        exempt = contents.exempt.compactMap(ExemptDocument.init)
        commits = contents.commits.map { CommitDocument($0, releases: history.releases[$0.commit.id]) }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(release, forKey: .release)
        try container.encodeIfPresent(item, forKey: .item)
        try container.encode(base, forKey: .base)
        try container.encode(candidate, forKey: .candidate)
        try container.encode(items, forKey: .items)
        try container.encode(unlinked, forKey: .unlinked)
        try container.encode(exempt, forKey: .exempt)
        try container.encode(commits, forKey: .commits)
    }
}

/// An item with its commits in the part that is told.
private struct ItemCommitsDocument: Encodable {
    let id: String
    let title: String
    /// Whether the ledger has it.
    let known: Bool
    let commits: [String]

    init(_ item: ItemID, in history: History) {
        id = item.description
        title = history.title(of: item)
        known = history.items[item] != nil
        commits = (history.contents.commitsByItem[item] ?? []).map(\.description)
    }
}

private struct ExemptDocument: Encodable {
    let commit: String
    /// `merge`, `paths` or `by-hand`.
    let reason: String
    /// What was said by hand, and by whom.
    var note: String?
    var by: String?

    init?(_ linked: LinkedCommit) {
        guard let exemption = linked.exemption else { return nil }
        commit = linked.commit.id.description
        reason = exemption.name
        if case .byHand(let reason, let person) = exemption { (note, by) = (reason, person.description) }
    }
}
