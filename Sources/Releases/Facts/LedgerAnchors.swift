import Changes
package import Git
import Ledger
import System

extension FactsGatherer {
    func recordsBeyond(
        _ plan: ReleasePlan?, _ signOffs: [ItemID: [SignOffs]]
    ) throws -> [LedgerFacts.RecordBeyond] {
        let manifests = plan?.manifests ?? []
        let decisions = signOffs.values.joined().flatMap { $0.approvals + $0.rejections }
        let named =
            decisions.compactMap { decision in
                decision.statement.ledger.map {
                    LedgerFacts.RecordBeyond(
                        record: "the sign-off of \(decision.statement.item) by \(decision.by.name)", tip: $0)
                }
            }
            + manifests.compactMap { manifest in
                manifest.ledger.map { LedgerFacts.RecordBeyond(record: "the manifest of \(manifest.tag)", tip: $0) }
            }
        let beyond = try Set(named.map(\.tip)).subtracting(contained(named.map(\.tip)))
        return named.filter { beyond.contains($0.tip) }.sorted { ($0.tip, $0.record) < ($1.tip, $1.record) }
    }

    func silence(_ maxAge: TimeSpan?) throws -> LedgerFacts.Silence? {
        let limits = [maxAge, policy.ledgerMaxAge].compactMap { $0 }
        guard let limit = limits.min(by: { $0.seconds < $1.seconds }), let heard = try LastHeard(repository) else {
            return nil
        }
        let lasts = heard.time.map { TimeSpan(seconds: millisecondsNow() / 1000 - $0) }
        return .init(remote: heard.remote, lasts: lasts, limit: limit)
    }

    /// Those of some tips that the ledger contains: one walk for all, and exact, as one that is missed shuts every gate.
    func contained(_ tips: [ObjectID]) throws -> Set<ObjectID> {
        try repository.reached(among: tips.filter(repository.contains), from: ledger.tips)
    }

    /// Whether the state of the ledger that a tag names holds the manifest that it names: then this ledger lost that. Of a
    /// state that is not in this clone, or that has another first policy, nothing is known, and anybody can make a tag that
    /// names one.
    func isMade(_ tag: ReleaseTag, at tip: ObjectID) throws -> Bool {
        guard repository.contains(tip), try repository.header(of: tip)?.kind == .commit,
            let then = try? LedgerReader(repository, branch: ledger.branch, tip: tip),
            try then.firstPolicy() == ledger.firstPolicy()
        else { return false }
        let plans = try? then.release(tag.version).map { [$0] }
        let tags = try ReleaseTags(repository, policy: policy, pending: [])
        return try GatedTags(tags, plans ?? [], in: repository).manifests[tag.name] != nil
    }

    /// The tip that a release tag's message names; nil for any other tag.
    package static func ledgerTip(named tag: Tag) -> ObjectID? {
        tag.trailer(TagTrailer.ledger).flatMap { ObjectID(hex: $0[...]) }
    }
}
