package import Changes
import Git
import Ledger
package import Releases

/// One commit in JSON, with all that its message says of items.
package struct CommitDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    /// - Parameter releases: those that contain the commit, where that was asked for.
    package init(_ linked: LinkedCommit, releases: [ReleaseTag]? = nil) {
        let (commit, reading) = (linked.commit, linked.reading)
        json = .object([
            "commit": commit.id, "subject": String(repairing: reading.subject),
            "author": String(repairing: commit.authorIdentity), "time": CommitTime(commit).second,
            "merge": commit.isMerge, "items": linked.links.map(Self.link),
            "mentions": reading.mentions, "nearMisses": reading.nearMisses.map(Self.nearMiss),
            "warnings": reading.warnings.map(\.name),
            "ownContent": linked.mergedContent.map { String(repairing: $0) },
            "releases": releases?.map(ReleaseTagDocument.init),
        ])
    }

    private static func link(_ link: Link) -> JSONValue {
        .object(["id": link.item, "source": link.source.rawValue, "relation": link.relation.rawValue])
    }

    private static func nearMiss(_ miss: NearMiss) -> JSONValue {
        .object(["text": String(repairing: miss.text), "suggestion": miss.suggestion])
    }
}
