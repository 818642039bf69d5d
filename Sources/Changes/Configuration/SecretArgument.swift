/// The secrets among the words of a command line: what follows an option that names one (`--token xyz`), and what certain
/// programs take it from (`mysql -pxyz`, `user alice on >xyz`).
enum SecretArgument {
    /// Where a secret begins in a word.
    struct Place: Hashable {
        let word: Int
        let start: Int
    }

    /// Where the first secret begins in a text that holds a command line, or a list of its words with commas.
    static func start(in text: Bytes) -> Int? {
        let hasMark = text.contains { $0 == .dash || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "#") }
        guard hasMark || SecretTask.isNamed(in: text) else { return nil }
        return places(in: text.split(whereSeparator: \.endsArgument)).map(\.start).min()
    }

    /// Whether a line ends in an option whose value is a secret: it goes on below.
    static func isOpen(atEndOf line: Bytes) -> Bool {
        guard line.contains(.dash) else { return false }
        return line.split(whereSeparator: \.endsArgument).last.map(asksForSecret) ?? false
    }

    /// Whether a line below such an option is its value, and no further option.
    static func isValue(_ line: Bytes) -> Bool {
        let text = line.trimmed()
        let content = (text.begins(with: "- ") ? text.dropFirst(2) : text).drop(while: \.endsArgument)
        return !content.isEmpty && content.first != .dash
    }

    static func places(in words: [Bytes]) -> [Place] {
        var places = AccessRules.passwords(in: words).map { Place(word: $0, start: words[$0].startIndex) }
        places += SecretTask.places(in: words).filter { isSecretValue(words[$0]) }
            .map { Place(word: $0, start: words[$0].startIndex) }
        var program: SecretProgram?
        for (index, word) in words.enumerated() {
            if let named = SecretProgram(word, before: words[(index + 1)...]) { program = named }
            if let last = word.last, Array(";|&".utf8).contains(last) { program = nil }
            if let start = program?.attachedSecret(in: word) { places.append(Place(word: index, start: start)) }
            guard index + 1 < words.count, asksForSecret(word) || program?.asksForSecret(word) ?? false else {
                continue
            }
            let value = words[index + 1]
            if isSecretValue(value), program?.isSecret(value, after: word) ?? true {
                places.append(Place(word: index + 1, start: value.startIndex))
            }
        }
        return places
    }

    private static func asksForSecret(_ word: Bytes) -> Bool {
        guard word.first == .dash, word.count > 2, word.allSatisfy({ $0.isWord || $0 == .dash || $0 == .dot }) else {
            return false
        }
        return SecretKey(word).isSecret
    }

    private static func isSecretValue(_ word: Bytes) -> Bool {
        word.first != .dash && !SecretShape.isReference(word) && !isVariable(word) && !SecretMarking.isHarmless(word)
    }

    /// `$DB_PASSWORD`, `$(cat token)`, `{{ token }}`: where the secret comes from.
    private static func isVariable(_ word: Bytes) -> Bool { word.first == UInt8(ascii: "$") || word.begins(with: "{{") }
}

extension UInt8 {
    /// Whether a byte parts the words of a command line, or of a list of them.
    var endsArgument: Bool { isSpace || Array("\"',[]\\`".utf8).contains(self) }
}
