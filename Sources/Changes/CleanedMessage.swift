/// How `git commit` cleans a message up (`commit.cleanup`, `git-commit(1)`).
package enum MessageCleanup: String, Sendable, CaseIterable {
    case strip, whitespace, verbatim, scissors
}

/// What `git commit` will keep of the text that a `commit-msg` hook is given.
///
/// All below scissors goes, whatever the mode: the hook cannot know whether `--verbose` wrote them. Then, unless
/// verbatim, blanks at the end of lines, blank lines at both ends and all but one between paragraphs; and comments
/// where the mode is `strip`.
package func cleanedMessage(
    _ bytes: [UInt8], commentString: [UInt8] = LinkRules.usualCommentString, cleanup: MessageCleanup = .strip
) -> [UInt8] {
    let message = Message(bytes)
    let scissors = message.lines.indices.first { message.isScissors($0, commentString: commentString) }
    let lines = message.lines.prefix(scissors ?? message.lines.count).map { bytes[$0] }
    if cleanup == .verbatim { return Array(bytes[..<(scissors.map { message.lines[$0].lowerBound } ?? bytes.count)]) }
    return joined(lines.filter { cleanup != .strip || !$0.isComment(commentString) })
}

/// Joins lines as `git stripspace` does.
private func joined(_ lines: [Bytes]) -> [UInt8] {
    var text: [UInt8] = []
    var isAfterBlank = false
    for line in lines.map(\.withoutTrailingSpace) {
        if line.isEmpty {
            isAfterBlank = true
        } else {
            if isAfterBlank, !text.isEmpty { text.append(.lineFeed) }
            text += line
            text.append(.lineFeed)
            isAfterBlank = false
        }
    }
    return text
}
