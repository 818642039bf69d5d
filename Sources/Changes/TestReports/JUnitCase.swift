/// A test case of JUnit's XML. Whatever says that it may not have passed counts: names and values differ by program.
struct JUnitCase {
    let outcome: TestReport.Outcome
    /// How many children say that it failed, and that it ended in an error.
    let failures: Int
    let errors: Int

    private let names: [String]

    init(_ element: XMLElement) {
        let inner = Self.descendants(of: element)
        failures = inner.count { $0.localName == "failure" }
        errors = inner.count { $0.localName == "error" }
        let words = Self.statements(of: element)
        let isFailed = inner.contains { Self.failing.contains($0.localName) } || words.contains(.fail)
        let isDoubtful = element.elements.contains { !Self.isHarmless($0) } || words.contains(.skipped)
        outcome = isFailed ? .fail : isDoubtful ? .skipped : .pass
        let properties = element.elements.filter { $0.localName == "properties" }.flatMap(\.elements)
        names = [element["name"], element["classname"]].compactMap(\.self) + properties.compactMap { $0["value"] }
    }

    func result(in suites: [String]) -> TestReport.Result { .init(names: names + suites, outcome: outcome) }

    /// Whether a child of a test or a suite says nothing of how it went.
    static func isHarmless(_ element: XMLElement) -> Bool { harmless.contains(element.localName) }

    /// Whether an element says that something failed.
    static func saysFailure(_ element: XMLElement) -> Bool { failing.contains(element.localName) }

    /// The attribute by which a suite says that something in it failed; nil where none does.
    static func failingAttribute(of suite: XMLElement) -> String? {
        ["status", "result", "outcome", "state"].first { suite[$0].map { failing.contains($0.lowercased()) } ?? false }
            ?? ["failed", "error", "failure"].first {
                !["0", "", "no", "false"].contains(suite[$0]?.lowercased() ?? "")
            }
    }

    /// The same test, where its suite says that something failed without saying which test.
    func doubted(in suites: [String]) -> TestReport.Result {
        .init(names: names + suites, outcome: outcome == .pass ? .fail : outcome)
    }

    private static func descendants(of element: XMLElement) -> [XMLElement] {
        element.elements.flatMap { [$0] + descendants(of: $0) }
    }

    /// What the attributes say, as some programs have nothing else: `status="failed"`, `success="False"`.
    private static func statements(of element: XMLElement) -> [TestReport.Outcome] {
        let words = ["status", "result", "outcome", "state"].compactMap { element[$0]?.lowercased() }
        let truths = ["success", "successful", "passed", "executed", "run"].compactMap { element[$0]?.lowercased() }
        let faults = ["failed", "error", "failure"].compactMap { element[$0]?.lowercased() }
        return words.map { passing.contains($0) ? .pass : skipping.contains($0) ? .skipped : .fail }
            + truths.map { ["true", "1", "yes"].contains($0) ? .pass : .fail }
            + faults.map { ["false", "0", "no", ""].contains($0) ? .pass : .fail }
    }

    private static let failing: Set = [
        "failure", "failures", "fail", "failed", "error", "errors", "rerunfailure", "rerunerror", "abort", "aborted",
        "broken", "timeout",
    ]

    private static let harmless: Set = [
        "properties", "system-out", "system-err", "attachments", "annotations", "traits", "steps", "description",
        "measurements", "categories", "tags", "labels", "metadata", "parameters", "stdout", "stderr", "output",
        "comment", "links", "environment",
    ]

    private static let passing: Set = [
        "", "run", "passed", "pass", "success", "successful", "succeeded", "ok", "completed", "complete", "executed",
    ]

    private static let skipping: Set = [
        "skipped", "skip", "notrun", "not run", "not_run", "ignored", "disabled", "inactive", "suppressed", "pending",
        "inconclusive", "todo",
    ]
}

extension XMLElement {
    /// The name without its prefix, in lower case.
    var localName: String {
        let start = name.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.startIndex
        return String(decoding: name[start...], as: UTF8.self).lowercased()
    }

    subscript(attribute: String) -> String? {
        attributes.first { $0.name == Array(attribute.utf8) }.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
