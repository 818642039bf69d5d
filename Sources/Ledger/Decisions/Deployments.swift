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

    package var release: Version { statement.release }
    package var isUnfinished: Bool { outcome == nil }
}

/// The deployments to one environment: a pure fold.
package struct Deployments: Hashable, Sendable {
    /// In the order of their records.
    package let all: [Deployment]

    /// - Parameter mayDeploy: whose words count. What others began, nobody has to wait for.
    package init(_ sequence: RecordSequence, mayDeploy: (Person) -> Bool) {
        var all: [Deployment] = []
        for stored in sequence.records where mayDeploy(stored.author) {
            guard case .deployment(let statement) = stored.record.statement else { continue }
            // What is dated after now is under way already, and has not come to its end.
            guard !stored.isEarly || statement.outcome == nil else { continue }
            if let start = statement.ends {
                guard let index = all.firstIndex(where: { $0.record == start && $0.isUnfinished }) else { continue }
                all[index].outcome = statement.outcome
                all[index].ended = statement.ended ?? stored.record.at
                all[index].exit = statement.exit
                all[index].note = statement.reason
            } else {
                all.append(Deployment(stored, statement))
            }
        }
        self.all = all
    }

    /// Those that nobody has ended.
    package var unfinished: [Deployment] { all.filter(\.isUnfinished) }

    /// What runs there, as far as records tell: the last one that succeeded.
    package var running: Deployment? { all.last { $0.outcome == .succeeded } }

    /// Whether a release was deployed there with success, as it was tagged on this commit.
    package func has(_ release: Version, on commit: ObjectID) -> Bool {
        all.contains { $0.release == release && $0.statement.commit == commit && $0.outcome == .succeeded }
    }
}

extension Deployment {
    fileprivate init(_ stored: StoredRecord, _ statement: DeploymentStatement) {
        record = stored.name
        by = stored.author
        self.statement = statement
        started = statement.started ?? stored.record.at
        ended = statement.outcome == nil ? nil : statement.ended ?? stored.record.at
        outcome = statement.outcome
        exit = statement.exit
        note = statement.reason
    }
}

/// What the approvers of an environment decided about a release: a pure fold. A person's later word replaces the earlier
/// one; a refusal that an approval has not seen voids it.
package struct Clearances: Hashable, Sendable {
    package struct Word: Hashable, Sendable {
        package let record: RecordName
        package let by: Person
        package let statement: ClearanceStatement
    }

    package let approvals: [Word]
    package let rejections: [Word]

    package init(of release: Version, on commit: ObjectID, as role: String, in sequence: RecordSequence) {
        let words = sequence.records.compactMap { stored -> Word? in
            guard case .clearance(let statement) = stored.record.statement, statement.release == release,
                statement.role == role
            else { return nil }
            return Word(record: stored.name, by: stored.author, statement: statement)
        }
        let sight = RecordSight(sequence)
        // What is dated after now takes back no refusal yet.
        let yetToCome = Set(sequence.records.filter(\.isEarly).map(\.name))
        let standing = words.filter { word in
            !words.contains { later in
                later.by.hasAddress(of: word.by) && sight.hasSeen(later.record, word.record)
                    && (word.statement.decision != .reject || !yetToCome.contains(later.record))
            }
        }
        rejections = standing.filter { $0.statement.decision == .reject }
        let refusals = words.filter { $0.statement.decision != .approve }
        approvals = standing.filter { word in
            word.statement.decision == .approve && word.statement.commit == commit
                && refusals.allSatisfy { sight.hasSeen(word.record, $0.record) }
        }
    }
}
