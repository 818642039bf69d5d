/// Literal and folded scalars (YAML 1.2, section 8.1).
extension YAMLReader {
    private enum Chomping { case clip, strip, keep }

    /// The text of `|` or `>`; the line behind it is next.
    mutating func blockScalar(parent: Int) throws(NotReadable) -> [UInt8] {
        let isFolded = next == UInt8(ascii: ">")
        cursor.position += 1
        let (chomping, explicit) = try header()
        // At the top, where no column is less, nothing says how deep the text is.
        guard parent >= 0 else { throw cursor.problem(.blockScalarHeader) }
        let detected = try detectedIndentation(parent: parent)
        return try lines(indentation: explicit.map { parent + $0 } ?? detected, isFolded: isFolded, chomping)
    }

    private mutating func header() throws(NotReadable) -> (Chomping, Int?) {
        let start = cursor.position
        var chomping: Chomping?
        var indentation: Int?
        while let byte = next, !byte.isSpace {
            if byte == .dash || byte == UInt8(ascii: "+"), chomping == nil {
                chomping = byte == .dash ? .strip : .keep
            } else if byte.isDigit, byte != .zero, indentation == nil {
                indentation = Int(byte - .zero)
            } else {
                throw cursor.problem(.blockScalarHeader, at: start)
            }
            cursor.position += 1
        }
        guard skipToLineEnd() else { throw cursor.problem(.blockScalarHeader, at: start) }
        if !isAtEnd { cursor.position += 1 }
        return (chomping ?? .clip, indentation)
    }

    /// That of the first line with text. A blank line before it must not be deeper (section 8.1.1.1).
    private func detectedIndentation(parent: Int) throws(NotReadable) -> Int {
        var ahead = cursor
        var deepest = 0
        while ahead.position < end {
            let blanks = ahead.skip { $0 == .space }.count
            guard ahead.next == .lineFeed || ahead.position >= end else {
                guard blanks > parent else { return max(deepest, parent + 1) }
                guard deepest <= blanks else { throw ahead.problem(.indentation) }
                return blanks
            }
            deepest = max(deepest, blanks)
            if ahead.position < end { ahead.position += 1 }
        }
        return max(deepest, parent + 1)
    }

    private mutating func lines(
        indentation: Int, isFolded: Bool, _ chomping: Chomping
    ) throws(NotReadable) -> [UInt8] {
        var text: [UInt8] = []
        var breaks = blankLines(indentation)
        var hasEnd = false
        while !isAtEnd, column == indentation {
            text += [UInt8](repeating: .lineFeed, count: breaks)
            let isDeeper = next == .space || next == .tab
            text += cursor.skip { $0 != .lineFeed }
            hasEnd = !isAtEnd
            if hasEnd { cursor.position += 1 }
            breaks = blankLines(indentation)
            guard !isAtEnd, column == indentation else { break }
            if isFolded, !isDeeper, next != .space, next != .tab {
                if breaks == 0 { text.append(.space) }
            } else {
                text.append(.lineFeed)
            }
        }
        if hasEnd || text.isEmpty { try rewindToLineStart() }
        if chomping != .strip, hasEnd { text.append(.lineFeed) }
        return chomping == .keep ? text + [UInt8](repeating: .lineFeed, count: breaks) : text
    }

    /// Passes lines that have no more than the indentation, and the indentation of the next.
    private mutating func blankLines(_ indentation: Int) -> Int {
        var count = 0
        while !isAtEnd {
            let start = cursor.position
            while cursor.position - start < indentation, next == .space { cursor.position += 1 }
            guard next == .lineFeed else { break }
            count += 1
            cursor.position += 1
        }
        return count
    }

    /// To the beginning of the line that ended the scalar. A tab there is neither text nor indentation.
    private mutating func rewindToLineStart() throws(NotReadable) {
        // The header itself may be what the text ends with: nothing stands below it that could be read again.
        guard !isAtEnd else { return }
        if next == .tab { throw cursor.problem(.tab) }
        cursor.position -= column
    }
}
