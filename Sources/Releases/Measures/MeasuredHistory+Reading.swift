import Changes
package import Git
package import Ledger

extension MeasuredHistory {
    /// Reads all that measures are made of: the whole ledger, and the commits of the manifests.
    ///
    /// - Parameter component: whose releases and deployments alone are wanted; nil for all.
    package init(_ ledger: LedgerReader, _ repository: Repository, of component: Component? = nil) throws {
        let policy = try ledger.policy()
        let plans = try ledger.releases().filter { !$0.manifests.isEmpty && $0.version.isOf(component) }
        let items = try ledger.items()
        var tagged: [Version: Timestamp] = [:]
        for plan in plans {
            tagged[plan.version] = try ledger.records(of: .release(plan.version)).records.last {
                $0.opens && $0.record.statement.kind == .manifest
            }?.record.at
        }
        var times: [String: Int64] = [:]
        for entry in plans.compactMap(\.manifests.first).flatMap(\.commits) where repository.contains(entry.commit) {
            let time = try repository.commit(entry.commit).committerTime
            if AbsurdDate(ofCommitAt: time) == nil { times[entry.commit.description] = time }
        }
        let types = items.compactMap { item in item[.type].flatMap { ReleaseType(rawValue: $0) }.map { (item.id, $0) } }
        self.init(
            plans: plans, troubles: items.filter { $0.noun == .incident || $0.noun == .problem },
            types: Dictionary(types) { first, _ in first },
            deployments: try policy.production.map { production in
                let all = try ledger.deployments(to: production.name)
                return component.map { all.of($0.recordedName) } ?? all
            },
            touched: try Self.touched(by: plans, policy, repository), tagged: tagged, commitTimes: times)
    }

    /// As far as the commits are here.
    private static func touched(
        by plans: [ReleasePlan], _ policy: Policy, _ repository: Repository
    ) throws -> [Version: Set<String>] {
        guard !policy.configuration.items.isEmpty else { return [:] }
        var touched: [Version: Set<String>] = [:]
        for plan in plans {
            guard let manifest = plan.manifests.first,
                [manifest.base, manifest.candidate].compactMap(\.self).allSatisfy(repository.contains)
            else { continue }
            touched[plan.version] = try repository.configurationItems(
                changedFrom: manifest.base, to: manifest.candidate, in: plan.version, policy)
        }
        return touched
    }
}
