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

        var precision: Double { Double(both) / Double(found) }
        var recall: Double { Double(both) / Double(listed) }
    }

    @Test("H: the items of Apache Phoenix 5.x are those of its tracker, as far as messages can tell")
    func findsTheListedIssues() throws {
        let corpus = try #require(Places.corpus)
        let repository = try TestRepository.clone(from: corpus + "/phoenix.bundle")
        let options = ["--key", "PHOENIX", "--tag-pattern", "{version}", "--tag-pattern", "v{version}"]
        var total = Comparison()
        for (release, listed) in try listedIssues(corpus + "/phoenix-issues.tsv").sorted(by: { $0.key < $1.key }) {
            let found = Set(try repository.log(release, options: options).items.map(\.id))
            guard release.hasPrefix("5.") else { continue }
            total.both += found.intersection(listed).count
            total.found += found.count
            total.listed += listed.count
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
