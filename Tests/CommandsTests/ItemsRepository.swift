import TestSupport

extension TestRepository {
    /// A repository with a first commit and a ledger, whose policy has the keys RFC, TASK, PROBLEM and INCIDENT.
    /// - Parameter more: settings added to the policy that `init` writes.
    static func withLedger(policy more: String? = nil) throws -> TestRepository {
        let repository = try TestRepository()
        try repository.commit("first")
        try repository.sluice("init", "--no-hooks")
        guard let more else { return repository }
        try repository.write(".git/policy", try repository.git("show", "sluice/ledger:trust/1/policy") + "\n" + more)
        try repository.sluice("policy", "edit", "--file", ".git/policy", "--reason", "what the test needs")
        return repository
    }

    /// How many commits the ledger has.
    func ledgerLength() throws -> Int {
        Int(try git("rev-list", "--count", "sluice/ledger")) ?? 0
    }
}
