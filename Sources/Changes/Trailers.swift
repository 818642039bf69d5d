/// A line such as `Refs: RFC-12` at the end of a message, its continuation lines joined to it.
package struct Trailer: Hashable, Sendable {
    package let name: [UInt8]
    package private(set) var value: [UInt8]

    package init(name: [UInt8], value: [UInt8]) {
        self.name = name
        self.value = value
    }
}

/// The trailers of a message, exactly those that `git interpret-trailers --parse --no-divider` prints without configuration.
package func trailers(in message: [UInt8], commentString: [UInt8] = LinkRules.usualCommentString) -> [Trailer] {
    let message = Message(message)
    return message.trailers(in: TrailerBlock(of: message, commentString: commentString))
}

extension Message {
    func trailers(in block: TrailerBlock) -> [Trailer] {
        var trailers: [Trailer] = []
        var isOpen = false
        for line in block.lines.map({ self[$0] }) {
            if isOpen, line.first?.isSpace ?? true {
                trailers[trailers.count - 1].fold(line)
            } else if let trailer = Trailer(line) {
                trailers.append(trailer)
                isOpen = true
            } else {
                isOpen = false
            }
        }
        return trailers.map { Trailer(name: $0.name, value: Array($0.value[...].trimmed())) }
    }
}

extension Trailer {
    /// Reads one line, its value not trimmed yet; nil where it does not begin with a name and a colon.
    init?(_ line: Bytes) {
        guard let colon = Trailer.separator(in: line) else { return nil }
        self.init(name: Array(line[..<colon].trimmed()), value: Array(line[(colon + 1)...]))
    }

    /// The colon after a name, which is made of letters, digits and dashes, and may be followed by blanks.
    static func separator(in line: Bytes) -> Int? {
        let name = line.end(from: line.startIndex) { $0.isLetter || $0.isDigit || $0 == .dash }
        guard name > line.startIndex else { return nil }
        let colon = line.end(from: name) { $0 == .space || $0 == .tab }
        return line.byte(at: colon) == .colon ? colon : nil
    }

    /// Joins a continuation line, as `--unfold` does: the line feed and the blanks after it become one space.
    fileprivate mutating func fold(_ line: Bytes) {
        value.append(.space)
        value += line.drop(while: \.isSpace)
    }
}
