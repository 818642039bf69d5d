/// The secrets that a command line feeds to a program: `echo xyz | docker login --password-stdin`, `chpasswd <<< user:xyz`.
enum SecretInput {
    /// How many lines a command has at most, and how many programs that read a secret; beyond, a text is no configuration.
    private static let mostLines = 64
    private static let mostReaders = 16

    /// Where such secrets are in a text of one or more commands.
    static func ranges(in text: Bytes) -> [Range<Int>] {
        guard text.contains(UInt8(ascii: "|")) || text.holds("<<") else { return [] }
        var ranges: [Range<Int>] = []
        var position = text.startIndex
        while position < text.endIndex {
            let command = command(at: position, in: text)
            position = command.endIndex + 1
            let readers = readers(in: command).prefix(mostReaders)
            for reader in readers {
                ranges += [piped(into: reader, in: command), hereString(for: reader, in: command)]
                    .compactMap(\.self)
            }
            guard !readers.isEmpty, let document = document(openedBy: command, in: text) else { continue }
            ranges.append(document)
            position = document.upperBound
        }
        return ranges
    }

    /// A line, with those below that a backslash, a pipe or a quotation joins to it.
    private static func command(at start: Int, in text: Bytes) -> Bytes {
        var end = text.end(from: start) { $0 != .lineFeed }
        var lines = 1
        while end < text.endIndex, lines < mostLines {
            let last = text[start..<end].withoutTrailingSpace.last
            let next = text.byte(at: text.end(from: end + 1) { $0 == .space || $0 == .tab })
            let isJoined = last == UInt8(ascii: "\\") || last?.isPipe == true || next?.isPipe == true
            guard isJoined || hasOpenQuotation(text[start..<end]) else { break }
            end = text.end(from: end + 1) { $0 != .lineFeed }
            lines += 1
        }
        return text[start..<end]
    }

    /// Whether what `echo` or its like says begins with a quotation mark and is not ended by one.
    private static func hasOpenQuotation(_ command: Bytes) -> Bool {
        let words = command.split(whereSeparator: \.isSpace)
        guard let echo = words.lastIndex(where: isFeeder),
            let argument = words[(echo + 1)...].first(where: { $0.first != .dash }),
            let mark = argument.first,
            mark == .quote || mark == UInt8(ascii: "\"")
        else { return false }
        return !command[argument.startIndex...].count { $0 == mark }.isMultiple(of: 2)
    }

    private static func isFeeder(_ word: Bytes) -> Bool {
        ["echo", "printf", "print"].contains(where: word.equals)
    }

    // MARK: - Who reads

    /// The words that say that their program reads a secret.
    private static func readers(in command: Bytes) -> [Bytes] {
        let words = command.split { $0.endsArgument || $0.isShellMark }
        return words.indices.filter { index in
            let (word, next) = (words[index], index + 1 < words.count ? words[index + 1] : [])
            return isReader(word) || word.equals("sudo") && next.equals("-S")
        }.map { words[$0] }
    }

    private static func isReader(_ word: Bytes) -> Bool {
        guard word.first == .dash else {
            let name = word[((word.lastIndex(of: .slash) ?? word.startIndex - 1) + 1)...]
            return programs.contains(where: name.equals)
        }
        let words = KeyWords.words(of: word)
        guard words.contains(where: ["stdin", "fd", "with"].contains) else { return false }
        return words == ["stdin"] || words.contains { SecretKey(Array($0.utf8)[...]).isSecret }
    }

    private static let programs = [
        "chpasswd", "chgpasswd", "newusers", "passwd", "smbpasswd", "mkpasswd", "htpasswd", "vncpasswd",
        "kinit",
        "cryptsetup", "ssh-add", "su", "login",
    ]

    // MARK: - What they read

    /// The words of `echo` and its like before the pipe that leads to a reader.
    private static func piped(into reader: Bytes, in command: Bytes) -> Range<Int>? {
        let before = command[..<reader.startIndex]
        guard let pipe = before.lastIndex(where: \.isPipe), before.byte(at: pipe - 1)?.isPipe != true,
            !before[pipe...].dropFirst().endsCommand
        else { return nil }
        let feeding = before[..<pipe]
        let words = feeding.split { $0.endsArgument || $0.isShellMark }
        guard let echo = words.last(where: isFeeder),
            !feeding[echo.endIndex...].endsCommand
        else { return nil }
        return literal(in: feeding[echo.endIndex...]).map { $0..<reader.startIndex }
    }

    private static func hereString(for reader: Bytes, in command: Bytes) -> Range<Int>? {
        guard let start = command.indices.first(where: { command[$0...].begins(with: "<<<") }) else {
            return nil
        }
        let between = min(start, reader.endIndex)..<max(start, reader.startIndex)
        guard !command[between].endsCommand else { return nil }
        return literal(in: command[(start + 3)...]).map { $0..<command.endIndex }
    }

    /// The lines below, up to the one that ends the document.
    private static func document(openedBy command: Bytes, in text: Bytes) -> Range<Int>? {
        guard let document = HereDocument(openedBy: command), command.endIndex < text.endIndex else {
            return nil
        }
        let start = command.endIndex + 1
        var position = start
        while position < text.endIndex {
            let end = text.end(from: position) { $0 != .lineFeed }
            if document.isEnded(by: text[position..<end]) { return start..<position }
            position = end + 1
        }
        return start..<text.endIndex
    }

    /// Where the first word begins that is neither an option, a format nor where the secret comes from: `$TOKEN`,
    /// `${{ secrets.token }}`, `user:$PASSWORD`.
    private static func literal(in arguments: Bytes) -> Int? {
        var closing: String?
        for word in arguments.split(whereSeparator: \.endsArgument) {
            if let mark = closing {
                if word.suffix(mark.utf8.count).equals(mark) { closing = nil }
                continue
            }
            if let (opening, mark) = [("{{", "}}"), ("${{", "}}"), ("$(", ")")].first(where: {
                word.begins(with: $0.0)
            }
            ) {
                closing =
                    word.dropFirst(opening.utf8.count).suffix(mark.utf8.count).equals(mark) ? nil : mark
                continue
            }
            let value = word[((word.lastIndex(of: .colon) ?? word.startIndex - 1) + 1)...]
            if word.first == .dash || word.first == UInt8(ascii: "%") || value.first == UInt8(ascii: "$") {
                continue
            }
            return word.startIndex
        }
        return nil
    }
}

extension Bytes {
    /// Whether a command ends in the text: at `;` or `&`, outside of quotation marks.
    fileprivate var endsCommand: Bool {
        var mark: UInt8?
        for byte in self {
            if byte == mark {
                mark = nil
            } else if mark == nil, byte == .quote || byte == UInt8(ascii: "\"") {
                mark = byte
            } else if mark == nil, byte == UInt8(ascii: ";") || byte == UInt8(ascii: "&") {
                return true
            }
        }
        return false
    }
}

extension UInt8 {
    fileprivate var isPipe: Bool { self == UInt8(ascii: "|") }

    fileprivate var isShellMark: Bool { Array("|;&()<>".utf8).contains(self) }
}
