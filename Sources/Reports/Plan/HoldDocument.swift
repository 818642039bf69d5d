package import Changes
package import Ledger

/// What `release hold` and `release unhold` changed, in JSON.
package struct HoldDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ release: Version, _ changed: [ItemID], isHeld: Bool) {
        json = .object(["release": release, "held": isHeld, "changed": changed])
    }
}
