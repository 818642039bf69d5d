/// The names of tags in a sentence.
package enum TagNames {
    /// `v1, v2, v3, v4, v5 and 12 more`; nothing for none.
    package static func listed(_ names: [String]) -> String {
        let rest = names.count - 5
        return names.prefix(5).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
    }
}
