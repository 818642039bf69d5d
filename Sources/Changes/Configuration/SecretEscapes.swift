/// Keys that are written so that no word shows: `"p\u0061ssword"`, `p&#97;ssword`.
enum SecretEscapes {
    /// Whether a line holds a secret once its escapes are undone, and none before.
    static func hide(_ line: Bytes) -> Bool {
        guard line.contains(UInt8(ascii: "\\")) || line.holds("&#"), SecretAssignment.start(in: line) == nil else {
            return false
        }
        let plain = undone(line)[...]
        return !plain.elementsEqual(line) && (SecretAssignment.start(in: plain) != nil || Secrets.isHeld(in: plain))
    }

    private static func undone(_ line: Bytes) -> [UInt8] {
        var text: [UInt8] = []
        var position = line.startIndex
        while position < line.endIndex {
            if let (number, end) = escape(at: position, in: line), text.append(scalar: number) {
                position = end
            } else {
                text.append(line[position])
                position += 1
            }
        }
        return text
    }

    private static func escape(at start: Int, in line: Bytes) -> (number: UInt32, end: Int)? {
        let rest = line[start...]
        for (mark, digits) in [("\\u", 4), ("\\U", 8), ("\\x", 2)] {
            guard let number = rest.after(mark)?.prefix(digits).hexadecimal(count: digits) else { continue }
            return (number, start + 2 + digits)
        }
        guard let reference = rest.after("&#") else { return nil }
        let isHexadecimal = reference.first?.lowercased == UInt8(ascii: "x")
        let digits = reference.dropFirst(isHexadecimal ? 1 : 0).prefix { $0.isDigit || isHexadecimal && $0.isLetter }
        guard digits.count <= 8, line.byte(at: digits.endIndex) == UInt8(ascii: ";"),
            let number = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
        else { return nil }
        return (number, digits.endIndex + 1)
    }
}
