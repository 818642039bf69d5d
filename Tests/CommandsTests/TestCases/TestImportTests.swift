import TestSupport
import Testing

/// `test import`: reports of test programs as results.
@Suite("test import") struct TestImportTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: first")
        try #require(try repository.sluice("release", "new", "1.0").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "RFC-1").status == 0)
        for words in [["--title", "It pays"], ["--title", "Cards", "--automated", "shop.Card*"]] {
            let add = [Places.program, "test", "case", "add", "--for", "RFC-1"] + words
            try #require(try repository.start(add).wait().status == 0)
        }
    }

    private func run(_ report: String, _ words: String...) throws -> CommandResult {
        try run(bytes: Array(report.utf8), words)
    }

    private func run(bytes: [UInt8], _ words: [String] = []) throws -> CommandResult {
        try repository.start([Places.program, "test", "import", "-"] + words, input: bytes, person: .tester).wait()
    }

    private static let junit = """
        <?xml version="1.0"?>
        <testsuites><testsuite name="all">
          <testcase classname="shop.Pay" name="[TC-1] pays"/>
          <testcase classname="shop.CardTests" name="reads"/>
          <testcase classname="shop.CardTests" name="writes"><failure message="no">boom</failure></testcase>
          <testcase classname="shop.Other" name="TC-12 is another"/>
        </testsuite></testsuites>
        """

    @Test("JUnit: a case is passed if all of its tests are")
    func readsJUnit() throws {
        let result = try run(Self.junit)
        #expect(result.status == 0)
        #expect(result.output == "TC-1 for RFC-1 in 1.0: pass.\nTC-2 for RFC-1 in 1.0: fail.\n")
        #expect(result.errors == "note: 1 test try no case.\n" || result.errors.contains("1 test"))
        let gate = try repository.sluice("gate", "tag", "1.0").output
        #expect(gate.contains("found     Quinn Tester, from standard input: failed"))
        #expect(try repository.sluice("journal", "RFC-1", "--limit", "1").output.contains("from standard input"))
    }

    @Test("TAP: the plan has to be kept, skipped and to-do tests are no pass")
    func readsTAP() throws {
        let good = "TAP version 14\n1..3\nok 1 - TC-1 pays\n    not ok 1 - inner\nok 2 - TC-2 # TODO not yet\nok 3\n"
        let result = try run(good)
        #expect(result.output == "TC-1 for RFC-1 in 1.0: pass.\nTC-2 for RFC-1 in 1.0: skipped.\n")
        let short = try run("1..3\nok 1 - TC-1\n")
        #expect(short.status == 1 && short.errors.contains("its plan says 3 tests, and it tells 1"))
        let left = try run("1..1\nok 1 - TC-1\nBail out! no database\n")
        #expect(left.status == 1 && left.errors.contains("the tests were given up: no database"))
    }

    @Test(
        "reports in which nothing is found record nothing",
        arguments: [
            "", "hello", "<a/>", "<testsuites/>", "1..0\n", "<testsuite>",
            "<testsuite failures='1'><testcase name='TC-1'/></testsuite>",
            "<testsuite tests='2'><testcase name='TC-1'/></testsuite>", "1..2\nok 1 TC-1\nok 1 TC-1\n",
            "1..1\nok -1 - TC-1\n", "1..1\nok 1.5 TC-1\n",
        ])
    func refusesOtherTexts(_ text: String) throws {
        let before = try repository.resolve("sluice/ledger")
        let result = try run(text)
        #expect(result.status == 1 && result.errors.contains("says nothing that could be recorded"))
        #expect(try repository.resolve("sluice/ledger") == before)
    }

    @Test(
        "reports that are not UTF-8 record nothing, whatever their format",
        arguments: [("1..1\nok 1 - TC-1 ", "\n", 2), ("<testsuite><testcase name='TC-1 ", "'/></testsuite>", 1)])
    func refusesOtherEncodings(before: String, after: String, line: Int) throws {
        let tip = try repository.resolve("sluice/ledger")
        let result = try run(bytes: Array(before.utf8) + [0xE9] + Array(after.utf8))
        #expect(result.status == 1 && result.errors.contains("line \(line): the text is not UTF-8"), "\(result.errors)")
        #expect(try repository.resolve("sluice/ledger") == tip)
    }

    @Test("a failure that is written in another way is no pass")
    func takesNoDoubtForAPass() throws {
        let report = "<testsuite><testcase name='TC-1' status='failed'/></testsuite>"
        #expect(try run(report).output == "TC-1 for RFC-1 in 1.0: fail.\n")
    }

    @Test("what was tested has to be what is released")
    func refusesOtherCommits() throws {
        let tested = try repository.resolve("main")
        try repository.commit("RFC-1: more")
        let result = try run(Self.junit, "--commit", tested)
        #expect(result.status == 1 && result.errors.contains("was tested, and release 1.0 is at"))
        #expect(try run(Self.junit, "--commit", "main").status == 0)
    }

    @Test("reports that try no case are refused, and say what is asked for")
    func tellsThatNothingFits() throws {
        let result = try run("1..1\nok 1 - something\n")
        #expect(result.status == 1 && result.errors.contains("no test of these reports tries a case"))
    }
}
