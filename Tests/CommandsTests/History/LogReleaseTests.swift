import TestSupport
import Testing

/// Which commits belong to which release, through real git and the built program.
@Suite struct LogReleaseTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("KEY-1: first")
        try repository.tag("v1.0.0")
    }

    @Test("R1: a topic committed before a release and merged after it is in the next one")
    func findsTopicsByReachability() throws {
        try repository.checkout("topic", create: true)
        try repository.commit("KEY-2: topic")
        try repository.checkout("main")
        try repository.commit("KEY-3: main")
        try repository.tag("v1.1.0")
        try repository.merge("topic")
        try repository.tag("v1.2.0")
        #expect(try repository.log("1.1.0").items.map(\.id) == ["KEY-3"])
        #expect(try repository.log("1.2.0").items.map(\.id) == ["KEY-2"])
    }

    @Test("R2: commits of main stay out of a tag on a merged branch, whichever is older", arguments: [true, false])
    func keepsMainOutOfASideTag(sideFirst: Bool) throws {
        try repository.branch("side")
        let work = { (branch: String, message: String) in
            try repository.checkout(branch)
            return try repository.commit(message)
        }
        var main = ""
        if !sideFirst { main = try work("main", "KEY-2: main") }
        let side = try work("side", "KEY-3: side")
        try repository.tag("v1.0.1")
        if sideFirst { main = try work("main", "KEY-2: main") }
        try repository.checkout("main")
        try repository.merge("side")
        try repository.tag("v1.1.0")
        #expect(try repository.versions(containing: main) == ["1.1.0"])
        #expect(try repository.versions(containing: side) == ["1.0.1", "1.1.0"])
        #expect(try repository.log("1.0.1").items.map(\.id) == ["KEY-3"])
        #expect(try repository.log("1.1.0", options: readingOptions).base.revision == "v1.0.1")
    }

    @Test("R3: a release on an old line follows its line, and the next one of the new line does not repeat it")
    func followsLines() throws {
        try repository.branch("old")
        try repository.commit("KEY-2: two")
        try repository.tag("v2.0.0")
        try repository.checkout("old")
        try repository.commit("KEY-3: fix")
        try repository.tag("v1.0.1")
        try repository.checkout("main")
        try repository.commit("KEY-4: three")
        try repository.tag("v2.1.0")
        let fix = try repository.log("v1.0.1")
        #expect(fix.base.revision == "v1.0.0" && fix.base.rule == "same line" && fix.items.map(\.id) == ["KEY-3"])
        let next = try repository.log("2.1.0")
        #expect(next.base.revision == "v2.0.0" && next.items.map(\.id) == ["KEY-4"])
        #expect(next.release == "2.1.0" && next.candidate.revision == "v2.1.0")
    }

    @Test("R4: a base that is no ancestor is a set difference all the same")
    func takesTheDifferenceFromASideTag() throws {
        try repository.checkout("side", create: true)
        try repository.commit("KEY-2: release notes")
        try repository.tag("v1.1.0")
        try repository.checkout("main")
        try repository.commit("KEY-3: main")
        try repository.tag("v1.2.0")
        let log = try repository.log("1.2.0")
        #expect(log.base.revision == "v1.1.0" && log.subjects == ["KEY-3: main"])
    }

    @Test("R5: a candidate and its final on one commit both exist, and the final collapses its candidates")
    func collapsesCandidates() throws {
        let early = try repository.commit("KEY-2: two")
        try repository.tag("v1.1.0-rc1")
        let late = try repository.commit("KEY-3: three")
        try repository.tag("v1.1.0-rc2")
        try repository.tag("v1.1.0")
        for release in ["1.1.0", "1.1.0-rc2"] {
            #expect(try repository.log(release).items.map(\.id) == ["KEY-2", "KEY-3"], "\(release)")
        }
        #expect(try repository.log("v1.1.0-rc1").items.map(\.id) == ["KEY-2"])
        #expect(try repository.which([early, late]).map(\.versions) == [["1.1.0"], ["1.1.0"]])
        try repository.git("tag", "-d", "v1.1.0")
        #expect(try repository.which([early, late]).map(\.versions) == [["1.1.0-rc1", "1.1.0-rc2"], ["1.1.0-rc2"]])
    }

    @Test("R6: neither a tag dated in the future nor one second for all commits change anything")
    func ignoresDates() throws {
        repository.pace = 0
        try repository.commit("KEY-2: two")
        let now = repository.time
        repository.time = 4_000_000_000
        try repository.commit("KEY-3: from the future")
        try repository.tag("v1.1.0")
        repository.time = now
        try repository.checkout("topic", create: true)
        try repository.commit("KEY-4: topic")
        try repository.checkout("main")
        try repository.commit("KEY-5: main")
        try repository.merge("topic")
        try repository.tag("v1.2.0")
        #expect(try repository.log("1.1.0").items.map(\.id) == ["KEY-2", "KEY-3"])
        #expect(try repository.log("1.2.0").items.map(\.id) == ["KEY-4", "KEY-5"])
    }

    @Test("R12: annotated, lightweight and nested tags are peeled")
    func peelsTags() throws {
        try repository.commit("KEY-2: two")
        try repository.tag("v1.1.0", annotated: false)
        try repository.commit("KEY-3: three")
        try repository.tag("inner")
        try repository.tag("v1.2.0", at: "inner")
        #expect(try repository.log("1.1.0").items.map(\.id) == ["KEY-2"])
        let nested = try repository.log("1.2.0")
        #expect(nested.items.map(\.id) == ["KEY-3"])
        #expect(try nested.candidate.commit == repository.resolve("main"))
    }

    @Test("R12: a tag of a tree is a clear error")
    func refusesATagOfATree() throws {
        try repository.tag("v1.1.0", at: "HEAD^{tree}")
        let result = try repository.run(["log", "1.1.0"] + readingOptions)
        #expect(result.status == 3)
        #expect(result.errors.contains("tag v1.1.0 marks a tree, not a commit"))
    }

    @Test("R15: a commit of two items is in both, an item over ten commits is told once")
    func groupsByItem() throws {
        let both = try repository.commit("KEY-2, KEY-3: both")
        let ten = try (0..<10).map { try repository.commit("KEY-4: step \($0)") }
        try repository.tag("v1.1.0")
        let log = try repository.log("1.1.0")
        #expect(log.items.map(\.id) == ["KEY-2", "KEY-3", "KEY-4"])
        #expect(log.commits(of: "KEY-2") == [both] && log.commits(of: "KEY-3") == [both])
        #expect(log.commits(of: "KEY-4") == ten.reversed())
        #expect(log.commits.count == 11)
    }

    @Test("T16: where a branch and a tag share a name, it has to be told in full")
    func refusesAnAmbiguousName() throws {
        try repository.branch("same")
        try repository.commit("KEY-2: two")
        try repository.tag("same")
        let result = try repository.run(["log", "v1.0.0..same"] + readingOptions)
        #expect(result.status == 2 && result.errors.contains("refs/heads/same"))
        #expect(try repository.log("v1.0.0..refs/tags/same").items.map(\.id) == ["KEY-2"])
        #expect(try repository.log("v1.0.0..refs/heads/same").commits.isEmpty)
        #expect(try repository.run(["log", "--", "--output=x"] + readingOptions).status == 2)
    }

    @Test("a tag on a tree is the base of no release", arguments: [true, false])
    func takesNoTreeForABase(annotated: Bool) throws {
        try repository.tag("v1.1.0", annotated: annotated, at: "HEAD^{tree}")
        try repository.commit("KEY-2: second")
        try repository.tag("v1.2.0")
        #expect(try repository.log("1.2.0").base.revision == "v1.0.0")
    }
}
