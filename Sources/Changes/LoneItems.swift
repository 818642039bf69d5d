extension MessageReader {
    /// The IDs of paragraphs below the subject that are one line and say nothing else: `bug 12`.
    func loneItems(in parts: MessageParts) -> [ItemID] {
        let lines = parts.message.lines.indices.dropFirst(parts.message.title.upperBound)
        let isBlank = { (line: Int) in !lines.contains(line) || parts.message[line].isBlank }
        return lines.filter { !parts.block.lines.contains($0) && isBlank($0 - 1) && isBlank($0 + 1) }.flatMap { line in
            let text = parts.message[line].drop { $0.isSpace || "-*".utf8.contains($0) }.withoutTrailingSpace
            let words = text.last == .dot ? text.dropLast() : text
            let run = ItemRun(in: words, from: words.startIndex) { scanner.item(at: $0, in: words) }
            return run.end == words.endIndex ? run.items : []
        }
    }
}
