package import Changes
import Git
import Ledger
package import Releases

/// One commit in JSON, with all that its message says of items.
package struct CommitDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    /// - Parameters:
    ///   - releases: those that contain the commit, where that was asked for.
    ///   - contents: what the commit is a part of: tells what became of it.
    package init(_ linked: LinkedCommit, releases: [ReleaseTag]? = nil, in contents: ReleaseContents? = nil) {
        let (commit, reading) = (linked.commit, linked.reading)
        let fates = contents?.fates ?? .none
        json = .object([
            "commit": commit.id, "subject": String(repairing: reading.subject),
            "author": String(repairing: commit.authorIdentity), "time": CommitTime(commit).second,
            "merge": commit.isMerge, "items": linked.links.map(Self.link),
            "prefixes": reading.prefixes.isEmpty ? nil : JSONValue.array(reading.prefixes.map(Self.prefix)),
            "mentions": reading.mentions, "nearMisses": reading.nearMisses.map(Self.nearMiss),
            "warnings": reading.warnings.map(\.name)
                + [AbsurdDate(ofCommitAt: commit.committerTime)].compactMap { $0?.name },
            "ownContent": linked.mergedContent.map(\.pathText),
            "releases": releases?.map(ReleaseTagDocument.init),
            "revertedBy": Self.nilIfEmpty(
                fates.reversals.filter { $0.target == commit.id && $0.isInRange }.map(\.revert)),
            "reverts": Self.nilIfEmpty(fates.reversals.filter { $0.revert == commit.id }.map(\.target)),
            "equivalent": fates.equivalents[commit.id].map {
                Self.equivalent($0, isReleased: fates.released.contains(commit.id))
            },
        ])
    }

    private static func nilIfEmpty(_ commits: [ObjectID]) -> [ObjectID]? { commits.isEmpty ? nil : commits }

    /// `counts` tells whether the change counts here, too, where an earlier release has it.
    private static func equivalent(_ equivalent: Equivalent, isReleased: Bool) -> JSONValue {
        .object([
            "commit": equivalent.commit, "rung": equivalent.rung.rawValue,
            "release": equivalent.release.orNull, "counts": !isReleased,
        ])
    }

    private static func prefix(_ prefix: FoundPrefix) -> JSONValue {
        .object(["prefix": prefix.prefix.rawValue, "text": String(repairing: prefix.text)])
    }

    private static func link(_ link: Link) -> JSONValue {
        .object([
            "id": link.item, "display": link.item.display, "source": link.source.rawValue,
            "relation": link.relation.rawValue,
        ])
    }

    private static func nearMiss(_ miss: NearMiss) -> JSONValue {
        .object(["text": String(repairing: miss.text), "suggestion": miss.suggestion])
    }
}
