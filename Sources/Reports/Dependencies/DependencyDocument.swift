package import Changes
import Ledger
package import Releases

/// How releases hang together, in JSON. Stable: keys may be added, none is taken away.
package struct DependencyDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ dependencies: ReleaseDependencies) {
        json = .object([
            "releases": dependencies.releases, "order": dependencies.order, "sound": dependencies.isSound,
            "needs": dependencies.needs.map { need in
                // Without releases: no open or earlier one has it.
                JSONValue.object([
                    "release": need.release, "item": need.item, "on": need.on, "releases": need.among,
                ])
            },
            "shared": dependencies.shared.map { shared in
                JSONValue.object(["configurationItem": shared.configurationItem, "releases": shared.releases])
            },
            "cycles": dependencies.cycles, "itemCycles": dependencies.itemCycles,
        ])
    }
}
