import Git
import Ledger

extension FactsGatherer {
    /// When emergency releases that nobody reviewed were tagged: the earliest time that anything says, as the date of a
    /// manifest is its writer's word. Only where the policy has such reviews done within a time.
    func taggings(of plans: [ReleasePlan], _ tags: ReleaseTags) throws -> [Version: Timestamp] {
        guard policy.reviewWithin != nil else { return [:] }
        return try plans.filter { $0.wasEmergency && !$0.waivers.isReleaseReviewed }.reduce(into: [:]) {
            $0[$1.version] = try tagging(of: $1, tags)
        }
    }

    /// The earliest of the date of the manifest, that of the tag, the receipt of the tag by a server, and the next commit of
    /// the ledger; but not before the release was planned, as a tag cannot come before that. Nil where no manifest is there.
    private func tagging(of plan: ReleasePlan, _ tags: ReleaseTags) throws -> Timestamp? {
        let sequence = try ledger.records(of: .release(plan.version))
        let (records, manifests) = (sequence.all, sequence.taggings)
        guard !manifests.isEmpty else { return nil }
        let receipts = records.filter { $0.record.statement.kind == .verdict }.map(\.record.at)
        let times =
            try manifests.map(\.record.at) + receipts + [tagger(of: tags[plan.version])].compactMap(\.self)
            + manifests.compactMap(next)
        guard let earliest = times.min() else { return nil }
        return plan.planned <= ledger.now ? max(earliest, plan.planned) : earliest
    }

    private func tagger(of tag: ReleaseTag?) throws -> Timestamp? {
        guard let tag, tag.isAnnotated else { return nil }
        return try repository.tag(tag.object).tagger.map { Timestamp(seconds: $0.time) }
    }

    /// The time of the first commit of the ledger that followed the one which brought a manifest.
    private func next(after manifest: StoredRecord) throws -> Timestamp? {
        guard hasLedgerHistory, let seen = manifest.record.statement.ledgerSeen, repository.contains(seen) else {
            return nil
        }
        let path = try manifest.record.statement.subject.folder() + [manifest.name.description]
        let holdsIt = { (id: ObjectID) in
            try repository.entry(at: path, in: repository.commit(id).tree) != nil
        }
        return try CommitRange.commits(of: ledger.tips, without: [seen], in: repository)
            .filter { try $0.parents.contains(where: holdsIt) }.map { Timestamp(seconds: $0.committerTime) }.min()
    }
}
