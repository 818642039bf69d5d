package import Ledger
package import Releases

/// Approves, refuses or revokes the deployment of a tagged release to an environment.
package struct Clear: Sendable {
    package let decision: SignOffStatement.Decision
    package let environment: DeploymentEnvironment
    package let release: Version
    /// Nil where the environment has one role that approves.
    package let role: String?
    package let note: String?
    /// The refusals to be answered, by the first digits of their records.
    package let answers: [String]

    package init(
        _ decision: SignOffStatement.Decision, _ environment: DeploymentEnvironment, release: Version,
        role: String? = nil, note: String? = nil, answers: [String] = []
    ) {
        (self.decision, self.environment, self.release) = (decision, environment, release)
        (self.role, self.note, self.answers) = (role, note, answers)
    }

    package enum Refusal: Error, Hashable, Sendable {
        /// What would be deployed is not known yet.
        case notTagged(Version)
        case noApproval(environment: String)
        case withoutRole(among: [String])
        case notApprover(role: String, environment: String, approvers: [String])
        case notMember(Person, role: String)
        case answersNotRecorded
        /// - known: the refusals that there are, and who made them.
        case unclearAnswer(String, ClearanceStatement, known: [Clearances.Word])
        /// Who refused it can take that back.
        case present(Person, ClearanceStatement)
    }

    /// - Parameters:
    ///   - tag: the release's.
    ///   - records: those of the environment.
    package func decide(
        _ policy: Policy, tag: ReleaseTag?, records: RecordSequence, by person: Person
    ) throws(Refusal) -> ClearanceStatement {
        guard let tag else { throw .notTagged(release) }
        var statement = ClearanceStatement(
            environment: environment.name, release: release, commit: tag.target, role: try role(person, policy),
            decision: decision, note: note)
        let answered = try answered(by: statement, policy, records)
        statement.answers = answered.isEmpty ? nil : answered
        return statement
    }

    private func role(_ person: Person, _ policy: Policy) throws(Refusal) -> String {
        let roles = environment.approvers
        guard let role = role ?? (roles.count == 1 ? roles[0] : nil) else {
            throw roles.isEmpty ? .noApproval(environment: environment.name) : .withoutRole(among: roles)
        }
        guard roles.contains(role) else {
            throw .notApprover(role: role, environment: environment.name, approvers: roles)
        }
        guard policy.mayAct(person, as: role) else { throw .notMember(person, role: role) }
        return role
    }

    /// The refusals that `answers` names. Their authors cannot take them back any more; others have to do that themselves.
    private func answered(
        by statement: ClearanceStatement, _ policy: Policy, _ records: RecordSequence
    ) throws(Refusal) -> [RecordName] {
        guard !answers.isEmpty else { return [] }
        guard policy.recordsClearanceAnswers else { throw .answersNotRecorded }
        let isMember = { (person: Person) in policy.mayAct(person, as: statement.role) }
        let rejections = Clearances(
            of: statement.release, on: statement.commit, as: statement.role, in: records, isMember: isMember
        ).rejections
        var named: [Clearances.Word] = []
        for text in answers {
            let fitting = rejections.filter { $0.record.isNamed(by: text) }
            guard fitting.count == 1 else { throw .unclearAnswer(text, statement, known: rejections) }
            named.append(fitting[0])
        }
        if let present = named.first(where: { isMember($0.by) }) { throw .present(present.by, statement) }
        return named.map(\.record)
    }
}
