/// Reads JSON from bytes in one pass. Foundation's decoder takes 20 microseconds for a record of the ledger, most of it
/// spent on asking types what they conform to; a gate reads thousands.
struct JSONReader {
    private let bytes: ArraySlice<UInt8>
    private var position: Int
    private var depth = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// One value, and nothing but white space around it.
    mutating func text() throws(JSONProblem) -> JSONValue {
        let value = try value()
        skipSpace()
        guard position == bytes.endIndex else { throw problem(.unexpectedByte) }
        return value
    }

    private mutating func value() throws(JSONProblem) -> JSONValue {
        skipSpace()
        switch try next() {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return .object(try nested { reader throws(JSONProblem) in try reader.object() })
        case UInt8(ascii: "["): return .array(try nested { reader throws(JSONProblem) in try reader.array() })
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func nested<Value>(
        _ read: (inout JSONReader) throws(JSONProblem) -> Value
    ) throws(JSONProblem) -> Value {
        depth += 1
        guard depth <= JSONValue.depthLimit else { throw problem(.tooDeep) }
        position += 1
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONProblem) -> JSONObject {
        var members: [JSONObject.Member] = []
        if skip(UInt8(ascii: "}")) { return JSONObject(members: members) }
        repeat {
            skipSpace()
            guard try next() == UInt8(ascii: "\"") else { throw problem(.unexpectedByte) }
            let name = try string()
            guard skip(.colon) else { throw problem(.unexpectedByte) }
            members.append(.init(name: name, value: try value()))
        } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "}")) else { throw problem(.unexpectedByte) }
        if let name = members.repeatedName { throw problem(.nameTwice(name)) }
        return JSONObject(members: members)
    }

    private mutating func array() throws(JSONProblem) -> [JSONValue] {
        var values: [JSONValue] = []
        if skip(UInt8(ascii: "]")) { return values }
        repeat { values.append(try value()) } while skip(UInt8(ascii: ","))
        guard skip(UInt8(ascii: "]")) else { throw problem(.unexpectedByte) }
        return values
    }

    private mutating func literal(_ word: String, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        guard bytes[position...].begins(with: word) else { throw problem(.unexpectedByte) }
        position += word.utf8.count
        return value
    }

    /// `-`, digits without a leading zero, a fraction, an exponent.
    private mutating func number() throws(JSONProblem) -> String {
        let start = position
        if bytes[position] == .dash { position += 1 }
        let isZero = bytes.byte(at: position) == .zero
        let whole = try digits()
        guard !isZero || whole == 1 else { throw problem(.unexpectedByte) }
        if bytes.byte(at: position) == .dot {
            position += 1
            try digits()
        }
        if bytes.byte(at: position)?.lowercased == UInt8(ascii: "e") {
            position += 1
            if let sign = bytes.byte(at: position), sign == .dash || sign == UInt8(ascii: "+") { position += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    @discardableResult
    private mutating func digits() throws(JSONProblem) -> Int {
        let start = position
        position = bytes.end(from: position, while: \.isDigit)
        guard position > start else { throw problem(position < bytes.endIndex ? .unexpectedByte : .unexpectedEnd) }
        return position - start
    }

    /// The string whose opening quotation mark is next.
    private mutating func string() throws(JSONProblem) -> String {
        position += 1
        let start = position
        position = bytes.end(from: position) { !$0.needsEscape }
        guard try next() != UInt8(ascii: "\"") else {
            let text = try validated(bytes[start..<position])
            position += 1
            return text
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONProblem) -> String {
        var text = Array(bytes[start..<position])
        while try next() != UInt8(ascii: "\"") {
            guard bytes[position] == UInt8(ascii: "\\") else { throw problem(.unexpectedByte) }
            position += 1
            try appendEscape(to: &text)
            let end = bytes.end(from: position) { !$0.needsEscape }
            text += bytes[position..<end]
            position = end
        }
        position += 1
        return try validated(text[...])
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(JSONProblem) {
        let letter = try next()
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(.lineFeed)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(.tab)
        case UInt8(ascii: "u"): text += String(Character(try scalar())).utf8
        default: throw problem(.badEscape)
        }
    }

    /// The character of `XXXX` or, beyond the first plane, of `XXXX\uXXXX`; half a pair is none.
    private mutating func scalar() throws(JSONProblem) -> UnicodeScalar {
        let first = try hexadecimal()
        if let scalar = UnicodeScalar(first) { return scalar }
        guard first < 0xDC00, bytes[position...].begins(with: "\\u") else { throw problem(.badEscape) }
        position += 2
        let second = try hexadecimal()
        guard 0xDC00...0xDFFF ~= second,
            let scalar = UnicodeScalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw problem(.badEscape) }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONProblem) -> UInt32 {
        let digits = bytes[position...].prefix(4)
        let isPlain = digits.allSatisfy { $0.isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0.lowercased }
        guard digits.count == 4, isPlain, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw problem(.badEscape) }
        position += 4
        return value
    }

    private func validated(_ text: ArraySlice<UInt8>) throws(JSONProblem) -> String {
        // The general way looks at one character after the other.
        if text.allSatisfy({ $0 < 0x80 }) { return String(decoding: text, as: UTF8.self) }
        guard let text = String(validating: text, as: UTF8.self) else { throw problem(.notUTF8) }
        return text
    }

    private func next() throws(JSONProblem) -> UInt8 {
        guard position < bytes.endIndex else { throw problem(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func skipSpace() { position = bytes.end(from: position, while: \.isSpace) }

    private mutating func skip(_ byte: UInt8) -> Bool {
        skipSpace()
        guard bytes.byte(at: position) == byte else { return false }
        position += 1
        return true
    }

    private func problem(_ reason: JSONProblem.Reason) -> JSONProblem {
        JSONProblem(reason: reason, offset: position - bytes.startIndex)
    }
}

extension [JSONObject.Member] {
    /// Names are compared as bytes: two spellings of one accented letter are two names.
    fileprivate var repeatedName: String? {
        // Few names are compared faster than they are hashed.
        if count <= 16 {
            let second = indices.first { index in
                self[..<index].contains { $0.name.isSpelled(as: self[index].name) }
            }
            return second.map { self[$0].name }
        }
        var seen: Set<[UInt8]> = []
        return first { !seen.insert([UInt8]($0.name.utf8)).inserted }?.name
    }
}
