import Changes
package import Git
package import Ledger

/// Whether commits of the ledger only added files.
package enum LedgerGrowth {
    /// Looks through the commits that some tips have and others, already looked through, do not.
    ///
    /// - Throws: `LedgerProblem.lost` with the first file that is gone or changed, and the commit that did it: also
    ///   where a later one put it back, as whoever stopped in between would have decided without it.
    package static func refuseLosses(of ledger: LedgerReader, since seen: [ObjectID]) throws {
        let repository = ledger.repository
        // A writer reads the local branch alone where the remote's ledger lost something: a decision has to see that.
        let tips = ledger.tips + [ledger.location.shunned].compactMap(\.self)
        let commits = try CommitRange.commits(of: tips, without: seen, in: repository)
        let trees = Dictionary(commits.map { ($0.id, $0.tree) }) { first, _ in first }
        for commit in commits.reversed() {
            guard let loss = try ledger.loss(by: commit, tree: { trees[$0] }),
                // The walk may find more than is new, where dates lie; what was looked through is not judged again.
                try repository.reached(among: [commit.id], from: seen).isEmpty
            else { continue }
            throw LedgerProblem.lost(loss)
        }
    }
}

extension FactsGatherer {
    /// Makes sure that nothing was taken out of the ledger or changed in it: the newest record about something, a rejection
    /// perhaps, is named by no other, so that only the ledger's own history shows that it was there.
    ///
    /// Looked through are the commits since the tips for which gated tags of two people vouch: the gate saw to those before.
    /// Who may tag could make a tag without the gate, and hide behind it what was taken out.
    ///
    /// - Throws: as `LedgerGrowth.refuseLosses`.
    func refuseLosses(_ gated: GatedTags) throws {
        try LedgerGrowth.refuseLosses(of: ledger, since: vouchedTips(gated))
    }

    private func vouchedTips(_ gated: GatedTags) throws -> [ObjectID] {
        let people = gated.tips.map(\.by).unique(by: \.email)
        guard people.count > 1 else { return [] }
        let known = try contained(gated.tips.map(\.tip))
        var vouchers: [ObjectID: Int] = [:]
        for person in people {
            let own = gated.tips.filter { $0.by.isSamePerson(as: person) }.map(\.tip).filter(known.contains)
            for tip in try repository.reached(among: known.sorted(), from: own) { vouchers[tip, default: 0] += 1 }
        }
        return vouchers.filter { $0.value > 1 }.keys.sorted()
    }
}
