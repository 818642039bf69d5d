package import Ledger

/// What was packed of a release, and what is to be deployed of it.
package struct PackageFacts: Sendable {
    /// SHA-256 of what is to be deployed; nil where nobody said what.
    package let offered: String?
    /// What was packed of the release as it is tagged, by people who may deploy.
    package let packed: [PackageStatement]
    /// What the environment before has of it; nil where it is not known.
    package let before: String?

    package init(offered: String? = nil, packed: [PackageStatement] = [], before: String? = nil) {
        self.offered = offered
        self.packed = packed
        self.before = before
    }
}

extension FactsGatherer {
    func packageFacts(of facts: GateFacts, offered: String?, before: Deployments?) throws -> PackageFacts {
        let commit = facts.range.scope.candidate
        let packed = try ledger.records(of: .release(facts.version)).records.compactMap { stored -> PackageStatement? in
            guard case .package(let statement) = stored.record.statement, statement.commit == commit,
                policy.mayDeploy(stored.author)
            else { return nil }
            return statement
        }
        let last = before?.all.last { $0.release == facts.version && $0.outcome == .succeeded }
        return PackageFacts(offered: offered, packed: packed, before: last?.statement.package)
    }
}
