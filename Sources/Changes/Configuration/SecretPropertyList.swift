/// The secrets in the text of a property list that could not be read: `<key>DatabasePassword</key>` and the element after it,
/// on one line or on several.
struct SecretPropertyList {
    /// A `dict` or `array` that is open.
    private struct Container {
        let name: Bytes
        /// Whether all in it is secret, because of the key before it.
        let isSecret: Bool
        var key: Bytes?
        /// The keys whose values name secrets: `name` of `name`, `DB_PASSWORD`.
        var names: [Bytes] = []
        var values: [(key: Bytes, range: Range<Int>)] = []

        var secretValues: [Range<Int>] {
            values.filter { value in names.contains { SecretFields.isPair($0, value.key) } }.map(\.range)
        }
    }

    private var containers = [Container(name: [], isSecret: false)]
    private var secrets: [Range<Int>] = []

    /// Where the secrets are in a text.
    static func ranges(in text: Bytes) -> [Range<Int>] {
        guard text.holds("<key") else { return [] }
        var list = SecretPropertyList()
        var position = text.startIndex
        while let tag = MarkupTag(from: position, in: text) {
            list.follow(tag)
            position = tag.content.endIndex
        }
        return list.containers.reduce(list.secrets) { $0 + $1.secretValues }
    }

    private var last: Int { containers.count - 1 }

    private mutating func follow(_ tag: MarkupTag) {
        if tag.isClosing {
            guard last > 0, tag.name.elementsEqual(containers[last].name) else { return }
            secrets += containers.removeLast().secretValues
        } else if tag.name.equals("key") {
            containers[last].key = tag.content.trimmed()
        } else if tag.name.equals("dict") || tag.name.equals("array") {
            enter(tag.name)
        } else {
            value(tag.content)
        }
    }

    private mutating func enter(_ name: Bytes) {
        guard last < ConfigurationLimits.depth else { return }
        let outer = containers[last]
        let isSecret = outer.isSecret || outer.key.map { SecretKey($0).coversAllBelow } ?? false
        containers.append(
            Container(name: name, isSecret: isSecret, key: name.equals("array") ? outer.key : nil))
    }

    private mutating func value(_ content: Bytes) {
        let (range, value) = (content.indices, content.trimmed())
        guard !value.isEmpty else { return }
        let key = containers[last].key
        let isSecret = key.map { SecretKey($0).isSecret(for: value) } ?? false
        if isSecret || containers[last].isSecret, !SecretMarking.isHarmless(value) {
            secrets.append(range)
        }
        guard let key else { return }
        if SecretFields.isName(key), SecretKey(value).isSecret { containers[last].names.append(key) }
        if SecretFields.isValue(key) { containers[last].values.append((key, range)) }
    }
}

/// A tag of markup with the text behind it, read so that nothing can be wrong with it. `<![CDATA[` is one without a name.
private struct MarkupTag {
    let name: Bytes
    let isClosing: Bool
    let content: Bytes

    /// The next one in a text. Comments are passed.
    init?(from start: Int, in text: Bytes) {
        var position = text.end(from: start) { $0 != UInt8(ascii: "<") }
        while text[position...].begins(with: "<!--") {
            while position < text.endIndex, !text[position...].begins(with: "-->") { position += 1 }
            position = text.end(from: position) { $0 != UInt8(ascii: "<") }
        }
        guard position < text.endIndex else { return nil }
        isClosing = text.byte(at: position + 1) == .slash
        if let data = text[position...].after("<![CDATA[") {
            name = []
            content = data.prefix { $0 != UInt8(ascii: "]") }
        } else {
            name = text[(position + (isClosing ? 2 : 1))...].prefix(while: \.isKeyByte)
            let end = text.end(from: name.endIndex) { $0 != UInt8(ascii: ">") }
            content = text[min(end + 1, text.endIndex)...].prefix { $0 != UInt8(ascii: "<") }
        }
    }
}
