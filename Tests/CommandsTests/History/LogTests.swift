import TestSupport
import Testing

@Suite struct LogTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("KEY-1: first")
        try repository.tag("v1.0.0")
    }

    @Test func showsCommitsByItemThenTheUnlinkedThenTheExempt() throws {
        try repository.checkout("topic", create: true)
        try repository.commit("KEY-3: three")
        try repository.checkout("main")
        try repository.commit("KEY-2: two")
        try repository.commit("KEY-2: two again")
        try repository.commit("no item")
        try repository.merge("topic", message: "bring the topic")
        try repository.tag("v1.1.0")
        try expectSnapshot(repository.run(["log", "1.1.0"] + readingOptions), named: "log-release")
        try expectSnapshot(repository.run(["log", "1.1.0", "--json"] + readingOptions), named: "log-release-json")
    }

    @Test func tellsNearMissesAndHiddenTrailers() throws {
        try repository.commit("KYE-2: typo")
        try repository.commit("hidden\n\nRefs: KEY-3\n\nSigned-off-by: A <a@example.org>")
        let result = try repository.run(["log", "v1.0.0..HEAD"] + readingOptions)
        #expect(result.output.contains("\"KYE-2\" links nothing; did it mean KEY-2?"))
        #expect(result.output.contains("Git does not see the trailer \"Refs: KEY-3\": a blank line"))
        let log = try repository.log("v1.0.0..HEAD")
        #expect(log.commits.map(\.warnings) == [["hidden-trailer:blank-line"], []])
        #expect(log.items.map(\.id) == ["KEY-3"] && log.unlinked.count == 1)
    }

    @Test("a name that leads nowhere is answered by what can help in this repository")
    func hintsWhatCanHelp() throws {
        let release = try repository.run(["notes", "9.9"] + readingOptions)
        #expect(release.status == 3 && release.errors.contains("release 9.9 is neither tagged nor planned here"))
        #expect(!release.errors.contains("sluice release new") && !release.errors.contains("git fetch"))
        #expect(release.errors.contains("there is no remote that could bring tags"))
        let revision = try repository.run(["log", "9.9"] + readingOptions)
        #expect(revision.status == 3 && !revision.errors.contains("sluice release new"))
        let item = try repository.run(["log", "KEY-9"] + readingOptions)
        #expect(item.status == 3 && !item.errors.contains("git fetch"))
        try repository.tag("3.8.0")
        let options = ["--key", "KEY", "--tag-pattern", "{version}"]
        #expect(try repository.run(["log", "v3.8.0"] + options).errors.contains("hint: did you mean 3.8.0?\n"))
        #expect(try repository.run(["log", "3.8.0"] + readingOptions).status == 0)
        try repository.tag("rel-4.0.0")
        #expect(try repository.run(["log", "4.0.0"] + options).errors.contains("hint: did you mean rel-4.0.0?\n"))
        try repository.git("remote", "add", "origin", repository.path)
        #expect(try repository.run(["log", "9.9"] + options).errors.contains("`git fetch --all --tags` brings"))
        try repository.makeLedger()
        #expect(try repository.sluice("notes", "9.9").errors.contains("`sluice release new 9.9` plans it"))
    }

    @Test(arguments: ["v1.0.0..main", "1.0.0..main", "v1.0.0..", "v1.0.0..HEAD"])
    func readsRanges(range: String) throws {
        try repository.commit("KEY-2: two")
        let log = try repository.log(range)
        #expect(log.items.map(\.id) == ["KEY-2"])
        #expect(log.release == nil && log.base.rule == "range")
        #expect(try log.base.commit == repository.resolve("v1.0.0^{}"))
    }

    @Test func readsAllThatARevisionHas() throws {
        try repository.commit("KEY-2: two")
        #expect(try repository.log("main").items.map(\.id) == ["KEY-1", "KEY-2"])
        #expect(try repository.log("main").base.commit == nil)
    }

    @Test(arguments: [
        ("v1.0.0...main", 2, "v1.0.0..main"), ("nothing", 3, "'nothing' names nothing"), ("9.9.9", 3, "9.9.9"),
    ])
    func refusesWhatIsNoPartOfTheHistory(what: String, status: Int32, text: String) throws {
        let result = try repository.run(["log", what] + readingOptions)
        #expect(result.status == status && result.output.isEmpty && result.errors.contains(text), "\(result.errors)")
    }

    @Test func asksForKeysBeforeInit() throws {
        let result = try repository.run(["log", "1.0.0"])
        #expect(result.status == 2)
        #expect(result.errors.contains("`sluice log 1.0.0 --key KAFKA`"))
    }

    @Test(arguments: [["--key", "no key"], ["--key", "KEY", "--tag-pattern", "v1"]])
    func refusesOptionsThatMeanNothing(options: [String]) throws {
        #expect(try repository.run(["log", "1.0.0"] + options).status == 2)
    }

    @Test func readsOtherKeysPatternsAndCases() throws {
        try repository.commit("other-7: seven")
        try repository.tag("rel/2.0.0")
        let options = ["--key", "OTHER", "--key", "KEY", "--ignore-case", "--tag-pattern", "rel/{version}"]
        let log = try repository.log("2.0.0", options: options + ["--tag-pattern", "v{version}"])
        #expect(log.items.map(\.id) == ["OTHER-7"] && log.base.revision == "v1.0.0")
        let first = try repository.log("2.0.0", options: options)
        #expect(first.items.map(\.id) == ["KEY-1", "OTHER-7"] && first.base.rule == "first release")
    }

    @Test func showsAnItemWithTheReleasesOfItsCommits() throws {
        try repository.commit("KEY-1: again")
        let result = try repository.run(["log", "KEY-1"] + readingOptions)
        let ids = try repository.git("log", "--format=%h", "--abbrev=10").split(separator: "\n")
        #expect(
            result.output == """
                2 commits

                KEY-1  first
                  \(ids[0])  2026-01-05  KEY-1: again  (in no release)
                  \(ids[1])  2026-01-05  KEY-1: first  (1.0.0)

                """)
        #expect(try repository.log("KEY-1").items.map(\.commits.count) == [2])
    }

    @Test("T14: hostile subjects are shown harmless, in text and in JSON")
    func showsHostileTextHarmless() throws {
        try repository.commit("KEY-2: \u{1B}[31mred \u{202E}evil\u{7}")
        try repository.commit(messageBytes: Array("KEY-2: \u{1B}[32m caf".utf8) + [0xE9])
        let text = try repository.run(["log", "v1.0.0..main"] + readingOptions)
        #expect(
            !text.outputBytes.contains(0x1B) && text.output.contains("<U+001B>") && text.output.contains("<U+202E>"))
        #expect(text.output.contains("[32m café"), "in the encoding that the commit names")
        let json = try repository.run(["log", "v1.0.0..main", "--json"] + readingOptions)
        #expect(json.status == 0 && !json.outputBytes.contains(0x1B))
    }

    @Test func takesAnyTimeThatACommitClaims() throws {
        let tree = try repository.resolve("HEAD^{tree}")
        for (number, time) in ["9223372036854775807", "-9223372036854775808", "0", "99999999999999999999"].enumerated()
        {
            let commit =
                "tree \(tree)\nauthor A <a@b> \(time) +0000\ncommitter A <a@b> \(time) +0000\n\nKEY-\(number + 2): odd\n"
            let id = try repository.writeObject("commit", Array(commit.utf8))
            let result = try repository.run(["log", id, "--json"] + readingOptions)
            #expect(result.status == 0 && result.output.contains("KEY-\(number + 2)"), "\(time): \(result.errors)")
        }
    }
}
