package import Git

/// What a message says of other commits: claims, which whoever relies on them has to verify.
package struct CommitRelations: Hashable, Sendable {
    /// The commits that it says to revert: `This reverts commit <id>` (git-revert), lists of them, and `Refs: <id>` below a
    /// subject that begins with `revert:` (conventionalcommits.org).
    package var reverts: [Revert] = []
    /// The subject of the commit that it says to revert, as its own subject quotes it (`Revert "…"`, `Reapply "…"`).
    package var revertedSubject: [UInt8]?
    /// What else points to a commit that it takes back.
    package var hints = RevertHints()
    /// The commits that it was picked from (`(cherry picked from commit <id>)`, git-cherry-pick `-x`), the oldest first.
    package var pickedFrom: [CommitName] = []
    /// What Gerrit knows the change by, on every branch (`Change-Id: I…`); the last one counts.
    package var changeID: [UInt8]?

    package static let none = CommitRelations()

    package init() {}

    package struct Revert: Hashable, Sendable {
        package let commit: CommitName
        /// For a merge: the parent whose state is brought back (`reversing changes made to <id>`).
        package let mainline: CommitName?
    }

    package var isRevert: Bool { !reverts.isEmpty || revertedSubject != nil }
    /// Whether it points to what it takes back by something else than an ID.
    package var pointsBySubject: Bool { revertedSubject != nil || !hints.isEmpty }
}

extension MessageParts {
    /// The relations that a message tells of, at the beginnings of its lines and in its subject.
    ///
    /// - Parameter headline: the subject after the IDs that lead it.
    func relations(headline: Bytes) -> CommitRelations {
        var relations = CommitRelations()
        relations.revertedSubject = headline.revertedSubject
        // `revert: KEY-1: tune` has its ID behind the type.
        relations.hints.subject = headline.subjectAfterRevert ?? subject[...].subjectAfterRevert
        for (number, line) in message.lines.enumerated() where line.upperBound <= message.end {
            let text = message.bytes[line]
            switch text.first {
            case UInt8(ascii: "T"):
                relations.reverts += reverts(text, line: number)
                guard let rest = text.after("This reverts merge request ") else { continue }
                relations.hints.requests += MergeRequest(rest.firstWord).map { [$0] } ?? []
            case UInt8(ascii: "R"):
                if let rest = text.after("Reverts ") {
                    relations.hints.requests += MergeRequest(rest.firstWord).map { [$0] } ?? []
                } else if headline.isConventionalRevert || subject[...].isConventionalRevert,
                    let rest = text.after("Refs:")
                {
                    relations.reverts += names(in: rest).map { .init(commit: $0, mainline: nil) }
                }
            case UInt8(ascii: "("):
                guard let rest = text.after("(cherry picked from commit ") else { continue }
                if let name = CommitName(leading: rest) { relations.pickedFrom.append(name) }
            case UInt8(ascii: "C"):
                guard let rest = text.after("Change-Id:")?.trimmed(), rest.isChangeID else { continue }
                relations.changeID = Array(rest)
            default: continue
            }
        }
        return relations
    }

    /// `This reverts commit A.`, `This reverts commits A, B and C.`
    private func reverts(_ text: Bytes, line: Int) -> [CommitRelations.Revert] {
        if let rest = text.after("This reverts commits ") {
            let lines = message.lines.indices.dropFirst(line + 1).prefix(20).map { message[$0] }
            let list = ([rest] + lines.prefix { !$0.isBlank }).joined(separator: [.lineFeed])
            return names(in: Array(list)[...]).map { .init(commit: $0, mainline: nil) }
        }
        guard let rest = text.after("This reverts commit "), let first = revert(rest, line: line) else { return [] }
        let further = names(in: rest).dropFirst().map { CommitRelations.Revert(commit: $0, mainline: nil) }
        return [first] + further
    }

    /// The commits that a list begins with: `A, B and C.`
    private func names(in list: Bytes) -> [CommitName] {
        var names: [CommitName] = []
        for word in list.split(whereSeparator: { $0.isSpace || $0 == UInt8(ascii: ",") }) {
            guard !word.equals("and") else { continue }
            let isLast = word.last.map { $0 == .dot || $0 == UInt8(ascii: ";") } ?? false
            guard let name = CommitName(word: isLast ? word.dropLast() : word, fewest: CommitName.fewestDigits)
            else { break }
            names.append(name)
            if isLast { break }
        }
        return names
    }

    /// Git folds what it says of merges at the comma.
    private func revert(_ text: Bytes, line: Int) -> CommitRelations.Revert? {
        guard let commit = CommitName(leading: text) else { return nil }
        var rest = text.dropFirst(commit.description.utf8.count).after(", reversing")
        if let tail = rest, tail.isBlank, message.lines.indices.contains(line + 1) { rest = message[line + 1] }
        let made = rest?.drop(while: \.isSpace).after("changes made to ")
        return .init(commit: commit, mainline: made.flatMap { CommitName(leading: $0) })
    }
}

extension Bytes {
    /// What `Revert "…"` quotes. `Reapply "…"` is how Git calls the revert of `Revert "…"`.
    fileprivate var revertedSubject: [UInt8]? {
        if let quoted = after("Revert \"") { return quoted.upToLastQuote }
        return after("Reapply \"")?.upToLastQuote.map { Array("Revert \"".utf8) + $0 + [UInt8(ascii: "\"")] }
    }

    private var upToLastQuote: [UInt8]? { lastIndex(of: UInt8(ascii: "\"")).map { Array(self[..<$0]) } }

    fileprivate var isChangeID: Bool {
        first == UInt8(ascii: "I") && count == ObjectID.digitCount + 1 && CommitName(leading: dropFirst())?.id != nil
    }
}

extension MessageReading {
    /// The subject without what hosts and people add to it: the number of a pull request at its end, runs of blanks.
    package var plainSubject: [UInt8] { Array(subject[...].plain) }
}

/// A quoted subject, made comparable with `MessageReading.plainSubject`.
package func plainSubject(of subject: [UInt8]) -> [UInt8] { Array(subject[...].plain) }

extension Bytes {
    fileprivate var plain: Bytes {
        var text = trimmed()
        while let shorter = text.withoutRequestNumber { text = shorter }
        guard zip(text, text.dropFirst()).contains(where: { $0.isSpace && ($1.isSpace || $0 != .space) }) else {
            return text
        }
        return Array(text.split(whereSeparator: \.isSpace).joined(separator: [.space]))[...]
    }

    /// Without ` (#12)` at the end; nil where there is no such number.
    private var withoutRequestNumber: Bytes? {
        guard last == UInt8(ascii: ")"), let open = lastIndex(of: UInt8(ascii: "(")),
            let digits = self[open...].after("(#")?.dropLast(), !digits.isEmpty, digits.allSatisfy(\.isDigit)
        else { return nil }
        return self[..<open].withoutTrailingSpace
    }
}
