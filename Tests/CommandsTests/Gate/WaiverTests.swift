import Ledger
import TestSupport
import Testing

/// `waive` and `review`: exceptions that are seen, end, and are looked at afterwards, by the machine's clock.
@Suite("waive and review") struct WaiverTests {
    private let repository: TestRepository

    /// 1.0 plans RFC-1, which nobody approved.
    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [waiver]
                    role = duty-manager
                [review]
                    within = 2d
                [role "duty-manager"]
                    member = rene@example.org
                """)
        try repository.addItems(["RFC-1", "RFC-2"])
        try repository.commit("RFC-1: first")
        try repository.plan("1.0", "RFC-1")
        repository.useTheClock()
    }

    /// A waiver that its duty manager recorded so many seconds ago, with its end and its review so far from then.
    private func waived(ago: Int, until: Int, reviewBy: Int = 86_400) throws {
        let start = TestRepository.now - ago
        try repository.forge(
            .waiver(
                WaiverStatement(
                    release: try #require(Version("1.0")), rules: ["signoff", "status"], items: nil, environment: nil,
                    until: Timestamp(seconds: Int64(start + until)),
                    reviewBy: Timestamp(seconds: Int64(start + reviewBy)), reason: "orders are lost")), by: .manager,
            at: start)
    }

    private func waive(_ words: String..., person: TestSupport.Person = .manager) throws -> CommandResult {
        try repository.start(
            [Places.program, "waive"] + words + ["--release", "1.0", "-m", "orders are lost"], person: person
        )
        .wait()
    }

    @Test("lifts named rules for a time, and the verdict shows it")
    func liftsRules() throws {
        #expect(try repository.gate(status: 1).codes == ["signoff"])
        let lifted = try waive("signoff", "status", "--until", "+1h")
        #expect(lifted.status == 0 && lifted.output.hasPrefix("Lifted signoff, status for 1.0 until 20"))
        #expect(lifted.errors.contains("note: It has to be reviewed within 2d, by 20"))
        let gate = try repository.sluice("gate", "tag", "1.0")
        #expect(gate.status == 0, "\(gate.output)")
        #expect(gate.output.contains("  waived: signoff of RFC-1 RFC-1, by Rene Manager until 20"))
        #expect(gate.output.contains("orders are lost"))
        #expect(try repository.sluice("gate", "tag", "1.0", "--json").output.contains(#""waived": ["#))
        #expect(try repository.sluice("tag", "1.0", person: .manager).status == 0)
    }

    /// The name of the last waiver.
    private func waiver() throws -> String {
        try #require(
            try repository.records(of: .release("1.0")).records.last {
                if case .waiver(let statement) = $0.record.statement { statement.ends == nil } else { false }
            }
        ).name.shortName
    }

    @Test("ends by itself, or early")
    func ends() throws {
        try #require(try waive("signoff", "status", "--until", "+2m").status == 0)
        #expect(try repository.gate(status: 0).open)
        #expect(try repository.sluice("gate", "tag", "1.0", "--at", "+3m").status == 1)
        #expect(try repository.sluice("gate", "tag", "1.0", "--at", "+1m").status == 0)
        try #require(try waive("--end", waiver()).status == 0)
        try waived(ago: 3_600, until: 3_000)
        #expect(try repository.gate(status: 1).codes == ["signoff"])
        try #require(try waive("signoff", "status", "--until", "+5h").status == 0)
        #expect(try waive("--end", "00000000").status == 2)
        let path = try #require(repository.ledgerPaths("releases/1.0/").first { $0.contains("-\(try waiver())") })
        let record = try #require(path.split(separator: "/").last).dropLast(".json".count)
        #expect(try waive("--end", String(record.suffix(16)) + "0").status == 2)
        #expect(try waive("--end", String(record.suffix(11))).status == 2, "a part of the digits that is no beginning")
        let ended = try waive("--end", String(record.suffix(16).prefix(11)), person: .tester)
        #expect(ended.output == "Ended the waiver of signoff, status for 1.0.\n")
        #expect(try repository.gate(status: 1).codes == ["signoff"])
    }

    @Test(
        "what it let through stays right when it is over: for the audit, and for the evidence, whose bytes stay the same"
    )
    func staysEvident() throws {
        try #require(try waive("signoff", "status", "--until", "+1h").status == 0)
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        try #require(try repository.sluice("evidence", "1.0", "-o", "first.tar").status == 0)
        #expect(try repository.sluice("gate", "tag", "1.0", "--at", "+2h").output.contains("signoff"))
        #expect(!(try repository.sluice("audit").output.contains("signoff")))
        try #require(try repository.sluice("evidence", "1.0", "-o", "second.tar").status == 0)
        let first = try repository.start(["tar", "-xOf", "first.tar", "evidence-1.0/verdict.txt"]).wait().output
        let second = try repository.start(["tar", "-xOf", "second.tar", "evidence-1.0/verdict.txt"]).wait().output
        #expect(first == second && first.hasPrefix("gate tag 1.0: open"), "\(second)")
        #expect(try repository.sluice("evidence", "verify", "second.tar").status == 0)
    }

    @Test("only for what it names: the item, the rule, the release")
    func liftsNothingElse() throws {
        try repository.commit("RFC-2: second")
        try #require(try repository.sluice("release", "add", "1.0", "RFC-2").status == 0)
        try #require(try waive("signoff", "status", "--item", "RFC-1", "--until", "+1h").status == 0)
        let left = try repository.sluice("gate", "tag", "1.0", "--json").output
        #expect(left.contains(#""open": false"#) && left.contains("waived"))
        #expect(try repository.gate(status: 1).findings.count == 1)
    }

    @Test("neither ledger nor history, nor by others, nor without an end")
    func refuses() throws {
        #expect(try waive("history", "--until", "+1h").errors.contains("the rule history cannot be lifted"))
        #expect(try waive("ledger", "--until", "+1h").status == 1)
        let stranger = try waive("signoff", "--until", "+1h", person: .tester)
        #expect(stranger.status == 1 && stranger.errors.contains("has no role that may lift rules (duty-manager)"))
        #expect(try waive("sign-off", "--until", "+1h").errors.contains("did you mean signoff?"))
        #expect(try waive("signoff").errors.contains("until when?"))
        #expect(try waive("--until", "+1h").errors.contains("which rules?"))
        #expect(try waive("signoff", "--until=-1h").errors.contains("is over"))
        let nobody = try TestRepository.withOpenGate()
        let result = try nobody.sluice("waive", "signoff", "--release", "1.0", "--until", "+1h", "-m", "x")
        #expect(result.status == 1 && result.errors.contains("the policy lets nobody lift rules"))
    }

    @Test("one that was ended early has to be reviewed all the same")
    func isReviewedThoughEnded() throws {
        try waived(ago: 3_600, until: 86_400, reviewBy: 300)
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        try #require(try waive("--end", waiver()).status == 0)
        #expect(try repository.sluice("notes", "1.0", "--for", "audit").output.contains("ended before"))
        #expect(try repository.sluice("notes", "1.0", "--json").output.contains("\"ended\": true"))
        try repository.commit("RFC-2: second")
        try repository.approve("1.1", "RFC-2")
        #expect(try repository.gate("1.1", status: 1).codes == ["incident"])
        try #require(try repository.sluice("review", "1.0", "-m", "no harm", person: .tester).status == 0)
        #expect(try repository.gate("1.1", status: 0).open)
    }

    @Test("a review that is overdue shuts the gates of other releases until somebody else makes up for it")
    func wantsReviews() throws {
        try waived(ago: 3_600, until: 86_400, reviewBy: 300)
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
        try repository.commit("RFC-2: second")
        try repository.approve("1.1", "RFC-2")
        let shut = try repository.gate("1.1", status: 1)
        #expect(shut.codes == ["incident"])
        #expect(
            shut.findings[0].found
                == "Rene Manager lifted signoff, status for 1.0, and nobody else has looked at it since")
        let own = try repository.sluice("review", "1.0", "-m", "fine", person: .manager)
        #expect(own.status == 1 && own.errors.contains("Rene Manager lifted rules for 1.0 and cannot review that"))
        #expect(
            try repository.sluice("review", "1.0", "-m", "no harm was done", person: .tester).output
                == "Reviewed 1.0.\n")
        #expect(try repository.gate("1.1", status: 0).open)
        #expect(try repository.sluice("journal", "1.0", "--limit", "1").output.contains("reviewed (no harm was done)"))
    }

    @Test(
        "m02: neither it nor its review lasts longer than the policy allows, from when it is recorded",
        arguments: [
            ["--until", "2999-01-01"], ["--until", "+31d"], ["--until", "+1d", "--review-by", "2999-01-01"],
            ["--until", "9999-12-31"],
        ])
    func refusesTooLongOnes(words: [String]) throws {
        let refused = try repository.start(
            [Places.program, "waive", "signoff", "--release", "1.0", "-m", "x"] + words, person: .manager
        ).wait()
        #expect(refused.status == 1 && refused.errors.contains("than 30d from"), "\(refused.errors)")
        #expect(try repository.gate(status: 1).codes == ["signoff"])
    }

    @Test("m02: one that was recorded longer past the policy ends with the longest span, as its review is due then")
    func cutsTooLongOnes() throws {
        try waived(ago: 31 * 86_400, until: 900 * 86_400, reviewBy: 900 * 86_400)
        #expect(try repository.gate(status: 1).codes == ["signoff"])
        try repository.commit("RFC-2: second")
        try repository.approve("1.1", "RFC-2")
        #expect(try repository.gate("1.1", status: 1).codes.contains("incident"))
        try waived(ago: 29 * 86_400, until: 900 * 86_400, reviewBy: 900 * 86_400)
        #expect(!(try repository.gate(status: 1).codes.contains("signoff")), "it is in force for a day more")
    }

    @Test("m02: a server takes no longer one")
    func refusesTooLongOnesOnAServer() throws {
        let server = try repository.clone("server.git", bare: true)
        try #require(try server.sluice("hooks", "install").status == 0)
        try repository.git("remote", "add", "origin", "file://\(server.path)")
        try waived(ago: 60, until: 31 * 86_400)
        let push = try repository.tryGit("push", "origin", "sluice/ledger")
        #expect(push.status != 0 && push.errors.contains("longer than 30d"), "\(push.errors)")
    }

    @Test("the policy says how long")
    func obeysThePolicy() throws {
        let policy = Array(
            (TestRepository.hookPolicy + """

                [waiver]
                    role = duty-manager
                    longest = 2h
                [role "duty-manager"]
                    member = rene@example.org
                """).utf8)
        try #require(
            try repository.sluice("policy", "edit", "--file", "-", "--reason", "x", input: policy).status == 0)
        #expect(try waive("signoff", "--until", "+3h").errors.contains("longer than 2h"))
        #expect(try waive("signoff", "status", "--until", "+1h").status == 0)
        #expect(try repository.gate(status: 0).open)
    }
}
