import TestSupport
import Testing

/// R16: merges that are made to look as Git makes them, through the built program.
@Suite struct GateMergeEvasionTests {
    private let repository: TestRepository

    /// RFC-1 with a few files, on `main`, planned and approved.
    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.commit(
            "RFC-1: settings",
            files: ["shop.conf": "colour = blue\nlimit = 10\nend = yes\n", "legacy.conf": "old = yes\n"])
    }

    /// The gate is asked with everything approved; its `merge` finding is what a test reads.
    private func mergeFinding(_ environment: [String: String] = [:]) throws -> String {
        try #require(try repository.sluice("approve", "--all", "--release", "1.0", person: .tester).status == 0)
        let verdict = try repository.gate(status: 1, environment: environment)
        return try #require(verdict.findings.first { $0.code == "merge" }).found
    }

    /// A commit of HEAD's index with parents as they are named, checked out.
    private func commit(_ message: String, _ parents: String...) throws {
        let person = "Dana Developer <dana@example.org> \(repository.time) +0000"
        let tree = try repository.git("write-tree")
        let lines = ["tree \(tree)"] + (try parents.map { "parent \(try repository.resolve($0))" })
        let text = lines + ["author \(person)", "committer \(person)", "", message, ""]
        let merge = try repository.writeObject("commit", Array(text.joined(separator: "\n").utf8))
        try repository.git("reset", "--quiet", "--hard", merge)
    }

    private func part(_ ours: () throws -> Void, theirs: () throws -> Void) throws {
        try repository.checkout("side", create: true)
        try theirs()
        try repository.checkout("main")
        try ours()
    }

    @Test("R18: an octopus that takes back a fix names the commit whose work is lost")
    func looksAtAllParentsOfAnOctopus() throws {
        let base = try repository.resolve("HEAD")
        try repository.commit("tune", files: ["shop.conf": "colour = blue\nlimit = 99999\nend = yes\n"])
        let tuned = try repository.resolve("HEAD")
        try repository.checkout("p2", create: true)
        try repository.git("revert", "--no-edit", "HEAD")
        let fix = try repository.resolve("HEAD")
        try repository.checkout(tuned)
        try repository.checkout("p1", create: true)
        try repository.commit("RFC-1: one", files: ["one": "1\n"])
        try repository.checkout(base)
        try repository.checkout("p3", create: true)
        try repository.commit("RFC-1: three", files: ["three": "3\n"])
        try repository.checkout("main")
        try repository.git("reset", "--quiet", "--hard", "p1")
        try repository.git("checkout", "p3", "--", "three")
        try commit("Merge branches 'p1', 'p2' and 'p3'", "p1", "p2", "p3")
        let found = try mergeFinding()
        #expect(found.contains("changes by itself: shop.conf ("))
        #expect(found.contains("it loses commit \(fix.prefix(10))'s change to shop.conf"))
    }

    @Test("R20: a path with control bytes says nothing about another merge")
    func takesPathsAsTheyAre() throws {
        let base = try repository.resolve("HEAD")
        try part {
            try repository.commit("RFC-1: two", files: ["two": "2\n"])
        } theirs: {
            try repository.commit("RFC-1: one", files: ["one": "1\n"])
        }
        try repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
        let evil = try repository.commit("Merge branch 'side'", files: ["shop.conf": "limit = 99999\n"])
        for name in ["b2", "b3"] {
            try repository.checkout(base)
            try repository.checkout(name, create: true)
            try repository.commit("RFC-1: \(name)", files: [name: "1\n"])
        }
        try repository.git("merge", "--quiet", "--no-ff", "--no-commit", "b2")
        try repository.commit("RFC-1: merge with notes", files: ["notes\u{1}\(evil)\u{2}": "hi\n"])
        try repository.checkout("main")
        try repository.merge("b3")
        #expect(try mergeFinding().contains("changes by itself: shop.conf ("))
    }

    @Test("R17: a fix that a resolution took away is named with its item")
    func namesTheWorkThatIsLost() throws {
        try part {
            try repository.commit("RFC-1: note", files: ["legacy.conf": "old = yes\n# note\n"])
        } theirs: {
            try repository.git("rm", "--quiet", "legacy.conf")
            try repository.commit("RFC-2: no legacy settings", files: [:])
        }
        _ = try repository.tryGit("merge", "--quiet", "--no-ff", "--no-commit", "side")
        try repository.commit("Merge branch 'side'", files: [:])
        #expect(
            try mergeFinding()
                == "it changes by itself: legacy.conf (Merge branch 'side'); it loses RFC-2's change to legacy.conf")
    }

    @Test("R19: no setting, attribute, graft or replacement blesses a union, wherever it is from")
    func obeysNothingThatPeopleSet() throws {
        try part {
            try repository.commit("RFC-1: ours", files: ["shop.conf": "limit = 30\n"])
        } theirs: {
            try repository.commit("RFC-1: theirs", files: ["shop.conf": "limit = 20\n"])
        }
        _ = try repository.tryGit("merge", "--quiet", "--no-ff", "--no-commit", "side")
        try repository.commit("Merge branch 'side'", files: ["shop.conf": "limit = 30\nlimit = 20\n"])
        let expected = try mergeFinding()
        #expect(expected.contains("changes by itself: shop.conf ("))
        let union = ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "merge.default", "GIT_CONFIG_VALUE_0": "union"]
        #expect(try mergeFinding(union) == expected)
        #expect(try mergeFinding(["GIT_CONFIG_PARAMETERS": "'merge.default=union'"]) == expected)
        #expect(try mergeFinding(["GIT_WORK_TREE": repository.path]) == expected)
        try repository.write(".gitattributes", "* merge=union\n")
        try repository.write(".git/.gitattributes", "* merge=union\n")
        try repository.write(".git/info/attributes", "* merge=union\n")
        try repository.write("grafts", "\(repository.resolve("HEAD")) \(repository.resolve("HEAD^1"))\n")
        for (name, value) in [
            ("merge.default", "union"), ("core.attributesFile", "\(repository.path)/.gitattributes"),
            ("core.worktree", repository.path), ("merge.renames", "false"),
        ] { try repository.git("config", name, value) }
        try repository.git("update-ref", "refs/replace/\(repository.resolve("HEAD~1"))", "side")
        #expect(try mergeFinding(["GIT_GRAFT_FILE": "\(repository.path)/grafts"]) == expected)
    }

    @Test("R13: where the clone ends above a merge base, the gate names the fetch that brings it")
    func refusesWhereTheBaseIsMissing() throws {
        try repository.tag("v0.9")
        try repository.checkout("side", create: true)
        try repository.commit("RFC-1: side", files: ["side": "1\n"])
        try repository.checkout("main")
        for number in 1...3 { try repository.commit("RFC-1: \(number)", files: ["shop.conf": "limit = \(number)\n"]) }
        let base = try repository.resolve("HEAD")
        try repository.merge("side")
        let shallow = try repository.clone("shallow", options: ["--depth=3"])
        let range = "\(base)..HEAD"
        let cut = try shallow.sluice("log", range, "--key", "RFC")
        #expect(cut.status == 3 && cut.errors.contains("git fetch --unshallow --tags"), "\(cut.errors)")
        try repository.git("config", "uploadpack.allowFilter", "true")
        try repository.git("reset", "--quiet", "--hard", base)
        try repository.checkout("side")
        try repository.commit("RFC-1: same file", files: ["shop.conf": "limit = 1\n\n\nmore = 1\n"])
        try repository.checkout("main")
        _ = try repository.tryGit("merge", "--quiet", "--no-ff", "--no-commit", "side")
        try repository.commit("Merge branch 'side'", files: ["shop.conf": "limit = 7\n"])
        let partial = try repository.clone("partial", options: ["--filter=blob:none", "--no-checkout"])
        let blobless = try partial.sluice("log", range, "--key", "RFC")
        #expect(
            blobless.status == 3 && blobless.errors.contains("git fetch --refetch --no-filter"), "\(blobless.errors)")
        try partial.git("fetch", "--quiet", "--refetch", "--no-filter")
        #expect(try partial.sluice("log", range, "--key", "RFC").status == 0)
    }
}
