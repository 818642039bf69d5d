/// Tags, anchors and aliases (YAML 1.2, section 6.9 and 7.1).
extension YAMLReader {
    struct Properties {
        var tag: [UInt8]?
        var anchor: [UInt8]?
        let start: Int
        let count: Int

        var isEmpty: Bool { tag == nil && anchor == nil }
    }

    mutating func properties() throws(NotReadable) -> Properties {
        var properties = Properties(start: cursor.position, count: cursor.nodes)
        while let byte = next, byte == UInt8(ascii: "!") || byte == UInt8(ascii: "&") {
            let start = cursor.position
            cursor.position += 1
            let name = word()
            if byte == UInt8(ascii: "!") {
                guard properties.tag == nil, isKnown(tag: name) else { throw cursor.problem(.tag, at: start) }
                properties.tag = name
            } else {
                guard properties.anchor == nil, !name.isEmpty else { throw cursor.problem(.unexpected, at: start) }
                properties.anchor = name
            }
            cursor.skipBlanks()
        }
        return properties
    }

    private mutating func word() -> [UInt8] {
        let marks = Array(",[]{}".utf8)
        let start = cursor.position
        while let byte = next, !byte.isSpace, !marks.contains(byte) { cursor.position += 1 }
        return Array(cursor.bytes[start..<cursor.position])
    }

    /// `!Ref` is the program's own. Of those of YAML (`!!str`), some change what a value is; the others are not known.
    private func isKnown(tag: [UInt8]) -> Bool {
        guard let first = tag.first else { return false }
        guard first == UInt8(ascii: "!") else { return tag.allSatisfy { $0.isWord || ".:-/".utf8.contains($0) } }
        return ["!str", "!int", "!float", "!bool", "!null", "!map", "!seq"].contains(where: tag[...].equals)
    }

    /// The node with its properties applied. The tag of a mapping or list is a key of its own around it.
    mutating func finished(_ properties: Properties, _ node: ConfigurationNode) throws(NotReadable) -> ConfigurationNode
    {
        let node = try properties.tag.map { tag throws(NotReadable) in try tagged(node, tag, properties) } ?? node
        guard let anchor = properties.anchor else { return node }
        let anchored = numbered(SecretMarking.marked(node, at: anchor[...]))
        anchors[anchor] = Anchored(node: anchored, count: cursor.nodes - properties.count, depth: anchored.depth)
        return anchored
    }

    private mutating func numbered(_ node: ConfigurationNode) -> ConfigurationNode {
        node.mapScalars { scalar in
            guard scalar.anchored == nil else { return scalar }
            anchoredValues += 1
            return scalar.anchored(as: anchoredValues)
        }
    }

    private func tagged(
        _ node: ConfigurationNode, _ tag: [UInt8], _ properties: Properties
    ) throws(NotReadable) -> ConfigurationNode {
        switch node {
        case .scalar(let scalar) where tag[...].equals("!str"): return .string(scalar.text)
        case .scalar(let scalar) where tag.first != UInt8(ascii: "!"):
            let text = [UInt8(ascii: "!")] + tag + (scalar.text.isEmpty ? [] : [.space] + scalar.text)
            return .scalar(ConfigurationScalar(text, .tagged))
        case .scalar(let scalar): if let kind = Self.kind(tag), scalar.kind == kind { return node }
        case .table where tag[...].equals("!map"), .list where tag[...].equals("!seq"): return node
        case .table, .list:
            guard tag.first != UInt8(ascii: "!") else { break }
            return .table(try FormatText.table([([UInt8(ascii: "!")] + tag, node)]))
        }
        throw cursor.problem(.tag, at: properties.start)
    }

    private static func kind(_ tag: [UInt8]) -> ConfigurationScalar.Kind? {
        switch String(decoding: tag, as: UTF8.self) {
        case "!int", "!float": .number
        case "!bool": .boolean
        case "!null": .null
        default: nil
        }
    }

    /// What an anchor stands for, counted as if it were written out: a few lines could mean billions of values.
    mutating func alias() throws(NotReadable) -> ConfigurationNode {
        let start = cursor.position
        cursor.position += 1
        guard let anchored = anchors[word()] else { throw cursor.problem(.unknownAlias, at: start) }
        try cursor.count(anchored.count)
        try cursor.enter(anchored.depth)
        cursor.leave(anchored.depth)
        return anchored.node
    }
}

extension ConfigurationNode {
    /// How many levels of values there are, this one included.
    var depth: Int {
        switch self {
        case .scalar: 1
        case .list(let list): 1 + (list.lazy.map(\.depth).max() ?? 0)
        case .table(let table): 1 + (table.entries.lazy.map(\.value.depth).max() ?? 0)
        }
    }
}
