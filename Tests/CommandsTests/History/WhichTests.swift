import Foundation
import TestSupport
import Testing

@Suite struct WhichTests {
    private let repository: TestRepository
    private let first: String
    private let second: String

    init() throws {
        repository = try TestRepository()
        first = try repository.commit("KEY-1: first")
        try repository.tag("v1.0.0")
        second = try repository.commit("KEY-1: second")
        try repository.tag("v1.1.0")
    }

    @Test func tellsTheFirstReleaseAndTheLaterOnes() throws {
        let later = try repository.commit("KEY-2: later")
        let result = try repository.run(["which", first, "HEAD~1", later] + readingOptions)
        #expect(result.status == 0)
        #expect(
            result.output == """
                \(first.prefix(10))  1.0.0, also 1.1.0
                \(second.prefix(10))  1.1.0
                \(later.prefix(10))  in no release

                """)
    }

    @Test func answersOneLineForEachLineRead() throws {
        let later = try repository.commit("KEY-2: later")
        let result = try repository.run(
            ["which", "--stdin", "--json"] + readingOptions, input: "\(first)\r\n\(later)\n\(first)")
        #expect(
            result.output == """
                {"also":[{"tag":"v1.1.0","version":"1.1.0"}],"commit":"\(first)","first":{"tag":"v1.0.0","version":"1.0.0"}}
                {"also":[],"commit":"\(later)","first":null}
                {"also":[{"tag":"v1.1.0","version":"1.1.0"}],"commit":"\(first)","first":{"tag":"v1.0.0","version":"1.0.0"}}

                """)
    }

    @Test(arguments: ["nothing", String(repeating: "0", count: 40), "", "HEAD^{tree}"])
    func namesTheLineOfWhatItCannotFindAndAnswersNothing(bad: String) throws {
        let result = try repository.run(
            ["which", "--stdin", "--json"] + readingOptions, input: "\(first)\n\(bad)\n\(second)\n")
        #expect(result.status == 3)
        #expect(result.output.isEmpty)
        #expect(result.errors.hasPrefix("error: line 2: "), "\(result.errors)")
    }

    @Test func readsNothingFromAnEmptyInput() throws {
        let result = try repository.run(["which", "--stdin"] + readingOptions)
        #expect(result.status == 0 && result.output.isEmpty)
    }

    @Test func asksForNamesOrForInput() throws {
        #expect(try repository.run(["which"]).status == 2)
        #expect(try repository.run(["which", "--stdin", "HEAD"]).status == 2)
    }

    @Test func tellsWhereAnItemIsAndWhereAllOfItIs() throws {
        let result = try repository.run(["which", "KEY-1"] + readingOptions)
        #expect(
            result.output == """
                KEY-1: 2 commits, all of it in 1.1.0
                  \(second.prefix(10))  1.1.0  KEY-1: second
                  \(first.prefix(10))  1.0.0, also 1.1.0  KEY-1: first
                  releases  1.0.0: 1 of 2 changes, without \(second.prefix(10))
                  releases  1.1.0: all of it
                  branches  main: all of it

                """)
        let json = try repository.run(["which", "KEY-1", "--json"] + readingOptions)
        let places = [("release", "1.0.0", 1), ("release", "1.1.0", 2), ("branch", "main", 2)].map {
            kind, name, count in
            let commits = (count == 1 ? "[]" : "[\"\(second)\"]") + ",[\"\(first)\"]"
            return
                "{\"commits\":[\(commits)],\"kind\":\"\(kind)\",\"name\":\"\(name)\",\"present\":\(count),\"reverts\":[],\"total\":2}"
        }.joined(separator: ",")
        #expect(json.output.split(separator: "\n").count == 1)
        #expect(json.output.contains(#""commits":[{"also":[],"commit":"\#(second)","first":{"#))
        #expect(
            json.output.hasSuffix(
                "\"goes\":[],\"item\":\"KEY-1\",\"places\":[\(places)],\"releases\":[{\"tag\":\"v1.1.0\",\"version\":\"1.1.0\"}],\"returns\":[]}\n"
            ))
    }

    @Test("an item is told in releases and branches by picks and without what was reverted there")
    func tellsByWhichEquivalentsAnItemIsWhere() throws {
        try repository.branch("line", at: "v1.0.0")
        let fix = try repository.commit("KEY-7: fix", files: ["fix": "1\n"])
        let more = try repository.commit("KEY-7: more", files: ["more": "1\n"])
        try repository.checkout("line")
        try repository.git("cherry-pick", fix)
        let picked = try repository.resolve("HEAD")
        try repository.commit("other subject\n\n(cherry picked from commit \(more))\n", files: ["more": "2\n"])
        let foreign = try repository.resolve("HEAD")
        try repository.tag("v1.0.1")
        try repository.git("revert", "--no-edit", picked)
        let revert = try repository.resolve("HEAD")
        try repository.tag("v1.0.2")
        for setting in ["true", "false"] {
            try repository.git("config", "sluice.index", setting)
            let lines = try repository.run(["which", "KEY-7"] + readingOptions).output
                .split(separator: "\n").map(String.init)
            #expect(lines[0] == "KEY-7: 3 commits, 2 changes, all of it in 1.0.1")
            #expect(
                Set(lines.dropFirst(4)) == [
                    "  releases  1.0.1: all of it by \(picked.prefix(10)) (same patch), \(foreign.prefix(10)) (cherry picked from)",
                    "  releases  1.1.0: none of it",
                    "  releases  1.0.2: 1 of 2 changes by \(foreign.prefix(10)) (cherry picked from), without \(picked.prefix(10)), reverted by \(revert.prefix(10))",
                    "  branches  line: 1 of 2 changes by \(foreign.prefix(10)) (cherry picked from), without \(picked.prefix(10)), reverted by \(revert.prefix(10))",
                    "  branches  main: all of it by \(fix.prefix(10)) (same patch), \(more.prefix(10)) (cherry picked from)",
                    "  goes in    1.0.2 (1 of 2 changes): its base 1.0.1 has it",
                    "  goes in    1.1.0 (1 of 2 changes): its base 1.0.2 has it",
                ], "\(lines)")
        }
    }

    @Test("many branches that have nothing of an item are counted, and named by --all and in JSON")
    func countsBranchesWithoutIt() throws {
        try repository.commit("KEY-8: eight")
        let names = (1...5).map { "old/\($0)" }
        for name in names { try repository.branch(name, at: "v1.0.0") }
        let short = try repository.run(["which", "KEY-8"] + readingOptions).output
        #expect(short.contains("  branches  main: all of it\n"))
        #expect(short.contains("  branches  5 others: none of it (--all names them)\n") && !short.contains("old/"))
        let all = try repository.run(["which", "KEY-8", "--all"] + readingOptions).output
        #expect(all.contains("  branches  \(names.joined(separator: ", ")): none of it\n"))
        let json = try repository.run(["which", "KEY-8", "--json"] + readingOptions).output
        #expect(names.allSatisfy { json.contains("\"\($0)\"") })
    }

    @Test func findsTheCommitsOfAnItemOnAllBranches() throws {
        try repository.checkout("other", create: true)
        let other = try repository.commit("KEY-1: other")
        try repository.checkout("main")
        let result = try repository.run(["which", "KEY-1"] + readingOptions)
        #expect(result.output.hasPrefix("KEY-1: 3 commits, no release has all of it\n"))
        #expect(result.output.contains("\(other.prefix(10))  in no release"))
    }

    @Test func refusesAnItemThatNoCommitBelongsTo() throws {
        let result = try repository.run(["which", "KEY-99"] + readingOptions)
        #expect(result.status == 3 && result.errors.hasPrefix("error: no commit here belongs to KEY-99"))
    }

    @Test func warnsWhereNoTagFitsThePattern() throws {
        let result = try repository.run(["which", first, "--tag-pattern", "release-{version}"])
        #expect(result.status == 0 && result.output == "\(first.prefix(10))  in no release\n")
        #expect(result.errors.contains("no tag here is named release-{version}"))
    }

    @Test func needsNoKeyForACommit() throws {
        let result = try repository.run(["which", "1.0.0"])
        #expect(result.output == "\(first.prefix(10))  1.0.0, also 1.1.0\n")
    }

    @Test("R36: what was taken back and made once more is there again: the files decide")
    func knowsWhatLandedAgain() throws {
        let change = try repository.commit("KEY-5: land", files: ["land": "1\n"])
        try repository.git("revert", "--no-edit", "HEAD")
        try repository.tag("v7.1.0")
        try repository.git("cherry-pick", change)
        try repository.tag("v7.2.0")
        let answer = try repository.run(["which", "KEY-5"] + readingOptions).output
        #expect(answer.contains("all of it in 7.2.0") && answer.contains("7.1.0: none of it, reverted by"), "\(answer)")
    }

    /// What `which` says of an item, the same with and without an index.
    private func places(of item: String) throws -> [String] {
        try repository.expectSameAnswer(["which", item]).output.split(separator: "\n").map(String.init)
    }

    @Test("a hotfix of a line that main never got goes from the next release, and returns with the pick")
    func tellsWhatGoesAndReturns() throws {
        struct Answer: Decodable {
            struct Move: Decodable { let release, base: String, commits: [String] }
            let goes, returns: [Move]
        }
        try repository.tag("v7.1.0")
        try repository.checkout("line", create: true)
        let fix = try repository.commit("KEY-5: fix", files: ["fix": "1\n"])
        try repository.tag("v7.1.1")
        try repository.checkout("main")
        try repository.commit("KEY-6: more", files: ["more": "1\n"])
        try repository.tag("v7.2.0")
        try repository.git("cherry-pick", fix)
        let pick = try repository.resolve("HEAD")
        try repository.tag("v7.3.0")
        #expect(
            try places(of: "KEY-5").suffix(2) == [
                "  goes in    7.2.0: its base 7.1.1 has it", "  returns in 7.3.0: its base 7.2.0 lacks it",
            ])
        // What is new on one line has nothing to return from.
        #expect(try !places(of: "KEY-6").contains { $0.contains("returns") || $0.contains("goes") })
        let json = try repository.run(["which", "KEY-5", "--json"] + readingOptions).output
        let answer = try JSONDecoder().decode(Answer.self, from: Data(json.utf8))
        #expect(answer.goes.map { [$0.release, $0.base] } == [["7.2.0", "7.1.1"]])
        #expect(answer.returns.map { [$0.release, $0.base] } == [["7.3.0", "7.2.0"]])
        #expect(answer.goes[0].commits == [pick])
    }

    @Test("R45: what nobody calls a revert takes a change back all the same")
    func knowsRevertsWithoutAWord() throws {
        try repository.commit("KEY-5: land", files: ["land": "1\n"])
        try repository.tag("v7.1.0")
        try repository.git("rm", "-q", "land")
        try repository.git("commit", "-q", "-m", "tidy up")
        let revert = try repository.resolve("HEAD").prefix(10)
        try repository.commit("KEY-6: more", files: ["more": "1\n"])
        try repository.tag("v7.2.0")
        let lines = try places(of: "KEY-5")
        #expect(lines.contains("  releases  7.1.0: all of it") && lines[0].hasSuffix("all of it in 7.1.0"), "\(lines)")
        #expect(lines.contains("  releases  7.2.0: none of it, reverted by \(revert)"), "\(lines)")
        let log = try repository.log("7.2.0")
        #expect(log.removed.map(\.id) == ["KEY-5"] && log.items.map(\.id) == ["KEY-6"])
        #expect(try repository.run(["notes", "7.2.0"] + readingOptions).output.contains("- **KEY-5** (by \(revert))"))
    }

    @Test("R45: a file that got another name was not taken back")
    func knowsMovedFiles() throws {
        try repository.commit("KEY-5: land", files: ["land": "1\n2\n3\n"])
        try repository.git("mv", "land", "sea")
        try repository.git("commit", "-q", "-m", "KEY-6: other name")
        try repository.tag("v7.1.0")
        #expect(try places(of: "KEY-5").contains("  releases  7.1.0: all of it"))
        #expect(try repository.log("7.1.0").items.map(\.id) == ["KEY-5", "KEY-6"])
    }

    @Test("R46: a reverted merge takes out what it brought", arguments: [false, true])
    func knowsRevertedMerges(isByNumber: Bool) throws {
        try repository.checkout("topic", create: true)
        try repository.commit("KEY-5: land", files: ["land": "1\n"])
        try repository.commit("KEY-7: sea", files: ["sea": "1\n"])
        try repository.checkout("main")
        try repository.commit("KEY-6: more", files: ["more": "1\n"])
        try repository.merge("topic", message: "Merge branch 'topic'\n\nSee merge request group/project!5")
        try repository.tag("v7.1.0")
        try repository.git("revert", "--no-edit", "-m1", "HEAD")
        if isByNumber {
            let words = "Revert \"Topic\"\n\nThis reverts merge request !5"
            try repository.git("commit", "-q", "--amend", "-m", words)
        }
        try repository.tag("v7.2.0")
        let revert = try repository.resolve("HEAD").prefix(10)
        for item in ["KEY-5", "KEY-7"] {
            #expect(try places(of: item).contains("  releases  7.2.0: none of it, reverted by \(revert)"))
        }
        #expect(try repository.log("7.2.0").removed.map(\.id) == ["KEY-5", "KEY-7"])
    }

    @Test(
        "R47: the words of hosts and people point to what is taken back; the files decide",
        arguments: [
            "Revert \"KEY-5: land (#11)\" (#12)\n\nReverts org/repo#11", "Back again (#12)\n\nReverts org/repo#11",
            "Revert KEY-5: land", "revert: land (#11)",
        ])
    func knowsTheWordsOfHosts(message: String) throws {
        try repository.commit("KEY-5: land (#11)", files: ["land": "1\n", "first": "1\n\n\n\n\nlast\n"])
        try repository.tag("v7.1.0")
        try repository.git("rm", "-q", "land")
        try repository.write("first", "")
        // Not exactly: only the words tell.
        try repository.commit(message, files: ["first": "2\n"])
        let revert = try repository.resolve("HEAD").prefix(10)
        try repository.git("rm", "-q", "first")
        try repository.git("commit", "-q", "-m", "KEY-6: first")
        try repository.tag("v7.2.0")
        #expect(try places(of: "KEY-5").contains("  releases  7.2.0: none of it, reverted by \(revert)"))
        #expect(try repository.log("7.2.0").removed.map(\.id) == ["KEY-5"])
    }

    @Test("R47: words alone take nothing back")
    func believesNoWords() throws {
        try repository.commit("KEY-5: land (#11)", files: ["land": "1\n"])
        try repository.tag("v7.1.0")
        try repository.commit("Revert \"KEY-5: land (#11)\"\n\nReverts org/repo#11", files: ["land-2": "1\n"])
        try repository.tag("v7.2.0")
        #expect(try places(of: "KEY-5").contains("  releases  7.1.0, 7.2.0: all of it"))
        #expect(try repository.log("7.2.0").removed.isEmpty)
    }

    @Test("R48: change, revert, revert of that and once more, over four releases")
    func countsRevertsOverReleases() throws {
        try repository.commit("KEY-5: land", files: ["land": "1\n"])
        try repository.tag("v7.1.0")
        for number in 2...4 {
            try repository.git("revert", "--no-edit", "HEAD")
            try repository.tag("v7.\(number).0")
        }
        let lines = try places(of: "KEY-5")
        #expect(lines.contains("  releases  7.1.0, 7.3.0: all of it"), "\(lines)")
        #expect(
            lines.suffix(3) == [
                "  goes in    7.2.0: its base 7.1.0 has it", "  returns in 7.3.0: its base 7.2.0 lacks it",
                "  goes in    7.4.0: its base 7.3.0 has it",
            ], "\(lines)")
        #expect(lines.contains { $0.hasPrefix("  releases  7.2.0, 7.4.0: none of it, reverted by ") }, "\(lines)")
        #expect(try repository.log("7.2.0").removed.map(\.id) == ["KEY-5"])
        #expect(try repository.log("7.3.0").restored.map(\.id) == ["KEY-5"])
        let last = try repository.log("7.4.0")
        #expect(last.removed.map(\.id) == ["KEY-5"] && last.restored.isEmpty)
    }
}
