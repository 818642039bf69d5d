/// The forms of all IDs that the policy allows, ready to be compared with bytes.
struct FormTable: Sendable {
    struct Entry: Sendable {
        let key: String
        let form: ItemForm
        fileprivate let before: [UInt8]
        fileprivate let after: [UInt8]

        fileprivate init(_ key: String, _ form: ItemForm) {
            (self.key, self.form) = (key, form)
            (before, after) = (Array(form.before.utf8), Array(form.after.utf8))
        }

        fileprivate init(_ key: String) { self.init(key, ItemForm(key: key)) }
    }

    let keys: [String]
    let caseSensitive: Bool
    /// The forms with most text first: of several that fit one number, the first says most.
    let entries: [Entry]
    /// The key of a number that nothing but a mark stands before, where a branch has no mark.
    let bareKey: String?
    /// Whether every `WORD-12` is an ID, besides the forms, where no policy says what is.
    private let readsAnyKey: Bool

    /// Keys that no ID can have are left out. Every kind is also read as `KEY-12`.
    init(_ rules: LinkRules, caseSensitive: Bool? = nil) {
        keys = rules.keys.filter { ItemID.isKey(Array($0.utf8)[...]) }
        self.caseSensitive = caseSensitive ?? rules.caseSensitive
        let forms = keys.flatMap { key in
            (rules.forms[key, default: []] + [ItemForm(key: key)]).map { Entry(key, $0) }
        }
        (entries, readsAnyKey) = (Self.sorted(forms), false)
        bareKey = forms.first { $0.form.isBare }?.key
    }

    /// Before there is a policy: `WORD-12` has its word as the key, what has another form has the form's text.
    init(candidates: [ItemForm]) {
        (keys, caseSensitive, bareKey, readsAnyKey) = ([], true, nil, true)
        entries = Self.sorted(candidates.map { Entry($0.description, $0) })
    }

    private static func sorted(_ forms: [Entry]) -> [Entry] {
        let length = { (entry: Entry) in entry.before.count + entry.after.count }
        return forms.enumerated().sorted { (length($1.element), $0.offset) < (length($0.element), $1.offset) }
            .map(\.element)
    }

    /// The ID whose number stands at these digits: all that follow each other there.
    func item(around digits: Range<Int>, in text: Bytes, place: ItemScanner.Place) -> LocatedItem? {
        let count = digits.count
        guard count <= 9, text[digits].contains(where: { $0 != .zero }) else { return nil }
        let isCanonical = text[digits.lowerBound] != .zero
        for entry in entries where entry.form.width.map({ $0 == count }) ?? isCanonical {
            guard
                let start = entry.start(before: digits.lowerBound, in: text, place: place, ignoresCase: !caseSensitive),
                let end = entry.end(after: digits.upperBound, in: text, place: place, ignoresCase: !caseSensitive),
                let number = ItemID.value(text[digits])
            else { continue }
            return LocatedItem(item: ItemID(key: entry.key, number: number), range: start..<end)
        }
        return readsAnyKey && isCanonical ? itemOfAnyTracker(digits, in: text) ?? itemOfAnyKey(digits, in: text) : nil
    }

    /// The page of an issue at a host: its form is the address.
    private func itemOfAnyTracker(_ digits: Range<Int>, in text: Bytes) -> LocatedItem? {
        let address = text[..<digits.lowerBound].suffix(ItemForm.longest - 3)
        guard address.ends(with: "/issues/") || address.ends(with: "show_bug.cgi?id="),
            let scheme = address.indices.last(where: { address[$0...].begins(with: "http") }),
            !address[scheme...].contains(where: { $0.isSpace || "{}\"\\".utf8.contains($0) }),
            let number = ItemID.number(text[digits]), text.byte(at: digits.upperBound).map({ !$0.isWord }) ?? true
        else { return nil }
        let form = String(decoding: address[scheme...], as: UTF8.self) + "{n}"
        return LocatedItem(item: ItemID(key: form, number: number), range: scheme..<digits.upperBound)
    }

    private func itemOfAnyKey(_ digits: Range<Int>, in text: Bytes) -> LocatedItem? {
        let dash = digits.lowerBound - 1
        guard text.byte(at: dash) == .dash, let number = ItemID.number(text[digits]) else { return nil }
        let word = text[..<dash].suffix(ItemID.longestKey + 1).reversed().prefix(while: \.isWord).count
        let entry = Entry(String(decoding: text[(dash - word)..<dash], as: UTF8.self))
        guard ItemID.isKey(text[(dash - word)..<dash]),
            let start = entry.start(before: digits.lowerBound, in: text, place: .prose, ignoresCase: false),
            let end = entry.end(after: digits.upperBound, in: text, place: .prose, ignoresCase: false)
        else { return nil }
        return LocatedItem(item: ItemID(key: entry.key, number: number), range: start..<end)
    }
}

extension FormTable.Entry {
    /// Where the text before the number begins; nil where it stands not there, or as a part of something longer.
    fileprivate func start(before end: Int, in text: Bytes, place: ItemScanner.Place, ignoresCase: Bool) -> Int? {
        var index = end
        for byte in before.reversed() {
            guard let found = text.byte(at: index - 1) else { return nil }
            if byte == .space {
                guard place.isBlank(found) else { return nil }
                while let next = text.byte(at: index - 1), place.isBlank(next), end - index < 64 { index -= 1 }
            } else {
                guard place.isEqual(found, byte, ignoresCase: ignoresCase) else { return nil }
                index -= 1
            }
        }
        guard let previous = text.byte(at: index - 1), let first = text.byte(at: index) else { return index }
        return place.joinsBefore(previous, first) ? nil : index
    }

    /// Where the text behind the number ends.
    fileprivate func end(after start: Int, in text: Bytes, place: ItemScanner.Place, ignoresCase: Bool) -> Int? {
        var index = start
        for byte in after {
            guard let found = text.byte(at: index), place.isEqual(found, byte, ignoresCase: ignoresCase) else {
                return nil
            }
            index += 1
        }
        guard let next = text.byte(at: index), after.last?.isWord != false else { return index }
        return place.joinsAfter(next, then: text.byte(at: index + 1)) ? nil : index
    }
}
