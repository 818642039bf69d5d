import Git

/// How the keys of subjects become names in the ledger's tree (Design, "Where things are kept").
package enum KeyEncoding {
    /// Names are shorter. Longer ones are cut to exactly this length, and told apart by the digits of their key's hash.
    private static let lengthLimit = 120

    /// Percent-encodes to `[A-Za-z0-9._-]`, so that no key can leave its place: a leading dot and every other byte
    /// become `%41`-like escapes with `_` in place of `%`, and `_` itself is escaped too.
    package static func encoded(_ key: String) throws -> String {
        let isPlain = key.utf8.allSatisfy(isPlain) && key.utf8.first != UInt8(ascii: ".")
        if isPlain, key.utf8.count < lengthLimit { return key }
        var result = ""
        for byte in key.utf8 {
            let isLeadingDot = byte == UInt8(ascii: ".") && result.isEmpty
            result += self.isPlain(byte) && !isLeadingDot ? String(UnicodeScalar(byte)) : escape(byte)
        }
        guard result.utf8.count >= lengthLimit else { return result }
        return result.prefix(lengthLimit - ObjectID.digitCount - 1) + "-" + "\(try hash(key))"
    }

    /// The key of which `encoded` made a name; nil for a name that it never makes, and for a key that it cut.
    package static func decoded(_ name: String) throws -> String? {
        var bytes: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "_") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let key = String(validating: bytes, as: UTF8.self) else { return nil }
        return try encoded(key) == name ? key : nil
    }

    /// The two folders that spread a million keys evenly: the first four hex digits of the key's hash.
    package static func fanOut(_ key: String) throws -> [String] {
        try hash(key).bytes.prefix(2).map { byte in
            String(decoding: [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]], as: UTF8.self)
        }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    private static func hash(_ key: String) throws -> ObjectID {
        try Repository.id(of: Array(key.utf8), .blob)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "_" + (digits.count == 1 ? "0" + digits : digits)
    }
}
