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
        guard text.byte(at: start)?.isLetter == true else { return nil }
        return misshapen(at: start, in: text) ?? misspelt(at: start, in: text)
    }

    /// Near misses among the words of a trailer's value.
    func nearMisses(inValue value: Bytes) -> [NearMiss] {
        value.wordStarts.filter { item(at: $0, in: value) == nil }.compactMap { nearMiss(at: $0, in: value) }
    }

    /// A key of any case with something else than one dash before the number, or a number with leading zeros:
    /// `KAFKA- 12834`, `Kafka 16887`, `KAFKA_123`, `kafka-12`, `KAFKA12`, `KAFKA-0012`.
    private func misshapen(at start: Int, in text: Bytes) -> NearMiss? {
        for key in keys.keys where text[start...].beginsIgnoringCase(with: key) {
            let end = start + key.utf8.count
            let digits = text[end...].prefix(4).end(from: end, while: \.isSloppyJoint)
            if let miss = miss(from: start, digits: digits, key: key, in: text) { return miss }
        }
        return nil
    }

    /// A key with one letter wrong, missing, too many or swapped with the next: `KAKFA-17173`.
    private func misspelt(at start: Int, in text: Bytes) -> NearMiss? {
        let dash = text[start...].prefix(ItemID.longestKey + 2).end(from: start, while: \.isWord)
        let word = text[start..<dash]
        guard text.byte(at: dash) == .dash, !word.isWellKnown, !keys.keys.contains(where: word.equals)
        else { return nil }
        let key = keys.keys.first { $0.utf8.count > 2 && word.isOneEdit(from: $0) }
        return key.flatMap { miss(from: start, digits: dash + 1, key: $0, in: text) }
    }

    private func miss(from start: Int, digits: Int, key: String, in text: Bytes) -> NearMiss? {
        guard let digits = text.number(at: digits), let number = ItemID.value(digits) else { return nil }
        return NearMiss(text: Array(text[start..<digits.endIndex]), suggestion: ItemID(key: key, number: number))
    }
}

extension UInt8 {
    private static let sloppyJoints = Array(" \t-_:#".utf8)

    fileprivate var isSloppyJoint: Bool { UInt8.sloppyJoints.contains(self) }
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
