import Git
import Ledger
package import Releases

/// A release by its version and tag, in JSON.
package struct ReleaseTagDocument: Encodable, Sendable {
    private let version: String
    private let tag: String

    package init(_ release: ReleaseTag) {
        version = release.version.description
        tag = release.name
    }
}

/// `{"commit": …, "first": {"version": …, "tag": …} or null, "also": […]}`
package struct PlacementDocument: Encodable, Sendable {
    private let commit: String
    private let first: ReleaseTagDocument?
    private let also: [ReleaseTagDocument]

    private enum Key: String, CodingKey { case commit, first, also }

    package init(_ placement: Placement) {
        commit = placement.commit.description
        first = placement.first.map(ReleaseTagDocument.init)
        also = placement.later.map(ReleaseTagDocument.init)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(commit, forKey: .commit)
        try container.encode(first, forKey: .first)
        try container.encode(also, forKey: .also)
    }
}

/// `{"item": …, "commits": […], "releases": […]}`: the releases that have all of the item.
package struct ItemPlacementDocument: Encodable, Sendable {
    private let item: String
    private let commits: [PlacementDocument]
    private let releases: [ReleaseTagDocument]

    package init(_ placement: ItemPlacement) {
        item = placement.item
        commits = placement.commits.map(PlacementDocument.init)
        releases = placement.whole.map(ReleaseTagDocument.init)
    }
}
