/// The XML that JUnit's Ant task writes and nearly every other test program imitates: `testcase` elements, at any depth, of
/// which a child `failure` or `error` says that it failed, `skipped` that it did not run. What a suite says of itself has to
/// agree with what it lists.
enum JUnitReport {
    static func read(_ bytes: [UInt8]) throws(TestReportProblem) -> TestReport {
        let root: XMLElement
        do {
            root = try XMLReader.root(of: bytes)
        } catch {
            throw .notJUnit(line: error.line, error.reason.description)
        }
        guard ["testsuites", "testsuite"].contains(root.localName) else {
            throw .notJUnit(line: root.line, "its root is <\(String(decoding: root.name, as: UTF8.self))>")
        }
        let suite = JUnitSuite(root, within: [])
        if let problem = suite.disagreement { throw problem }
        guard !suite.results.isEmpty else { throw .noTests }
        return TestReport(results: suite.results)
    }
}

/// A suite with all that is in it. Suites may stand in suites, as deep as XML is read.
struct JUnitSuite {
    /// What is listed.
    private struct Tally {
        var tests = 0
        var failures = 0
        var errors = 0
        /// Cases that failed in any way.
        var failing = 0
        var skipped = 0

        static func + (left: Tally, right: Tally) -> Tally {
            Tally(
                tests: left.tests + right.tests, failures: left.failures + right.failures,
                errors: left.errors + right.errors, failing: left.failing + right.failing,
                skipped: left.skipped + right.skipped)
        }
    }

    let results: [TestReport.Result]
    /// The first suite that says another number than it lists.
    let disagreement: TestReportProblem?
    private let all: Tally

    init(_ element: XMLElement, within suites: [String]) {
        let names = (element["name"].map { [$0] } ?? []) + suites
        let cases = element.elements.filter { $0.localName == "testcase" }.map(JUnitCase.init)
        let others = element.elements.filter { $0.localName != "testcase" && !JUnitCase.isHarmless($0) }
        let inner = others.map { JUnitSuite($0, within: names) }
        let own = cases.map(Self.tally).reduce(Tally(), +)
        let all = inner.map(\.all).reduce(own, +)
        // A suite that could not begin lists none of its cases.
        let isBroken = JUnitCase.saysFailure(element) && element.localName != "testcase"
        self.all = all
        let isDoubtful = others.contains(where: JUnitCase.saysFailure)
        results =
            cases.map { isDoubtful ? $0.doubted(in: names) : $0.result(in: names) } + inner.flatMap(\.results)
            + (isBroken ? [TestReport.Result(names: suites, outcome: .fail)] : [])
        disagreement =
            inner.lazy.compactMap(\.disagreement).first
            ?? Self.disagreement(of: element, [own, all], name: names.first ?? "")
    }

    private static func tally(_ test: JUnitCase) -> Tally {
        Tally(
            tests: 1, failures: test.failures, errors: test.errors, failing: test.outcome == .fail ? 1 : 0,
            skipped: test.outcome == .skipped ? 1 : 0)
    }

    /// Some programs count what a suite holds itself, others all below it; either has to be what is listed.
    private static func disagreement(of element: XMLElement, _ listed: [Tally], name: String) -> TestReportProblem? {
        func problem(_ attribute: String, _ count: (Tally) -> Int) -> TestReportProblem {
            .disagrees(
                suite: name, attribute: attribute, says: element[attribute] ?? "", listed: listed.last.map(count) ?? 0)
        }
        if listed.allSatisfy({ $0.failing == 0 }), !JUnitCase.saysFailure(element),
            let attribute = JUnitCase.failingAttribute(of: element)
        {
            return problem(attribute, \.failing)
        }
        if let tests = element["tests"], !listed.contains(where: { Int(tests) == $0.tests }) {
            return problem("tests", \.tests)
        }
        let (failures, errors) = (element["failures"], element["errors"])
        let isFailureCount = listed.contains { tally in
            let said = (failures.map(Int.init) ?? 0, errors.map(Int.init) ?? 0)
            guard let first = said.0, let second = said.1, first >= 0, second >= 0 else { return false }
            let (sum, overflows) = first.addingReportingOverflow(second)
            if overflows { return false }
            return sum == tally.failures + tally.errors || sum == tally.failing
                || errors == nil && first == tally.failures || failures == nil && second == tally.errors
        }
        if failures != nil || errors != nil, !isFailureCount {
            return failures.map { Int($0) != 0 } ?? false
                ? problem("failures", \.failing) : problem(errors == nil ? "failures" : "errors", \.failing)
        }
        for attribute in ["skipped", "skips", "ignored", "disabled"] {
            guard let text = element[attribute] else { continue }
            guard let skipped = Int(text), listed.contains(where: { skipped <= $0.skipped + $0.failing }) else {
                return problem(attribute, \.skipped)
            }
        }
        return nil
    }
}
