import Foundation

/// Apple's property lists, as XML or binary, read by Foundation. The old form in braces has no kinds of values and is not
/// read.
enum PropertyListConfiguration: ConfigurationReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        if bytes.starts(with: "bplist".utf8) { return try BinaryPropertyListReader.read(bytes) }
        let root = try XMLElements.root(of: bytes)
        guard root.name == "plist", root.elements.count == 1 else { throw root.problem }
        return try node(root.elements[0])
    }

    private static func node(_ element: XMLElementText) throws(NotReadable) -> ConfigurationNode {
        switch element.name {
        case "dict": return .table(try table(element))
        case "array":
            var nodes: [ConfigurationNode] = []
            for inner in element.elements { nodes.append(try node(inner)) }
            return .list(nodes)
        default: return .scalar(try scalar(element))
        }
    }

    private static func table(_ element: XMLElementText) throws(NotReadable) -> ConfigurationTable {
        guard element.elements.count.isMultiple(of: 2) else { throw element.problem }
        var entries: [([UInt8], ConfigurationNode)] = []
        for index in stride(from: 0, to: element.elements.count, by: 2) {
            guard element.elements[index].name == "key" else { throw element.elements[index].problem }
            entries.append((element.elements[index].text, try node(element.elements[index + 1])))
        }
        return try ConfigurationText.table(entries, line: element.line)
    }

    /// White space counts in strings, and nowhere else.
    private static func scalar(_ element: XMLElementText) throws(NotReadable) -> ConfigurationScalar {
        guard element.elements.isEmpty else { throw element.problem }
        let text = element.text.filter { !$0.isSpace }
        switch element.name {
        case "string": return ConfigurationScalar(element.text, .string)
        case "integer", "real": return ConfigurationScalar(text, .number)
        case "date": return ConfigurationScalar(text, .date)
        case "data": return ConfigurationScalar(text, .tagged)
        case "true", "false": return ConfigurationScalar(Array(element.name.utf8), .boolean)
        default: throw element.problem
        }
    }
}

extension XMLElementText {
    fileprivate var problem: NotReadable { NotReadable(line: line, reason: .notPropertyList) }
}

extension ConfigurationText {
    /// A table of entries that stand at no line of their own.
    static func table(
        _ entries: [([UInt8], ConfigurationNode)], line: Int = 1
    ) throws(NotReadable) -> ConfigurationTable {
        do {
            return try ConfigurationTable(entries.map { .init($0.0, $0.1) })
        } catch {
            throw NotReadable(line: line, reason: .repeatedKey(entries[error.position].0))
        }
    }
}
