import Changes
import Git
import Ledger
import Releases

/// The notes of a release in JSON. Stable: keys may be added, none is taken away.
package struct NotesDocument: Encodable, Sendable {
    private let release: String
    private let base: EndDocument
    private let candidate: EndDocument
    private let items: [EntryDocument]
    private let unlinked: [SubjectDocument]
    /// How many commits need no item.
    private let exempt: Int

    package init(_ notes: ReleaseNotes) {
        release = notes.scope.version.description
        base = notes.scope.baseDocument
        candidate = notes.scope.candidateDocument
        items = notes.sections.flatMap(\.entries).map(EntryDocument.init)
        unlinked = notes.contents.unlinked.map(SubjectDocument.init)
        exempt = notes.contents.exempt.count
    }
}

private struct EntryDocument: Encodable, Sendable {
    let id: String
    let title: String
    /// `rfc`, `task`, `problem` or `incident`; null where the ledger does not know the item.
    let kind: String?
    /// `standard`, `normal` or `emergency`; null for what is no RfC.
    let type: String?
    let commits: [String]
    let tasks: [EntryDocument]

    private enum Key: String, CodingKey { case id, title, kind, type, commits, tasks }

    init(_ entry: ReleaseNotes.Entry) {
        id = entry.id.description
        title = entry.title
        kind = entry.noun?.rawValue
        type = entry.type
        commits = entry.commits.map(\.description)
        tasks = entry.tasks.map(EntryDocument.init)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(id, forKey: .id)
        try container.encode(title, forKey: .title)
        try container.encode(kind, forKey: .kind)
        try container.encode(type, forKey: .type)
        try container.encode(commits, forKey: .commits)
        try container.encode(tasks, forKey: .tasks)
    }
}

private struct SubjectDocument: Encodable {
    let commit: String
    let subject: String

    init(_ linked: LinkedCommit) {
        commit = linked.commit.id.description
        subject = String(decoding: linked.reading.subject, as: UTF8.self)
    }
}
