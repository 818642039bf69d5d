/// The words of a key, in lower case.
enum KeyWords {
    /// Parts at marks and where a capital begins a word: `dbPassword`, `APIKey`.
    static func words(of key: Bytes) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for (index, byte) in zip(key.indices, key) {
            if !byte.isLetter && !byte.isDigit || beginsWord(at: index, in: key) { take(&word, into: &words) }
            if byte.isLetter || byte.isDigit { word.append(byte.lowercased) }
        }
        take(&word, into: &words)
        return words
    }

    private static func take(_ word: inout [UInt8], into words: inout [String]) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
    }

    private static func beginsWord(at index: Int, in key: Bytes) -> Bool {
        guard key[index].isCapital, let before = key.byte(at: index - 1) else { return false }
        let next = key.byte(at: index + 1) ?? .zero
        return !before.isCapital || next.isLetter && !next.isCapital
    }
}

extension UInt8 {
    fileprivate var isCapital: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
}
