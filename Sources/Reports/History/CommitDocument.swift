import Changes
import Git
package import Releases

/// One commit in JSON, with all that its message says of items.
package struct CommitDocument: Encodable, Sendable {
    private let commit: String
    private let subject: String
    private let author: String
    /// The committer's time, in UTC.
    private let time: String
    private let merge: Bool
    private let items: [LinkDocument]
    private let mentions: [String]
    private let nearMisses: [NearMissDocument]
    private let warnings: [String]
    /// The files in which a merge brings in content that no parent has.
    private let ownContent: [String]
    private let releases: [ReleaseTagDocument]?

    /// - Parameter releases: those that contain the commit, where that was asked for.
    package init(_ linked: LinkedCommit, releases: [ReleaseTag]? = nil) {
        let person = linked.commit.author
        let reading = linked.reading
        commit = linked.commit.id.description
        subject = String(decoding: reading.subject, as: UTF8.self)
        author = "\(String(decoding: person.name, as: UTF8.self)) <\(String(decoding: person.email, as: UTF8.self))>"
        time = CommitTime(linked.commit).second
        merge = linked.commit.isMerge
        items = linked.links.map(LinkDocument.init)
        mentions = reading.mentions.map(\.description)
        nearMisses = reading.nearMisses.map(NearMissDocument.init)
        warnings = reading.warnings.map(\.name)
        ownContent = linked.mergedContent.map { String(decoding: $0, as: UTF8.self) }
        self.releases = releases?.map(ReleaseTagDocument.init)
    }
}

private struct LinkDocument: Encodable {
    let id: String
    let source: String
    let relation: String

    init(_ link: Link) {
        id = link.item.description
        source = link.source.rawValue
        relation = link.relation.rawValue
    }
}

private struct NearMissDocument: Encodable {
    let text: String
    let suggestion: String

    init(_ miss: NearMiss) {
        text = String(decoding: miss.text, as: UTF8.self)
        suggestion = miss.suggestion.description
    }
}
