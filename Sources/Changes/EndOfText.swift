/// Where the text of a message that is being written ends: above scissors, and above the comments and empty lines at its end.
/// There Git puts a trailer (git-interpret-trailers).
package func endOfText(in bytes: [UInt8], commentString: [UInt8] = LinkRules.usualCommentString) -> Int {
    let message = Message(bytes)
    let end = message.withoutTail(commentString: commentString).upperBound
    return end == message.lines.count ? message.end : message.lines[end].lowerBound
}
