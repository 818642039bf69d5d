/// XML. An element is a table of its attributes (`@name`), its elements and, where there is more beside it, its text
/// (`#text`); one that has text alone is that text. Elements of one name beside each other are a list.
enum XMLConfiguration: ConfigurationReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        .table(try ConfigurationText.table([try XMLReader.root(of: bytes).entry]))
    }
}

extension XMLElement {
    fileprivate var entry: (key: [UInt8], value: ConfigurationNode) {
        get throws(NotReadable) { (name, try node) }
    }

    /// White space around text is layout; within it, it stays.
    private var node: ConfigurationNode {
        get throws(NotReadable) {
            // The keys of a property list are elements next to their values: only in their order do they say whose they are.
            if isDictionary { return try PropertyListConfiguration.node(self) }
            let text = text[...].trimmed()
            if attributes.isEmpty, elements.isEmpty { return .text(text) }
            guard text.isEmpty || elements.isEmpty else { throw NotReadable(line: line, reason: .mixedContent) }
            var entries = attributes.map { (Array("@".utf8) + $0.name, ConfigurationNode.text($0.value)) }
            entries += try elementEntries()
            if !text.isEmpty { entries.append((Array("#text".utf8), .text(text))) }
            return .table(try ConfigurationText.table(entries))
        }
    }

    private var isDictionary: Bool {
        name.elementsEqual("dict".utf8) && elements.contains { $0.name.elementsEqual("key".utf8) }
    }

    private func elementEntries() throws(NotReadable) -> [([UInt8], ConfigurationNode)] {
        var names: [[UInt8]] = []
        var nodes: [[UInt8]: [ConfigurationNode]] = [:]
        for element in elements {
            let (name, node) = try element.entry
            if nodes[name] == nil { names.append(name) }
            nodes[name, default: []].append(node)
        }
        return names.map { name in
            let all = nodes[name] ?? []
            return (name, all.count == 1 ? all[0] : .list(all))
        }
    }
}
