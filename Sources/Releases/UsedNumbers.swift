import Changes
package import Git
package import Ledger

extension Repository {
    /// The numbers behind a key in the messages of all commits of code, linked or only mentioned: another system may have
    /// given them to something.
    ///
    /// - Throws: `RepositoryProblem` where the clone is incomplete.
    package func usedNumbers(of key: String, policy: Policy) throws -> Set<Int> {
        let commits = try CommitRange.commits(
            of: codeTips(besides: ledgerBranch()), without: [], in: self, messages: MessageReader(rules: policy.links))
        let items = commits.flatMap { $0.reading.links.map(\.item) + $0.reading.mentions }
        return Set(items.filter { $0.key == key }.map(\.number))
    }
}
