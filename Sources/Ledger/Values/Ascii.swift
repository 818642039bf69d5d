extension UInt8 {
    /// Whether this is an ASCII digit.
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    /// Whether this is an ASCII letter.
    var isLetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

    /// Whether this is an ASCII letter or digit.
    var isLetterOrDigit: Bool { isDigit || isLetter }
}

extension ArraySlice<UInt8> {
    /// The number that these bytes are if they are ASCII digits only.
    var decimalNumber: Int? { allSatisfy(\.isDigit) ? Int(String(decoding: self, as: UTF8.self)) : nil }
}
