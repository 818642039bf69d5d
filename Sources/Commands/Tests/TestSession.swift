import Changes
import Git
import Ledger
import Releases

/// Records results of tests in a release: all of one command together or none.
struct TestSession {
    let workspace: Workspace
    let author: Author
    let release: String?

    /// What was tried on what, and what came of it.
    struct Finding {
        let testCase: TestCase
        let item: ItemID
        let outcome: TestResultStatement.Outcome
    }

    /// What is the same for all results of a command.
    struct Remarks {
        var note: String?
        var source: String?
        var attachments: [Attachment] = []
    }

    init(_ workspace: Workspace, release: String?) throws {
        self.workspace = workspace
        author = try workspace.author()
        self.release = release
    }

    /// - Parameter find: what is to be recorded, in view of the release.
    func record(
        _ remarks: Remarks, _ find: (GateFacts) throws -> [Finding]
    ) throws -> (written: [TestResultStatement], facts: GateFacts) {
        var seen: GateFacts?
        let records = try workspace.writer(by: author).append(
            "test: record", keeping: remarks.attachments.map(\.file)
        ) { ledger in
            let facts = try gather(ledger)
            seen = facts
            let person = try workspace.speaker(author, .testResult, policy: facts.policy)
            guard facts.policy.mayTest(person) else { throw Self.stranger(person, facts.policy) }
            let found = try find(facts)
            let patches = try facts.exactPatches(of: found.map(\.item), in: workspace.repository)
            return try found.map { .testResult(try statement($0, found, remarks, by: person, facts, patches)) }
        }
        let statements = records.compactMap { stored -> TestResultStatement? in
            if case .testResult(let statement) = stored.record.statement { statement } else { nil }
        }
        guard let seen else { preconditionFailure("append asks what to write, or throws") }
        return (statements, seen)
    }

    func gather(_ ledger: LedgerReader) throws -> GateFacts {
        let version = try workspace.release(release, ledger: ledger, policy: ledger.policy())
        guard try ledger.release(version) != nil else { throw try ledger.unknownRelease(version) }
        return try workspace.facts(of: version, in: ledger)
    }

    private static func stranger(_ person: Person, _ policy: Policy) -> Failure {
        let roles = policy.testRoles ?? ["qa"]
        return Failure(
            .refused, "\(person) may not record results of tests: none of \(roles.joined(separator: ", "))",
            hints: ["`sluice policy edit` names who may: [role \"\(roles[0])\"] member = \(person.email)"])
    }

    private func statement(
        _ finding: Finding, _ all: [Finding], _ remarks: Remarks, by person: Person, _ facts: GateFacts,
        _ patches: [ObjectID: ObjectID]
    ) throws -> TestResultStatement {
        let content = facts.items.content(of: finding.item)
        let patches = try facts.items.patches(of: finding.item, patches)
        var statement = TestResultStatement(
            release: facts.version, item: finding.item, testCase: finding.testCase.id, outcome: finding.outcome,
            content: content, patches: content.map { patches[$0, default: .zero] }, commit: facts.range.scope.candidate)
        statement.note = remarks.note
        statement.source = remarks.source
        if facts.policy.recordsTriedCases { statement.tried = try finding.testCase.digest() }
        statement.attachments = remarks.attachments.isEmpty ? nil : remarks.attachments.map(\.statement)
        // One record of those about an item moves it: the last, which completes what it waits for.
        let own = all.filter { $0.item == finding.item }
        if own.last?.testCase.id == finding.testCase.id {
            let passed = Set(own.filter { $0.outcome == .pass }.map(\.testCase.id))
            let moves = facts.moves(of: finding.item, afterPassing: passed, by: person, isByHand: remarks.source == nil)
            statement.moves = moves.isEmpty ? nil : moves.map(\.id)
        }
        return statement
    }
}
