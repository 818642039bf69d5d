import Foundation
import TestSupport
import Testing

@Suite("sluice policy template, and init with one")
struct PolicyTemplateCommandTests {
    private static let names = ["small-team", "regulated", "open-source", "monorepo"]
    private let test: TestRepository

    init() throws {
        test = try TestRepository()
        try test.commit("Start")
    }

    @Test("without a name it lists all of them with their sentences; so does its help")
    func listsThem() throws {
        let list = try test.sluice("policy", "template")
        #expect(list.status == 0)
        #expect(list.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map(String.init) == Self.names)
        #expect(list.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(try test.sluice("help", "policy", "template").output.contains(list.output))
        let json = try JSONSerialization.jsonObject(with: Data(test.sluice("policy", "template", "--json").outputBytes))
        let documents = try #require(json as? [[String: String]])
        #expect(documents.map { $0["name"] } == Self.names)
        for document in documents {
            let printed = try test.sluice("policy", "template", document["name"] ?? "")
            #expect(printed.status == 0 && printed.output == document["text"])
        }
    }

    @Test func refusesOthers() throws {
        let refused = try test.sluice("policy", "template", "big-team")
        #expect(refused.status == 2 && refused.errors.contains(Self.names.joined(separator: ", ")))
    }

    @Test("is a policy that check finds no fault in", arguments: names)
    func passesTheCheck(_ name: String) throws {
        try test.write("draft", test.sluice("policy", "template", name).output)
        let check = try test.sluice("policy", "check", "draft")
        #expect(check.status == 0 && check.output.contains("draft has no fault. It says:\n"), "\(check.errors)")
        #expect(!check.errors.contains("warning") && !check.errors.contains("error"), "\(check.errors)")
    }

    @Test("the example's keys are never recorded: nobody could sign the next policy")
    func refusesExampleKeys() throws {
        try #require(try test.sluice("init", "--no-hooks").status == 0)
        try test.write("draft", test.sluice("policy", "template", "regulated").output)
        let refused = try test.sluice("policy", "edit", "--file", "draft")
        #expect(refused.status == 1 && refused.errors.contains("the key of quinn is that of the template's example"))
        #expect(throws: CommandFailure.self) { try test.git("show", "sluice/ledger:trust/2/policy") }
        try test.write("draft", test.sluice("policy", "template", "small-team").output)
        #expect(try test.sluice("policy", "edit", "--file", "draft").status == 0)
    }

    @Test("init takes rules and roles from it, and keys, tags and branch from the history")
    func initTakesOne() throws {
        for subject in ["KAFKA-1: a", "KAFKA-2: b"] { try test.commit(subject) }
        try test.tag("kafka-1.0")
        let made = try test.sluice("init", "--no-hooks", "--template", "small-team")
        #expect(made.status == 0)
        #expect(made.output.contains("with policy version 1, from the template small-team.\n"))
        #expect(made.output.contains("say who has which role: qa, lead\n"))
        #expect(
            made.errors.contains(
                "note: The role lead has no member yet: nobody can speak for it.\n"
                    + "hint: `sluice policy edit` names them: [role \"lead\"] member = …\n"), "\(made.errors)")
        let policy = try test.git("show", "sluice/ledger:trust/1/policy")
        for line in ["[item \"KAFKA\"]", "\ttag = kafka-{version}", "\trole = lead", "\tlongest = 7d"] {
            #expect(policy.components(separatedBy: "\n").contains(line), "\(line)")
        }
        #expect(!policy.split(separator: "\n").contains { $0.hasPrefix("\tmember") || $0.hasPrefix("[person") })
        let again = try test.sluice("init", "--no-hooks", "--template", "small-team")
        #expect(again.status == 0 && again.errors.contains("Nothing changes"))
        let other = try test.sluice("init", "--no-hooks", "--template", "open-source")
        #expect(other.status == 1 && other.errors.contains("without --template open-source\n"))
        #expect(other.errors.contains("`sluice policy template open-source` shows what to put into it"))
    }

    @Test("a template that demands signatures needs an administrator's key")
    func needsAnAdministrator() throws {
        let refused = try test.sluice("init", "--no-hooks", "--template", "regulated")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("`sluice init --template regulated --admin-key ~/.ssh/id_ed25519.pub`"))
        #expect(try test.git("for-each-ref", "refs/heads/sluice") == "")
        try makeKey()
        let made = try test.sluice("init", "--no-hooks", "--template", "regulated", "--admin-key", key + ".pub")
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.errors.contains("note: The roles qa, "), "\(made.errors)")
        let check = try test.sluice("policy", "check")
        #expect(check.status == 1 && check.errors.contains("role 'qa' is asked for and has no member"))
        #expect(check.output.contains("role          administrator: dana; changes the policy"), "\(check.output)")
    }

    @Test("an administrator's key demands signatures under every template", arguments: names)
    func demandsSignatures(_ name: String) throws {
        try makeKey()
        let made = try test.sluice("init", "--no-hooks", "--template", name, "--admin-key", key + ".pub")
        #expect(made.status == 0, "\(made.errors)")
        let check = try test.sluice("policy", "check")
        #expect(check.output.contains("all that can open a gate is signed by a person above\n"), "\(check.output)")
    }

    private var key: String { "\(test.path)/.git/key" }

    private func makeKey() throws {
        try #require(try test.start(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key]).wait().status == 0)
        try test.git("config", "gpg.format", "ssh")
        try test.git("config", "user.signingkey", key + ".pub")
    }

    @Test("each component that init finds has a role of its own to approve its releases")
    func givesComponentsRoles() throws {
        for (folder, version) in [("api", "1.0.0"), ("web", "1.0.0"), ("web", "1.1.0"), ("api", "1.1.0")] {
            try test.commit("RFC-1: \(folder) \(version)", files: ["\(folder)/a": "\(version)\n"])
            try test.tag("\(folder)-v\(version)")
        }
        let made = try test.sluice("init", "--no-hooks", "--template", "monorepo")
        #expect(made.output.contains("which role: reviewer, operations, release-manager, api-qa, web-qa\n"))
        #expect(made.status == 0 && !made.errors.contains("warning:"), "\(made.errors)")
        let policy = try test.git("show", "sluice/ledger:trust/1/policy")
        #expect(policy.contains("[component \"api\"]\n\ttag = api-v{version}\n\tpath = api/\n\tsignoff = api-qa\n"))
        #expect(policy.contains("\n# Tests what web releases, and approves it.\n[role \"web-qa\"]\n\t# member = "))
    }

    @Test("a monorepo's components are those of its tags; without any, init says what to add")
    func findsComponents() throws {
        let bare = try test.sluice("init", "--no-hooks", "--template", "monorepo", "--dry-run")
        #expect(bare.status == 0 && !bare.output.contains("\n[component"))
        let made = try test.sluice("init", "--no-hooks", "--template", "monorepo")
        #expect(made.status == 0 && made.errors.contains("warning: no tags of components were found"), "\(made.errors)")
    }
}
