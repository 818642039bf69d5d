/// The allow-list, ready to be compared with bytes.
struct KeyTable: Sendable {
    struct Key: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    let keys: [Key]
    let caseSensitive: Bool

    /// Keys that no ID can have are left out.
    init(_ keys: [String], caseSensitive: Bool) {
        self.keys = keys.map { Key(name: $0, bytes: Array($0.utf8)) }.filter { ItemID.isKey($0.bytes[...]) }
        self.caseSensitive = caseSensitive
    }

    /// The key that stands right before an index, nothing of its word before it.
    func key(endingAt end: Int, in text: Bytes, place: ItemScanner.Place) -> Key? {
        keys.first { key in
            let start = end - key.bytes.count
            guard start >= text.startIndex, matches(key, text[start..<end], place: place) else { return false }
            return text.byte(at: start - 1).map { !place.joinsBefore($0) } ?? true
        }
    }

    private func matches(_ key: Key, _ text: Bytes, place: ItemScanner.Place) -> Bool {
        caseSensitive && place == .prose ? text.elementsEqual(key.bytes) : text.equalsIgnoringCase(key.bytes)
    }
}
