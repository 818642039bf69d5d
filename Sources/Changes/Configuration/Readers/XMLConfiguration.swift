/// XML. An element is a table of its attributes (`@name`), its elements and, where there is more beside it, its text
/// (`#text`); one that has text alone is that text. Elements of one name next to each other are a list. Processing instructions
/// are texts at their targets (`?target`). Programs may heed the order of elements, and blanks around a text.
enum XMLConfiguration: FormatReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        .table(try FormatText.table([try XMLReader.root(of: bytes).entry]))
    }
}

extension XMLElement {
    fileprivate var entry: (key: [UInt8], value: ConfigurationNode) {
        get throws(NotReadable) { (name, try node) }
    }

    /// White space between elements is layout; in an element that has a text, it stays.
    private var node: ConfigurationNode {
        get throws(NotReadable) {
            // The keys of a property list are elements next to their values: only in their order do they say whose they are.
            if isDictionary { return try PropertyListConfiguration.node(self) }
            let text = text[...].isBlank ? [] : text[...]
            if attributes.isEmpty, elements.isEmpty, instructions.isEmpty { return .text(text) }
            guard text.isEmpty || elements.isEmpty else { throw NotReadable(line: line, reason: .mixedContent) }
            var entries = attributes.map { (Array("@".utf8) + $0.name, ConfigurationNode.text($0.value)) }
            entries += instructionEntries() + (try elementEntries())
            if !text.isEmpty { entries.append((Array("#text".utf8), .text(text))) }
            return .table(
                try FormatText.table(entries).inSequence(elements.count > 1 ? elements.map(\.name) : []))
        }
    }

    private var isKey: Bool { name.elementsEqual("key".utf8) && elements.isEmpty }

    private var isDictionary: Bool {
        name.elementsEqual("dict".utf8) && elements.contains { $0.name.elementsEqual("key".utf8) }
    }

    private func instructionEntries() -> [([UInt8], ConfigurationNode)] {
        instructions.map(\.target).unique(by: \.self).map { target in
            let all = instructions.filter { $0.target == target }.map { ConfigurationNode.text($0.text) }
            return (Array("?".utf8) + target, all.count == 1 ? all[0] : .list(all))
        }
    }

    private func elementEntries() throws(NotReadable) -> [([UInt8], ConfigurationNode)] {
        var names: [[UInt8]] = []
        var nodes: [[UInt8]: [ConfigurationNode]] = [:]
        var key: Bytes?
        for element in elements {
            var (name, node) = try element.entry
            // As in a property list, whatever the element around them is called.
            if let key, !element.isKey, SecretKey(key).isSecret { node = SecretMarking.marked(node, at: key) }
            key = element.isKey ? element.text[...].trimmed() : nil
            if nodes[name] == nil { names.append(name) }
            nodes[name, default: []].append(node)
        }
        return names.map { name in
            let all = nodes[name] ?? []
            return (name, all.count == 1 ? all[0] : .list(all))
        }
    }
}
