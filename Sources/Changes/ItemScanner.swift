/// An ID in a text, and where it stands there.
struct LocatedItem {
    let item: ItemID
    let range: Range<Int>
}

/// Finds IDs whose keys are on the allow-list.
struct ItemScanner: Sendable {
    /// Where an ID is written decides what may touch it.
    ///
    /// In prose `XRFC-1`, `X-RFC-1`, `RFC-1a`, `RFC-1-2` and `RFC-1.2` are other words, `RFC-1-related` is RFC-1.
    /// In the name of a branch dashes and underscores stand for spaces, and case tells nothing.
    enum Place: Sendable {
        case prose, branch
    }

    let keys: KeyTable

    /// All IDs of a text, in its order, in one pass.
    func items(in text: Bytes, place: Place = .prose) -> [LocatedItem] {
        var found: [LocatedItem] = []
        var rest = text
        while let dash = rest.firstIndex(of: .dash) {
            if let item = item(aroundDash: dash, in: text, place: place) { found.append(item) }
            rest = rest[(dash + 1)...]
        }
        return found
    }

    /// The ID that begins exactly at an index.
    func item(at start: Int, in text: Bytes, place: Place = .prose) -> LocatedItem? {
        let reach = text[start...].prefix(ItemID.longestKey + 1)
        let dash = reach.end(from: start, while: \.isWord)
        guard reach.byte(at: dash) == .dash, let found = item(aroundDash: dash, in: text, place: place)
        else { return nil }
        return found.range.lowerBound == start ? found : nil
    }

    private func item(aroundDash dash: Int, in text: Bytes, place: Place) -> LocatedItem? {
        guard text.byte(at: dash + 1)?.isDigit == true,
            let key = keys.key(endingAt: dash, in: text, place: place),
            let digits = text.number(at: dash + 1, place: place), let number = ItemID.number(digits)
        else { return nil }
        let item = ItemID(key: key, number: number)
        return LocatedItem(item: item, range: (dash - key.utf8.count)..<digits.endIndex)
    }
}

extension ItemScanner.Place {
    /// Whether a byte right before an ID makes it a part of another word.
    func joinsBefore(_ byte: UInt8) -> Bool {
        self == .branch ? byte.isLetter || byte.isDigit : byte.isWord || byte == .dash
    }

    /// Whether what follows an ID makes it a part of another word.
    func joinsAfter(_ byte: UInt8, then next: UInt8?) -> Bool {
        if self == .branch { return byte.isLetter || byte.isDigit }
        return byte.isWord || (byte == .dash || byte == .dot) && next?.isDigit == true
    }
}

extension Bytes {
    /// The digits that begin at an index, nil where they are none or a part of a longer word. No more than ten are
    /// looked at, one more than an ID may have.
    func number(at start: Int, place: ItemScanner.Place = .prose) -> Bytes? {
        let end = self[start...].prefix(10).end(from: start, while: \.isDigit)
        guard end > start else { return nil }
        let isJoined = byte(at: end).map { place.joinsAfter($0, then: byte(at: end + 1)) } ?? false
        return isJoined ? nil : self[start..<end]
    }
}
