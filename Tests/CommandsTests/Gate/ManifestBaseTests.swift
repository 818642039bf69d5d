import Changes
import Git
import Ledger
import TestSupport
import Testing

/// A manifest makes a base only with the annotated tag that names it, on its candidate, by somebody who may tag.
@Suite("Manifests and the tags that name them")
struct ManifestBaseTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }

    /// 1.0.0 is approved: its gate is open. Rene, who is QA, forges.
    init() throws {
        signed = try SignedRepository()
        try signed.approve(by: "quinn")
        try #require(try signed.gate().status == 0)
    }

    /// A manifest that no gate saw, and a plan of its release, both signed by Rene; gives the manifest's path.
    private func forge(_ release: String, tag: String, on commit: String) throws -> String {
        let (version, candidate) = (try #require(Version(release)), try #require(ObjectID(commit)))
        var plan = PlanStatement(release: version)
        plan.target = commit
        let manifest = ManifestStatement(
            release: version, tag: tag, candidate: candidate, base: nil, baseRule: "first release", policy: 2,
            items: [],
            commits: [], signOffs: [])
        var path = ""
        for (seconds, statement) in [Statement.plan(plan), .manifest(manifest)].enumerated() {
            let record = Record(
                at: Timestamp(seconds: Int64(test.time + seconds)), by: .init(name: "rene", email: "rene@example.org"),
                repository: try signed.reader.identity, after: [], statement: statement)
            let namespace = "\(statement.kind.rawValue)@sluice"
            try signed.forge(record, signed.signature(of: record, by: "rene", namespace: namespace))
            path = try test.ledgerPaths("releases/\(release)").sorted().last ?? ""
        }
        return path
    }

    /// An annotated tag as `sluice tag` makes it, by hand.
    private func tag(_ name: String, on commit: String, naming path: String, ledger tip: String? = nil) throws {
        let tip = try tip ?? test.resolve("sluice/ledger")
        try test.git("tag", "-a", "-m", "x\n\nSluice-Manifest: \(path)\nSluice-Ledger: \(tip)", name, commit)
    }

    /// A commit that nobody asked for, and one of TASK-1 on top; the release is planned from the first, and approved.
    private func hideACommit() throws -> String {
        let hidden = try test.commit("nobody asked for this")
        try test.commit("TASK-1: more")
        try signed.use("dana")
        try #require(try test.sluice("release", "new", "1.0.0", "--base", hidden).status == 0)
        try signed.approve(by: "quinn")
        return hidden
    }

    @Test("T33: a rejection that was taken out stays missed behind a tag that somebody made for that")
    func looksBehindForgedTags() throws {
        try signed.use("quinn")
        let done = try test.sluice("reject", "TASK-1", "--release", "1.0.0", "--note", "no", person: .tester)
        try #require(done.status == 0, "\(done.errors)")
        let rejection = try #require(try test.ledgerPaths("releases/1.0.0/items").max { $0.suffix(42) < $1.suffix(42) })
        let index = ["GIT_INDEX_FILE": "\(test.path)/.git/gone"]
        for words in [["read-tree", "sluice/ledger"], ["rm", "-q", "--cached", rejection]] {
            try #require(try test.start(["git"] + words, environment: index).wait().status == 0)
        }
        let tree = try test.start(["git", "write-tree"], environment: index).wait().output.prefix(40)
        let gone = try test.git("commit-tree", "-p", "sluice/ledger", "-m", "gone", String(tree))
        try test.git("update-ref", "refs/heads/sluice/ledger", gone)
        #expect(try signed.gate().status == 4)
        let commit = try test.git("commit-tree", "-m", "other", "main^{tree}")
        try tag("v0.1.0", on: commit, naming: forge("0.1.0", tag: "v0.1.0", on: commit))
        let gate = try signed.gate()
        #expect(gate.status == 4 && gate.errors.contains("took it out"), "\(gate.output)\(gate.errors)")
    }

    @Test("T18: a manifest by hand makes no base of its candidate, and an audit reports it")
    func believesNoForgedManifest() throws {
        let hidden = try hideACommit()
        try test.tag("v0.1.0", at: hidden)
        let path = try forge("0.5.0", tag: "v0.1.0", on: hidden)
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("no gate was opened for it"), "\(gate.output)")
        let audit = try test.audit(status: 1)
        #expect(audit.subjects("manifest") == [path])
    }

    @Test("nor does one of the right name, whose tag names another manifest, is lightweight, or is elsewhere")
    func believesNoOtherTag() throws {
        let hidden = try hideACommit()
        let path = try forge("0.5.0", tag: "v0.5.0", on: hidden)
        #expect(try signed.gate().status == 1)
        for make in [
            { try test.tag("v0.5.0", annotated: false, at: hidden) },
            { try tag("v0.5.0", on: hidden, naming: "releases/0.4.0/x.json") },
            { try tag("v0.5.0", on: "main", naming: path) },
        ] as [() throws -> Void] {
            try make()
            let gate = try signed.gate()
            #expect(gate.status == 1, "\(gate.output)")
            try test.git("tag", "-d", "v0.5.0")
        }
    }

    @Test("nor under a name that is not the release's by the policy", arguments: ["nightly", "0.5.0", "v0.5.1"])
    func believesNoOtherName(name: String) throws {
        let hidden = try hideACommit()
        try tag(name, on: hidden, naming: forge("0.5.0", tag: name, on: hidden))
        let gate = try signed.gate()
        #expect(gate.status == 1, "\(gate.output)")
        let named = try test.sluice("gate", "tag", name)
        #expect(named.status != 0 && !named.output.contains("open"), "\(named.output)\(named.errors)")
    }

    @Test("a manifest whose tag never comes shuts nobody's gate, and neither does a stranger's tag")
    func shutsNobodysGate() throws {
        _ = try forge("0.5.0", tag: "v0.5.0", on: test.resolve("main"))
        #expect(try signed.gate().status == 0)
        _ = try forge("0.6.0", tag: "v77.0.0", on: test.resolve("main"))
        #expect(try signed.gate().status == 0)
        for name in ["v0.7.0", "v9.0.0"] {
            try tag(name, on: "main", naming: "releases/9.0.0/x.json", ledger: String(repeating: "1", count: 40))
            let gate = try signed.gate()
            #expect(gate.status == 0, "\(name): \(gate.output)")
        }
    }

    @Test("a second manifest of a release closes nothing before its tag is here, and replaces none after it")
    func closesNoOpenRelease() throws {
        _ = try forge("1.0.0", tag: "v1.0.0", on: test.resolve("main"))
        try signed.use("quinn")
        #expect(try test.sluice("reject", "TASK-1", "--release", "1.0.0", "--note", "no").status == 0)
        #expect(try test.sluice("revoke", "TASK-1", "--release", "1.0.0").status == 0)
        try signed.approve(by: "quinn")
        try #require(try test.sluice("tag", "1.0.0").status == 0)
        _ = try forge("1.0.0", tag: "v1.0.0", on: test.resolve("main"))
        #expect(try signed.gate().status == 0)
        let audit = try test.audit(status: 1)
        #expect(audit.codes == ["manifest"], "that it lists other commits is reported")
        #expect(audit.tags.map(\.state) == ["released"])
    }

    @Test("a tag that was made anew does not name the manifest: no base, and not deployed")
    func refusesATagMadeAnew() throws {
        try signed.use("dana")
        try signed.edit("[environment \"production\"]\n after = test\n")
        try #require(try test.sluice("tag", "1.0.0").status == 0)
        try #require(try test.sluice("gate", "deploy", "1.0.0", "--env", "test").status == 0)
        let object = try test.resolve("refs/tags/v1.0.0")
        try test.commit("TASK-1: later")
        try signed.use("dana")
        try test.sluice("release", "new", "1.1.0")
        try test.sluice("release", "add", "1.1.0", "TASK-1")
        try signed.use("quinn")
        try test.sluice("approve", "--all", "--release", "1.1.0", person: .tester)
        try #require(try signed.gate("1.1.0").status == 0)
        for (options, found) in [
            (["-f"], "a lightweight tag took the place of the annotated one"),
            (["-f", "-a", "-m", "anew"], "no gate was opened for it"),
        ] {
            _ = try test.start(["git", "tag"] + options + ["v1.0.0", "v1.0.0^{commit}"]).wait()
            let gate = try signed.gate("1.1.0")
            #expect(gate.status == 1 && gate.output.contains(found), "\(gate.output)")
            let deploy = try test.sluice("gate", "deploy", "1.0.0", "--env", "test")
            #expect(deploy.status == 1 && deploy.output.contains("tagged"), "\(deploy.output)")
        }
        try test.git("update-ref", "refs/tags/v1.0.0", object)
        #expect(try signed.gate("1.1.0").status == 0)
    }

    @Test("the policy can name who tags: the tag of others is refused, and their manifests are none")
    func asksForATagger() throws {
        try signed.use("dana")
        try signed.edit("[release]\n tagger = administrator\n")
        try signed.use("quinn")
        let refused = try test.sluice("tag", "1.0.0", person: .tester)
        #expect(refused.status == 1 && refused.errors.contains("may not tag releases"), "\(refused.errors)")
        let hidden = try hideACommit()
        try tag("v0.5.0", on: hidden, naming: forge("0.5.0", tag: "v0.5.0", on: hidden))
        #expect(try signed.gate().status == 1)
    }
}

/// What a server takes of manifests that come without `sluice tag`.
extension ManifestBaseTests {
    private func server() throws -> TestRepository {
        let server = try test.clone("server.git", bare: true)
        try test.git("remote", "add", "origin", "file://\(server.path)")
        try #require(try server.sluice("hooks", "install").status == 0)
        return server
    }

    @Test("T31: a server keeps the tag of a release whose tagger has left since, which is no base any more")
    func serverKeepsTheTagOfADepartedTagger() throws {
        let server = try server()
        try signed.use("rene")
        let rene = TestSupport.Person(name: "rene", email: "rene@example.org")
        try #require(try test.start([Places.program, "tag", "1.0.0"], person: rene).wait().status == 0)
        try test.git("push", "--atomic", "origin", "v1.0.0", "sluice/ledger")
        try test.git("fetch", "origin", "sluice/ledger:sluice/ledger")
        try signed.use("dana")
        let text = try signed.policy("").replacing("    member = rene\n", with: "")
            .replacing("email = rene@example.org", with: "email = sam@example.org")
            .replacing(signed.publicKey("rene"), with: signed.publicKey("mallory"))
        try #require(try test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        try test.git("push", "origin", "sluice/ledger")
        for change in [":refs/tags/v1.0.0", "+main~0:refs/tags/v1.0.0"] {
            let push = try test.tryGit("push", "origin", change)
            #expect(push.status != 0 && push.errors.contains("can be neither moved nor deleted"), "\(push.errors)")
        }
        #expect(try server.git("tag", "--list") == "v1.0.0")
    }

    @Test("a server refuses a manifest for a tag that is not its release's")
    func serverRefusesAForeignTag() throws {
        _ = try server()
        let path = try forge("0.5.0", tag: "v77.0.0", on: test.resolve("main"))
        let push = try test.tryGit("push", "origin", "sluice/ledger")
        #expect(
            push.status != 0 && push.errors.contains("\(path) is the manifest of 0.5.0, and names v77.0.0"),
            "\(push.errors)")
    }

    @Test("or whose tag is on another commit; one whose tag has not come yet is taken")
    func serverRefusesAnotherCommit() throws {
        _ = try server()
        try signed.use("dana")
        try #require(try test.sluice("tag", "1.0.0").status == 0)
        try test.git("push", "--atomic", "origin", "v1.0.0", "sluice/ledger")
        // The server recorded what its gate says of the tag.
        try test.git("fetch", "origin", "sluice/ledger:sluice/ledger")
        _ = try forge("1.1.0", tag: "v1.1.0", on: test.resolve("main"))
        try test.git("push", "origin", "sluice/ledger")
        let other = try test.commit("TASK-1: later")
        _ = try forge("1.0.0", tag: "v1.0.0", on: other)
        let push = try test.tryGit("push", "origin", "sluice/ledger")
        #expect(push.status != 0 && push.errors.contains("but the tag is on"), "\(push.errors)")
    }
}
