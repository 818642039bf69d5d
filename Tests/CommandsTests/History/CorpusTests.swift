import Foundation
import TestSupport
import Testing

/// A real history against its project's own list of issues. The corpus is kept beside the project, not in it: where it is
/// not there, this one suite is skipped, and everything else runs.
@Suite(.enabled(if: Places.corpus != nil, "there is no corpus beside the project; SLUICE_CORPUS names another place"))
struct CorpusTests {
    /// How the items found compare with those listed.
    private struct Comparison {
        var both = 0
        var found = 0
        var listed = 0

        mutating func add(found: Set<String>, listed: Set<String>) {
            both += found.intersection(listed).count
            self.found += found.count
            self.listed += listed.count
        }

        var precision: Double { Double(both) / Double(found) }
        var recall: Double { Double(both) / Double(listed) }
    }

    @Test(
        "A: what ten releases of Apache Phoenix hold, reverts netted and equivalents left out, is what its tracker lists"
    )
    func findsWhatReallyIsInARelease() throws {
        let corpus = try #require(Places.corpus)
        let repository = try TestRepository.clone(from: corpus + "/phoenix.bundle")
        let issues = try listedIssues(corpus + "/phoenix-issues.tsv")
        var total = Comparison()
        for (base, release) in Self.ranges {
            let log = try repository.log(
                "\(base)..\(release)", options: ["--key", "PHOENIX", "--tag-pattern", "{version}"])
            total.add(found: Set(log.items.map(\.id)), listed: issues[release] ?? [])
        }
        #expect(total.precision >= 0.975, "\(total)")
        #expect(total.recall >= 0.975, "\(total)")
    }

    private static let ranges = [
        ("5.1.0", "5.2.0"), ("5.2.0", "5.3.0"), ("5.1.0", "5.1.1"), ("5.1.1", "5.1.2"), ("5.1.2", "5.1.3"),
        ("5.2.0", "5.2.1"), ("5.2.1", "5.2.2"), ("5.3.0", "5.3.1"), ("5.3.1", "5.3.2"), ("4.16.0", "4.16.1"),
    ]

    @Test(
        "H: the items with commits in a release of Apache Phoenix 5.x are those of its tracker, as far as messages can tell"
    )
    func findsTheListedIssues() throws {
        let corpus = try #require(Places.corpus)
        let repository = try TestRepository.clone(from: corpus + "/phoenix.bundle")
        let options = ["--key", "PHOENIX", "--tag-pattern", "{version}", "--tag-pattern", "v{version}"]
        var total = Comparison()
        for (release, listed) in try listedIssues(corpus + "/phoenix-issues.tsv").sorted(by: { $0.key < $1.key }) {
            guard release.hasPrefix("5.") else { continue }
            let log = try repository.log(release, options: options)
            total.add(found: Set(log.commits.flatMap { $0.items ?? [] }.map(\.id)), listed: listed)
        }
        #expect(total.precision >= 0.939, "\(total)")
        #expect(total.recall >= 0.971, "\(total)")
    }

    private func listedIssues(_ path: String) throws -> [String: Set<String>] {
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
        return lines.reduce(into: [:]) { issues, line in
            let columns = line.split(separator: "\t").map(String.init)
            if columns.count == 2 { issues[columns[0], default: []].insert(columns[1]) }
        }
    }
}
