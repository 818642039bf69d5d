package import Changes

/// What came of trying one case on one release item, with its record.
package struct TestResult: Hashable, Sendable {
    package let record: RecordName
    package let at: Timestamp
    package let by: Person
    package let statement: TestResultStatement
}

/// The results of all cases on one release item: a pure fold. The later result counts; two that contradict each other,
/// neither having seen the other, count as neither.
package struct TestResults: Hashable, Sendable {
    /// For each case the results that no later one has seen, in their order.
    package let latest: [ItemID: [TestResult]]
    /// Results that decide nothing: the policy does not let their authors test, or did not then.
    package let outsiders: [TestResult]
    /// Results that decide nothing: the policy wants a signature that they lack.
    package let discounted: [TestResult]
    /// Passes dated after now, which decide nothing yet.
    package let early: [TestResult]

    package init(_ sequence: RecordSequence) {
        let all = sequence.records.compactMap { TestResult($0) }
        let (outsiders, uncounted) = sequence.discounted.parted(by: \.authorship.lacksRight)
        self.outsiders = outsiders.compactMap { TestResult($0) }
        early = uncounted.filter { $0.authorship == .discounted(.early) }.compactMap { TestResult($0) }
        discounted = uncounted.filter { $0.authorship != .discounted(.early) }.compactMap { TestResult($0) }
        guard !all.isEmpty else {
            latest = [:]
            return
        }
        let sight = RecordSight(sequence)
        latest = Dictionary(grouping: all, by: \.statement.testCase).mapValues { results in
            results.filter { result in !results.contains { sight.hasSeen($0.record, result.record) } }
        }
    }

    package static let none = TestResults(RecordSequence([]))
}

extension TestResult {
    fileprivate init?(_ stored: StoredRecord) {
        guard case .testResult(let statement) = stored.record.statement else { return nil }
        self.init(record: stored.name, at: stored.record.at, by: stored.author, statement: statement)
    }
}
