import Git
import Ledger
import TestSupport

extension TestRepository {
    /// A repository with a first commit and a ledger, whose policy has the keys RFC, TASK, PROBLEM and INCIDENT.
    static func withLedger(policy more: String = "") throws -> TestRepository {
        let repository = try TestRepository()
        try repository.commit("first")
        try repository.makeLedger(policy: Array((basicPolicy + more).utf8))
        return repository
    }

    private static let basicPolicy = """
        [item "RFC"]
            kind = rfc
        [item "TASK"]
            kind = task
        [item "PROBLEM"]
            kind = problem
        [item "INCIDENT"]
            kind = incident
        [link]
            trailer = Refs
            branch-names = true
        [exempt]
            merges = true
            path = docs/**
        [release]
            tag = v{version}
            branch = main
        [sign-off]
            role = qa

        """

    private func makeLedger(policy: [UInt8]) throws {
        let text = try blob(policy)
        let statement = PolicyStatement(version: 1, text: text, reason: nil)
        let record = Record(
            at: Timestamp(seconds: Int64(time)), by: .init(name: person.name, email: person.email),
            repository: String(repeating: "0123456789abcdef", count: 2), after: [], statement: .policy(statement))
        let blob = try blob(record.line())
        let name = RecordName(at: record.at, blob: blob)
        let files = [
            ("format", try self.blob(Array("1\n\(record.repository)\n".utf8))), ("trust/1/policy", text),
            ("trust/1/\(name)", blob),
        ].map { "M 100644 \($1) \($0)\n" }.joined()
        try fastImport(
            Array("commit refs/heads/sluice/ledger\ncommitter D <d@x> \(time) +0000\ndata 0\n\(files)\n".utf8))
    }

    private func blob(_ bytes: [UInt8]) throws -> ObjectID {
        ObjectID(try writeObject("blob", bytes)) ?? .zero
    }

    /// How many commits the ledger has.
    func ledgerLength() throws -> Int {
        Int(try git("rev-list", "--count", "sluice/ledger")) ?? 0
    }
}
