/// Nodes that begin within a line: scalars, aliases and flow collections (YAML 1.2, chapter 7).
extension YAMLReader {
    /// A node that is neither a block mapping nor a block list; in blocks, the rest of its last line has to be empty.
    mutating func inlineNode(parent: Int) throws(NotReadable) -> ConfigurationNode {
        try cursor.count()
        let properties = try properties()
        if properties.isEmpty, next == UInt8(ascii: "|") || next == UInt8(ascii: ">") {
            return .string(try blockScalar(parent: parent))
        }
        let node: ConfigurationNode
        switch next {
        case UInt8(ascii: "|"), UInt8(ascii: ">"): node = .string(try blockScalar(parent: parent))
        case UInt8(ascii: "["), UInt8(ascii: "{"): node = try flowCollection(parent: parent)
        case UInt8(ascii: "*"): node = try alias()
        case .quote, UInt8(ascii: "\""): node = .string(try quoted(parent: parent))
        default:
            guard mayBeginPlain(isInFlow: false) else {
                throw cursor.problem(isInTemplate ? .templateLike : unreadable)
            }
            node = Self.plain(try plain(parent: parent, isInFlow: false))
        }
        if cursor.position > 0, !isAtLineStart { try requireLineEnd() }
        return try finished(properties, node)
    }

    /// Behind a block scalar the next line has begun already.
    private var isAtLineStart: Bool { cursor.bytes.byte(at: cursor.position - 1) == .lineFeed }

    private var unreadable: NotReadable.Reason { next == UInt8(ascii: "?") ? .complexKey : .unexpected }

    mutating func flowCollection(parent: Int) throws(NotReadable) -> ConfigurationNode {
        try cursor.enter()
        defer { cursor.leave() }
        let isList = next == UInt8(ascii: "[")
        let closing = isList ? UInt8(ascii: "]") : UInt8(ascii: "}")
        cursor.position += 1
        var elements: [ConfigurationNode] = []
        var mapping = YAMLMapping()
        try skipToContent()
        while let byte = next, byte != closing {
            let start = cursor.position
            if let (key, isPlain) = try flowKey() {
                let value = try flowValue(parent: parent)
                if isList {
                    var pair = YAMLMapping()
                    try add(key, isPlain: isPlain, value, to: &pair, at: start)
                    elements.append(.table(try pair.table(cursor)))
                } else {
                    try add(key, isPlain: isPlain, value, to: &mapping, at: start)
                }
            } else if isList {
                elements.append(try flowNode(parent: parent))
            } else {
                try addLoneKey(to: &mapping, parent: parent)
            }
            try skipToContent()
            if next == UInt8(ascii: ",") { cursor.position += 1 } else if next != closing { throw flowProblem }
            try skipToContent()
        }
        guard next == closing else { throw flowProblem }
        cursor.position += 1
        return isList ? .list(elements) : .table(try mapping.table(cursor))
    }

    private var flowProblem: NotReadable {
        cursor.problem(isInTemplate ? .templateLike : isAtEnd ? .unexpectedEnd : .unexpected)
    }

    /// `{a, b}`: keys without values.
    private mutating func addLoneKey(to mapping: inout YAMLMapping, parent: Int) throws(NotReadable) {
        let start = cursor.position
        guard let key = try flowNode(parent: parent).scalar else {
            throw cursor.problem(isInTemplate ? .templateLike : .complexKey, at: start)
        }
        try cursor.count()
        try add(key.text, isPlain: false, Self.null, to: &mapping, at: start)
    }

    /// A key, its colon passed; nil where none begins here.
    private mutating func flowKey() throws(NotReadable) -> (key: [UInt8], isPlain: Bool)? {
        let start = cursor
        let isQuoted = next == .quote || next == UInt8(ascii: "\"")
        guard isQuoted || mayBeginPlain(isInFlow: true) else { return nil }
        guard let key = isQuoted ? try? quotedKey() : Array(plainLine(isInFlow: true)) else {
            cursor = start
            return nil
        }
        cursor.skipBlanks()
        let marks = Array(",[]{}".utf8)
        // Only behind a quoted key may the value follow the colon at once, as in JSON.
        if next == .colon, isQuoted || endsWord(after: 1) || byte(after: 1).map(marks.contains) ?? true {
            cursor.position += 1
            return (key, !isQuoted)
        }
        cursor = start
        return nil
    }

    private mutating func flowValue(parent: Int) throws(NotReadable) -> ConfigurationNode {
        try skipToContent()
        if let byte = next, [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte) {
            try cursor.count()
            return Self.null
        }
        return try flowNode(parent: parent)
    }

    private mutating func flowNode(parent: Int) throws(NotReadable) -> ConfigurationNode {
        try cursor.count()
        let properties = try properties()
        let node: ConfigurationNode
        switch next {
        case UInt8(ascii: "["), UInt8(ascii: "{"): node = try flowCollection(parent: parent)
        case UInt8(ascii: "*"): node = try alias()
        case .quote, UInt8(ascii: "\""): node = .string(try quoted(parent: parent))
        default:
            guard mayBeginPlain(isInFlow: true) else { throw flowProblem }
            node = Self.plain(try plain(parent: parent, isInFlow: true))
        }
        return try finished(properties, node)
    }
}
