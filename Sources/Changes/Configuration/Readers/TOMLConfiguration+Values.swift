/// Values (TOML 1.0.0, from "String" to "Inline Table").
extension TOMLConfiguration {
    mutating func value() throws(NotReadable) -> TOMLValue {
        try cursor.count()
        try cursor.enter()
        defer { cursor.leave() }
        switch cursor.next {
        case UInt8(ascii: "\""), .quote: return .node(.string(try string()))
        case UInt8(ascii: "["): return .node(.list(try list()))
        case UInt8(ascii: "{"): return .node(.table(try inlineTable()))
        default: return .node(.scalar(try word()))
        }
    }

    private mutating func list() throws(NotReadable) -> [ConfigurationNode] {
        cursor.position += 1
        var elements: [ConfigurationNode] = []
        skipLayout()
        while cursor.next != UInt8(ascii: "]") {
            if case .node(let node) = try value() { elements.append(node) }
            skipLayout()
            guard cursor.skip(",") || cursor.next == UInt8(ascii: "]") else { throw cursor.problem(.unexpected) }
            skipLayout()
        }
        cursor.position += 1
        return elements
    }

    /// Blanks, line ends and comments.
    private mutating func skipLayout() {
        cursor.skip(while: \.isSpace)
        while cursor.next == UInt8(ascii: "#") {
            _ = cursor.line()
            cursor.skip(while: \.isSpace)
        }
    }

    /// On one line, without a comma at the end.
    private mutating func inlineTable() throws(NotReadable) -> ConfigurationTable {
        cursor.position += 1
        let table = TOMLTable()
        cursor.skipBlanks()
        if cursor.skip("}") { return ConfigurationTable() }
        repeat {
            let start = cursor.position
            let (path, value) = try keyValue()
            try table.set(path, value, cursor, at: start)
            cursor.skipBlanks()
        } while cursor.skip(",")
        guard cursor.skip("}") else { throw cursor.problem(.unexpected) }
        return try table.table(cursor)
    }

    /// A boolean, a number or a date, as it is written.
    private mutating func word() throws(NotReadable) -> ConfigurationScalar {
        let start = cursor.position
        let marks = Array("+-._:".utf8)
        cursor.skip { $0.isLetter || $0.isDigit || marks.contains($0) }
        // A blank may stand between date and time.
        if cursor.position - start == 10, cursor.next == .space, cursor.byte(after: 1)?.isDigit == true {
            cursor.position += 1
            cursor.skip { $0.isLetter || $0.isDigit || marks.contains($0) }
        }
        let text = cursor.bytes[start..<cursor.position]
        guard let kind = TOMLWord.kind(of: text) else { throw cursor.problem(.badNumber, at: start) }
        return ConfigurationScalar(Array(text), kind)
    }
}

/// What a value without marks stands for.
enum TOMLWord {
    static func kind(of text: Bytes) -> ConfigurationScalar.Kind? {
        if text.equals("true") || text.equals("false") { return .boolean }
        if isDate(text) { return .date }
        let unsigned = text.first == .dash || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
        if unsigned.equals("inf") || unsigned.equals("nan") { return .number }
        for (prefix, letters) in [("0x", "0123456789abcdefABCDEF"), ("0o", "01234567"), ("0b", "01")] {
            if let digits = text.after(prefix) { return isDigits(digits, letters) ? .number : nil }
        }
        return isNumber(unsigned) ? .number : nil
    }

    /// Digits with single underscores between them.
    private static func isDigits(_ text: Bytes, _ letters: String = "0123456789") -> Bool {
        text.split(separator: .underscore, omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part.allSatisfy(letters.utf8.contains)
        }
    }

    private static func isNumber(_ text: Bytes) -> Bool {
        let mantissa = text.prefix { $0.lowercased != UInt8(ascii: "e") }
        let parts = mantissa.split(separator: .dot, omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ isDigits($0) }), let whole = parts.first else { return false }
        guard whole.count == 1 || whole.first != .zero else { return false }
        if mantissa.endIndex == text.endIndex { return true }
        let exponent = text[(mantissa.endIndex + 1)...]
        let isSigned = exponent.first == .dash || exponent.first == UInt8(ascii: "+")
        return isDigits(isSigned ? exponent.dropFirst() : exponent)
    }

    /// Dates and times by their form (RFC 3339); `d` is a digit.
    private static func isDate(_ text: Bytes) -> Bool {
        var form = String(decoding: text.map { $0.isDigit ? UInt8(ascii: "d") : $0.lowercased }, as: UTF8.self)
        if let dot = form.firstIndex(of: ".") {
            let end = form[form.index(after: dot)...].firstIndex { $0 != "d" } ?? form.endIndex
            guard form.distance(from: dot, to: end) > 1, form[..<dot].hasSuffix("dd:dd:dd") else { return false }
            form.removeSubrange(dot..<end)
        }
        let time = "dd:dd:dd"
        let moments = ["t", " "].map { "dddd-dd-dd\($0)\(time)" }
        let zones = ["", "z", "+dd:dd", "-dd:dd"]
        return form == "dddd-dd-dd" || form == time
            || moments.contains { moment in zones.contains { form == moment + $0 } }
    }
}
