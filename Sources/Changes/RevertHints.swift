/// Where a message points to what it takes back without naming a commit, as people and hosts write it. Whoever follows a hint
/// looks at the files.
package struct RevertHints: Hashable, Sendable {
    /// What stands behind the word without quotation marks: `Revert [KEY-1] tune`, `revert: tune`.
    package var subject: [UInt8]?
    /// `Reverts org/repo#11`, `This reverts merge request !5`.
    package var requests: [MergeRequest] = []

    package var isEmpty: Bool { subject == nil && requests.isEmpty }
}

/// A request to merge, by its number at a host.
package struct MergeRequest: Hashable, Sendable {
    /// `#11`, or `!5` at GitLab.
    package let name: String

    /// Reads `org/repo#11`, `#11`, `!5`: a sign with the digits behind it, and at most a mark after them.
    init?(_ word: Bytes) {
        guard !word.contains(where: \.isSpace),
            let sign = word.lastIndex(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "!") })
        else { return nil }
        let digits = word[(sign + 1)...].prefix(while: \.isDigit)
        guard 1...18 ~= digits.count, word[digits.endIndex...].allSatisfy({ !$0.isWord }) else { return nil }
        name = String(decoding: word[sign...sign] + digits, as: UTF8.self)
    }

    /// The requests that a message says its commit merged: `x (#11)`, `Merge pull request #11 from …`,
    /// `Merged in x (pull request #11)`, `Merged PR 11: x`, `See merge request group/project!5`.
    package static func merged(by message: ArraySlice<UInt8>) -> [MergeRequest] {
        let parts = Message(Array(message))
        var (subject, found) = (parts.subject[...].withoutTrailingSpace, [MergeRequest]())
        if let rest = subject.after("Merge pull request ") { found += MergeRequest(rest.firstWord).map { [$0] } ?? [] }
        if let rest = subject.after("Merged PR ") {
            let digits = rest.prefix(while: \.isDigit)
            found += MergeRequest([UInt8(ascii: "#")] + digits).map { [$0] } ?? []
        }
        while subject.last == UInt8(ascii: ")"), let open = subject.lastIndex(of: UInt8(ascii: "(")) {
            let text = subject[(open + 1)...].dropLast()
            guard let request = MergeRequest(text.after("pull request ") ?? text), text.last?.isDigit == true else {
                break
            }
            found.append(request)
            subject = subject[..<open].withoutTrailingSpace
        }
        for line in parts.lines where line.upperBound <= parts.end {
            guard let rest = parts.bytes[line].after("See merge request ") else { continue }
            found += MergeRequest(rest.firstWord).map { [$0] } ?? []
        }
        return found.unique(by: \.self)
    }
}

extension Bytes {
    var firstWord: Bytes { drop(while: \.isSpace).prefix { !$0.isSpace } }

    /// What stands behind the word in `Revert [KEY-1] tune`, `revert: tune`, `revert(web): tune`; nil for a quoted subject, which
    /// says more.
    var subjectAfterRevert: [UInt8]? {
        guard let rest = afterRevert?.rest.trimmed(), !rest.isEmpty, rest.first != UInt8(ascii: "\"") else {
            return nil
        }
        return Array(rest)
    }

    /// Whether a subject is that of a conventional commit of the type `revert` (conventionalcommits.org).
    var isConventionalRevert: Bool { afterRevert?.isConventional == true }

    private var afterRevert: (rest: Bytes, isConventional: Bool)? {
        guard beginsIgnoringCase(with: "revert") else { return nil }
        var rest = dropFirst("revert".utf8.count)
        if rest.first == UInt8(ascii: "("), let close = rest.firstIndex(of: UInt8(ascii: ")")) {
            rest = rest[(close + 1)...]
        }
        let isConventional = rest.first == .colon
        if isConventional { rest = rest.dropFirst() }
        return rest.first?.isSpace == true ? (rest, isConventional) : nil
    }
}
