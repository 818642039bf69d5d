/// An ID in a text, and where it stands there.
struct LocatedItem {
    let item: ItemID
    let range: Range<Int>
}

/// Finds IDs in the forms that the policy allows.
struct ItemScanner: Sendable {
    /// Where an ID is written decides what may touch it.
    ///
    /// In prose `XRFC-1`, `X-RFC-1`, `RFC-1a`, `RFC-1-2`, `RFC-1.2`, `other/repo#1` and `&#39;` are other words, `RFC-1-related` is
    /// RFC-1. In the name of a branch dashes and underscores stand for spaces, case says nothing, and a number that begins a part
    /// of the name needs no mark: `feature/123-title`.
    enum Place: Sendable {
        case prose, branch
    }

    let forms: FormTable

    /// All IDs of a text, in its order, in one pass.
    func items(in text: Bytes, place: Place = .prose) -> [LocatedItem] {
        var found: [LocatedItem] = []
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isDigit else {
                index += 1
                continue
            }
            let end = text.end(from: index, while: \.isDigit)
            if let item = item(around: index..<end, in: text, place: place) { found.append(item) }
            index = end
        }
        return found
    }

    /// The ID that begins exactly at an index.
    func item(at start: Int, in text: Bytes) -> LocatedItem? {
        let limit = min(text.endIndex, start + ItemForm.longest + 64)
        var index = start
        while index < limit {
            guard text[index].isDigit else {
                index += 1
                continue
            }
            let end = text.end(from: index, while: \.isDigit)
            if let found = item(around: index..<end, in: text, place: .prose) {
                return found.range.lowerBound == start ? found : nil
            }
            index = end
        }
        return nil
    }

    /// The ID that is all of a text.
    func item(named text: Bytes) -> ItemID? {
        item(at: text.startIndex, in: text).flatMap { $0.range.upperBound == text.endIndex ? $0.item : nil }
    }

    private func item(around digits: Range<Int>, in text: Bytes, place: Place) -> LocatedItem? {
        forms.item(around: digits, in: text, place: place)
            ?? (place == .branch ? unmarkedItem(at: digits, in: text) : nil)
    }

    /// `123` in `feature/123-title` and `feature/123`. In `release/2024-01` and `1.2` a number is a version.
    private func unmarkedItem(at digits: Range<Int>, in text: Bytes) -> LocatedItem? {
        guard let key = forms.bareKey, let number = ItemID.number(text[digits]) else { return nil }
        let folder = text[..<digits.lowerBound]
        guard folder.last == .slash || folder.isEmpty else { return nil }
        let isNamed =
            text.byte(at: digits.upperBound).map { $0 == .dash || $0 == .underscore } == true
            && text.byte(at: digits.upperBound + 1)?.isLetter == true
        let isWhole =
            digits.upperBound == text.endIndex && !folder.isEmpty && !folder.beginsIgnoringCase(with: "release")
        return isNamed || isWhole ? LocatedItem(item: ItemID(key: key, number: number), range: digits) : nil
    }
}

extension ItemScanner.Place {
    /// Whether a byte right before an ID makes it a part of another word, or of a mark of another sort.
    func joinsBefore(_ byte: UInt8, _ first: UInt8) -> Bool {
        if self == .branch { return byte.isLetter || byte.isDigit }
        if byte.isWord || byte == .dash { return true }
        return !first.isWord && first < 0x80 && (byte == first || byte == .slash || byte == UInt8(ascii: "&"))
    }

    /// Whether what follows an ID makes it a part of another word.
    func joinsAfter(_ byte: UInt8, then next: UInt8?) -> Bool {
        if self == .branch { return byte.isLetter || byte.isDigit }
        return byte.isWord || (byte == .dash || byte == .dot) && next?.isDigit == true
    }

    /// Whether a byte stands for a blank of a form.
    func isBlank(_ byte: UInt8) -> Bool {
        self == .branch ? byte == .dash || byte == .underscore : byte == .space || byte == .tab
    }

    func isEqual(_ byte: UInt8, _ other: UInt8, ignoresCase: Bool) -> Bool {
        self == .branch || ignoresCase ? byte.lowercased == other.lowercased : byte == other
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
