import Changes
package import Git

/// One deployment to an environment: its beginning, and its end where there is one.
package struct Deployment: Hashable, Sendable {
    /// The record of the beginning, or the only one.
    package let record: RecordName
    package let by: Person
    package let statement: DeploymentStatement
    package let started: Timestamp
    package fileprivate(set) var ended: Timestamp?
    /// Nil while it is under way, or where it was cut off and nobody said what came of it.
    package fileprivate(set) var outcome: DeploymentStatement.Outcome?
    package fileprivate(set) var exit: Int?
    package fileprivate(set) var note: String?
    /// Whether it lets anything through. Something runs there in any case.
    package fileprivate(set) var opens: Bool

    /// Read under the scheme of the policy.
    package let release: Version
    package var isUnfinished: Bool { outcome == nil }

    /// Whether it is of a release as its tag marks it, and not of something untagged that was given its version.
    fileprivate func isOf(_ release: Version, on commit: ObjectID) -> Bool {
        statement.isTagged && self.release == release && statement.commit == commit
    }
}

/// The deployments to one environment: a pure fold.
package struct Deployments: Hashable, Sendable {
    /// In the order of their records.
    package let all: [Deployment]

    /// - Parameter read: reads releases as the policy does, for their order.
    package init(_ sequence: RecordSequence, reading read: (Version) -> Version = { $0 }) {
        var all: [Deployment] = []
        for stored in sequence.records {
            guard case .deployment(let statement) = stored.record.statement else { continue }
            if let start = statement.ends.map(sequence.identity) {
                // What ends a deployment lets others begin: in doubt it ends one whose beginning is in doubt, too.
                guard
                    let index = all.firstIndex(where: {
                        $0.record == start && $0.isUnfinished && (stored.opens || !$0.opens)
                    })
                else { continue }
                all[index].outcome = statement.outcome
                all[index].ended = statement.ended ?? stored.record.at
                all[index].exit = statement.exit
                all[index].note = statement.reason
                all[index].opens = all[index].opens && stored.opens
            } else {
                all.append(Deployment(stored, statement, read(statement.release)))
            }
        }
        self.all = all
    }

    private init(all: [Deployment]) { self.all = all }

    /// Those of one component's releases: components run next to each other.
    package func of(_ component: String?) -> Deployments {
        Deployments(all: all.filter { $0.release.component == component })
    }

    /// The components of which something was deployed there, as records name them, in their order.
    package var components: [String?] { Set(all.map(\.release)).sorted().map(\.component).unique(by: \.self) }

    /// Those that nobody has ended.
    package var unfinished: [Deployment] { all.filter(\.isUnfinished) }

    /// What runs there, as far as records tell: the last one that succeeded.
    package var running: Deployment? { lastSuccess { _ in true } }

    /// What a release must not be older than: what runs there, with and without the deployments that are in doubt.
    package var newestRunning: Deployment? {
        [running, lastSuccess(where: \.opens)].compactMap(\.self).max { $0.release < $1.release }
    }

    private func lastSuccess(where counts: (Deployment) -> Bool) -> Deployment? {
        all.indices.filter { all[$0].outcome == .succeeded && counts(all[$0]) }
            .max { (all[$0].ended ?? all[$0].started, $0) < (all[$1].ended ?? all[$1].started, $1) }.map { all[$0] }
    }

    /// Whether some deployment of a release there succeeded.
    package func haveSucceeded(_ release: Version) -> Bool {
        all.contains { $0.release == release && $0.outcome == .succeeded }
    }

    /// Whether a release was deployed there with success, as it was tagged on this commit.
    package func has(_ release: Version, on commit: ObjectID) -> Bool {
        all.contains { $0.opens && $0.isOf(release, on: commit) && $0.outcome == .succeeded }
    }

    /// The deployment that a roll-back to a release goes back to: it succeeded, and something newer was tried since. Nil
    /// where the release never ran there as it is tagged, and where what runs there is older: that is no way back. A deployment
    /// that somebody recorded only after the newer one, whatever time it names, is none, unless the release is from before the
    /// ledger.
    ///
    /// - Parameter package: SHA-256 of what is to be deployed, where it is named: what ran there has to be the same.
    package func former(
        _ release: Version, on commit: ObjectID, isAdopted: Bool = false, package: String?
    ) -> Deployment? {
        guard let running, release <= running.release, let last = all.lastIndex(of: running) else { return nil }
        let former = all[...(isAdopted ? all.count - 1 : last)].indices.last { index in
            all[index].opens && all[index].isOf(release, on: commit) && all[index].outcome == .succeeded
                && (package == nil || package == all[index].statement.package)
        }
        guard let former else { return nil }
        // What nobody tagged is no release that one could come back from.
        let isLeft = ([running] + all[former...]).contains {
            $0.release > release && $0.opens && $0.statement.isTagged
        }
        return isLeft ? all[former] : nil
    }
}

extension Deployment {
    fileprivate init(_ stored: StoredRecord, _ statement: DeploymentStatement, _ release: Version) {
        self.release = release
        record = stored.name
        by = stored.author
        self.statement = statement
        started = statement.began(recorded: stored.record.at)
        ended = statement.outcome == nil ? nil : statement.ended ?? stored.record.at
        outcome = statement.outcome
        exit = statement.exit
        note = statement.reason
        opens = stored.opens
    }
}

/// What the approvers of an environment decided about a release: a pure fold. A person's later word replaces the earlier
/// one; a refusal that an approval has not seen voids it. A refusal by somebody who may not speak for the role any more, and so
/// cannot take it back, ends where a member's approval answers it.
package struct Clearances: Hashable, Sendable {
    package struct Word: Hashable, Sendable {
        package let record: RecordName
        package let by: Person
        package let statement: ClearanceStatement
    }

    package let approvals: [Word]
    package let rejections: [Word]

    /// - Parameter isMember: who may speak for the role.
    package init(
        of release: Version, on commit: ObjectID, as role: String, in sequence: RecordSequence,
        isMember: (Person) -> Bool
    ) {
        let words = sequence.records.compactMap { stored -> Word? in
            guard case .clearance(let statement) = stored.record.statement, statement.release == release,
                statement.role == role
            else { return nil }
            return Word(record: stored.name, by: stored.author, statement: statement)
        }
        let sight = RecordSight(sequence)
        // What may not open a gate takes back no refusal.
        let doubtful = Set(sequence.records.filter { !$0.opens }.map(\.name))
        let standing = words.filter { word in
            !words.contains { later in
                later.by.hasAddress(of: word.by) && sight.hasSeen(later.record, word.record)
                    && (word.statement.decision != .reject || !doubtful.contains(later.record))
            }
        }
        let refusals = words.filter { $0.statement.decision != .approve }
        let approvals = standing.filter { word in
            word.statement.decision == .approve && word.statement.commit == commit
                && refusals.allSatisfy { sight.hasSeen(word.record, $0.record) }
        }
        self.approvals = approvals
        let answered = Set(approvals.filter { isMember($0.by) }.flatMap { $0.statement.answers ?? [] })
        rejections = standing.filter {
            $0.statement.decision == .reject && (isMember($0.by) || !answered.contains($0.record))
        }
    }
}
