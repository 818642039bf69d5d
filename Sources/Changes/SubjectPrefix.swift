/// What may stand in front of the IDs that lead a subject.
package enum SubjectPrefix: String, CaseIterable, Sendable {
    /// `fixup! `, `squash! `, `amend! ` (git-commit, `--fixup`).
    case autosquash
    /// `feat: `, `chore(deps)!: ` (conventionalcommits.org). Words in capitals are none: `MINOR: KEY-1 …` is how projects mark
    /// changes that belong to no item.
    case type
    /// `[Backport release-1.0]`, `BACKPORT: `, `[backport]`.
    case backport
    /// The branch or version that it is for: `[1.0] `, `branch-2.4: `, `[branch-2.4]`.
    case branch
    /// `WIP: `, `[WIP]`, `Draft: `.
    case draft
    /// What it is about: `[API] `, `[web-ui]`. What has digits may be meant as an ID.
    case topic
    /// A picture, or its name between colons: `:sparkles: `.
    case emoji
    /// What people write before the issue that a change is for: `Fixes #12 - …`, `Refs #12: …`.
    case word
    /// What a host puts before the title of a request that it squashed: `Merged PR 1234: `, `Pull request #5: `.
    case request
    /// The mark with which some editors begin a text (U+FEFF).
    case mark

    /// Where the text goes on behind the prefix; nil where the text does not begin with it.
    func end(in text: Bytes) -> Int? {
        switch self {
        case .autosquash: (text.after("fixup! ") ?? text.after("squash! ") ?? text.after("amend! "))?.startIndex
        case .type: text.withoutCommitType?.startIndex
        case .backport: bracketed(text) { $0.isBackport } ?? labelled(text) { $0.isBackport }
        case .branch: bracketed(text) { $0.isBranchOrVersion } ?? labelled(text) { $0.isBranchOrVersion }
        case .draft: bracketed(text) { $0.isDraft } ?? labelled(text) { $0.isDraft }
        case .topic: bracketed(text) { !$0.contains(where: \.isDigit) }
        case .emoji: text.endOfEmoji
        case .word: text.withoutClosingWord.startIndex > text.startIndex ? text.withoutClosingWord.startIndex : nil
        case .request: text.endOfRequest
        case .mark: text.after("\u{FEFF}")?.startIndex
        }
    }

    /// The text between brackets in front.
    private func bracketed(_ text: Bytes, _ condition: (Bytes) -> Bool) -> Int? {
        guard text.first == UInt8(ascii: "["), let close = text.prefix(62).firstIndex(of: UInt8(ascii: "]")) else {
            return nil
        }
        let inside = text[(text.startIndex + 1)..<close]
        guard !inside.isBlank, condition(inside.trimmed()) else { return nil }
        return text.byte(at: close + 1) == .colon ? close + 2 : close + 1
    }

    /// The word in front that a colon and a blank follow.
    private func labelled(_ text: Bytes, _ condition: (Bytes) -> Bool) -> Int? {
        guard let colon = text.prefix(60).firstIndex(of: .colon), text.byte(at: colon + 1)?.isSpace == true,
            condition(text[..<colon])
        else { return nil }
        return colon + 1
    }
}

/// A prefix that stands in front of a subject's IDs, with its text: why they lead all the same.
package struct FoundPrefix: Hashable, Sendable {
    package let prefix: SubjectPrefix
    package let text: [UInt8]
}

extension Bytes {
    fileprivate var isBackport: Bool {
        ["backport", "cherry-pick", "cherrypick"].contains { name in
            beginsIgnoringCase(with: name) && byte(at: startIndex + name.utf8.count).map { !$0.isLetter } ?? true
        }
    }

    /// `1.0`, `v2`, `3.x`, `branch-2.4`, `release/1.0`, `stable-2024`: what begins so and has no blank.
    fileprivate var isBranchOrVersion: Bool {
        guard allSatisfy({ $0.isWord || "./-+".utf8.contains($0) }) else { return false }
        let words = ["branch", "release", "rel", "stable", "hotfix", "maint"]
        let rest = words.first(where: { beginsIgnoringCase(with: $0) }).map { dropFirst($0.utf8.count) } ?? self
        let number = rest.drop { "/-_".utf8.contains($0) }
        if number.count < rest.count, rest.count < count { return number.first.map { $0.isWord } ?? false }
        guard rest.startIndex == startIndex || number.first?.isDigit == true else { return false }
        let digits = number.first?.lowercased == UInt8(ascii: "v") ? number.dropFirst() : number
        return digits.first?.isDigit == true && digits.allSatisfy { $0.isDigit || ".-_xX".utf8.contains($0) }
    }

    fileprivate var isDraft: Bool { equalsIgnoringCase("wip") || equalsIgnoringCase("draft") }

    /// What follows `feat: `, `Fix!: ` or `chore(deps): `; nil where there is no such type.
    fileprivate var withoutCommitType: Bytes? { commitType.map { self[$0.end...] } }

    /// The scope of a conventional commit, and where the text goes on behind the type.
    var commitType: (scope: Bytes?, end: Int)? {
        let word = dropFirst().end(from: startIndex + 1) { $0.isLetter && $0 == $0.lowercased || $0 == .dash }
        guard first?.isLetter == true, word > startIndex + 1 else { return nil }
        var (rest, scope) = (self[word...], Bytes?.none)
        if let inside = rest.after("("), let end = inside.firstIndex(of: UInt8(ascii: ")")) {
            (scope, rest) = (inside[..<end], self[(end + 1)...])
        }
        return (rest.after("!") ?? rest).after(": ").map { (scope, $0.startIndex) }
    }

    /// `:name:`, or the characters of one picture and what joins them.
    fileprivate var endOfEmoji: Int? {
        if let name = after(":") {
            let end = name.end(from: name.startIndex) { $0.isWord || $0 == .dash || $0 == UInt8(ascii: "+") }
            return end > name.startIndex && byte(at: end) == .colon ? end + 1 : nil
        }
        guard let first, first >= 0x80, let text = String(validating: prefix { !$0.isSpace }.prefix(64), as: UTF8.self),
            let picture = text.first, picture.unicodeScalars.first?.properties.isEmoji == true
        else { return nil }
        return startIndex + picture.utf8.count
    }

    fileprivate var endOfRequest: Int? {
        guard let number = after("Pull request #") ?? after("Merged PR ") ?? after("Pull request ") else { return nil }
        let rest = number.drop(while: \.isDigit)
        return rest.startIndex > number.startIndex ? rest.after(": ")?.startIndex : nil
    }
}
