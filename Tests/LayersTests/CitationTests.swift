import Foundation
import TestSupport
import Testing

/// Comments and tests cite headings of the documentation (`Design, "At the tag"`) and numbers of its cases (`T7`): all that
/// they cite exists, and each case has a test.
struct CitationTests {
    private static let catalogue = "Sources/sluice/Sluice.docc"

    @Test func everyCitedHeadingExists() throws {
        let headings = try Set(
            texts(below: Self.catalogue, ".md").flatMap { $0.matches(of: #/(?m)^#+ (.+)$/#).map { String($0.1) } })
        let cited = try cited(#/Design, "([^"\n]+)"/#)
        #expect(cited.count > 10)
        #expect(cited.filter { !headings.contains($0.words) }.map(\.description) == [])
    }

    @Test func everyCitedCaseExistsAndEachHasATest() throws {
        let table = try String(contentsOfFile: "\(Places.package)/\(Self.catalogue)/Cases.md", encoding: .utf8)
        let cases = Set(table.matches(of: #/(?m)^\| ([A-Z]\d+) \|/#).map { String($0.1) })
        let tests = try cited(#/"((?:[RLHTFC]\d+)(?:, [RLHTFC]\d+)*): /#)
        let comments = try cited(#/Cases, ([A-Z]\d+(?:(?:, | and )[A-Z]\d+)*)/#)
        for citation in tests + comments {
            #expect(citation.numbers.filter { !cases.contains($0) } == [], "\(citation)")
        }
        #expect(cases.subtracting(tests.flatMap(\.numbers)).sorted() == [])
    }

    @Test func nothingCitesWhatOnlyItsAuthorsHave() throws {
        #expect(try cited(#/((?:DESIGN|CASES)(?:\.md|, )[^\n]{0,30})/#).map(\.description) == [])
    }

    private struct Citation: CustomStringConvertible {
        let file: String
        let words: String

        var numbers: [String] { words.matches(of: #/[A-Z]\d+/#).map { String($0.0) } }
        var description: String { "\(file): \(words)" }
    }

    /// A comment's lines are read as one: a citation may be broken.
    private func cited(_ pattern: Regex<(Substring, Substring)>) throws -> [Citation] {
        let own = "CitationTests.swift"
        let files = try paths(below: "Sources", ".swift") + paths(below: "Tests", ".swift") + paths(below: "ci", "")
        return try files.filter { !$0.hasSuffix(own) }.flatMap { file in
            let text = try String(contentsOfFile: "\(Places.package)/\(file)", encoding: .utf8)
                .replacing(#/\n *(?:///?|#) /#, with: " ")
            return text.matches(of: pattern).map { Citation(file: file, words: String($0.1)) }
        }
    }

    private func texts(below folder: String, _ ending: String) throws -> [String] {
        try paths(below: folder, ending).map { try String(contentsOfFile: "\(Places.package)/\($0)", encoding: .utf8) }
    }

    private func paths(below folder: String, _ ending: String) throws -> [String] {
        let root = "\(Places.package)/\(folder)"
        let names = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(ending) }.sorted()
        return names.map { "\(folder)/\($0)" }.filter { path in
            var isFolder: ObjCBool = false
            let path = "\(Places.package)/\(path)"
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }
}
