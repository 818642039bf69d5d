package import Changes
import Git
import Ledger
package import Releases

/// A release by its version and tag, in JSON.
package struct ReleaseTagDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ release: ReleaseTag) { json = .object(["version": release.version, "tag": release.name]) }
}

/// `{"commit": …, "first": {"version": …, "tag": …} or null, "also": […]}`
package struct PlacementDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ placement: Placement) {
        json = .object([
            "commit": placement.commit, "first": placement.first.map(ReleaseTagDocument.init).orNull,
            "also": placement.later.map(ReleaseTagDocument.init),
        ])
    }
}

/// `{"item": …, "commits": […], "releases": […]}`: the releases that have all of the item.
package struct ItemPlacementDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ placement: ItemPlacement) {
        json = .object([
            "item": placement.item, "commits": placement.commits.map(PlacementDocument.init),
            "releases": placement.whole.map(ReleaseTagDocument.init),
        ])
    }
}
