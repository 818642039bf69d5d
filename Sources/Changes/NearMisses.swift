/// Text that was likely meant as an ID and is none. It never links.
package struct NearMiss: Hashable, Sendable {
    package let text: [UInt8]
    package let suggestion: ItemID

    package init(text: [UInt8], suggestion: ItemID) {
        self.text = text
        self.suggestion = suggestion
    }
}

extension ItemScanner {
    /// What begins at an index and resembles an ID. Asked only where an ID would link: elsewhere false alarms win.
    func nearMiss(at start: Int, in text: Bytes) -> NearMiss? {
        let word = text.end(ofSloppyJointsFrom: start, invisibleOnly: true)
        if word > start, let hidden = item(at: word, in: text) {
            return NearMiss(text: Array(text[start..<hidden.range.upperBound]), suggestion: hidden.item)
        }
        return misshapen(at: word, in: text) ?? misspelt(at: word, in: text)
    }

    /// Near misses among the words of a trailer's value.
    func nearMisses(inValue value: Bytes) -> [NearMiss] {
        value.wordStarts.filter { item(at: $0, in: value) == nil }.compactMap { nearMiss(at: $0, in: value) }
    }

    /// The word of a form in any case with something else than its own marks before the number, or a number with leading zeros or
    /// without those that it needs: `KAFKA- 12834`, `Kafka 16887`, `KAFKA_123`, `kafka-12`, `KAFKA12`, `KAFKA-0012`, `KAFKA–12`,
    /// `##123`, `CHG30012`.
    private func misshapen(at start: Int, in text: Bytes) -> NearMiss? {
        for entry in forms.entries {
            let word = entry.form.before.utf8.reversed().drop { !$0.isWord && $0 < 0x80 }.count
            let name = String(decoding: entry.form.before.utf8.prefix(word), as: UTF8.self)
            guard text[start...].beginsIgnoringCase(with: name) else { continue }
            let end = start + word
            let digits = text.end(ofSloppyJointsFrom: end, invisibleOnly: false)
            // A number alone is none.
            guard word > 0 || entry.form.before.utf8.first.map(text[start..<digits].contains) == true,
                let miss = miss(from: start, digits: digits, key: entry.key, in: text)
            else { continue }
            return miss
        }
        return nil
    }

    /// A key with one letter wrong, missing, too many or swapped with the next: `KAKFA-17173`.
    private func misspelt(at start: Int, in text: Bytes) -> NearMiss? {
        let dash = text[start...].prefix(ItemID.longestKey + 2).end(from: start, while: \.isWord)
        let word = text[start..<dash]
        guard text.byte(at: start)?.isLetter == true, text.byte(at: dash) == .dash, !word.isWellKnown,
            !forms.keys.contains(where: word.equals)
        else { return nil }
        let key = forms.keys.first { $0.utf8.count > 2 && word.isOneEdit(from: $0) }
        return key.flatMap { miss(from: start, digits: dash + 1, key: $0, in: text) }
    }

    private func miss(from start: Int, digits: Int, key: String, in text: Bytes) -> NearMiss? {
        guard let digits = text.number(at: digits), let number = ItemID.value(digits) else { return nil }
        return NearMiss(text: Array(text[start..<digits.endIndex]), suggestion: ItemID(key: key, number: number))
    }
}

extension Bytes {
    /// What people and programs put between a key and its number instead of a dash: other dashes (U+2010 to U+2015, U+2212).
    private static let dashes = ["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2015}", "\u{2212}"]
    /// What nobody sees: blanks that do not break, of no width, and marks of direction.
    private static let invisible = [
        "\u{A0}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{200F}", "\u{202A}", "\u{202B}", "\u{202C}",
        "\u{202D}",
        "\u{202E}", "\u{202F}", "\u{2060}", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{FEFF}",
    ]
    private static let joints = Array(" \t-_:#".utf8)

    /// Where up to four such marks end that begin at an index.
    fileprivate func end(ofSloppyJointsFrom start: Int, invisibleOnly: Bool) -> Int {
        var index = start
        for _ in 0..<4 {
            guard let byte = byte(at: index) else { break }
            if byte < 0x80 {
                guard !invisibleOnly, Self.joints.contains(byte) else { break }
                index += 1
            } else {
                let marks = invisibleOnly ? Self.invisible : Self.dashes + Self.invisible
                guard let mark = marks.first(where: { self[index...].begins(with: $0) }) else { break }
                index += mark.utf8.count
            }
        }
        return index
    }
}

extension Bytes {
    /// Words that numbers follow everywhere, and that are not to be taken for a misspelt key.
    private static let wellKnown = [
        "UTF", "SHA", "ISO", "RFC", "CVE", "CWE", "JDK", "JEP", "JSR", "PEP", "KIP", "TLS", "SSL", "AES", "RSA", "MD",
        "IPV", "HTTP", "ES", "EC", "GHSA",
    ]

    fileprivate var isWellKnown: Bool { Bytes.wellKnown.contains(where: equalsIgnoringCase) }

    /// Whether one letter inserted, deleted, replaced or swapped with its neighbour makes the one word of the other.
    fileprivate func isOneEdit(from other: String) -> Bool {
        let (left, right) = (map(\.lowercased), other.utf8.map(\.lowercased))
        let same = zip(left, right).prefix { $0 == $1 }.count
        let rest = zip(left.dropFirst(same).reversed(), right.dropFirst(same).reversed()).prefix { $0 == $1 }.count
        let (mine, its) = (left.dropFirst(same).dropLast(rest), right.dropFirst(same).dropLast(rest))
        let isSwap = mine.count == 2 && mine.elementsEqual(its.reversed())
        return isSwap || mine.count < 2 && its.count < 2 && mine.count + its.count > 0
    }
}
