/// Counts the keys that lead the subjects of a history, where no allow-list says yet which words are keys.
package struct KeyCensus: Sendable {
    /// The messages that were counted.
    package private(set) var messages = 0
    private var tallies: [String: Tally] = [:]

    private struct Tally {
        var subjects = 0
        var inCapitals = 0
        var numbers: Set<Int> = []
    }

    package init() {}

    /// Counts the IDs that lead a message's subject, each key once.
    package mutating func add(_ message: [UInt8]) {
        messages += 1
        let subject = Message(message).subject[...]
        let items = ItemRun(leading: subject) { Self.item(at: $0, in: subject) }.items
        for (key, namesakes) in Dictionary(grouping: items, by: { $0.key.uppercased() }) {
            var tally = tallies[key, default: Tally()]
            tally.subjects += 1
            if namesakes.contains(where: { $0.key == key }) { tally.inCapitals += 1 }
            tally.numbers.formUnion(namesakes.map(\.number))
            tallies[key] = tally
        }
    }

    /// The counts of all keys, the most frequent first.
    package var counts: [KeyCount] {
        tallies.map { key, tally in
            KeyCount(key: key, subjects: tally.subjects, inCapitals: tally.inCapitals, numbers: tally.numbers.count)
        }
        .sorted { ($1.subjects, $0.key) < ($0.subjects, $1.key) }
    }

    /// Anything that could be an ID, whatever its key.
    private static func item(at start: Int, in text: Bytes) -> LocatedItem? {
        let dash = text[start...].prefix(ItemID.longestKey + 1).end(from: start, while: \.isWord)
        guard text.byte(at: dash) == .dash, ItemID.isKey(text[start..<dash]), let digits = text.number(at: dash + 1),
            let number = ItemID.number(digits)
        else { return nil }
        let item = ItemID(key: String(decoding: text[start..<dash], as: UTF8.self), number: number)
        return LocatedItem(item: item, range: start..<digits.endIndex)
    }
}

/// How often one key leads subjects.
package struct KeyCount: Hashable, Sendable {
    /// In capitals, however it was spelled.
    package let key: String
    package let subjects: Int
    /// The subjects that spell it in capitals.
    package let inCapitals: Int
    /// How many different numbers follow it.
    package let numbers: Int

    package init(key: String, subjects: Int, inCapitals: Int, numbers: Int) {
        self.key = key
        self.subjects = subjects
        self.inCapitals = inCapitals
        self.numbers = numbers
    }

    /// Whether the key is spelled in more than one way, and not just by one slip.
    package var isSpelledFreely: Bool { subjects - inCapitals > 1 }

    /// Names of standards, formats and versions, which look like IDs: `UTF-8`, `SHA-256`, `JDK-17`, `RFC-2822`.
    private static let wellKnownWords: Set<String> = [
        "AES", "BASE", "CVE", "CWE", "ECMA", "GHSA", "GPL", "HTTP", "IEEE", "IPV", "ISO", "JAVA", "JDK", "JEP", "JSR",
        "LGPL", "MD", "MP", "PEP", "PHP", "PKCS", "PY", "PYTHON", "RFC", "SHA", "TLS", "UCS", "UTF", "X",
    ]

    /// Whether this is the key of a tracker rather than a word with a number, by how common it is among the subjects
    /// and how many numbers it has. Well-known words, and words that nobody writes in capitals, have to be many more.
    package func isLikelyKey(among messages: Int) -> Bool {
        let isDoubtful = inCapitals == 0 || Self.wellKnownWords.contains(key)
        let (share, least) = isDoubtful ? (10, 20) : (1, 2)
        return numbers >= least && subjects * 100 >= messages * share
    }
}
