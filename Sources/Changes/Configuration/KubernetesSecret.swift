/// Documents of Kubernetes that hold secrets: `kind: Secret`, with the values in `data` and `stringData`.
enum KubernetesSecret {
    static func isKind(_ kind: some Collection<UInt8>) -> Bool {
        kinds.contains { kind.elementsEqual($0.utf8) }
    }

    /// Whether a field of such a document holds the values.
    static func isData(_ key: Bytes) -> Bool { key.equals("data") || key.equals("stringData") }

    /// Whether a text says that it is one, in YAML or JSON, on one line or several.
    static func isDeclared(in text: Bytes) -> Bool {
        text.indices.contains { index in
            guard text[index] == UInt8(ascii: "k"), let rest = text[index...].after("kind"),
                text.byte(at: index - 1)?.isWord != true, rest.first?.isWord == false
            else { return false }
            return isKind(rest.prefix(16 + 6).drop { !$0.isWord }.prefix(while: \.isWord))
        }
    }

    /// Whether a text is one, with values.
    static func isHeld(in text: Bytes) -> Bool {
        (text.holds("data") || text.holds("stringData")) && isDeclared(in: text)
    }

    /// For each line, whether its document is one: the kind may be said below the values.
    static func declared(in lines: [PlacedLine]) -> [Bool] {
        var result: [Bool] = []
        for document in lines.split(omittingEmptySubsequences: false, whereSeparator: isMarker) {
            if !result.isEmpty || document.startIndex > lines.startIndex { result.append(false) }
            let isDeclared = isDeclared(in: JoinedLines(Array(document)).text[...])
            result += repeatElement(isDeclared, count: document.count)
        }
        return result
    }

    /// `---`, which no document goes beyond.
    private static func isMarker(_ line: PlacedLine) -> Bool {
        line.content.text.begins(with: "---") && !line.content.text.begins(with: "-----")
    }

    private static let kinds = ["Secret", "SecretList"]
}
