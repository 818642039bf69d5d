import Testing

@testable import Git

/// The answers of `git merge-tree --stdin -z`: no path can pass for anything else.
@Suite struct MergeTreeOutputTests {
    private static let tree = String(repeating: "ab", count: 20)
    private static let clean = "1\0\(tree)\0\0"

    private func read(_ text: String) -> [RemadeMerge] { MergeTreeOutput.merges(in: Array(text.utf8)) }

    private func conflict(_ paths: String...) -> String {
        let versions = paths.flatMap { path in (1...3).map { "100644 \(Self.tree) \($0)\t\(path)\0" } }
        return "0\0\(Self.tree)\0" + versions.joined() + "\0"
    }

    @Test func readsCleanMergesAndConflicts() throws {
        let merges = read(Self.clean + conflict("a", "b") + Self.clean)
        #expect(merges.map(\.isClean) == [true, false, true])
        #expect(merges.map { $0.conflicts.map { String(decoding: $0, as: UTF8.self) } } == [[], ["a", "b"], []])
        #expect(Set(merges.map(\.tree)) == [try #require(ObjectID(Self.tree))])
    }

    @Test("R20: a path with control bytes, tabs, line ends or a whole answer in it stays a path")
    func takesPathsAsTheyAre() {
        let path = "notes\u{1}\(Self.tree)\u{2}\n1\t100644 \(Self.tree) 1\tx\n\n"
        #expect(read(conflict(path) + Self.clean).map(\.conflicts) == [[Array(path.utf8)], []])
    }

    @Test("an answer that is cut, or of another form, is none, and so is all that follows it")
    func stopsAtWhatItCannotRead() {
        let whole = Array(conflict("a").utf8)
        for length in whole.indices {
            #expect(MergeTreeOutput.merges(in: Array(Self.clean.utf8) + whole[..<length]).count == 1, "\(length)")
        }
        let foreign = [
            "2\0\(Self.tree)\0\0", "1\0\(Self.tree.dropLast())\0\0", "0\0\(Self.tree)\0a\0\0", "-1\0\(Self.tree)\0\0",
        ]
        for answer in foreign { #expect(read(Self.clean + answer + Self.clean).count == 1, "\(answer)") }
    }
}
