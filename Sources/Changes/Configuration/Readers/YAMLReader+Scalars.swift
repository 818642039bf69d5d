/// Plain and quoted scalars (YAML 1.2, section 7.3).
extension YAMLReader {
    func mayBeginPlain(isInFlow: Bool) -> Bool {
        guard let first = next else { return false }
        if Array("-?:".utf8).contains(first) {
            return !endsWord(after: 1) && !(isInFlow && byte(after: 1).map(\.isFlowMark) ?? false)
        }
        return !first.isSpace && !Array(",[]{}#&*!|>'\"%@`".utf8).contains(first)
    }

    /// What a plain scalar has on this line, without blanks at its end.
    mutating func plainLine(isInFlow: Bool) -> Bytes {
        let start = cursor.position
        var textEnd = start
        while let byte = next, byte != .lineFeed {
            if byte == .colon, endsPlain(after: 1, isInFlow: isInFlow) || isInFlow && byte.isFlowMark { break }
            if isInFlow, byte.isFlowMark { break }
            if byte == UInt8(ascii: "#"), isAfterSpace { break }
            cursor.position += 1
            if !byte.isSpace { textEnd = cursor.position }
        }
        cursor.position = textEnd
        return cursor.bytes[start..<textEnd]
    }

    private func endsPlain(after distance: Int, isInFlow: Bool) -> Bool {
        endsWord(after: distance) || isInFlow && byte(after: distance).map(\.isFlowMark) ?? true
    }

    /// A plain scalar, further lines folded in.
    mutating func plain(parent: Int, isInFlow: Bool) throws(NotReadable) -> [UInt8] {
        var text = Array(plainLine(isInFlow: isInFlow))
        while let breaks = try lineBreaks(parent: parent, isInFlow: isInFlow) {
            let line = plainLine(isInFlow: isInFlow)
            text += breaks == 1 ? [.space] : [UInt8](repeating: .lineFeed, count: breaks - 1)
            text += line
        }
        if !isInFlow, next == .colon { throw cursor.problem(isInTemplate ? .templateLike : .nestedOnOneLine) }
        return text
    }

    /// Passes line ends up to a line that continues a plain scalar, and counts them; nil where none does.
    private mutating func lineBreaks(parent: Int, isInFlow: Bool) throws(NotReadable) -> Int? {
        let start = cursor
        cursor.skipBlanks()
        var breaks = 0
        while next == .lineFeed {
            breaks += 1
            cursor.position += 1
            cursor.skip { $0 == .space }
            if next == .tab {
                cursor.skipBlanks()
                guard next == nil || next == .lineFeed else { throw cursor.problem(.tab) }
            }
        }
        guard breaks > 0, let byte = next, byte != UInt8(ascii: "#"), isInFlow || column > parent,
            !(isInFlow && (byte.isFlowMark || byte == .colon && endsPlain(after: 1, isInFlow: true)))
        else {
            cursor = start
            return nil
        }
        return breaks
    }

    /// A quoted scalar that has to end on its line.
    mutating func quotedKey() throws(NotReadable) -> [UInt8] {
        let start = cursor.position
        let text = try quoted(parent: -1)
        let isOneLine = !cursor.bytes[start..<cursor.position].contains(.lineFeed)
        guard isOneLine else { throw cursor.problem(.keyOverLines, at: start) }
        return text
    }

    mutating func quoted(parent: Int) throws(NotReadable) -> [UInt8] {
        let start = cursor.position
        let mark = cursor.bytes[start]
        cursor.position += 1
        var text: [UInt8] = []
        while let byte = next {
            if byte == .lineFeed {
                try fold(into: &text, parent: parent)
            } else if byte == mark, mark == .quote, self.byte(after: 1) == .quote {
                text.append(.quote)
                cursor.position += 2
            } else if byte == mark {
                cursor.position += 1
                return text
            } else if byte == UInt8(ascii: "\\"), mark != .quote {
                try escape(into: &text)
            } else if byte == .space || byte == .tab {
                blanks(into: &text)
            } else {
                text.append(byte)
                cursor.position += 1
            }
        }
        throw cursor.problem(.unclosedQuote, at: start)
    }

    /// Blanks count, but not at the end of a line.
    private mutating func blanks(into text: inout [UInt8]) {
        let blanks = cursor.skip { $0 == .space || $0 == .tab }
        if next != .lineFeed { text += blanks }
    }

    private mutating func fold(into text: inout [UInt8], parent: Int) throws(NotReadable) {
        let breaks = try continuedLine(parent: parent)
        text += breaks == 1 ? [.space] : [UInt8](repeating: .lineFeed, count: breaks - 1)
    }

    /// Passes line ends within quotation marks and the indentation behind them.
    private mutating func continuedLine(parent: Int) throws(NotReadable) -> Int {
        var breaks = 0
        while next == .lineFeed {
            breaks += 1
            cursor.position += 1
            let indentation = cursor.skip { $0 == .space }.count
            cursor.skipBlanks()
            if let byte = next, byte != .lineFeed, indentation <= parent { throw cursor.problem(.indentation) }
        }
        return breaks
    }

    private mutating func escape(into text: inout [UInt8]) throws(NotReadable) {
        let start = cursor.position
        guard let letter = byte(after: 1) else { throw cursor.problem(.unclosedQuote) }
        cursor.position += 2
        if letter == .lineFeed {
            cursor.position -= 1
            let breaks = try continuedLine(parent: -1)
            text += [UInt8](repeating: .lineFeed, count: breaks - 1)
        } else if let digits = Self.escapedDigits[letter] {
            let number = cursor.bytes[cursor.position..<min(cursor.position + digits, end)].hexadecimal(count: digits)
            cursor.position += digits
            guard let number, text.append(scalar: number) else { throw cursor.problem(.badEscape, at: start) }
        } else {
            guard let scalar = Self.escapes[letter] else { throw cursor.problem(.badEscape, at: start) }
            text += String(Character(scalar)).utf8
        }
    }

    private static let escapedDigits: [UInt8: Int] = [
        UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
    ]

    private static let escapes: [UInt8: UnicodeScalar] = [
        UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t",
        .tab: "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "f"): "\u{C}",
        UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}", .space: " ", UInt8(ascii: "\""): "\"", .slash: "/",
        UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}", .underscore: "\u{A0}", UInt8(ascii: "L"): "\u{2028}",
        UInt8(ascii: "P"): "\u{2029}",
    ]
}

extension UInt8 {
    fileprivate var isFlowMark: Bool { Array(",[]{}".utf8).contains(self) }
}
