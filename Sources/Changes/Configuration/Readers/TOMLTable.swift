/// A value that was read, or is being put together from headers.
enum TOMLValue {
    case node(ConfigurationNode)
    case table(TOMLTable)
    /// `[[a]]`: its last element is still open.
    case tables(TOMLTables)
}

/// The elements of a list of tables.
final class TOMLTables {
    var all: [TOMLTable] = []
}

/// A table while it is read, with who may still add to it (TOML 1.0.0, "Table" and "Keys").
final class TOMLTable {
    /// What made the table.
    enum Origin { case implied, header, dottedKey }

    private var keys: [[UInt8]] = []
    private var values: [[UInt8]: TOMLValue] = [:]
    private var origin = Origin.implied

    /// Sets the value of a dotted key; the tables on the way are made by it and by its like only.
    func set(_ path: [[UInt8]], _ value: TOMLValue, _ cursor: TextCursor, at start: Int) throws(NotReadable) {
        var table = self
        for key in path.dropLast() { table = try table.step(key, by: .dottedKey, cursor, at: start) }
        guard let key = path.last, table.values[key] == nil else {
            throw cursor.problem(.repeatedKey(path.last ?? []), at: start)
        }
        table.add(key, value)
    }

    /// The table of a header, made where it is not there.
    func open(
        _ path: [[UInt8]], isElement: Bool, _ cursor: TextCursor, at start: Int
    ) throws(NotReadable) -> TOMLTable {
        var table = self
        for key in path.dropLast() { table = try table.step(key, by: .implied, cursor, at: start) }
        let key = path.last ?? []
        return isElement ? try table.element(key, cursor, at: start) : try table.define(key, cursor, at: start)
    }

    private func step(_ key: [UInt8], by origin: Origin, _ cursor: TextCursor, at start: Int) throws(NotReadable)
        -> TOMLTable
    {
        switch values[key] {
        case nil:
            let table = TOMLTable()
            table.origin = origin
            add(key, .table(table))
            return table
        case .table(let table)? where origin == .implied || table.origin == .dottedKey: return table
        case .tables(let tables)? where origin == .implied: if let last = tables.all.last { return last }
        default: break
        }
        throw cursor.problem(.tableTwice, at: start)
    }

    private func define(_ key: [UInt8], _ cursor: TextCursor, at start: Int) throws(NotReadable) -> TOMLTable {
        guard case .table(let table)? = values[key] else {
            guard values[key] == nil else { throw cursor.problem(.tableTwice, at: start) }
            let table = TOMLTable()
            table.origin = .header
            add(key, .table(table))
            return table
        }
        guard table.origin == .implied else { throw cursor.problem(.tableTwice, at: start) }
        table.origin = .header
        return table
    }

    private func element(_ key: [UInt8], _ cursor: TextCursor, at start: Int) throws(NotReadable) -> TOMLTable {
        let table = TOMLTable()
        table.origin = .header
        if values[key] == nil { add(key, .tables(TOMLTables())) }
        guard case .tables(let tables)? = values[key] else { throw cursor.problem(.tableTwice, at: start) }
        tables.all.append(table)
        return table
    }

    private func add(_ key: [UInt8], _ value: TOMLValue) {
        keys.append(key)
        values[key] = value
    }

    /// The finished table.
    func table(_ cursor: TextCursor, depth: Int = 1) throws(NotReadable) -> ConfigurationTable {
        guard depth <= ConfigurationLimits.depth else { throw cursor.problem(.tooDeep) }
        var builder = TableBuilder()
        for key in keys {
            if let value = values[key] { builder.append(key, try node(value, cursor, depth: depth), at: 0) }
        }
        return try builder.table(cursor)
    }

    private func node(_ value: TOMLValue, _ cursor: TextCursor, depth: Int) throws(NotReadable) -> ConfigurationNode {
        switch value {
        case .node(let node): return node
        case .table(let table): return .table(try table.table(cursor, depth: depth + 1))
        case .tables(let tables):
            var nodes: [ConfigurationNode] = []
            for table in tables.all { nodes.append(.table(try table.table(cursor, depth: depth + 2))) }
            return .list(nodes)
        }
    }
}
