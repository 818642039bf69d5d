import Changes
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let testImport = Command(
        "import", summary: "Record what test programs say, from JUnit's XML or TAP",
        details: """
            A test counts for the case whose ID stands in one of its names (`[TC-3] pays`, a
            property, its class or suite), or whose pattern (`--automated`) fits one. A case
            that several tests try is passed if all of them are. The result is about the
            commits that each item has in the release; --commit says what was tested, which
            has to be the release's candidate. All results are recorded or none.
            """,
        examples: [
            ("sluice test import build/reports/*.xml", "where one release is planned"),
            ("prove -v | sluice test import - --release 2.4.0 --commit $COMMIT", "TAP, from a pipeline"),
        ],
        run: ImportTests.run)
}

struct ImportTests: Parameters {
    let files = Argument.atLeastOne("file", help: "reports; - is standard input")
    let release = Option.value(
        "release", placeholder: "version", help: "the release; needed where several are planned and not tagged")
    let commit = Option.value("commit", placeholder: "revision", help: "what was tested; the release's candidate else")

    static func run(_ invocation: Invocation<ImportTests>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let results = try invocation.files.flatMap { try report($0).results }
        let session = try TestSession(workspace, release: invocation.release)
        var remarks = TestSession.Remarks()
        remarks.source = invocation.files.map(name).joined(separator: ", ")
        let mapping = TestMapping(try workspace.ledger().testCases().filter(\.isActive), results)
        let (written, facts) = try session.record(remarks) { facts in
            try refuseOther(invocation.commit, facts, workspace)
            return mapping.findings(for: facts)
        }
        tell(mapping, written, facts, invocation)
        return written.isEmpty ? .refused : .yes
    }

    private static func name(_ file: String) -> String {
        file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init) ?? file
    }

    private static func report(_ file: String) throws -> TestReport {
        let bytes = try File.read(file, limit: TestReport.sizeLimit + 1)
        do {
            return try TestReport(bytes)
        } catch {
            throw error.failure(in: name(file))
        }
    }

    private static func refuseOther(_ revision: String?, _ facts: GateFacts, _ workspace: Workspace) throws {
        guard let revision else { return }
        let commit = try workspace.repository.commitID(ofRevision: revision)
        guard commit != facts.range.scope.candidate else { return }
        throw Failure(
            .refused,
            "\(commit.abbreviated) was tested, and release \(facts.version) is at \(facts.range.scope.candidate.abbreviated)",
            hints: [
                "test that commit, or `sluice release new \(facts.version) --target \(commit.abbreviated)` releases this one"
            ])
    }

    private static func tell(
        _ mapping: TestMapping, _ written: [TestResultStatement], _ facts: GateFacts,
        _ invocation: Invocation<ImportTests>
    ) {
        let console = invocation.console
        console.tell(written, facts, asJSON: invocation.wantsJSON)
        if mapping.others > 0 {
            console.note("\(counted(mapping.others, "test")) \(mapping.others == 1 ? "tries" : "try") no case.")
        }
        if written.isEmpty {
            console.report(
                Failure(
                    .refused, "no test of these reports tries a case that release \(facts.version) needs",
                    hints: [
                        "`sluice test list \(facts.version)` tells its cases; `--automated` of a case names its tests"
                    ]))
        }
    }
}

/// Which tests of reports try which cases.
private struct TestMapping {
    /// What came of each case: a pass only if all of its tests passed.
    let outcomes: [(testCase: TestCase, outcome: TestResultStatement.Outcome)]
    /// How many tests try no case.
    let others: Int

    init(_ cases: [TestCase], _ results: [TestReport.Result]) {
        outcomes = cases.compactMap { testCase in
            let own = results.filter { testCase.isTried(by: $0.names) }.map(\.outcome)
            guard !own.isEmpty else { return nil }
            let outcome: TestResultStatement.Outcome =
                own.contains(.fail) ? .fail : own.contains(.skipped) ? .skipped : .pass
            return (testCase, outcome)
        }
        others = results.count { result in !cases.contains { $0.isTried(by: result.names) } }
    }

    func findings(for facts: GateFacts) -> [TestSession.Finding] {
        outcomes.flatMap { testCase, outcome in
            facts.tests.standings.filter { $0.testCase.id == testCase.id }.map {
                TestSession.Finding(testCase: testCase, item: $0.item, outcome: outcome)
            }
        }
    }
}

extension TestReportProblem {
    fileprivate func failure(in file: String) -> Failure {
        let why =
            switch self {
            case .tooLarge(let limit): "it is larger than \(limit) bytes"
            case .notJUnit(let line, let reason): "line \(line): \(reason)"
            case .notTAP: "it is neither JUnit's XML nor TAP"
            case .notUTF8(let line): "line \(line): the text is not UTF-8"
            case .planBroken(let planned, let reported):
                "its plan says \(counted(planned, "test")), and it tells \(reported)"
            case .numberBroken(let number): "test \(number) comes twice, or is none of its plan"
            case .disagrees(let suite, let attribute, let says, let listed):
                "suite \(suite.quoted) says \(attribute)=\(says.quoted), and lists \(listed)"
            case .bailedOut(let reason): "the tests were given up" + (reason.isEmpty ? "" : ": \(reason)")
            case .noTests: "no test is in it"
            }
        return Failure(
            .refused, "\(file.quoted) says nothing that could be recorded: \(why)",
            hints: ["run the tests to their end"])
    }
}
