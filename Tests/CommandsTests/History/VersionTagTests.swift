import Foundation
import TestSupport
import Testing

/// What tags are to releases: names of one, moved from one to the next, or none of any.
@Suite("Tags and the versions that they name")
struct VersionTagTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository() }

    /// A commit of KEY-<number> for each name, tagged with it; names joined by a space share the commit.
    private func tag(_ names: String...) throws {
        for (number, name) in names.enumerated() {
            try repository.commit("KEY-\(number + 1): work", files: ["\(number)": "\(name)\n"])
            for tag in name.split(separator: " ") { try repository.tag(String(tag)) }
        }
    }

    private let options = ["--key", "KEY", "--tag-pattern", "v{version}"]

    private func sluice(_ words: String...) throws -> CommandResult {
        try repository.start([Places.program] + words + options).wait()
    }

    @Test("R32: two names of one release on different commits are an error that names both")
    func refusesTwoNamesOfOneRelease() throws {
        try tag("v0.9", "v1.0", "v1.0.0", "v1.1")
        for release in ["1.0", "1.0.0", "1.1"] {
            let result = try sluice("log", release)
            #expect(result.status == 3, "\(release)")
            #expect(result.errors.contains("v1.0") && result.errors.contains("v1.0.0"), "\(result.errors)")
        }
        #expect(try sluice("log", "0.9").status == 0)
    }

    @Test("the full name of a tag is that tag, and two names on one commit are no question")
    func takesATagByItsFullName() throws {
        try tag("v1.0", "v1.0.0", "v2.0 v2.0.0.0")
        #expect(try sluice("log", "v1.0").output.contains("KEY-1"))
        #expect(try sluice("log", "v1.0.0").output.contains("KEY-2"))
        let both = try sluice("log", "2.0.0.0")
        #expect(both.status == 3 && both.errors.contains("v1.0.0 and v1.0 are one release"), "the base is the question")
        try repository.git("tag", "-d", "v1.0.0")
        #expect(try sluice("log", "2.0.0.0").status == 0)
    }

    @Test("R33: a tag that is moved from release to release is none")
    func takesNoFloatingTagForARelease() throws {
        try tag("v1.0.0", "v1.1.0", "v1.2.0 v1 v1.2", "v1.2.1")
        #expect(try repository.log("1.2.1", options: options).base.revision == "v1.2.0")
        let which = try sluice("which", "KEY-1")
        #expect(which.output.contains("1.0.0, also 1.1.0, 1.2.0, 1.2.1\n"), "\(which.output)")
        #expect(try sluice("log", "1.2").status == 3)
        try #require(try repository.sluice("init", "--no-hooks").status == 0)
        let adopted = try repository.git("show", "sluice/ledger:adopted")
        #expect(adopted.contains("v1.2.0") && !adopted.contains(" v1\n") && !adopted.contains(" v1.2\n"))
    }

    @Test("a shorter version whose longer ones came later is a release")
    func keepsAShortRelease() throws {
        try tag("v1.0 v1.0.1", "v1.1")
        #expect(try repository.log("1.1", options: options).base.revision == "v1.0.1")
        #expect(try sluice("log", "1.0").status == 0)
    }

    @Test("tags that are no versions are listed by init, doctor and audit, and floating ones by doctor and audit")
    func listsWhatIsNoRelease() throws {
        try tag("v1.0.0", "v1.1.0 v1 nightly", "v1.1.0-2")
        let made = try repository.sluice("init", "--no-hooks")
        #expect(made.output.contains("\n  no releases: nightly\n"), "\(made.output)")
        let doctor = try repository.sluice("doctor").output
        #expect(doctor.contains("3 release tags, natural versions; floating: v1; no releases: nightly\n"), "\(doctor)")
        let audit = try repository.audit(status: 0)
        #expect(audit.subjects("tag-floating") == ["tag v1"])
        #expect(audit.findings.first { $0.code == "tag-unread" }?.what.hasSuffix(": nightly") == true)
    }

    @Test("doctor names the tags that are names of one release")
    func warnsOfNamesakes() throws {
        try tag("v1.0", "v1.0.0")
        try repository.sluice("init", "--no-hooks")
        let doctor = try repository.sluice("doctor").output
        #expect(doctor.contains("one release on different commits: v1.0, v1.0.0\n"), "\(doctor)")
    }

    @Test("init chooses the scheme from the tags, and under semver other tags are no releases")
    func choosesTheScheme() throws {
        try tag("v1.0.0-internal.1", "v1.0.0", "v1.1.0-internal.1", "v1.1.0")
        let made = try repository.sluice("init", "--no-hooks")
        #expect(made.output.contains("  scheme  semver      versions"), "\(made.output)")
        #expect(try repository.git("show", "sluice/ledger:trust/1/policy").contains("\tscheme = semver\n"))
        #expect(try repository.log("1.1.0").base.revision == "v1.0.0")
        #expect(try repository.sluice("release", "new", "1.2").status == 2)
        try repository.sluice("release", "new", "1.2.0")
        let verdict = try repository.sluice("gate", "tag", "1.2.0", "--json").output
        #expect(verdict.contains("\"scheme\": \"semver\""), "\(verdict)")
    }
}

/// Releases that were tagged while another base was the right one.
@Suite struct RecordedBaseTests {
    private let repository: TestRepository

    /// 1.0 and 1.1 are released, and then 1.0.1 from the line of 1.0: by version it is the base of 1.1.
    init() throws {
        repository = try .withOpenGate()
        try release("1.0")
        try repository.commit("RFC-2: second", files: ["b": "2\n"])
        try repository.approve("1.1", "RFC-2")
        try release("1.1")
        try repository.git("switch", "-q", "-c", "release/1.0", "v1.0")
        try repository.commit("RFC-1: fix", files: ["a": "2\n"])
        try repository.sluice("release", "new", "1.0.1", "--target", "release/1.0")
        try repository.sluice("release", "add", "1.0.1", "RFC-1")
        try repository.sluice("approve", "--all", "--release", "1.0.1", person: .tester)
        try release("1.0.1")
        try repository.git("switch", "-q", "main")
    }

    private func release(_ version: String) throws {
        let made = try repository.sluice("tag", version)
        try #require(made.status == 0, "\(version): \(made.output)\(made.errors)")
    }

    @Test("R34: a tagged release keeps the base of its manifest")
    func keepsTheBase() throws {
        #expect(try repository.gate("1.1", status: 0).open)
        #expect(try repository.audit(status: 0).codes == [])
        #expect(try repository.log("1.1", options: []).base.revision == "v1.0")
        #expect(try repository.sluice("release", "list").output.contains("1.0 (same line)"))
    }

    @Test("the next one has the highest lower version, and the tag that it rests on has to be here")
    func choosesForTheNext() throws {
        try repository.commit("RFC-2: third", files: ["b": "3\n"])
        try repository.approve("1.0.2", "RFC-2")
        #expect(try repository.log("1.0.2", options: []).base.revision == "v1.0.1")
        try repository.git("tag", "-d", "v1.0")
        #expect(try repository.sluice("gate", "tag", "1.1").status == 3)
    }
}
