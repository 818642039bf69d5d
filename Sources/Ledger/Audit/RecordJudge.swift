package import Git
import System

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

    let signer: Signer

    package var statement: Statement { stored.record.statement }

    /// The folder that its file is in, with the slash at its end.
    package var folder: [UInt8] { Array(path[..<((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)]) }
}

/// Judges many records at once, each by the policy that was in force when it entered the ledger.
package struct RecordJudge {
    /// A record, and the highest version of the policy that the ledger held when it entered.
    package struct Question: Sendable {
        package let path: [UInt8]
        package let blob: ObjectID
        package let stored: StoredRecord
        package let version: Int
        /// The counting records about the same subject before it, where its right depends on them.
        let records: RecordSequence

        package init(
            path: [UInt8], blob: ObjectID, stored: StoredRecord, version: Int, after records: RecordSequence = .none
        ) {
            self.path = path
            self.blob = blob
            self.stored = stored
            self.version = version
            self.records = records
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
        guard !policies.holding.isEmpty else { return [] }
        let trust = Trust(policies.holding)
        let groups = stride(from: 0, to: questions.count, by: Self.groupSize).map { start in
            let group = Array(questions[start..<min(start + Self.groupSize, questions.count)])
            return Background { [policies] in try group.map { try Self.judged($0, trust, policies) } }
        }
        var result: [JudgedRecord] = []
        for group in groups {
            result += try group.value()
            progress(result.count)
        }
        for record in result where record.problem == nil && record.stored.signature != nil {
            ledger.known[record.blob] = record.signer
        }
        return result
    }

    private static let groupSize = 32

    private static func judged(_ question: Question, _ trust: Trust, _ policies: PolicyVersions) throws -> JudgedRecord
    {
        let stored = question.stored
        if case .policy(let statement) = stored.record.statement {
            return policy(question, statement, policies)
        }
        let version = min(max(question.version, 1), policies.holding.count)
        let (then, now) = (policies.holding[version - 1], trust.policy)
        do {
            let signer = try trust.signer(of: stored.record, stored.signature, blob: question.blob)
            let judgement = { (policy: Policy) in
                RecordRights(versions: [policy]).judgement(
                    of: stored.record, signedBy: signer, after: question.records, entered: { 1...1 },
                    introduced: { [1] })
            }
            let judged = stored.judged(judgement(then))
            return .init(
                question, judged, policy: version, roles: then.roles(of: judged.author),
                today: judgement(now).authorship, signer: signer)
        } catch let problem as RecordSignatureProblem {
            return .init(question, stored, policy: version, roles: [], today: .claimed, signer: .nobody, problem)
        }
    }

    /// A version of the policy counts if it holds, whatever came after it.
    private static func policy(
        _ question: Question, _ statement: PolicyStatement, _ policies: PolicyVersions
    ) -> JudgedRecord {
        let link = policies[statement.version].flatMap { $0.record.name == question.stored.name ? $0 : nil }
        let before = policies.policy(at: statement.version - 1)
        let none = RecordJudgement(
            authorship: .discounted(.noRight),
            author: before?.known(question.stored.record.by) ?? question.stored.record.by, weight: [])
        let judged = link?.record ?? question.stored.judged(none)
        return .init(
            question, judged, policy: min(max(question.version, 1), policies.holding.count),
            roles: before?.roles(of: judged.author) ?? [],
            today: judged.authorship, signer: .stranger)
    }
}

extension JudgedRecord {
    fileprivate init(
        _ question: RecordJudge.Question, _ stored: StoredRecord, policy: Int, roles: [String], today: Authorship,
        signer: Signer, _ problem: RecordSignatureProblem? = nil
    ) {
        self.init(
            path: question.path, blob: question.blob, stored: stored, policy: policy, roles: roles, today: today,
            problem: problem, signer: signer)
    }
}

extension Policy {
    /// The roles that name a person, sorted; those that are open to anyone name nobody.
    package func roles(of person: Person) -> [String] {
        members.keys.filter { isMember(person, of: $0) }.sorted()
    }
}
