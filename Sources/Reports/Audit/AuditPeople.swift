package import Ledger

/// Who wrote how many records, in which roles, and what their word was worth: one row for each difference.
package struct AuditPeople: Sendable {
    package struct Row: Sendable {
        package let name: String
        package let roles: String
        package let authorship: String
        /// `2 plan, 3 sign-off`
        package let records: String
    }

    package let rows: [Row]

    package init(_ records: [JudgedRecord]) {
        let told = records.filter { $0.problem == nil }
        let groups = Dictionary(grouping: told) { record in
            Key(
                person: record.stored.author, roles: record.roles.joined(separator: ", "),
                authorship: record.stored.authorship.word)
        }
        rows = groups.sorted { $0.key < $1.key }.map { key, records in
            Row(
                name: key.person.description, roles: key.roles, authorship: key.authorship,
                records: Self.counts(records))
        }
    }

    private static func counts(_ records: [JudgedRecord]) -> String {
        let kinds = Dictionary(grouping: records) { $0.statement.kind.rawValue }
        return kinds.sorted { $0.key < $1.key }.map { "\($0.value.count) \($0.key)" }.joined(separator: ", ")
    }

    private struct Key: Hashable, Comparable {
        let person: Person
        let roles: String
        let authorship: String

        static func < (left: Key, right: Key) -> Bool {
            (left.person, left.roles, left.authorship) < (right.person, right.roles, right.authorship)
        }
    }
}
