/// Collects sections and their keys. A key that is repeated makes a list; so does a section, whose copies are things of
/// their own (`[Peer]` of WireGuard, `[Address]` of systemd.network(5)).
struct SectionBuilder {
    private struct Section {
        var keys: [[UInt8]] = []
        var values: [[UInt8]: [ConfigurationNode]] = [:]

        mutating func append(_ key: [UInt8], _ value: ConfigurationNode) {
            if values[key] == nil { keys.append(key) }
            values[key, default: []].append(value)
        }

        func table(_ cursor: TextCursor) throws(NotReadable) -> ConfigurationTable {
            var builder = TableBuilder()
            for key in keys {
                let all = values[key] ?? []
                builder.append(key, all.count == 1 ? all[0] : .list(all), at: 0)
            }
            return try builder.table(cursor)
        }
    }

    private var top = Section()
    private var sections = Section()
    private var current: (name: [UInt8], section: Section)?

    var isInSection: Bool { current != nil }

    mutating func begin(_ name: [UInt8], _ cursor: TextCursor) throws(NotReadable) {
        try finish(cursor)
        if top.values[name] != nil { throw cursor.problem(.sectionAndKey(name)) }
        current = (name, Section())
    }

    mutating func append(_ key: [UInt8], _ value: ConfigurationNode) {
        if current == nil { top.append(key, value) } else { current?.section.append(key, value) }
    }

    mutating func table(_ cursor: TextCursor) throws(NotReadable) -> ConfigurationTable {
        try finish(cursor)
        let all = (try top.table(cursor).entries) + (try sections.table(cursor).entries)
        var builder = TableBuilder()
        for entry in all { builder.append(entry.key, entry.value, at: 0) }
        return try builder.table(cursor)
    }

    private mutating func finish(_ cursor: TextCursor) throws(NotReadable) {
        guard let current else { return }
        sections.append(current.name, .table(try current.section.table(cursor)))
    }
}
