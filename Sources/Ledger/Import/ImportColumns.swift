/// Which columns of a table hold what: those that the policy or an option names, and for the rest the usual names.
package struct ImportColumns: Sendable {
    /// Where the values of one column go; of several columns for one target the lowest rank that has a value counts.
    private struct Place {
        let target: ImportTarget
        let rank: Int
    }

    private let places: [String: [Place]]

    /// - Parameter named: the column of each target that is not to be guessed; names are compared without case.
    /// - Throws: `ImportProblem.noSuchColumn` for a named one that the table lacks, `.noIDColumn`.
    package init(_ named: [ImportTarget: String], in rows: [ImportedRow]) throws(ImportProblem) {
        let names = Set(rows.flatMap { $0.fields.map(\.name) })
        let lowered = Set(names.map { $0.lowercased() })
        let absent = named.values.filter { !lowered.contains($0.lowercased()) }.sorted()
        if let column = absent.first { throw .noSuchColumn(column, among: names.sorted()) }
        places = Dictionary(uniqueKeysWithValues: names.map { ($0, Self.places(of: $0, named)) })
        let hasID = places.values.joined().contains { $0.target == .id }
        guard hasID || rows.isEmpty else { throw .noIDColumn(among: names.sorted()) }
    }

    private static func places(of column: String, _ named: [ImportTarget: String]) -> [Place] {
        let plain = ColumnName.plain(column)
        return ImportTarget.all.compactMap { target in
            if let name = named[target] {
                return name.lowercased() == column.lowercased() ? Place(target: target, rank: 0) : nil
            }
            return target.usualColumns.firstIndex(of: plain).map { Place(target: target, rank: $0) }
        }
    }

    /// What a row holds for each target; targets without a value are left out. A list has the values of all columns of its name.
    package func values(in row: ImportedRow) -> [ImportTarget: String] {
        var found: [ImportTarget: (values: [String], rank: Int)] = [:]
        for field in row.fields where !field.value.allSatisfy(\.isWhitespace) {
            for place in places[field.name] ?? [] {
                let known = found[place.target]
                if place.rank < known?.rank ?? .max {
                    found[place.target] = ([field.value], place.rank)
                } else if place.rank == known?.rank, place.target.isList {
                    found[place.target]?.values.append(field.value)
                }
            }
        }
        return found.mapValues { $0.values.joined(separator: ", ") }
    }
}
