/// The tag patterns that cover the tags, with the number of tags that each covers; the most frequent first.
package func proposedTagPattern(tags: [String]) -> [(pattern: TagPattern, count: Int)] {
    var counts: [TagPattern: Int] = [:]
    for tag in tags {
        if let pattern = proposedTagPattern(tag: tag) { counts[pattern, default: 0] += 1 }
    }
    return counts.map { (pattern: $0.key, count: $0.value) }
        .sorted { ($1.count, $0.pattern.description) < ($0.count, $1.pattern.description) }
}

/// The pattern of one tag: what stands before the first digits that a version can begin at.
private func proposedTagPattern(tag: String) -> TagPattern? {
    let name = Array(tag.utf8)
    for start in name.indices where name[start].isDigit {
        let before = start == 0 ? nil : name[start - 1]
        // `2.0` in `1.2.0` and `5` in `1.5` are the middle of a version, not its start.
        if let before, before.isDigit || before == UInt8(ascii: ".") { continue }
        guard let version = Version(String(decoding: name[start...], as: UTF8.self)) else { continue }
        let prefix = String(decoding: name[..<start], as: UTF8.self)
        if isLikelyVersion(version, after: prefix) { return try? TagPattern(prefix: prefix, suffix: "") }
    }
    return nil
}

/// A single number is a version only by itself or behind a `v`: `folsom-3` and `log4j-2.0` (at its 4) are told apart so.
private func isLikelyVersion(_ version: Version, after prefix: String) -> Bool {
    version.numbers.count > 1 || prefix.isEmpty || prefix == "v"
}
