package import Git
package import Ledger

/// A release tag with what says how it stands to those of other patterns.
package struct PlacedTag: Hashable, Sendable {
    package let version: Version
    /// Which pattern it is of.
    package let pattern: TagPattern
    package let commit: ObjectID
    /// When its commit was made, in seconds since 1970.
    package let time: Int64

    package init(version: Version, pattern: TagPattern, commit: ObjectID, time: Int64) {
        self.version = version
        self.pattern = pattern
        self.commit = commit
        self.time = time
    }
}

/// Which patterns of tags are used side by side, for things that have releases of their own, and which follow each other, as
/// where a project names its tags otherwise from some day on.
///
/// Along time, the versions of one line grow, whatever its tags are called. Where tags of two patterns take turns and the
/// version does not grow, again and again, they are two lines.
package struct TagFamilies: Sendable {
    private let tags: [TagPattern: [PlacedTag]]

    package init(_ tags: [PlacedTag]) {
        self.tags = Dictionary(grouping: tags.filter { !$0.version.isPreRelease }, by: \.pattern)
    }

    /// Those of some release tags that patterns cover.
    package init(_ tags: [ReleaseTag], of patterns: [TagPattern], in repository: Repository) throws {
        self.init(
            try tags.compactMap { tag in
                guard tag.targetKind == .commit, let pattern = patterns.first(where: { $0.covers(tag.name) }) else {
                    return nil
                }
                let time = try repository.commit(tag.target).committerTime
                return PlacedTag(version: tag.version, pattern: pattern, commit: tag.target, time: time)
            })
    }

    /// Whether two patterns are used side by side: every third turn does not lead to a higher version, and at least two do
    /// not; one is enough where both patterns name something.
    package func areSideBySide(_ first: TagPattern, _ second: TagPattern) -> Bool {
        let turns = turns(between: [first], and: [second])
        let falls = turns.count { !$0.isRise }
        let haveNames = !first.subject.isEmpty && !second.subject.isEmpty && first.subject != second.subject
        return falls >= (haveNames ? 1 : 2) && falls * 3 >= turns.count
    }

    /// Whether two groups of patterns follow each other: from each turn on the versions go on where they were, as after
    /// `optiq-0.9.0` those of `calcite-0.9.1` do.
    package func followEachOther(_ first: [TagPattern], _ second: [TagPattern]) -> Bool {
        let turns = turns(between: first, and: second)
        return !turns.isEmpty && turns.allSatisfy { $0.isRise && $0.isSmall }
    }

    /// A tag and the next one in time, which is of the other side.
    private struct Turn {
        let before: Version
        let after: Version

        var isRise: Bool { !before.hasSamePlace(as: after) && !after.hasLowerPlace(than: before) }

        /// `0.9.0` to `0.9.1` or `0.10`, and `1.9` to `2.0`.
        var isSmall: Bool {
            let (old, new) = (before.numbers + [0, 0], after.numbers + [0, 0])
            if old[0] == new[0] { return new[1] - old[1] <= 1 }
            return new[0] == old[0] + 1 && new[1] == 0 && old[0] > 0
        }
    }

    private func turns(between first: [TagPattern], and second: [TagPattern]) -> [Turn] {
        let both = (first + second).flatMap { tags[$0, default: []] }.sorted {
            ($0.time, $0.version, $0.pattern.description) < ($1.time, $1.version, $1.pattern.description)
        }
        return zip(both, both.dropFirst()).filter { before, after in
            before.commit != after.commit && first.contains(before.pattern) != first.contains(after.pattern)
        }.map { Turn(before: $0.version, after: $1.version) }
    }

    /// Those of some patterns that are used side by side with another one of them.
    package func sideBySide(_ patterns: [TagPattern]) -> [TagPattern] {
        patterns.filter { pattern in patterns.contains { $0 != pattern && areSideBySide($0, pattern) } }
    }
}

extension TagPattern {
    /// What the tags name besides the version: `api` for `api-v{version}`, `packages/api@{version}` and `{version}-api`, nothing
    /// for `v{version}` and `release-{version}`.
    package var subject: String {
        let words = literals.before.isEmpty ? literals.after : literals.before
        let parts = words.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ".") }
        let names = parts.compactMap { part -> String? in
            var pieces = part.split(separator: "-")
            while let last = pieces.last, Self.isFiller(last) { pieces.removeLast() }
            let words = pieces.joined(separator: "-").trimmed { "-_.".contains($0) }
            // The `v` of the version, behind whatever separator.
            let name = ["_v", ".v"].contains { words.hasSuffix($0) } ? String(words.dropLast(2)) : words
            return name.isEmpty || Self.isFiller(Substring(name)) ? nil : name
        }
        return names.last ?? ""
    }

    private static func isFiller(_ word: Substring) -> Bool {
        ["", "v", "ver", "version", "rel", "release", "releases", "tag", "tags", "r"].contains(word.lowercased())
    }
}

extension String {
    fileprivate func trimmed(_ isLeftOut: (Character) -> Bool) -> String {
        var text = self[...]
        while let first = text.first, isLeftOut(first) { text.removeFirst() }
        while let last = text.last, isLeftOut(last) { text.removeLast() }
        return String(text)
    }
}
