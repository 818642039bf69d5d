import Foundation
import TestSupport
import Testing

@Suite("sluice setup")
struct SetupTests {
    private let server: TestRepository
    private let dana: TestRepository
    private let quinn: TestRepository

    /// Dana made a ledger and pushed it; Quinn has just cloned.
    init() throws {
        let first = try TestRepository()
        try first.commit("TASK-1: first")
        server = try first.clone("server.git", bare: true)
        try server.git("remote", "remove", "origin")
        dana = try server.clone("dana")
        quinn = try server.clone("quinn")
        quinn.person = .tester
    }

    private func makeLedger(signed isSigned: Bool) throws {
        if isSigned {
            try makeKey("dana")
            try dana.git("config", "gpg.format", "ssh")
            try dana.git("config", "user.signingkey", keyFile("dana") + ".pub")
        }
        let options = isSigned ? ["--admin-key", keyFile("dana") + ".pub"] : []
        let made = try dana.start([Places.program, "init", "--no-hooks", "--key", "TASK=task"] + options).wait()
        try #require(made.status == 0, "\(made.errors)")
        try dana.sync()
    }

    private func keyFile(_ name: String) -> String { "\(dana.path)/.git/key-\(name)" }

    private func makeKey(_ name: String, at file: String? = nil) throws {
        let file = file ?? keyFile(name)
        let made = try dana.start(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file]).wait()
        try #require(made.status == 0, "\(made.errors)")
    }

    private func keyLine(_ file: String) throws -> String {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return text.split(separator: " ").prefix(2).joined(separator: " ")
    }

    private var fingerprint: String {
        get throws { try dana.ledgerBlob(try #require(dana.ledgerPaths("trust/1/").first)) }
    }

    private func setting(_ name: String) throws -> String {
        try quinn.tryGit("config", "--get", name).output.replacingOccurrences(of: "\n", with: "")
    }

    private func document(_ words: String..., status: Int32 = 0) throws -> [String: Any] {
        let result = try quinn.start([Places.program, "setup", "--json"] + words).wait()
        try #require(result.status == status, "\(result.output)\(result.errors)")
        return try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any] ?? [:]
    }

    /// Runs it with a terminal, at which this is typed.
    private func type(_ keys: String) throws -> CommandResult {
        try quinn.start(
            ["script", "-qec", "exec '\(Places.program)' setup --color=never", "/dev/null"], input: Array(keys.utf8),
            environment: ["TERM": "xterm", "SHELL": "/bin/sh"]
        ).wait()
    }

    @Test("takes the remote's ledger, installs the hooks, and changes nothing the second time")
    func setsUpAClone() throws {
        try makeLedger(signed: false)
        let dry = try quinn.sluice("setup", "--dry-run")
        #expect(dry.status == 0 && dry.output == "origin has the ledger; `sluice setup` takes it.\n")
        #expect(try quinn.git("for-each-ref", "refs/heads/sluice", "refs/remotes/origin/sluice") == "")
        let result = try quinn.sluice("setup")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.hasPrefix("Took the ledger from origin/sluice/ledger; policy version 1 is in force.\n"))
        #expect(result.output.contains("The ledger's fingerprint is \(try fingerprint).\n"))
        #expect(result.output.contains("\ncommit-msg: installed\n"))
        let section = "[person \"quinn\"]\n\tname = Quinn Tester\n\temail = quinn@example.org\n"
        let role = "[role \"qa\"]\n\tmember = quinn\n"
        #expect(
            result.output.hasSuffix(
                "Decisions need no signature, and so no key.\n\nOnly if you are to have a role, an administrator adds this "
                    + "with `sluice policy edit`:\n\n" + section + role), "\(result.output)")
        #expect(try quinn.resolve("sluice/ledger") == dana.resolve("sluice/ledger"))
        #expect(try quinn.sluice("hooks", "status").status == 0 && setting("sluice.trust") == "")
        let again = try quinn.sluice("setup")
        #expect(again.status == 0 && again.errors.hasSuffix("note: Nothing changes.\n"), "\(again.errors)")
        #expect(!again.output.contains("installed") && !again.output.contains("Took"))
        #expect(try document()["changed"] as? Bool == false)
        try dana.write("draft", dana.sluice("policy", "show").output + section + role)
        try #require(try dana.sluice("policy", "edit", "--file", "draft").status == 0)
        #expect(try dana.sluice("policy", "check").status == 0)
        try dana.sync()
        try quinn.sync()
        let known = try quinn.sluice("setup")
        #expect(
            known.output == "Decisions need no signature, and so no key. You are quinn, who has the roles qa.\n",
            "\(known.output)")
    }

    @Test("without a ledger anywhere it makes none, and says how to start one")
    func makesNoLedger() throws {
        let result = try quinn.sluice("setup")
        #expect(result.status == 3 && result.errors.contains("to start one: `sluice init`"))
        #expect(try quinn.git("for-each-ref", "refs/heads/sluice") == "")
        #expect(try quinn.sluice("hooks", "status").status == 1)
    }

    @Test("asks nothing without a terminal: a signed ledger ends with 4 and the command, and nothing is set up")
    func asksNothingWithoutATerminal() throws {
        try makeLedger(signed: true)
        let result = try quinn.sluice("setup")
        #expect(result.status == 4)
        #expect(result.errors.contains("its fingerprint was not compared: \(try fingerprint)\n"))
        #expect(result.errors.contains("`sluice setup --trust \(try fingerprint)`"))
        #expect(try quinn.git("for-each-ref", "refs/heads/sluice") == "" && setting("sluice.trust") == "")
        #expect(try quinn.sluice("hooks", "status").status == 1)
    }

    @Test("trusts the ledger with the given fingerprint, and no other one")
    func takesAFingerprint() throws {
        try makeLedger(signed: true)
        let short = try quinn.sluice("setup", "--trust", String(fingerprint.prefix(10)))
        #expect(short.status == 2 && short.errors.contains("40 hexadecimal digits"))
        let other = try quinn.sluice("setup", "--trust", String(repeating: "a", count: 40))
        #expect(
            try other.status == 4
                && other.errors.contains("the ledger's fingerprint is \(fingerprint), and not aaaa"))
        #expect(try quinn.git("for-each-ref", "refs/heads/sluice") == "" && setting("sluice.trust") == "")
        let result = try quinn.sluice("setup", "--trust", fingerprint.uppercased())
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("This clone trusts the ledger with the fingerprint \(try fingerprint)"))
        #expect(try setting("sluice.trust") == fingerprint)
        #expect(try quinn.sluice("hooks", "status").status == 0)
        let again = try quinn.sluice("setup")
        #expect(again.status == 0 && again.errors.hasSuffix("note: Nothing changes.\n"), "\(again.errors)")
        #expect(try quinn.sluice("setup", "--trust", String(repeating: "a", count: 40)).status == 4)
        #expect(try setting("sluice.trust") == fingerprint)
    }

    @Test("at a terminal it shows the fingerprint, and trusts it after y or yes alone", arguments: ["yes", "Y", " y "])
    func asksAtATerminal(yes: String) throws {
        try makeLedger(signed: true)
        let refused = try type("yeah\n")
        #expect(
            refused.status == 4 && refused.output.contains("the answer was 'yeah', and not yes: nothing was set up"))
        #expect(try type("\n").output.contains("there was no answer: nothing was set up"))
        #expect(refused.output.contains("The ledger's fingerprint is \(try fingerprint).\r\n"), "\(refused.output)")
        #expect(try setting("sluice.trust") == "" && quinn.git("for-each-ref", "refs/heads/sluice") == "")
        let trusted = try type("\(yes)\n")
        #expect(trusted.status == 0, "\(trusted.output)")
        #expect(try setting("sluice.trust") == fingerprint)
        let again = try type("")
        #expect(again.status == 0 && again.output.contains("Nothing changes.") && !again.output.contains("Type yes"))
    }

    @Test("shows the section for the administrator, which lets the person's decisions count once it is pasted")
    func showsTheLineForTheAdministrator() throws {
        try makeLedger(signed: true)
        try makeKey("quinn")
        try quinn.git("config", "gpg.format", "ssh")
        try quinn.git("config", "user.signingkey", keyFile("quinn") + ".pub")
        let result = try quinn.sluice("setup", "--trust", fingerprint)
        #expect(result.output.contains("which the policy does not know yet.\n"), "\(result.output)")
        #expect(result.output.contains("So that your decisions count, an administrator (dana) adds this"))
        let signing = try #require(document()["signing"] as? [String: Any])
        #expect(signing["state"] as? String == "unknown" && signing["administrators"] as? [String] == ["dana"])
        let key = try keyLine(keyFile("quinn") + ".pub")
        let section = "[person \"quinn\"]\n\tname = Quinn Tester\n\temail = quinn@example.org\n\tkey = \(key)\n"
        #expect(signing["policy"] as? String == section && result.output.contains(section))
        let role = try #require(signing["role"] as? String)
        #expect(role == "[role \"qa\"]\n\tmember = quinn\n" && result.output.contains(role))
        try dana.write("draft", dana.sluice("policy", "show").output + section + role)
        try #require(try dana.sluice("policy", "edit", "--file", "draft").status == 0)
        try dana.sync()
        try quinn.sync()
        let known = try quinn.sluice("setup")
        #expect(known.output.contains("the key of quinn, who has the roles qa.\n"), "\(known.output)")
        #expect(!known.output.contains("[person") && !known.output.contains("[role"))
    }

    @Test("finds a key that Git is not told of, and gives the commands that have Git sign with it")
    func findsAKey() throws {
        try makeLedger(signed: true)
        let folder = try quinn.start(["sh", "-c", "mkdir -p \"$HOME/.ssh\" && printf %s \"$HOME/.ssh\""]).wait().output
        let none = try #require(document("--trust", fingerprint)["signing"] as? [String: Any])
        #expect(none["state"] as? String == "missing")
        let commands = try #require(none["commands"] as? [String])
        #expect(commands.first == "ssh-keygen -t ed25519 -C 'quinn@example.org' -f \(folder)/id_ed25519")
        try makeKey("own", at: folder + "/id_ed25519")
        let half = "\(folder)/id_ed25519.pub"
        try #require(try quinn.start(["mv", half, half + ".bak"]).wait().status == 0)
        let unpaired = try #require((document()["signing"] as? [String: Any])?["commands"] as? [String])
        #expect(unpaired.first == "ssh-keygen -y -f \(folder)/id_ed25519 > \(half)")
        try #require(try quinn.start(["sh", "-c", unpaired[0]]).wait().status == 0)
        let found = try quinn.sluice("setup")
        #expect(found.status == 0 && found.output.contains("[person \"quinn\"]\n"), "\(found.output)")
        for command in commands.dropFirst() {
            #expect(found.output.contains("  \(command)\n"), "\(command) in \(found.output)")
            try #require(try quinn.start(["sh", "-c", command]).wait().status == 0)
        }
        #expect(try (document()["signing"] as? [String: Any])?["state"] as? String == "unknown")
    }

    @Test("finds a key that only the agent holds, with which decisions can be signed then")
    func findsAKeyOfTheAgent() throws {
        try makeLedger(signed: true)
        try #require(try quinn.sluice("setup", "--trust", fingerprint).status == 0)
        try makeKey("quinn")
        let file = keyFile("quinn")
        let line = try keyLine(file + ".pub")
        let script = """
            ssh-add -q '\(file)' && rm '\(file)' '\(file).pub' && '\(Places.program)' setup
            git config gpg.format ssh && git config user.signingkey 'key::\(line)' && '\(Places.program)' setup
            """
        let result = try quinn.start(["ssh-agent", "sh", "-c", script]).wait()
        #expect(result.output.contains("  git config user.signingkey 'key::\(line)'\n"), "\(result.output)")
        #expect(result.output.contains("which the policy does not know yet.\n"), "\(result.errors)")
        #expect(result.output.components(separatedBy: "\tkey = \(line)\n").count == 3)
    }

    @Test("exports an OpenPGP key for the administrator")
    func exportsAnOpenPGPKey() throws {
        try makeLedger(signed: true)
        let home = "\(quinn.path)/.git/gnupg"
        try #require(try quinn.start(["mkdir", "-m", "700", home]).wait().status == 0)
        quinn.variables["GNUPGHOME"] = home
        defer { _ = try? quinn.start(["gpgconf", "--kill", "all"]).wait() }
        let make = ["--quick-gen-key", "Quinn Tester <quinn@example.org>", "ed25519", "sign", "never"]
        let made = try quinn.start(["gpg", "--batch", "--quiet", "--passphrase", ""] + make).wait()
        try #require(made.status == 0, "\(made.errors)")
        let signing = try #require(document("--trust", fingerprint)["signing"] as? [String: Any])
        let section = try #require(signing["policy"] as? String)
        #expect(signing["state"] as? String == "unknown" && section.contains("\tkey = openpgp "), "\(signing)")
        try dana.write("draft", dana.sluice("policy", "show").output + section)
        try #require(try dana.sluice("policy", "edit", "--file", "draft").status == 0)
        try dana.sync()
        try quinn.sync()
        #expect(try (document()["signing"] as? [String: Any])?["state"] as? String == "known")
    }

    @Test("somebody else's name in the policy is not taken, and a known person gets a further key")
    func namesPeopleApart() throws {
        try makeLedger(signed: true)
        try makeKey("other")
        try quinn.git("config", "gpg.format", "ssh")
        try quinn.git("config", "user.signingkey", keyFile("other") + ".pub")
        quinn.person = Person(name: "Dana Other", email: "dana@other.example.org")
        let apart = try #require(document("--trust", fingerprint)["signing"] as? [String: Any])
        #expect((apart["policy"] as? String)?.hasPrefix("[person \"dana-2\"]\n\tname = Dana Other\n") == true)
        quinn.person = .developer
        let further = try #require(document()["signing"] as? [String: Any])
        #expect(
            try further["policy"] as? String == "[person \"dana\"]\n\tkey = \(keyLine(keyFile("other") + ".pub"))\n")
        #expect(further["roles"] as? [String] == ["administrator"])
    }

    @Test("a signing key that cannot be read, or a missing program, is told with its fix; the rest is set up")
    func tellsWhatCannotSign() throws {
        try makeLedger(signed: true)
        try quinn.git("config", "gpg.format", "ssh")
        try quinn.git("config", "user.signingkey", "/no/such/key.pub")
        let unreadable = try quinn.sluice("setup", "--trust", fingerprint)
        #expect(unreadable.status == 0 && unreadable.errors.contains("`git config user.signingkey` names it"))
        #expect(try quinn.sluice("hooks", "status").status == 0)
        try makeKey("quinn")
        try quinn.git("config", "user.signingkey", keyFile("quinn") + ".pub")
        try quinn.git("config", "gpg.ssh.program", "/no/such/program")
        let missing = try quinn.sluice("setup")
        #expect(missing.errors.contains("gpg.ssh.program names '/no/such/program'"), "\(missing.errors)")
        #expect(missing.errors.contains("`git config gpg.ssh.program ssh-keygen`"))
    }

    @Test("hooks that cannot be installed end it with 1, after everything else")
    func endsWithTheHooks() throws {
        try makeLedger(signed: false)
        try quinn.git("config", "core.hooksPath", "\(quinn.path)/.githooks")
        let result = try quinn.sluice("setup")
        #expect(
            result.status == 1 && result.output.contains("Took the ledger") && result.errors.contains("core.hooksPath"))
        #expect(try quinn.sluice("setup", "--no-hooks").status == 0)
    }

    @Test func needsToKnowWhoYouAre() throws {
        try makeLedger(signed: false)
        let nobody = ["GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": "", "EMAIL": ""]
        let result = try quinn.sluice("setup", environment: nobody)
        #expect(result.status == 3 && result.errors.contains("`git config --global user.name"), "\(result.errors)")
    }

    @Test("a dry run in a clone that has the ledger shows hooks and key, and writes nothing")
    func showsWhatWouldBeDone() throws {
        try makeLedger(signed: true)
        try quinn.git("fetch", "--quiet")
        let result = try quinn.sluice("setup", "--dry-run")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("This clone would trust the ledger with the fingerprint \(try fingerprint)"))
        #expect(result.output.contains("commit-msg: would be installed\n"))
        #expect(result.errors.hasSuffix("note: Nothing was written.\n"))
        #expect(result.output.hasPrefix("Would take the ledger from origin/sluice/ledger; policy version 1"))
        #expect(try setting("sluice.trust") == "" && quinn.git("for-each-ref", "refs/heads/sluice") == "")
        #expect(try quinn.sluice("hooks", "status").status == 1)
    }
}
