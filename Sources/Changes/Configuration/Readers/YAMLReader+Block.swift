/// Block mappings and lists (YAML 1.2, chapter 8).
extension YAMLReader {
    /// The node that begins right here, at a column of its own.
    mutating func blockNode(at column: Int, parent: Int) throws(NotReadable) -> ConfigurationNode {
        try cursor.enter()
        defer { cursor.leave() }
        if isListMark { return .list(try blockList(at: column)) }
        if isKey { return try blockMapping(at: column) }
        return try inlineNode(parent: parent)
    }

    private var isListMark: Bool { next == .dash && endsWord(after: 1) }

    /// What follows a key and its colon, or the mark of a list.
    ///
    /// - Parameter mayStayInColumn: whether a list may stand right below its key.
    private mutating func blockValue(
        parent: Int, isInList: Bool
    ) throws(NotReadable) -> ConfigurationNode {
        let line = cursor.position
        cursor.skipBlanks()
        let properties = try properties()
        if skipToLineEnd() {
            return try finished(properties, try nodeBelow(parent: parent, isInList: isInList))
        }
        if isInList, properties.isEmpty, cursor.bytes[line..<cursor.position].allSatisfy({ $0 == .space }) {
            return try blockNode(at: column, parent: parent)
        }
        if isListMark || isKey { throw cursor.problem(isInTemplate ? .templateLike : .nestedOnOneLine) }
        return try finished(properties, try inlineNode(parent: parent))
    }

    private mutating func nodeBelow(parent: Int, isInList: Bool) throws(NotReadable) -> ConfigurationNode {
        let start = cursor
        try skipToContent()
        let column = column
        if !isAtEnd, column > parent || column == parent && !isInList && isListMark {
            let properties = try properties()
            if properties.isEmpty { return try blockNode(at: column, parent: parent) }
            if skipToLineEnd() || isKey { throw cursor.problem(.tag) }
            return try finished(properties, try inlineNode(parent: parent))
        }
        cursor = start
        try cursor.count()
        return Self.null
    }

    private mutating func blockList(at column: Int) throws(NotReadable) -> [ConfigurationNode] {
        try cursor.count()
        var elements: [ConfigurationNode] = []
        repeat {
            cursor.position += 1
            elements.append(try blockValue(parent: column, isInList: true))
            try skipToContent()
        } while !isAtEnd && self.column == column && isListMark
        if !isAtEnd, self.column > column { throw cursor.problem(isInTemplate ? .templateLike : .indentation) }
        return elements
    }

    private mutating func blockMapping(at column: Int) throws(NotReadable) -> ConfigurationNode {
        try cursor.count()
        var mapping = YAMLMapping()
        repeat {
            let start = cursor.position
            let (key, isPlain) = try key()
            let value = try blockValue(parent: column, isInList: false)
            try add(key, isPlain: isPlain, value, to: &mapping, at: start)
            try skipToContent()
        } while !isAtEnd && self.column == column
        if !isAtEnd, self.column > column { throw cursor.problem(isInTemplate ? .templateLike : .indentation) }
        return .table(try mapping.table(cursor))
    }

    func add(
        _ key: [UInt8], isPlain: Bool, _ value: ConfigurationNode, to mapping: inout YAMLMapping, at start: Int
    ) throws(NotReadable) {
        guard isPlain, key.elementsEqual("<<".utf8) else { return mapping.entries.append(key, value, at: start) }
        guard mapping.merge(value) else { throw cursor.problem(.mergeKey, at: start) }
    }

    /// Whether a key and its colon begin here, on this line.
    var isKey: Bool {
        var ahead = self
        let quote = ahead.next
        if quote == .quote || quote == UInt8(ascii: "\"") {
            guard (try? ahead.quotedKey()) != nil else { return false }
            ahead.cursor.skipBlanks()
        } else {
            guard ahead.mayBeginPlain(isInFlow: false) else { return false }
            _ = ahead.plainLine(isInFlow: false)
        }
        return ahead.next == .colon && ahead.endsWord(after: 1)
    }

    /// A key; its colon is passed.
    private mutating func key() throws(NotReadable) -> (key: [UInt8], isPlain: Bool) {
        let start = cursor.position
        guard isKey else { throw cursor.problem(isInTemplate ? .templateLike : keyProblem) }
        let isQuoted = next == .quote || next == UInt8(ascii: "\"")
        let key = isQuoted ? try quotedKey() : Array(plainLine(isInFlow: false))
        // A longer one is none (section 7.4.2).
        guard cursor.position - start <= 1024 else { throw cursor.problem(.keyOverLines, at: start) }
        cursor.skipBlanks()
        cursor.position += 1
        return (key, !isQuoted)
    }

    private var keyProblem: NotReadable.Reason {
        let marks = Array("?&*![{".utf8)
        return next.map(marks.contains) ?? false ? .complexKey : .unexpected
    }
}

/// The entries of a mapping and what `<<` brings in (YAML 1.1, "Merge Key"): own entries count more, earlier merged ones
/// more than later.
struct YAMLMapping {
    var entries = TableBuilder()
    private var merged: [ConfigurationTable]?

    mutating func merge(_ node: ConfigurationNode) -> Bool {
        guard merged == nil else { return false }
        switch node {
        case .table(let table): merged = [table]
        case .list(let list): merged = list.compactMap(\.table)
        case .scalar: return false
        }
        return node.table != nil || merged?.count == node.listCount
    }

    func table(_ cursor: TextCursor) throws(NotReadable) -> ConfigurationTable {
        let own = try entries.table(cursor)
        guard let merged else { return own }
        var all = entries
        var seen = Set(own.entries.map(\.key))
        for entry in merged.flatMap(\.entries) where seen.insert(entry.key).inserted {
            all.append(entry.key, entry.value, at: cursor.position)
        }
        return try all.table(cursor)
    }
}

extension ConfigurationNode {
    fileprivate var listCount: Int {
        if case .list(let list) = self { list.count } else { 0 }
    }
}
