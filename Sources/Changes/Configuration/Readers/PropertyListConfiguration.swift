/// Apple's property lists, as XML. Binary ones are reported as the binary files that they are, and the old form in braces has no
/// kinds of values.
enum PropertyListConfiguration: FormatReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        guard !bytes.starts(with: "bplist".utf8) else { throw NotReadable(line: 1, reason: .binaryPropertyList) }
        let root = try XMLReader.root(of: bytes)
        let version = XMLElement.Attribute(name: Array("version".utf8), value: Array("1.0".utf8))
        guard root.name.elementsEqual("plist".utf8), root.attributes.allSatisfy({ $0 == version }) else {
            throw root.problem
        }
        let values = try root.values
        guard values.count == 1 else { throw root.problem }
        return try node(values[0])
    }

    /// The value that an element of a property list stands for.
    static func node(_ element: XMLElement) throws(NotReadable) -> ConfigurationNode {
        guard element.attributes.isEmpty else { throw element.problem }
        switch String(decoding: element.name, as: UTF8.self) {
        case "dict": return .table(try table(element))
        case "array":
            var nodes: [ConfigurationNode] = []
            for inner in try element.values { nodes.append(try node(inner)) }
            return .list(nodes)
        default: return .scalar(try scalar(element))
        }
    }

    private static func table(_ element: XMLElement) throws(NotReadable) -> ConfigurationTable {
        let values = try element.values
        guard values.count.isMultiple(of: 2) else { throw element.problem }
        var entries: [([UInt8], ConfigurationNode)] = []
        for index in stride(from: 0, to: values.count, by: 2) {
            let key = values[index]
            guard key.name.elementsEqual("key".utf8), key.elements.isEmpty, key.attributes.isEmpty else {
                throw key.problem
            }
            entries.append((key.text, try node(values[index + 1])))
        }
        return try FormatText.table(entries, line: element.line)
    }

    private static func scalar(_ element: XMLElement) throws(NotReadable) -> ConfigurationScalar {
        guard element.elements.isEmpty,
            let scalar = PropertyListScalar.scalar(String(decoding: element.name, as: UTF8.self), element.text)
        else { throw element.problem }
        return scalar
    }
}

extension XMLElement {
    fileprivate var problem: NotReadable { NotReadable(line: line, reason: .notPropertyList) }

    /// The elements of one that may have nothing else.
    fileprivate var values: [XMLElement] {
        get throws(NotReadable) {
            guard text[...].isBlank else { throw problem }
            return elements
        }
    }
}
