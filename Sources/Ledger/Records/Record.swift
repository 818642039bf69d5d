import Changes
import Git

/// One immutable fact in the ledger: a statement, and who wrote it when, knowing what.
///
/// Stored as one JSON object on one line, keys sorted (RFC 8259). What follows the line is its signature, where there
/// is one, as in Git's signed tags.
package struct Record: Hashable, Sendable {
    /// The version of the format that this program writes, and the only one that it reads.
    package static let formatVersion = 1

    /// The newest format of a ledger that this program knows (`[ledger] needs`). Each change that adds kinds or members of
    /// records raises it, and is marked with the number that it came with. Format n came with Sluice 0.n.
    package static let newestFormat = 4

    /// Whether a text names a format that only a later program knows. A number of any length is one.
    static func isNewer(format: String) -> Bool {
        let isNumber = !format.isEmpty && format.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard isNumber else { return false }
        return Int(format).map { $0 > newestFormat } ?? true
    }

    /// Larger records are refused, unread.
    package static let sizeLimit = 16 << 20

    package var at: Timestamp
    package var by: Person
    /// The random identity of the ledger that the record was written for.
    package var repository: String
    /// The records about the same subject that the writer had seen and no other seen one follows.
    package var after: [RecordName]
    package var statement: Statement

    package init(at: Timestamp, by: Person, repository: String, after: [RecordName], statement: Statement) {
        self.at = at
        self.by = by
        self.repository = repository
        self.after = after
        self.statement = statement
    }

    /// The line that is stored, hashed and signed.
    package func line() -> [UInt8] { json.bytes() + [UInt8(ascii: "\n")] }

    /// Reads a stored record; `signature` is what follows the line, nil where nothing does.
    ///
    /// - Parameter format: that of the ledger which holds it.
    /// - Throws: what is wrong with it: also where its line is not the one that this program would write, so that no record
    ///   has two forms, and none says what only some programs read.
    package static func read(
        _ bytes: [UInt8], format: Int = newestFormat
    ) throws -> (record: Record, signature: [UInt8]?) {
        let end = bytes.firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        guard case .object(let object) = try JSONValue(bytes[..<end]) else { throw FieldProblem(name: "object") }
        let record = try Record(RecordFields(object, format: format))
        guard end < bytes.count, record.line().elementsEqual(bytes[...end]) else { throw NotCanonical() }
        let rest = bytes[min(end + 1, bytes.count)...]
        return (record, rest.isEmpty ? nil : Array(rest))
    }
}

extension Record {
    private init(_ fields: RecordFields) throws {
        let version: Int = try fields.value("v")
        guard version == Self.formatVersion else { throw UnknownFormat(version: version) }
        at = try fields.value("at")
        by = try fields.value("by")
        repository = try fields.value("repo")
        after = try fields.value("after")
        statement = try Statement(fields.value("kind"), fields)
    }

    private var json: JSONValue {
        let head: [JSONObject.Member] = [
            .init(name: "v", value: Self.formatVersion.json), .init(name: "kind", value: statement.kind.json),
            .init(name: "at", value: at.json), .init(name: "by", value: by.json),
            .init(name: "repo", value: repository.json), .init(name: "after", value: after.json),
        ]
        return .object(JSONObject(members: head + statement.members))
    }

    /// The line is not in the one form in which records are written.
    struct NotCanonical: Error, CustomStringConvertible {
        var description: String { "its line is not in canonical form" }
    }

    /// A record or ledger of a format that this program does not know.
    package struct UnknownFormat: Error, Sendable {
        package let version: Int
    }
}
