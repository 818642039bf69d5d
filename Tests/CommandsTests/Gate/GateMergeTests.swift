import TestSupport
import Testing

/// R16: merges that bring in what no parent has, wherever the gate is asked from.
@Suite struct GateMergeTests {
    private let repository: TestRepository

    /// RFC-1 on `main` and on `topic`, both approved once they are merged.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.checkout("topic", create: true)
        try repository.commit("RFC-1: topic", files: ["a": "2\n"])
        try repository.checkout("main")
        try repository.commit("RFC-1: main", files: ["b": "2\n"])
        try repository.git("merge", "--quiet", "--no-ff", "--no-commit", "topic")
    }

    private func merge(_ files: [String: String]) throws {
        try repository.commit("Merge branch 'topic'", files: files)
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
    }

    @Test func opensForAnOrdinaryMerge() throws {
        try merge([:])
        #expect(try repository.gate(status: 0).open)
    }

    @Test("R16: a merge that changes something by itself is refused, also where GIT_DIR is relative")
    func refusesAnEvilMerge() throws {
        try merge(["folder/c": "evil\n"])
        for environment in [[:], ["GIT_DIR": ".git"]] {
            let verdict = try repository.gate(status: 1, environment: environment)
            #expect(verdict.codes == ["merge"])
            #expect(verdict.findings[0].found.contains("folder/c"))
        }
    }

    @Test("R16: a merge that throws the other side's work away is refused")
    func refusesAMergeThatDropsASide() throws {
        try repository.git("reset", "--quiet", "--hard", "main")
        try repository.merge("topic", options: ["--strategy=ours"])
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        let verdict = try repository.gate(status: 1)
        #expect(verdict.codes == ["merge"])
        #expect(verdict.findings[0].found.contains("changes by itself: a ("))
    }

    @Test("R16: a merge that takes one side of a file that both changed is refused, one of renamed files is not")
    func looksAtWhatBothSidesChanged() throws {
        try repository.git("reset", "--quiet", "--hard", "main")
        let lines = (0..<30).map { "\($0)\n" }
        try repository.commit("RFC-1: base", files: ["long": lines.joined()])
        try repository.checkout("other", create: true)
        try repository.commit("RFC-1: end", files: ["long": (lines.dropLast() + ["end\n"]).joined()])
        try repository.checkout("main")
        try repository.git("mv", "long", "moved")
        try repository.commit("RFC-1: start", files: ["moved": (["start\n"] + lines.dropFirst()).joined()])
        try repository.git("branch", "--quiet", "-D", "topic")
        try repository.merge("other")
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        #expect(try repository.gate(status: 0).open)
        try repository.git("reset", "--quiet", "--hard", "HEAD^")
        try repository.merge("other", options: ["--strategy=recursive", "--strategy-option=ours"])
        try repository.git("checkout", "--quiet", "HEAD^1", "--", "moved")
        try repository.git("commit", "--quiet", "--amend", "--no-edit")
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        #expect(try repository.gate(status: 1).codes == ["merge"])
    }

    @Test("R16: an octopus merge that drops one of three sides is refused")
    func looksAtOctopusMerges() throws {
        try repository.git("reset", "--quiet", "--hard", "main")
        try repository.checkout("third", create: true)
        try repository.commit("RFC-1: third", files: ["e": "3\n"])
        try repository.checkout("main")
        try repository.merge("topic", "third")
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        #expect(try repository.gate(status: 0).open)
        try repository.git("rm", "--quiet", "e")
        try repository.git("commit", "--quiet", "--amend", "--no-edit")
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        #expect(try repository.gate(status: 1).codes == ["merge"])
    }

    @Test("H7: a merge of both sides in one file is clean, wherever the environment points")
    func opensForAMergeWithinAFile() throws {
        try repository.git("reset", "--quiet", "--hard", "main")
        let lines = (0..<20).map { "\($0)\n" }
        try repository.commit("RFC-1: many lines", files: ["d": lines.joined()])
        try repository.checkout("other", create: true)
        try repository.commit("RFC-1: end", files: ["d": (lines.dropLast() + ["end\n"]).joined()])
        try repository.checkout("main")
        try repository.commit("RFC-1: start", files: ["d": (["start\n"] + lines.dropFirst()).joined()])
        try repository.git("branch", "--quiet", "-D", "topic")
        try repository.merge("other")
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        for environment in [[:], ["GIT_DIR": ".git"], ["GIT_DIR": repository.path + "/.git"]] {
            #expect(try repository.gate(status: 0, environment: environment).open)
        }
    }

    @Test("R16: a submodule that a merge moves by itself is told, also where settings hide submodules")
    func refusesAMovedSubmodule() throws {
        let ids = (1...3).map { String(repeating: "\($0)", count: 40) }
        try repository.git("reset", "--quiet", "--hard", "main")
        try repository.commit(
            "RFC-1: submodule", files: [".gitmodules": "[submodule \"s\"]\n\tpath = s\n\tignore = all\n"])
        try addSubmodule(ids[0])
        try repository.checkout("other", create: true)
        try addSubmodule(ids[1])
        try repository.checkout("main")
        try repository.commit("RFC-1: main again")
        try repository.git("branch", "--quiet", "-D", "topic")
        try repository.git("merge", "--quiet", "--no-ff", "--no-commit", "other")
        try repository.git("update-index", "--add", "--cacheinfo", "160000,\(ids[2]),s")
        try repository.git("commit", "--quiet", "--message", "Merge branch 'other'")
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        #expect(try repository.gate(status: 1).codes == ["merge"])
    }

    private func addSubmodule(_ id: String) throws {
        try repository.git("update-index", "--add", "--cacheinfo", "160000,\(id),s")
        try repository.git("commit", "--quiet", "--message", "RFC-1: submodule at \(id.prefix(3))")
    }
}
