/// The XML that JUnit's Ant task writes and nearly every other test program imitates: `testcase` elements, at any depth, of
/// which a child `failure` or `error` says that it failed, `skipped` that it did not run.
enum JUnitReport {
    static func read(_ bytes: [UInt8]) throws(TestReportProblem) -> TestReport {
        let root: XMLElement
        do {
            root = try XMLReader.root(of: bytes)
        } catch {
            throw .notJUnit(line: error.line, error.reason.description)
        }
        let names: [[UInt8]] = [Array("testsuites".utf8), Array("testsuite".utf8)]
        guard names.contains(root.name) else {
            throw .notJUnit(line: root.line, "its root is <\(String(decoding: root.name, as: UTF8.self))>")
        }
        let results = cases(in: root)
        guard !results.isEmpty else { throw .noTests }
        return TestReport(results: results)
    }

    /// Suites may stand in suites; depth costs no stack.
    private static func cases(in root: XMLElement) -> [TestReport.Result] {
        var results: [TestReport.Result] = []
        var waiting: [(element: XMLElement, suites: [String])] = [(root, [])]
        while let (element, suites) = waiting.popLast() {
            let inner = (element["name"].map { [$0] } ?? []) + suites
            for child in element.elements.reversed() where child.isNamed("testsuite") { waiting.append((child, inner)) }
            results += element.elements.filter { $0.isNamed("testcase") }.map { result($0, inner) }
        }
        return results
    }

    private static func result(_ element: XMLElement, _ suites: [String]) -> TestReport.Result {
        let properties = element.elements.filter { $0.isNamed("properties") }.flatMap(\.elements).compactMap {
            $0["value"]
        }
        let names = [element["name"], element["classname"]].compactMap(\.self) + properties + suites
        let children = element.elements
        let outcome: TestReport.Outcome =
            children.contains { $0.isNamed("failure") || $0.isNamed("error") }
            ? .fail : children.contains { $0.isNamed("skipped") } ? .skipped : .pass
        return TestReport.Result(names: names, outcome: outcome)
    }
}

extension XMLElement {
    fileprivate func isNamed(_ name: StaticString) -> Bool { self.name == Array("\(name)".utf8) }

    fileprivate subscript(attribute: String) -> String? {
        attributes.first { $0.name == Array(attribute.utf8) }.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
