/// Which columns of a table hold what: those that an option or the policy names, those of a preset, and for the rest the usual
/// names.
package struct ImportColumns: Sendable {
    /// The value of a row for one target.
    package struct Value: Equatable, Sendable {
        package fileprivate(set) var text: String
        /// The column that it is from; of several the first one.
        package let column: String
    }

    /// Where the values of one column go; of several columns for one target the lowest rank that has a value counts.
    private struct Place {
        let target: ImportTarget
        let rank: Int
    }

    private let places: [String: [Place]]

    /// - Parameter named: the column of each target that is not to be guessed; names are compared without case.
    /// - Throws: `ImportProblem.noSuchColumn` for a named one that the table lacks, `.noIDColumn`.
    package init(
        _ named: [ImportTarget: String], preset: ImportPreset? = nil, in table: ImportedTable
    ) throws(ImportProblem) {
        let names = table.columns
        let lowered = Set(names.map { $0.lowercased() })
        let absent = named.values.filter { !lowered.contains($0.lowercased()) }.sorted()
        if let column = absent.first { throw .noSuchColumn(column, among: names) }
        places = Dictionary(uniqueKeysWithValues: names.map { ($0, Self.places(of: $0, named, preset)) })
        let hasID = places.values.joined().contains { $0.target == .id }
        guard hasID || names.isEmpty else { throw .noIDColumn(among: names) }
    }

    private static func places(
        of column: String, _ named: [ImportTarget: String], _ preset: ImportPreset?
    ) -> [Place] {
        let plain = ColumnName.plain(column)
        return ImportTarget.all.compactMap { target in
            if let name = named[target] {
                return name.lowercased() == column.lowercased() ? Place(target: target, rank: 0) : nil
            }
            let usual = preset?.plainColumns(of: target) ?? target.usualColumns
            return usual.firstIndex(of: plain).map { Place(target: target, rank: $0) }
        }
    }

    /// What a row holds for each target; targets without a value are left out. A list has the values of all columns of its
    /// name, and dependencies those of all their columns: one that is left out is a dependency that nobody asks for.
    package func values(in row: ImportedRow) -> [ImportTarget: Value] {
        var found: [ImportTarget: (value: Value, rank: Int)] = [:]
        for field in row.fields where !field.value.allSatisfy(\.isWhitespace) {
            for place in places[field.name] ?? [] {
                let known = found[place.target]
                let isMore = place.target == .attribute(.dependsOn) || place.target.isList && place.rank == known?.rank
                if known != nil && isMore {
                    found[place.target]?.value.text += ", " + field.value
                } else if place.rank < known?.rank ?? .max {
                    found[place.target] = (Value(text: field.value, column: field.name), place.rank)
                }
            }
        }
        return found.mapValues(\.value)
    }
}
