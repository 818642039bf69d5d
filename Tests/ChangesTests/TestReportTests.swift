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
            ("hello\n", TestReportProblem.notTAP), ("1..2\nok 1\n", .planBroken(planned: 2, told: 1)),
            ("ok 1\n", .planBroken(planned: 0, told: 1)), ("1..1\n1..1\nok\n", .planBroken(planned: 1, told: 0)),
            ("1..0 # SKIP all\n", .noTests), ("1..1\nBail out!  gone\n", .bailedOut("gone")),
            ("<testsuite/>", .noTests), ("<html/>", .notJUnit(line: 1, "its root is <html>")),
        ])
    func refuses(_ text: String, _ problem: TestReportProblem) {
        #expect(throws: problem) { try TestReport(Array(text.utf8)) }
    }
}
