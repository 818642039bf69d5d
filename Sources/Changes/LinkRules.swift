/// What the policy says about reading messages.
package struct LinkRules: Sendable, Hashable {
    /// What becomes of the keys that lead the commits which a squash merge lists in its body.
    package enum SquashBodies: String, Sendable, CaseIterable {
        /// The listed subjects are not read at all.
        case off
        /// They are mentions, as all other text of the body.
        case mention
        /// They put their items in scope.
        case scope
    }

    /// The allow-list: only these keys make IDs.
    package var keys: [String]
    /// Whether `rfc-12` is something else than `RFC-12`. Branch names are always read without regard to case.
    package var caseSensitive = true
    /// Names of the trailers whose values are IDs, compared without case as Git does.
    package var trailers: [String] = []
    /// Names of the trailers that also say the item is fixed, such as `Closes-Bug`.
    package var closingTrailers: [String] = []
    /// Words that close the items named right after them, such as `Fixes`; compared without case; none: off.
    package var closingWords: [String] = []
    /// What may be written before a bare number, and the key it stands for: `["#": "GH", "AB#": "AB"]`; empty: off.
    /// A mark that begins with a letter links wherever it stands, others only in trailers and after closing words.
    package var numberMarks: [String: String] = [:]
    package var squashBodies = SquashBodies.mention
    /// Whether a trailer that Git does not see (`HiddenTrailer.Cause`) counts.
    package var lenientTrailers = true
    /// Whether the names of merged branches count.
    package var branchNames = true
    /// What begins a comment line (`core.commentChar`).
    package var commentCharacter = UInt8(ascii: "#")

    package init(keys: [String]) {
        self.keys = keys
    }
}
