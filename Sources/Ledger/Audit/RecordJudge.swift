package import Git

/// A record with whose word it was when it entered the ledger, and whose it is today.
package struct JudgedRecord: Sendable {
    package let path: [UInt8]
    package let blob: ObjectID
    /// By the policy of then.
    package let stored: StoredRecord
    /// The version of the policy that was in force when it entered.
    package let policy: Int
    /// The roles that its author had then, sorted.
    package let roles: [String]
    /// By the policy in force.
    package let today: Authorship
    /// What is wrong with its signature.
    package let problem: RecordSignatureProblem?

    package var statement: Statement { stored.record.statement }

    /// Whether its author may have spoken for the role of a sign-off when it entered.
    package let wasOfRole: Bool
}

/// Judges many records at once, each by the policy that was in force when it entered the ledger.
package struct RecordJudge {
    /// A record, and the highest version of the policy that the ledger held when it entered.
    package struct Question: Sendable {
        package let path: [UInt8]
        package let blob: ObjectID
        package let stored: StoredRecord
        package let version: Int

        package init(path: [UInt8], blob: ObjectID, stored: StoredRecord, version: Int) {
            self.path = path
            self.blob = blob
            self.stored = stored
            self.version = version
        }
    }

    private let ledger: LedgerReader
    private let policies: PolicyVersions

    package init(_ ledger: LedgerReader, _ policies: PolicyVersions) {
        self.ledger = ledger
        self.policies = policies
    }

    /// All of them, in their order, judged on all processors. What is found by the policy in force, the ledger's reader knows
    /// from then on.
    ///
    /// - Parameter progress: is told how many are judged.
    package func judge(_ questions: [Question], progress: (Int) -> Void) throws -> [JudgedRecord] {
        let groups = stride(from: 0, to: questions.count, by: Self.groupSize).map { start in
            let group = Array(questions[start..<min(start + Self.groupSize, questions.count)])
            return Background { [policies] in try group.map { try Self.judged($0, policies) } }
        }
        var result: [JudgedRecord] = []
        for group in groups {
            result += try group.value()
            progress(result.count)
        }
        for record in result where record.isRemembered {
            ledger.known[record.blob] = record.today
        }
        return result
    }

    private static let groupSize = 32

    private static func judged(_ question: Question, _ policies: PolicyVersions) throws -> JudgedRecord {
        let stored = question.stored
        let version = min(question.version, policies.holding.count)
        // A version of the policy is judged by the one before it; the first, by itself.
        let governing: (Int) -> Trust? = { version in
            guard case .policy(let statement) = stored.record.statement else { return policies.trust(at: version) }
            return policies.trust(at: statement.version - 1)
        }
        guard let then = governing(version), let now = governing(policies.holding.count) else {
            return .init(question, stored, policy: version, roles: [], today: .claimed, wasOfRole: true)
        }
        do {
            let authorship = try then.authorship(of: stored.record, stored.signature, blob: question.blob)
            let author = then.author(of: stored.record, authorship)
            let isSame = then.policy.people == now.policy.people && then.policy.requires(now.policy)
            let today =
                isSame
                ? authorship : try now.authorship(of: stored.record, stored.signature, blob: question.blob)
            return .init(
                question, stored.judged(authorship, author), policy: version,
                roles: then.policy.roles(of: author), today: today,
                wasOfRole: then.policy.mayHaveSaid(stored.record.statement, author))
        } catch let problem as RecordSignatureProblem {
            return .init(question, stored, policy: version, roles: [], today: .claimed, wasOfRole: true, problem)
        }
    }
}

extension JudgedRecord {
    /// Versions of the policy are not judged by the one in force.
    fileprivate var isRemembered: Bool {
        problem == nil && stored.signature != nil && statement.kind != .policy
    }

    fileprivate init(
        _ question: RecordJudge.Question, _ stored: StoredRecord, policy: Int, roles: [String], today: Authorship,
        wasOfRole: Bool, _ problem: RecordSignatureProblem? = nil
    ) {
        self.init(
            path: question.path, blob: question.blob, stored: stored, policy: policy, roles: roles, today: today,
            problem: problem, wasOfRole: wasOfRole)
    }
}

extension Policy {
    /// The roles that name a person, sorted; those that are open to anyone name nobody.
    package func roles(of person: Person) -> [String] {
        members.keys.filter { isMember(person, of: $0) }.sorted()
    }

    fileprivate func requires(_ other: Policy) -> Bool { requiredSignatures == other.requiredSignatures }

    fileprivate func mayHaveSaid(_ statement: Statement, _ author: Person) -> Bool {
        guard case .signOff(let signOff) = statement else { return true }
        return mayAct(author, as: signOff.role)
    }
}
