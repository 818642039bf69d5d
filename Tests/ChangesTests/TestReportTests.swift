import TestSupport
import Testing

@testable import Changes

/// Reports of tests, as programs write them.
@Suite struct TestReportTests {
    private func outcomes(_ text: String) throws -> [String] {
        try TestReport(Array(text.utf8)).results.map { "\($0.names.first ?? "") \($0.outcome.rawValue)" }
    }

    @Test("JUnit's cases at any depth, errors and skips among them")
    func readsJUnit() throws {
        let text = """
            \u{FEFF}<testsuite name="a"><testcase name="1"><error/></testcase>
            <testsuite name="b"><properties><property name="x" value="y"/></properties>
            <testcase name="2"><skipped/></testcase></testsuite>
            <testcase name="3"><properties><property name="case" value="TC-9"/></properties></testcase></testsuite>
            """
        #expect(try outcomes(text) == ["1 fail", "3 pass", "2 skipped"])
        let results = try TestReport(Array(text.utf8)).results
        #expect(results[1].names == ["3", "TC-9", "a"] && results[2].names == ["2", "b", "a"])
    }

    @Test(
        "TAP's test lines",
        arguments: [
            ("1..1\nok 1 - opens\n", ["opens pass"]), ("ok\nnot ok\n1..2\n", [" pass", " fail"]),
            ("1..2\nok 1 a # SKIP no key\nnot ok 2 b # todo later\n", ["a skipped", "b skipped"]),
            ("1..1\nok 1 - costs # 5\n", ["costs # 5 pass"]), ("1..1\nok 1 - a \\# skip\n", ["a \\# skip pass"]),
            ("1..1\n  ok 1 - inner\n  1..1\nok 1 - outer\n", ["outer pass"]), ("1..1\nokay then\nok 1\n", [" pass"]),
            ("TAP version 13\n1..1\r\nok 1 - a\r\n  ---\n  message: x\n  ...\n", ["a pass"]),
        ])
    func readsTAP(_ text: String, _ expected: [String]) throws {
        #expect(try outcomes(text) == expected)
    }

    @Test(
        "what says nothing is refused with the reason",
        arguments: [
            ("hello\n", TestReportProblem.notTAP), ("1..2\nok 1\n", .planBroken(planned: 2, reported: 1)),
            ("ok 1\n", .planBroken(planned: 0, reported: 1)),
            ("1..1\n1..1\nok\n", .planBroken(planned: 1, reported: 0)),
            ("1..0 # SKIP all\n", .noTests), ("1..1\nBail out!  gone\n", .bailedOut("gone")),
            ("<testsuite/>", .noTests), ("<html/>", .notJUnit(line: 1, "its root is <html>")),
        ])
    func refuses(_ text: String, _ problem: TestReportProblem) {
        #expect(throws: problem) { try TestReport(Array(text.utf8)) }
    }

    @Test(
        "a case that says in any way that it may not have passed, has not",
        arguments: [
            "<testcase name='1' status='failed'/>", "<testcase name='1' result='failed'/>",
            "<testcase name='1' outcome='Broken'/>", "<testcase name='1' success='False'/>",
            "<testcase name='1' passed='0'/>", "<testcase name='1' executed='False'/>",
            "<testcase name='1' error='yes'/>",
            "<testcase name='1'><rerunFailure/></testcase>", "<testcase name='1'><Failure/></testcase>",
            "<testcase name='1'><x:failure xmlns:x='x'/></testcase>",
            "<testcase name='1'><steps><error/></steps></testcase>",
            "<testcase name='1'><timeout/></testcase>", "<testcase name='1'><flakyFailure/></testcase>",
            "<testcase name='1'><warning/></testcase>", "<testcase name='1' status='notrun'/>",
            "<testcase name='1' result='suppressed'/>", "<group><testcase name='1'><failure/></testcase></group>",
        ])
    func neverTakesADoubtForAPass(_ text: String) throws {
        let outcomes = try TestReport(Array("<testsuite>\(text)</testsuite>".utf8)).results.map(\.outcome)
        #expect(outcomes.count == 1 && outcomes[0] != .pass)
    }

    @Test(
        "a case that says that it passed has",
        arguments: [
            "<testcase name='1' status='run' result='completed'/>", "<testcase name='1' status='passed'/>",
            "<testcase name='1'><system-out>failure</system-out><properties/></testcase>",
            "<testcase name='1' success='True' executed='true'/>",
        ])
    func takesAPass(_ text: String) throws {
        #expect(
            try outcomes("<testsuite tests='1' failures='0' errors='0' skipped='0'>\(text)</testsuite>") == ["1 pass"])
    }

    @Test("a suite that could not begin fails by its name")
    func readsABrokenSuite() throws {
        let text = "<testsuites><testsuite name='TC-1'><error message='no port'/></testsuite></testsuites>"
        let results = try TestReport(Array(text.utf8)).results
        #expect(results.map(\.outcome) == [.fail] && results[0].names == ["TC-1"])
    }

    @Test(
        "numbers that agree with what is listed, of a suite itself or with all below it",
        arguments: [
            "<testsuite tests='2' failures='1' errors='0' skipped='0'><testcase/><testcase><failure/></testcase></testsuite>",
            "<testsuite tests='1' errors='1'><testcase><error/></testcase></testsuite>",
            "<testsuite tests='1' failures='1'><testcase><error/></testcase></testsuite>",
            "<testsuites tests='2' failures='1'><testsuite tests='1' failures='0'><testcase/></testsuite>"
                + "<testsuite tests='1' failures='1'><testcase><failure/></testcase></testsuite></testsuites>",
            "<testsuite tests='1'><testcase/><testsuite tests='1'><testcase/></testsuite></testsuite>",
            "<testsuite tests='2'><testcase/><testsuite tests='1'><testcase/></testsuite></testsuite>",
            "<testsuite tests='1' failures='1' errors='1'><testcase><failure/><error/></testcase></testsuite>",
            "<testsuite tests='1' skipped='1'><testcase><skipped/></testcase></testsuite>",
        ])
    func takesNumbersThatAgree(_ text: String) throws {
        #expect(try !TestReport(Array(text.utf8)).results.isEmpty)
    }

    @Test("a suite that says that something failed beside its cases makes none of them pass")
    func failsWithTheSuite() throws {
        for child in ["<failure/>", "<error message='x'/>"] {
            #expect(try outcomes("<testsuite><testcase name='a'/>\(child)</testsuite>").contains("a fail"))
        }
        #expect(
            try outcomes(
                "<testsuite status='failed'><testcase name='a'/><testcase name='b'><failure/></testcase></testsuite>")
                == ["a pass", "b fail"])
    }

    @Test(
        "numbers that disagree with what is listed",
        arguments: [
            ("tests='5'", "tests"), ("tests='0'", "tests"), ("tests='x'", "tests"),
            ("tests='99999999999999999999'", "tests"),
            ("tests='1' failures='1' errors='0'", "failures"), ("errors='1'", "errors"), ("failures=''", "failures"),
            ("failures='9223372036854775807' errors='9223372036854775807'", "failures"),
            ("failures='-1' errors='1'", "failures"),
            ("skipped='1'", "skipped"), ("disabled='2'", "disabled"), ("status='failed'", "status"),
            ("result='Failed'", "result"), ("tests='1' failed='1'", "failed"), ("state='ERROR'", "state"),
        ])
    func refusesNumbersThatDisagree(_ attributes: String, _ attribute: String) throws {
        let text = "<testsuite name='a' \(attributes)><testcase name='1'/></testsuite>"
        let problem = #expect(throws: TestReportProblem.self) { try TestReport(Array(text.utf8)) }
        guard case .disagrees("a", attribute, _, _)? = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }

    @Test(
        "TAP: what a subtest says stays said, and a number counts once",
        arguments: [
            ("1..1\n    not ok 1 - inner\n    1..1\nok 1 - outer\n", ["outer fail"]),
            ("1..2\n    not ok 1\nok 1 a\nok 2 b\n", ["a fail", "b pass"]),
            ("1..1\n    not ok 1 # TODO later\nok 1 a\n", ["a pass"]),
            ("1..1\nok 1 a\n  ---\n  not ok: nothing\n  ...\n", ["a pass"]),
        ])
    func readsSubtests(_ text: String, _ expected: [String]) throws {
        #expect(try outcomes(text) == expected)
    }

    @Test(
        "TAP: what only looks like a number of a test is its name",
        arguments: [
            ("1..1\nok - -1 is less\n", ["-1 is less pass"]), ("1..1\nok 1 -1 is less\n", ["-1 is less pass"]),
            ("1..1\nok nan\n", ["nan pass"]), ("1..1\nok -x\n", ["-x pass"]), ("1..1\nok 1: a\n", [": a pass"]),
        ])
    func readsNames(_ text: String, _ expected: [String]) throws {
        #expect(try outcomes(text) == expected)
    }

    @Test(
        "TAP that is not UTF-8 is refused, as JUnit's XML is",
        arguments: [
            ("1..1\nok 1 - ", "\n", 2), ("1..1\r\nok 1 a\r\n# ", "\r\n", 3),
            ("1..1\nok 1 a\n  ---\n  x: ", "\n  ...\n", 4),
        ])
    func refusesOtherEncodings(before: String, after: String, line: Int) {
        #expect(throws: TestReportProblem.notUTF8(line: line)) {
            try TestReport(Array(before.utf8) + [0xE9] + Array(after.utf8))
        }
    }

    @Test(
        "TAP that contradicts itself is refused",
        arguments: [
            ("1..2\nok 1 a\nok 1 b\n", TestReportProblem.numberBroken("1")),
            ("1..1\n    ok 1 y\n    1..2\nok 1 a\n", .planBroken(planned: 2, reported: 1)),
            ("1..1\n        ok 1 y\n        1..2\n    ok 1 z\nok 1 a\n", .planBroken(planned: 2, reported: 1)),
            ("1..1 # skip all\nok 1 a\n", .planBroken(planned: 0, reported: 1)),
            ("1..2\nok 1 a\nok 3 b\n", .numberBroken("3")), ("1..1\nok 0 a\n", .numberBroken("0")),
            ("1..1\nok 1 a\n    not ok 1\n", .planBroken(planned: 1, reported: 1)),
            ("1..1\n    Bail out! gone\nok 1\n", .bailedOut("gone")),
            ("1..1\nok 99999999999999999999 a\n", .numberBroken("99999999999999999999")),
            ("1..1\nok -1 a\n", .numberBroken("-1")), ("1..1\nnot ok +1\n", .numberBroken("+1")),
            ("1..1\nok 1.5 a\n", .numberBroken("1.5")), ("1..1\n    ok -1 y\nok 1 a\n", .numberBroken("-1")),
        ])
    func refusesContradictions(_ text: String, _ problem: TestReportProblem) {
        #expect(throws: problem) { try TestReport(Array(text.utf8)) }
    }
}
