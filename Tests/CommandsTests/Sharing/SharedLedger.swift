import TestSupport
import Testing

/// Two clones of one server, which share a ledger with items RFC-1 and RFC-2, and a planned release 1.0 with RFC-1.
struct SharedLedger {
    let server: TestRepository
    let dana: TestRepository
    let quinn: TestRepository

    init() throws {
        let first = try TestRepository()
        try first.commit("RFC-1: first")
        try first.makeLedger()
        try first.addItems(["RFC-1", "RFC-2"])
        try first.plan("1.0", "RFC-1")
        server = try first.clone("server.git", bare: true)
        try server.git("remote", "remove", "origin")
        dana = try server.clone("dana")
        quinn = try server.clone("quinn")
        for clone in [dana, quinn] { try clone.git("branch", "sluice/ledger", "origin/sluice/ledger") }
        quinn.person = .tester
    }
}

extension TestRepository {
    @discardableResult
    func sync(_ arguments: String..., status: Int32 = 0) throws -> CommandResult {
        let result = try start([Places.program, "sync"] + arguments).wait()
        try #require(result.status == status, "\(result.output)\(result.errors)")
        return result
    }

    /// The files of the ledger.
    func ledgerFiles(_ revision: String = "refs/heads/sluice/ledger") throws -> String {
        try git("ls-tree", "-r", revision)
    }
}
