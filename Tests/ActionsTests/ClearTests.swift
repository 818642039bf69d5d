import Actions
import FactsSupport
import Git
@testable import Ledger
import Releases
import Testing

@Suite("Deciding about a deployment")
struct ClearTests {
    private var policy: Policy {
        var policy = Policy()
        policy.members = ["operations": [Facts.quinn.email, Facts.rene.email], "security": [Facts.rene.email]]
        policy.needs = ClearanceStatement.answersFormat
        return policy
    }

    private func clear(
        _ decision: SignOffStatement.Decision = .approve, approvers: [String] = ["operations"], role: String? = nil,
        answers: [String] = []
    ) throws -> Clear {
        var environment = DeploymentEnvironment(name: "production")
        environment.approvers = approvers
        return Clear(decision, environment, release: try Facts.version, role: role, note: "why", answers: answers)
    }

    private func decide(
        _ action: Clear, _ policy: Policy, records: [StoredRecord] = [], by person: Person = Facts.quinn,
        isTagged: Bool = true
    ) throws -> Result<ClearanceStatement, Clear.Refusal> {
        let tag = isTagged ? try ReleaseTag.on(.zero) : nil
        return Result { () throws(Clear.Refusal) in
            try action.decide(policy, tag: tag, records: RecordSequence(records), by: person)
        }
    }

    private func rejection(by person: Person) throws -> StoredRecord {
        let statement = ClearanceStatement(
            environment: "production", release: try Facts.version, commit: .zero, role: "operations",
            decision: .reject, note: nil)
        return try .made(.clearance(statement), by: person, at: 0, after: [])
    }

    @Test("It is about the tagged commit, in the only role that approves there")
    func recordsTheCommit() throws {
        let expected = ClearanceStatement(
            environment: "production", release: try Facts.version, commit: .zero, role: "operations",
            decision: .approve, note: "why")
        #expect(try decide(try clear(), policy) == .success(expected))
        #expect(try decide(try clear(), policy, isTagged: false) == .failure(.notTagged(try Facts.version)))
    }

    @Test("The role is one that approves there, and whose member decides")
    func asksForRoles() throws {
        let both = ["operations", "security"]
        #expect(try decide(try clear(approvers: both), policy) == .failure(.withoutRole(among: both)))
        #expect(try decide(try clear(approvers: []), policy) == .failure(.noApproval(environment: "production")))
        #expect(
            try decide(try clear(role: "qa"), policy)
                == .failure(.notApprover(role: "qa", environment: "production", approvers: ["operations"])))
        let asSecurity = try clear(approvers: both, role: "security")
        #expect(try decide(asSecurity, policy) == .failure(.notMember(Facts.quinn, role: "security")))
        #expect(try decide(asSecurity, policy, by: Facts.rene).get().role == "security")
    }

    @Test("A refusal is answered where its author may not take it back any more")
    func answersRefusals() throws {
        let (gone, present) = (try rejection(by: Facts.dana), try rejection(by: Facts.rene))
        let answer = try clear(answers: [gone.name.shortName])
        #expect(try decide(answer, policy, records: [gone]).get().answers == [gone.name])
        guard
            case .failure(.present(Facts.rene, _)) = try decide(
                try clear(answers: [present.name.shortName]), policy, records: [present])
        else {
            Issue.record("somebody who is there was answered for")
            return
        }
        guard
            case .failure(.unclearAnswer("ffff", _, let known)) = try decide(
                try clear(answers: ["ffff"]), policy, records: [gone])
        else {
            Issue.record("an answer to nothing was taken")
            return
        }
        #expect(known.map(\.record) == [gone.name])
        var old = policy
        old.needs = ClearanceStatement.answersFormat - 1
        #expect(try decide(answer, old, records: [gone]) == .failure(.answersNotRecorded))
    }
}
