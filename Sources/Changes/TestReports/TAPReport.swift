/// The Test Anything Protocol, versions 12 to 14 (testanything.org): what is told on the lines at the left counts; indented
/// lines are subtests, which the line after them sums up, and details in YAML.
enum TAPReport {
    static func read(_ bytes: [UInt8]) throws(TestReportProblem) -> TestReport {
        var plan: Int?
        var results: [TestReport.Result] = []
        var isRecognised = false
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let first = line.first, !first.isWhiteSpace else { continue }
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix("Bail out!") {
                throw .bailedOut(String(text.dropFirst(9)).trimmedBlanks)
            } else if let result = result(text) {
                results.append(result)
            } else if let count = planned(text) {
                guard plan == nil else { throw .planBroken(planned: count, told: results.count) }
                plan = count
            } else if text.hasPrefix("TAP version ") {
                isRecognised = true
            }
        }
        guard isRecognised || plan != nil || !results.isEmpty else { throw .notTAP }
        // Without a plan nobody can tell whether the program came to its end.
        guard let plan, plan == results.count else { throw .planBroken(planned: plan ?? 0, told: results.count) }
        guard !results.isEmpty else { throw .noTests }
        return TestReport(results: results)
    }

    /// `1..4`, with a reason behind it where all is skipped.
    private static func planned(_ text: String) -> Int? {
        guard text.hasPrefix("1..") else { return nil }
        return Int(text.dropFirst(3).prefix { $0.isNumber && $0.isASCII })
    }

    /// `ok 3 - opens the door # SKIP no key`
    private static func result(_ text: String) -> TestReport.Result? {
        let isFailure = text.hasPrefix("not ok")
        guard isFailure || text.hasPrefix("ok") else { return nil }
        let rest = text.dropFirst(isFailure ? 6 : 2)
        guard rest.isEmpty || rest.first == " " else { return nil }
        let (name, directive) = parts(String(rest))
        let outcome: TestReport.Outcome =
            switch directive {
            // A test that is known not to work yet says nothing, whether it works or not.
            case "skip", "todo": .skipped
            default: isFailure ? .fail : .pass
            }
        return TestReport.Result(names: name.isEmpty ? [] : [name], outcome: outcome)
    }

    private static func parts(_ text: String) -> (name: String, directive: String) {
        var name = text.trimmedBlanks[...]
        var directive = ""
        // The last mark that no backslash stands before.
        if let mark = name.indices.last(where: {
            name[$0] == "#" && (name.startIndex == $0 || name[name.index(before: $0)] != "\\")
        }) {
            let word = name[name.index(after: mark)...].drop { $0 == " " }.prefix { $0.isLetter }.lowercased()
            let known = word.hasPrefix("skip") ? "skip" : word == "todo" ? "todo" : ""
            if !known.isEmpty { (directive, name) = (known, name[..<mark]) }
        }
        name = name.drop { $0.isNumber && $0.isASCII }.drop { $0 == " " }
        if name.hasPrefix("- ") { name = name.dropFirst(2) }
        return (String(name).trimmedBlanks, directive)
    }
}

extension String {
    fileprivate var trimmedBlanks: String {
        var rest = self[...]
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
