/// The Test Anything Protocol, versions 12 to 14 (testanything.org): what is written on the lines at the left counts; indented
/// lines are subtests, which the line after them sums up and cannot make better, and details in YAML.
struct TAPReport {
    private var plan: Int?
    private var results: [TestReport.Result] = []
    private var numbers: Set<Int> = []
    private var isRecognised = false
    /// Whether a subtest failed that no line has summed up yet.
    private var hasFailedSubtest = false
    /// The subtests that no line has summed up yet, by the blanks before their lines.
    private var subtests: [Int: (plan: Int?, tests: Int)] = [:]
    /// Whether the plan says that nothing was run.
    private var skipsAll = false
    private var isInYAML = false

    static func read(_ bytes: [UInt8]) throws(TestReportProblem) -> TestReport {
        var report = TAPReport()
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let text = String(validating: line, as: UTF8.self) else {
                throw .notUTF8(line: 1 + bytes[..<line.startIndex].count { $0 == .lineFeed })
            }
            try report.line(line, text)
        }
        return try report.finished()
    }

    private mutating func line(_ line: Bytes, _ text: String) throws(TestReportProblem) {
        guard let first = line.first else { return }
        if first.isWhiteSpace {
            return try subtest(text.trimmedBlanks, indentedBy: line.prefix { $0.isWhiteSpace }.count)
        }
        isInYAML = false
        if text.hasPrefix("Bail out!") {
            throw .bailedOut(String(text.dropFirst(9)).trimmedBlanks)
        } else if let test = try TAPLine(text) {
            try append(test)
        } else if let count = Self.planned(text) {
            guard plan == nil else { throw .planBroken(planned: count, reported: results.count) }
            plan = count
            skipsAll = Self.skips(text)
        } else if text.hasPrefix("TAP version ") {
            isRecognised = true
        }
    }

    /// The details of a test are between `---` and `...`.
    private mutating func subtest(_ text: String, indentedBy blanks: Int) throws(TestReportProblem) {
        if text == "---" { isInYAML = true }
        if text == "..." { isInYAML = false }
        guard !isInYAML else { return }
        if text.hasPrefix("Bail out!") { throw .bailedOut(String(text.dropFirst(9)).trimmedBlanks) }
        var own = subtests[blanks] ?? (nil, 0)
        if let test = try TAPLine(text) {
            // It sums up what is indented deeper.
            try end(subtests.keys.filter { $0 > blanks })
            if test.outcome == .fail { hasFailedSubtest = true }
            own.tests += 1
        } else if let count = Self.planned(text) {
            guard own.plan == nil else { throw .planBroken(planned: count, reported: own.tests) }
            own.plan = Self.skips(text) ? own.tests : count
        } else {
            return
        }
        subtests[blanks] = own
    }

    /// A subtest need not have a plan; one that it has is kept.
    private mutating func end(_ ended: [Int]) throws(TestReportProblem) {
        for blanks in ended {
            guard let subtest = subtests.removeValue(forKey: blanks) else { continue }
            if let plan = subtest.plan, plan != subtest.tests {
                throw .planBroken(planned: plan, reported: subtest.tests)
            }
        }
    }

    private mutating func append(_ test: TAPLine) throws(TestReportProblem) {
        if let number = test.number {
            guard numbers.insert(number).inserted else { throw .numberBroken("\(number)") }
        }
        try end(Array(subtests.keys))
        let outcome = hasFailedSubtest && test.outcome == .pass ? .fail : test.outcome
        hasFailedSubtest = false
        results.append(.init(names: test.name.isEmpty ? [] : [test.name], outcome: outcome))
    }

    private mutating func finished() throws(TestReportProblem) -> TestReport {
        guard isRecognised || plan != nil || !results.isEmpty else { throw .notTAP }
        // Without a plan nobody can tell whether the program came to its end.
        guard let plan, plan == results.count else { throw .planBroken(planned: plan ?? 0, reported: results.count) }
        if let stranger = numbers.first(where: { !(1...max(plan, 1)).contains($0) }) {
            throw .numberBroken("\(stranger)")
        }
        guard !results.isEmpty else { throw .noTests }
        try end(Array(subtests.keys))
        // "1..1 # skip all" and a test that ran contradict each other.
        if skipsAll, results.contains(where: { $0.outcome != .skipped }) {
            throw .planBroken(planned: 0, reported: results.count)
        }
        if hasFailedSubtest { throw .planBroken(planned: plan, reported: results.count) }
        return TestReport(results: results)
    }

    private static func skips(_ plan: String) -> Bool {
        let directive = plan.drop { $0 != "#" }.dropFirst().drop { $0 == " " }
        return directive.lowercased().hasPrefix("skip")
    }

    /// `1..4`, with a reason behind it where all is skipped.
    private static func planned(_ text: String) -> Int? {
        guard text.hasPrefix("1..") else { return nil }
        return Int(text.dropFirst(3).prefix(while: \.isDigit))
    }
}

/// A line of a test: `ok 3 - opens the door # SKIP no key`.
struct TAPLine {
    let name: String
    let number: Int?
    let outcome: TestReport.Outcome

    /// Nil where the line is no test's.
    ///
    /// - Throws: `TestReportProblem.numberBroken` for a number that no test can have: `-1`, `1.5`, one of 20 digits.
    init?(_ text: String) throws(TestReportProblem) {
        let isFailure = text.hasPrefix("not ok")
        guard isFailure || text.hasPrefix("ok") else { return nil }
        let rest = text.dropFirst(isFailure ? 6 : 2)
        guard rest.isEmpty || rest.first == " " else { return nil }
        let (description, directive) = Self.parts(String(rest))
        let number = try Self.number(description)
        let digits = description.prefix(while: \.isDigit)
        var name = description[digits.endIndex...].drop { $0 == " " }
        if name.hasPrefix("- ") { name = name.dropFirst(2) }
        self.name = String(name).trimmedBlanks
        self.number = number
        outcome =
            switch directive {
            // A test that is known not to work yet says nothing, whether it works or not.
            case "skip", "todo": .skipped
            default: isFailure ? .fail : .pass
            }
    }

    /// The number that a description begins with, if any.
    private static func number(_ description: String) throws(TestReportProblem) -> Int? {
        let word = description.prefix { $0 != " " }
        let digits = word.prefix(while: \.isDigit)
        // `1.` and `1:` are numbers with a mark behind them.
        let isOther = digits.count < word.count && word.last?.isDigit == true && Double(word) != nil
        guard !isOther else { throw .numberBroken(String(word)) }
        guard !digits.isEmpty else { return nil }
        guard let number = Int(digits) else { throw .numberBroken(String(digits)) }
        return number
    }

    private static func parts(_ text: String) -> (description: String, directive: String) {
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
        return (String(name), directive)
    }
}

extension Character {
    fileprivate var isDigit: Bool { "0"..."9" ~= self }
}

extension String {
    fileprivate var trimmedBlanks: String {
        var rest = self[...]
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
