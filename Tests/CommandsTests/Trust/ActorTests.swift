import TestSupport
import Testing

/// Who acts is who signs: people of the policy are compared, never the names and addresses that Git was told.
@Suite("Who acts is who signs")
struct ActorTests {
    private let signed: SignedRepository
    private var test: TestRepository { signed.test }

    private static let policy = """
        [item "RFC"]
            kind = rfc
        [environment "production"]
            after = test
        [environment "test"]
            approver = ops
        [role "ops"]
            member = rene
        [board]
            normal = cab
        [role "cab"]
            member = rene
            member = dana
        [person "rene"]
            name = Rene Manager
            email = rene@home.example
        [ledger]
            needs = 2

        """

    private static let alias = Person(name: "Other", email: "other@example.org")

    init() throws { signed = try SignedRepository(more: Self.policy) }

    @discardableResult
    private func sluice(
        _ name: String, as person: Person = .developer, _ words: String..., status: Int32 = 0
    ) throws -> CommandResult {
        try signed.use(name)
        let result = try test.start([Places.program] + words, person: person).wait()
        try #require(result.status == status, "\(words): \(result.output)\(result.errors)")
        return result
    }

    @Test("D01: who approved a deployment alone does not deploy under another name")
    func refusesTheSoleApprover() throws {
        try signed.approve(by: "quinn")
        try sluice("dana", "tag", "1.0.0")
        try sluice("rene", "approve", "--env", "test", "--release", "1.0.0")
        for words in [
            ["deploy", "1.0.0", "--env", "test", "--", "true"], ["gate", "deploy", "1.0.0", "--env", "test"],
        ] {
            for person in [Person(name: "Rene Manager", email: "rene@example.org"), Self.alias] {
                try signed.use("rene")
                let result = try test.start([Places.program] + words, person: person).wait()
                #expect(result.status == 1 && result.output.contains("who deploys, approved"), "\(result.output)")
            }
        }
        // Rene's address with Dana's key is Dana.
        try sluice(
            "dana", as: Person(name: "Rene Manager", email: "rene@example.org"), "deploy", "1.0.0", "--env", "test",
            "--",
            "true")
    }

    @Test("T42: where deployments are signed, somebody without a key of the policy is nobody, whatever name they give")
    func knowsNobodyWithoutAKey() throws {
        try signed.approve(by: "quinn")
        try sluice("dana", "tag", "1.0.0")
        try sluice("rene", "approve", "--env", "test", "--release", "1.0.0")
        try test.git("config", "--unset", "user.signingkey")
        for person in [Self.alias, .developer] {
            let asked = try test.sluice("gate", "deploy", "1.0.0", "--env", "test", person: person)
            #expect(asked.status == 1 && asked.output.contains("who may be the one who deploys"), "\(asked.output)")
        }
    }

    /// A release of one RfC that somebody asked for, signed off by QA.
    private func plan(_ version: String, askedForBy person: Person) throws -> String {
        let added = try sluice("rene", as: person, "rfc", "add", "--title", version)
        let rfc = try #require(added.output.split { $0 == ":" || $0 == " " }.dropFirst().first.map(String.init))
        try test.git("checkout", "--quiet", "--orphan", "of-\(version)")
        try test.commit("\(rfc): \(version)")
        try sluice("dana", "release", "new", version, "--target", "of-\(version)")
        try sluice("dana", "release", "add", version, rfc)
        try sluice("quinn", "approve", rfc, "--release", version, "--role", "qa")
        return rfc
    }

    @Test("S02: who asked for a change does not authorise it, by whatever name or address it names them")
    func refusesTheRequester() throws {
        let people = [
            Person(name: "rene", email: "rene@example.org"), Person(name: "René M.", email: "rene@example.org"),
            Person(name: "René M.", email: "rene@home.example"), Person(name: "R", email: "RENE@example.org"),
            Person(name: "rene manager", email: "r@elsewhere.example"),
        ]
        for (number, person) in people.enumerated() {
            let rfc = try plan("2.\(number).0", askedForBy: person)
            let refused = try sluice("rene", "approve", rfc, "--release", "2.\(number).0", "--role", "cab", status: 1)
            #expect(refused.errors.contains("asked for \(rfc) and cannot authorise it"))
            #expect(try signed.gate("2.\(number).0").status == 1)
        }
    }

    @Test("T2: a member of the board with two addresses is one person")
    func countsAMemberOnce() throws {
        let rfc = try plan("1.1.0", askedForBy: .tester)
        try signed.use("dana")
        try signed.edit(Self.policy + "[role \"cab\"]\n threshold = 2\n")
        for address in ["rene@example.org", "rene@home.example"] {
            try sluice(
                "rene", as: Person(name: "Rene", email: address), "approve", rfc, "--release", "1.1.0", "--role", "cab",
                "--note", address)
        }
        let gate = try signed.gate("1.1.0")
        #expect(gate.status == 1 && gate.output.contains("approval by Rene Manager alone"), "\(gate.output)")
    }

    @Test("K01: whom Git shows as the author cannot approve, however the line is written")
    func readsAuthorLinesAsGit() throws {
        let tree = try test.resolve("main^{tree}")
        for author in ["X <quinn@example.org> <y@z>", "X <quinn@example.org>>", "X < QUINN@example.org > y"] {
            let text = """
                tree \(tree)
                author \(author) 1790000000 +0000
                committer Dana <dana@example.org> 1790000000 +0000

                TASK-1: x

                """
            let commit = try test.git(
                "hash-object", "-t", "commit", "-w", "--stdin", "--literally", input: Array(text.utf8))
            try test.git("update-ref", "refs/heads/main", commit)
            try signed.use("quinn")
            let refused = try test.sluice("approve", "TASK-1", "--release", "1.0.0", person: .tester)
            #expect(refused.status == 1 && refused.errors.contains("worked on TASK-1 and cannot approve it"))
        }
    }
}
