/// What a test program says of its tests, whatever the format.
package struct TestReport: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case pass, fail, skipped
    }

    package struct Result: Hashable, Sendable {
        /// All names that it has: its own, and those of what it belongs to, the narrowest first.
        package let names: [String]
        package let outcome: Outcome

        package init(names: [String], outcome: Outcome) {
            self.names = names
            self.outcome = outcome
        }
    }

    package let results: [Result]

    package init(results: [Result]) { self.results = results }

    /// Larger reports are refused unread.
    package static let sizeLimit = 64 << 20

    /// Reads JUnit's XML or TAP, by how the text begins.
    ///
    /// - Throws: `TestReportProblem`.
    package init(_ bytes: [UInt8]) throws(TestReportProblem) {
        guard bytes.count <= Self.sizeLimit else { throw .tooLarge(limit: Self.sizeLimit) }
        let start = bytes.first { !$0.isWhiteSpace && ![0xEF, 0xBB, 0xBF].contains($0) }
        self = start == UInt8(ascii: "<") ? try JUnitReport.read(bytes) : try TAPReport.read(bytes)
    }
}

/// Why a report of tests cannot be believed.
package enum TestReportProblem: Error, Equatable, Sendable {
    case tooLarge(limit: Int)
    /// It is no XML, or not that of JUnit; the reason in words.
    case notJUnit(line: Int, String)
    /// Neither a plan nor a test line is in it.
    case notTAP
    /// A line of TAP is not UTF-8.
    case notUTF8(line: Int)
    /// The plan says another number of tests than were told, or comes twice.
    case planBroken(planned: Int, reported: Int)
    /// A test's number comes twice, or is none of the plan's; as the report writes it.
    case numberBroken(String)
    /// A suite says another number than it lists.
    case disagrees(suite: String, attribute: String, says: String, listed: Int)
    /// The program gave up; why, as it says.
    case bailedOut(String)
    case noTests
}

extension UInt8 {
    var isWhiteSpace: Bool { self == 0x20 || 0x09...0x0D ~= self }
}
