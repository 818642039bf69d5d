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

    /// - Parameter doubtfulTags: of the releases that it names.
    package init(_ placement: Placement, doubtfulTags: [DoubtfulTag] = []) {
        json = .object([
            "commit": placement.commit, "first": placement.first.map(ReleaseTagDocument.init).orNull,
            "also": placement.later.map(ReleaseTagDocument.init), "doubtfulTags": doubtfulTags.orAbsent,
        ])
    }
}

/// `{"item": …, "commits": […], "releases": […], "changes": […], "places": […], "goes": […], "returns": […]}`: `releases` have
/// all of the item; `goes` and `returns` are releases that lack changes of their base, or have them again.
package struct ItemPlacementDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    /// - Parameter doubtfulTags: of the releases that it names.
    package init(_ placement: ItemPlacement, doubtfulTags: [DoubtfulTag] = []) {
        json = .object([
            "item": placement.item, "display": placement.item.display,
            "commits": placement.commits.map { PlacementDocument($0) },
            "releases": placement.whole.map(ReleaseTagDocument.init),
            "changes": placement.spread.changes.map(Self.change), "places": placement.spread.places.map(Self.place),
            "goes": Self.moves(.goes, of: placement.spread), "returns": Self.moves(.returns, of: placement.spread),
            "doubtfulTags": doubtfulTags.orAbsent,
        ])
    }

    /// The releases that lack changes which their base has, or that have them again.
    private static func moves(_ kind: ItemSpread.Move.Kind, of spread: ItemSpread) -> JSONValue {
        .array(
            spread.moves.filter { $0.kind == kind }.map { move in
                .object([
                    "release": move.release, "base": move.base,
                    "commits": move.changes.compactMap { spread.changes[$0].commits.first?.commit },
                ])
            })
    }

    /// The commits that carry one change; `rung` says how one was recognised as the same as another.
    private static func change(_ change: ItemSpread.Change) -> JSONValue {
        .object([
            "commits": change.commits.map { JSONValue.object(["commit": $0.commit, "rung": $0.rung?.rawValue]) }
        ])
    }

    /// A release or branch: the commits by which it has each change, and the reverts that it holds.
    private static func place(_ place: ItemSpread.Place) -> JSONValue {
        .object([
            "kind": place.kind.rawValue, "name": place.name, "present": place.present, "total": place.commits.count,
            "commits": JSONValue.array(place.commits.map { .array($0.map(\.json)) }), "reverts": place.reverts,
        ])
    }
}
