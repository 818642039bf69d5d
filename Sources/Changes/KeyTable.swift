/// The allow-list, ready to be compared with bytes.
struct KeyTable: Sendable {
    let keys: [String]
    let caseSensitive: Bool

    /// Keys that no ID can have are left out.
    init(_ keys: [String], caseSensitive: Bool) {
        self.keys = keys.filter { ItemID.isKey(Array($0.utf8)[...]) }
        self.caseSensitive = caseSensitive
    }

    /// The key that stands right before an index, nothing of its word before it.
    func key(endingAt end: Int, in text: Bytes, place: ItemScanner.Place) -> String? {
        keys.first { key in
            let start = end - key.utf8.count
            guard start >= text.startIndex, matches(key, text[start..<end], place: place) else { return false }
            return text.byte(at: start - 1).map { !place.joinsBefore($0) } ?? true
        }
    }

    private func matches(_ key: String, _ text: Bytes, place: ItemScanner.Place) -> Bool {
        caseSensitive && place == .prose ? text.equals(key) : text.equalsIgnoringCase(key)
    }
}
