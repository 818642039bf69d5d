import Git
import Ledger
import System
import TestSupport
import Testing

@Suite("Who may change the policy")
struct PolicyTrustTests {
    let signed: SignedRepository

    init() throws { signed = try SignedRepository() }

    @Test("T65: an administrator's key that ends without another one is told before")
    func warnsOfTheLastKey() throws {
        let text = try signed.policy("").replacing(
            "email = dana@example.org\n    key = ", with: "email = dana@example.org\n    key = until=2099-12-31 ")
        let edited = try signed.test.sluice(
            "policy", "edit", "--file", "-", "--reason", "rotation", input: Array(text.utf8))
        let sentence = "from 2099-12-31 00:00:00 UTC on nobody can change the policy"
        #expect(edited.status == 0 && edited.errors.contains(sentence), "\(edited.errors)")
        let check = try signed.test.sluice("policy", "check")
        #expect(check.status == 0 && check.errors.contains(sentence), "\(check.errors)")
        #expect(try signed.test.sluice("doctor").output.contains(sentence))
        try signed.edit("")
        #expect(try !signed.test.sluice("policy", "check").errors.contains("nobody can change"))
        #expect(try !signed.test.sluice("doctor").output.contains("nobody can change"))
    }

    @Test("T8: only an administrator of the policy in force writes the next one")
    func asksForAnAdministrator() throws {
        try signed.use("quinn")
        let text = Array(try signed.policy("# looser").utf8)
        let refused = try signed.test.sluice("policy", "edit", "--file", "-", input: text)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("quinn is no administrator of policy version 2"))
        // Naming oneself in the new version is too late.
        let grab = try signed.policy("[role \"administrator\"]\n member = quinn")
        #expect(try signed.test.sluice("policy", "edit", "--file", "-", input: Array(grab.utf8)).status == 1)
    }

    @Test("T8: a looser policy that no administrator signed is in force for nobody", arguments: ["", "quinn"])
    func ignoresAForgedPolicy(signer: String) throws {
        let text = try signed.policy("").replacing("required = decisions", with: "required = none")
        try signed.forgePolicy(text, version: 3, by: signer)
        #expect(try signed.test.sluice("policy", "show", "--json").output.contains(#""version": 2"#))
        try signed.forge(signed.approval())
        let gate = try signed.gate()
        #expect(gate.status == 1 && gate.output.contains("policy 2"), "\(gate.output)")
        // Nor does it keep an administrator from the next one.
        try signed.use("dana")
        let next = Array(try signed.policy("# next").utf8)
        #expect(try signed.test.sluice("policy", "edit", "--file", "-", input: next).output.contains("version 3"))
        #expect(try signed.test.sluice("policy", "show").output.contains("required = decisions"))
    }

    @Test("T8: versions are not skipped")
    func ignoresAGap() throws {
        try signed.forgePolicy(try signed.policy(""), version: 9, by: "dana")
        try signed.approve(by: "quinn")
        let gate = try signed.gate()
        #expect(gate.status == 0 && gate.output.contains("policy 2"), "\(gate.output)")
    }

    @Test("a handed over administration holds, and the former administrator is none")
    func handsOver() throws {
        try signed.use("dana")
        let text = try signed.policy("").replacing("member = dana", with: "member = rene")
        try #require(try signed.test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        let again = Array((text + "\n# more").utf8)
        #expect(try signed.test.sluice("policy", "edit", "--file", "-", input: again).status == 1)
        try signed.use("rene")
        #expect(try signed.test.sluice("policy", "edit", "--file", "-", input: again).status == 0)
        try signed.approve(by: "quinn")
        #expect(try signed.gate().status == 0)
    }

    @Test("T52: the pin counts wherever Git finds it: in the settings of a worktree, and in variables")
    func findsThePinWhereGitDoes() throws {
        try signed.approve(by: "quinn")
        try signed.test.git("config", "--unset", "sluice.trust")
        let other = String(repeating: "1", count: 40)
        let variables = [
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "sluice.trust", "GIT_CONFIG_VALUE_0": other,
        ]
        #expect(try signed.test.sluice("gate", "tag", "1.0.0", environment: variables).status == 4)
        #expect(try signed.gate().status == 0)
        try signed.test.git("config", "extensions.worktreeConfig", "true")
        #expect(try signed.gate().status == 0)
        try signed.test.git("config", "--worktree", "sluice.trust", other)
        #expect(try signed.gate().status == 4)
    }

    @Test("T9: another ledger in the place of the trusted one is refused")
    func heedsThePin() throws {
        let pin = try signed.test.git("config", "sluice.trust")
        try signed.approve(by: "quinn")
        let other = ["SLUICE_TRUST": String(repeating: "1", count: 40)]
        let replaced = try signed.test.sluice("gate", "tag", "1.0.0", environment: other)
        #expect(replaced.status == 4)
        #expect(replaced.errors.contains("it was replaced"))
        #expect(try signed.test.sluice("gate", "tag", "1.0.0", environment: ["SLUICE_TRUST": pin]).status == 0)
        try signed.test.git("config", "--unset", "sluice.trust")
        let unpinned = try signed.gate()
        #expect(unpinned.status == 0)
        #expect(unpinned.output.contains("pin it with SLUICE_TRUST or `git config sluice.trust` \(pin)"))
        // Mallory's own ledger, whole and signed by Mallory.
        try signed.test.git("update-ref", "-d", "refs/heads/sluice/ledger")
        try File.remove("\(signed.test.path)/.git/sluice/ledger-seen")
        try signed.use("mallory")
        let words = ["init", "--no-hooks", "--key", "TASK=task", "--admin-key", signed.keyFile("mallory") + ".pub"]
        try #require(try signed.test.start([Places.program] + words).wait().status == 0)
        try signed.test.git("config", "sluice.trust", pin)
        #expect(try signed.gate().status == 4)
        // Nor does a clone that trusts one make another.
        try signed.test.git("update-ref", "-d", "refs/heads/sluice/ledger")
        try File.remove("\(signed.test.path)/.git/sluice/ledger-seen")
        let refused = try signed.test.start([Places.program] + words).wait()
        #expect(refused.status == 3 && refused.errors.contains("this clone trusts the ledger that begins with policy"))
    }

    @Test("a policy that demands signatures needs somebody who can sign the next one")
    func refusesToLockEverybodyOut() throws {
        let text = try signed.policy("").replacing("member = dana", with: "member = nobody@example.org")
        let checked = try signed.test.sluice("policy", "check", "-", input: Array(text.utf8))
        #expect(checked.status == 1)
        #expect(checked.errors.contains("role.administrator.member is not set"))
    }
}

extension SignedRepository {
    func forgePolicy(_ text: String, version: Int, by name: String) throws {
        let blob = try #require(ObjectID(try test.git("hash-object", "-w", "--stdin", input: Array(text.utf8))))
        let record = Record(
            at: Timestamp(seconds: Int64(test.time)), by: .init(name: "Dana", email: "dana@example.org"),
            repository: try reader.identity, after: [],
            statement: .policy(.init(version: version, text: blob, reason: "forged")))
        try put(blob, at: "trust/\(version)/policy")
        let signature = name.isEmpty ? [] : try signature(of: record, by: name, namespace: "policy@sluice")
        try forge(record, signature)
    }
}

extension PolicyTrustTests {
    @Test("where decisions are signed, a role that names nobody is closed")
    func closesEmptyRoles() throws {
        try signed.use("dana")
        let text = try signed.policy("").replacing("member = quinn", with: "").replacing("member = rene", with: "")
        try #require(try signed.test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 0)
        #expect(try signed.approve(by: "quinn").errors.contains("may not speak for qa"))
    }

    @Test("nobody locks everybody out by times that have passed")
    func refusesPassedTimes() throws {
        try signed.use("dana")
        let key = try signed.publicKey("dana")
        for times in ["until=2020-01-01", "from=2027-01-01 until=2026-01-01"] {
            let text = try signed.policy("").replacing("key = \(key)", with: "key = \(times) \(key)")
            #expect(try signed.test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8)).status == 1)
        }
    }

    @Test("an empty SLUICE_TRUST trusts no signed ledger; a clone that trusts a ledger begins no other one")
    func readsAnEmptyPin() throws {
        let pin = try signed.test.git("config", "sluice.trust")
        let refused = try signed.test.sluice("gate", "tag", "1.0.0", environment: ["SLUICE_TRUST": ""])
        #expect(refused.status == 4 && refused.errors.contains("the ledger is signed, but SLUICE_TRUST is empty"))
        #expect(refused.errors.contains("then set `SLUICE_TRUST=\(pin)`"))
        let audit = try signed.test.sluice("audit", environment: ["SLUICE_TRUST": ""])
        #expect(audit.status == 4 && audit.output.contains("SLUICE_TRUST=\(pin)"), "\(audit.output)")
        try signed.test.git("config", "--unset", "sluice.trust")
        let skipped = try signed.test.sluice("gate", "tag", "1.0.0", environment: ["SLUICE_TRUST": "none"])
        #expect(skipped.status == 1 && skipped.output.contains("The first policy is taken on trust"))
        let other = try signed.test.clone()
        let begun = try other.sluice(
            "init", "--no-hooks", "--key", "TASK=task", environment: ["SLUICE_TRUST": String(repeating: "1", count: 40)]
        )
        #expect(begun.status != 0)
    }

    @Test("an unsigned word on a task's RfC opens no gate")
    func asksForAPlannedRfC() throws {
        try signed.use("dana")
        try signed.edit("[item \"RFC\"]\n kind = rfc\n[configuration]\n require-link = rfc\n")
        try signed.test.commit("TASK-1: setting", files: ["app.yaml": "a: 1\n"])
        try signed.test.sluice("rfc", "add", "RFC-1", "--title", "Any")
        try signed.approve(by: "quinn")
        try #require(try signed.gate().status == 1)
        try signed.test.sluice("task", "edit", "TASK-1", "--rfc", "RFC-1")
        let gate = try signed.gate()
        #expect(gate.status == 1)
        #expect(gate.output.contains("an RfC behind the configuration change in app.yaml"))
    }
}
