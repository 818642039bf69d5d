import Git

extension LedgerWriter {
    /// Records the next version of the policy, if the one that was edited is still in force.
    ///
    /// - Throws: `PolicyProblem` where the text is no policy; `LedgerProblem.policyReplaced`; what `append` throws.
    package func appendPolicy(_ text: [UInt8], replacing version: Int, reason: String?) throws {
        let next = version + 1
        let policy = try Policy(toRecord: text, version: next)
        if let person = policy.exampleKeyOwner { throw PolicyProblem.exampleKey(of: person) }
        guard policy.canBeReplaced(at: author.time) else {
            throw PolicyProblem.missing(name: "role.\(Policy.administrators).member with a key that counts now")
        }
        let statement = PolicyStatement(version: next, text: try Repository.id(of: text, .blob), reason: reason)
        try append("policy: version \(next)", texts: [text]) { ledger in
            guard try ledger.policyVersion() == version else { throw LedgerProblem.policyReplaced(version: next) }
            if let status = policy.statuses.reused(after: try ledger.policyVersions().holding.map(\.statuses)) {
                throw PolicyProblem.reusedStatus(status.id)
            }
            return [.policy(statement)]
        }
    }
}
