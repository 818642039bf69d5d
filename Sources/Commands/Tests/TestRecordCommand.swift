import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let testRecord = Command(
        "record", summary: "Record what came of trying a case",
        details: """
            The result is about the commits that the item has in the release now. Without
            --item it is recorded for every planned item that the case is for. A file that
            shows what came of it is kept in the ledger under its digest.
            """,
        examples: [
            ("sluice test record TC-3 pass", "it works, where one release is planned"),
            ("sluice test record TC-3 fail -m 'the total is wrong' --attach screen.png", "with a picture"),
        ],
        run: RecordTest.run)
}

struct RecordTest: Parameters {
    let testCase = Argument.required("case", help: "the case: TC-12")
    let outcome = Argument.required("pass|fail|blocked|skipped", help: "what came of it")
    let items = Option.values("item", placeholder: "item", help: "an item that it was tried for")
    let release = Option.value(
        "release", placeholder: "version", help: "the release; needed where several are planned and not tagged")
    let note = Option.value("note", short: "m", placeholder: "text", help: "what was seen")
    let files = Option.values("attach", placeholder: "file", help: "a file that shows it, of at most 1 MiB")

    static func run(_ invocation: Invocation<RecordTest>) throws -> ExitStatus {
        let outcome = try outcome(invocation.outcome)
        let id = try TestCase.id(invocation.testCase)
        let workspace = try Workspace(invocation)
        let session = try TestSession(workspace, release: invocation.release)
        var remarks = TestSession.Remarks()
        remarks.note = invocation.note
        remarks.attachments = try invocation.files.map { try Attachment(path: $0) }
        let (written, facts) = try session.record(remarks) { facts in
            let testCase = try facts.known(id, workspace)
            return try items(of: testCase, facts, named: invocation.items).map {
                TestSession.Finding(testCase: testCase, item: $0, outcome: outcome)
            }
        }
        invocation.console.tell(written, facts, asJSON: invocation.wantsJSON)
        return .yes
    }

    private static func outcome(_ text: String) throws -> TestResultStatement.Outcome {
        if let outcome = TestResultStatement.Outcome(rawValue: text.lowercased()) { return outcome }
        let words = TestResultStatement.Outcome.allCases.map(\.rawValue)
        throw Failure(
            .usage, "\(text.quoted) is nothing that comes of a test",
            hints: ["it is one of: \(words.joined(separator: ", "))"])
    }

    private static func items(of testCase: TestCase, _ facts: GateFacts, named: [String]) throws -> [ItemID] {
        let due = facts.tests.standings.filter { $0.testCase.id == testCase.id }.map(\.item)
        guard !named.isEmpty else {
            guard !due.isEmpty else {
                throw Failure(
                    .refused, "\(testCase.id) is for nothing that release \(facts.version) plans",
                    hints: ["`sluice test list \(facts.version)` tells its cases"])
            }
            return due
        }
        return try named.map { name in
            let item = try facts.policy.item(named: name)
            guard due.contains(item) else {
                throw Failure(
                    .refused, "\(testCase.id) is not for \(item.shown) in release \(facts.version)",
                    hints: [
                        "`sluice test case edit \(testCase.id) --for \"\((testCase.scope + [item.description]).joined(separator: ", "))\"` says that it is"
                    ])
            }
            return item
        }
    }
}

extension GateFacts {
    /// The case as the ledger has it; a retired one is tried no more.
    fileprivate func known(_ id: ItemID, _ workspace: Workspace) throws -> TestCase {
        let known = try workspace.ledger().knownTestCase(id)
        guard known.isActive else {
            throw Failure(
                .refused, "\(id) is retired",
                hints: ["`sluice test case edit \(id) --state active` takes it into use again"])
        }
        return known
    }
}

extension Console {
    /// Tells results that were recorded.
    func tell(_ written: [TestResultStatement], _ facts: GateFacts, asJSON: Bool) {
        for statement in written {
            guard !asJSON else {
                write(JSONText.line(TestResultDocument(statement)))
                continue
            }
            let status = statement.moves?.last.flatMap { facts.policy.statuses[$0] }
            print(
                "\(statement.testCase) for \(statement.item.shown) in \(statement.release): \(statement.outcome.rawValue)"
                    + (status.map { "; \(statement.item.shown) is \(SafeText.line($0.label)) now." } ?? "."))
        }
    }
}
