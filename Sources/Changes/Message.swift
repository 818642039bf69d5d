/// A commit message and its lines. As for Git, a NUL byte ends it.
struct Message {
    let bytes: [UInt8]
    /// Where each line stands in the bytes, without its line feed.
    let lines: [Range<Int>]
    /// Where the text ends: at the first NUL byte, or at the end of the bytes.
    let end: Int

    init(_ bytes: [UInt8]) {
        var lines: [Range<Int>] = []
        lines.reserveCapacity(8)
        let end = bytes.firstIndex(of: 0) ?? bytes.count
        var start = 0
        while let feed = bytes[start..<end].firstIndex(of: .lineFeed) {
            lines.append(start..<feed)
            start = feed + 1
        }
        if start < end { lines.append(start..<end) }
        (self.bytes, self.lines, self.end) = (bytes, lines, end)
    }

    /// All that Git reads.
    var text: Bytes { bytes[..<end] }

    subscript(line: Int) -> Bytes { bytes[lines[line]] }

    func contains(_ line: String) -> Bool { lines.contains { bytes[$0].equals(line) } }

    /// Whether the line ends with a line feed; only the last one may not.
    func isTerminated(_ line: Int) -> Bool { lines[line].upperBound < end }

    /// The lines of the first paragraph, from which Git makes the subject.
    var title: Range<Int> {
        let start = lines.indices.first { !self[$0].isBlank } ?? lines.count
        let end = lines.indices[start...].first { self[$0].isBlank } ?? lines.count
        return start..<end
    }

    /// The subject as `git log --format=%s` shows it: the first paragraph on one line.
    var subject: [UInt8] {
        var subject: [UInt8] = []
        for line in title {
            if !subject.isEmpty { subject.append(.space) }
            subject += self[line].withoutTrailingSpace
        }
        return subject
    }
}

/// A message and what every reading needs of it.
struct MessageParts {
    let message: Message
    let subject: [UInt8]
    let block: TrailerBlock
    let trailers: [Trailer]

    init(_ bytes: [UInt8], commentString: [UInt8]) {
        message = Message(bytes)
        subject = message.subject
        block = TrailerBlock(of: message, commentString: commentString)
        trailers = message.trailers(in: block)
    }
}
