import Changes
import Git
import TestSupport
import Testing

@testable import Ledger

/// A ledger in a repository of its own, and hands to tamper with it.
final class TestLedger {
    static let identity = "0123456789abcdef0123456789abcdef"
    static let policy = """
        [item "RFC"] kind = rfc
        [release]
        \ttag = v{version}
        [sign-off]
        \trole = qa

        """

    let test: TestRepository
    let repository: Repository

    init(identity: String = TestLedger.identity) throws {
        test = try TestRepository()
        repository = try Repository.open(at: test.path)
        try LedgerWriter(repository, by: .dana(at: 0)).create(
            branch: LedgerLocation.defaultBranch, identity: identity, policy: Array(Self.policy.utf8))
    }

    func reader() throws -> LedgerReader { try LedgerReader(repository) }

    @discardableResult
    func append(_ statements: Statement..., by author: Author = .dana(at: 1)) throws -> [StoredRecord] {
        try LedgerWriter(repository, by: author).append("test") { _ in statements }
    }

    /// The path of a record.
    func path(_ stored: StoredRecord) throws -> String {
        (try stored.record.statement.subject.folder() + [stored.name.description]).joined(separator: "/")
    }

    /// Puts a file into the ledger behind Sluice's back, or takes one away.
    func put(_ blob: ObjectID?, at path: String, mode: String = "100644") throws {
        let branch = LedgerLocation.defaultBranch
        try test.git("read-tree", branch)
        if let blob {
            try test.git("update-index", "--add", "--replace", "--cacheinfo", "\(mode),\(blob),\(path)")
        } else {
            try test.git("update-index", "--force-remove", path)
        }
        let tree = try test.git("write-tree", "--missing-ok")
        let commit = try test.git("commit-tree", "-p", branch, "-m", "tampered", tree)
        try test.git("update-ref", "refs/heads/" + branch, commit)
    }

    func blob(_ bytes: [UInt8]) throws -> ObjectID {
        try #require(ObjectID(try test.git("hash-object", "-w", "--stdin", input: bytes)))
    }

    /// Puts bytes where a record about a subject stands, under the name that they must have; gives the path.
    @discardableResult
    func putRecord(_ bytes: [UInt8], about subject: Subject, at time: Timestamp) throws -> String {
        let blob = try blob(bytes)
        let path = try (subject.folder() + [RecordName(at: time, blob: blob).description]).joined(separator: "/")
        try put(blob, at: path)
        return path
    }
}

extension Author {
    static func dana(at seconds: Int64) -> Author { person("Dana", at: seconds) }

    static func person(_ name: String, at seconds: Int64) -> Author {
        let email = "\(name.lowercased())@example.org"
        return Author(
            person: Person(name: name, email: email), time: Timestamp(seconds: 1_700_000_000 + seconds),
            signature: "\(name) <\(email)> \(1_700_000_000 + seconds) +0000")
    }
}

extension ItemID {
    static let rfc1 = ItemID(key: "RFC", number: 1)
    static let rfc2 = ItemID(key: "RFC", number: 2)
}

extension Statement {
    static func title(_ item: ItemID, _ title: String) -> Statement {
        .item(ItemStatement(item: item, noun: .rfc, set: [.title: title]))
    }

    static func signOff(
        _ decision: SignOffStatement.Decision, _ item: ItemID = .rfc1, release: String = "1.0",
        content: [ObjectID] = [], role: String = "qa"
    ) throws -> Statement {
        .signOff(
            SignOffStatement(
                release: try #require(Version(release)), item: item, role: role, decision: decision, content: content,
                note: nil))
    }
}
