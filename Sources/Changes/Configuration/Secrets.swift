/// What stands in place of secrets. They are replaced before a change is made, so no value, record or output has them.
package enum Secrets {
    /// The mark in place of a secret. It is the same for all: equal marks say nothing about equal secrets.
    package static let mark = "‹secret›"

    /// Whether a value may not be shown, known by its key or its shape.
    ///
    /// - Parameters:
    ///   - keys: the keys on the way to the value, the outermost first.
    package static func isSecret(_ value: [UInt8], at keys: [[UInt8]]) -> Bool {
        let isCovered = keys.dropLast().contains { SecretKey($0[...]).coversAllBelow }
        let key = SecretKey((keys.last ?? [])[...])
        return SecretMarking.isSecret(ConfigurationScalar(value, .text), key: key, isCovered: isCovered)
    }

    /// Whether a key, or a piece of one, has a secret in it that needs no other key to be known.
    static func isHeld(in text: Bytes) -> Bool { SecretShape.isKnown(in: text) || SecretAssignment.isHeld(in: text) }
}
