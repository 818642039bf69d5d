package import Git

/// The commits that a message may mean by what it says to revert: more than Git writes by itself, for those who look at the files before
/// they believe it. Git writes `This reverts commit <id>`; people wrap and indent that, name several commits, or quote a
/// subject only.
package struct RevertPointers {
    /// Git abbreviates to no fewer digits (git-rev-parse, `--short`).
    private static let fewestDigits = 4
    private static let fillers: Set<String> = [
        "commit", "commits", "merge", "the", "and", "of", "changes", "change", "",
    ]

    package private(set) var commits: [CommitName] = []
    /// As quoted: `Reapply "…"` stands for the revert of `Revert "…"`.
    package private(set) var subjects: [[UInt8]] = []

    /// - Returns: nil where the message says nothing of the kind.
    package init?(_ bytes: ArraySlice<UInt8>) {
        let text = bytes.prefix { $0 != 0 }
        var index = text.startIndex
        while let next = text[index...].firstIndex(where: { $0.lowercased == UInt8(ascii: "r") }) {
            index = next + 1
            guard text.byte(at: next - 1)?.isWord != true else { continue }
            let isAgain = text[next...].beginsIgnoringCase(with: "reapply")
            guard isAgain || text[next...].beginsIgnoringCase(with: "revert") else { continue }
            index = text.end(from: next, while: \.isLetter)
            read(text[text.end(from: index) { $0.isSpace || $0 == .colon }...], isAgain: isAgain)
        }
        guard !(commits.isEmpty && subjects.isEmpty) else { return nil }
        addListed(in: text)
        commits = commits.unique { $0 }
        subjects = subjects.unique { $0 }
    }

    private mutating func read(_ text: Bytes, isAgain: Bool) {
        if text.first == UInt8(ascii: "\"") { return readSubject(text.dropFirst(), isAgain: isAgain) }
        var (fewest, isAside) = (CommitName.fewestDigits, false)
        for word in text.split(maxSplits: 200, whereSeparator: \.isSpace) {
            let bare = word.withoutMarks
            let wasAside = isAside || word.first == UInt8(ascii: "(")
            isAside = wasAside && !word.contains(UInt8(ascii: ")"))
            if let name = CommitName(word: bare, fewest: fewest) {
                commits.append(name)
            } else if !wasAside {
                guard Self.fillers.contains(String(decoding: bare, as: UTF8.self).lowercased()) else { return }
                if bare.beginsIgnoringCase(with: "commit") { fewest = Self.fewestDigits }
            }
        }
    }

    /// A quote ends with its line, or goes on with its paragraph.
    private mutating func readSubject(_ text: Bytes, isAgain: Bool) {
        let lines = text.split(separator: .lineFeed, omittingEmptySubsequences: false)
        let paragraph = lines.prefix { !$0.isBlank }.prefix(20)
        for part in [paragraph.prefix(1), paragraph] {
            let joined = Array(part.map { $0.trimmed() }.joined(separator: [.space]))
            guard let end = joined.lastIndex(of: UInt8(ascii: "\"")) else { continue }
            let quoted = Array(joined[..<end])
            subjects.append(isAgain ? Array("Revert \"".utf8) + quoted + [UInt8(ascii: "\"")] : quoted)
        }
    }

    /// `Reverts:`, and then a list with a commit on each line.
    private mutating func addListed(in text: Bytes) {
        for line in text.split(separator: .lineFeed) {
            let entry = line.drop { $0.isSpace || "-*".utf8.contains($0) }
            guard let word = entry.split(maxSplits: 1, whereSeparator: \.isSpace).first else { continue }
            if let name = CommitName(word: word.withoutMarks, fewest: CommitName.fewestDigits) { commits.append(name) }
        }
    }
}

extension Bytes {
    /// Without the punctuation around a word.
    fileprivate var withoutMarks: Bytes {
        let isMark = { (byte: UInt8) in !byte.isWord && byte < 128 }
        let start = drop(while: isMark)
        return start[..<((start.lastIndex { !isMark($0) } ?? start.startIndex - 1) + 1)]
    }
}
