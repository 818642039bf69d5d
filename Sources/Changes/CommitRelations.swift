package import Git

/// What a message says of other commits: claims, which whoever relies on them has to verify.
package struct CommitRelations: Hashable, Sendable {
    /// The commits that it says to revert (`This reverts commit <id>`, git-revert).
    package var reverts: [Revert] = []
    /// The subject of the commit that it says to revert, as its own subject quotes it (`Revert "…"`, `Reapply "…"`).
    package var revertedSubject: [UInt8]?
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
}

extension MessageParts {
    /// The relations that a message tells of, at the beginnings of its lines and in its subject.
    ///
    /// - Parameter headline: the subject after the IDs that lead it.
    func relations(headline: Bytes) -> CommitRelations {
        var relations = CommitRelations()
        relations.revertedSubject = headline.revertedSubject
        for (number, line) in message.lines.enumerated() where line.upperBound <= message.end {
            let text = message.bytes[line]
            switch text.first {
            case UInt8(ascii: "T"):
                guard let rest = text.after("This reverts commit ") else { continue }
                if let revert = revert(rest, line: number) { relations.reverts.append(revert) }
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
