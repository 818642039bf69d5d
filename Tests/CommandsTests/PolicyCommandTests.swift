import Foundation
import TestSupport
import Testing

@Suite("sluice policy")
struct PolicyCommandTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("Start")
        try repository.sluice("init", "--no-hooks")
    }

    private var draft: String { ".git/sluice/policy-2.gitconfig" }

    private func edit(with editor: String, _ options: String...) throws -> CommandResult {
        let command = [Places.program, "policy", "edit"] + options
        return try repository.start(command, environment: ["GIT_EDITOR": editor]).wait()
    }

    private func add(_ lines: String) throws {
        try repository.write("draft", repository.git("show", "sluice/ledger:trust/1/policy") + "\n" + lines)
    }

    @Test func showsTheTextInForceAndEarlierOnes() throws {
        let first = try repository.sluice("policy", "show").output
        #expect(try first == repository.git("show", "sluice/ledger:trust/1/policy") + "\n")
        try add("[exempt]\n\tpath = docs/**\n")
        try repository.sluice("policy", "edit", "--file", "draft")
        #expect(try repository.sluice("policy", "show").output == first + "[exempt]\n\tpath = docs/**\n")
        #expect(try repository.sluice("policy", "show", "--version", "1").output == first)
    }

    @Test func showsWhoRecordedAVersionAndWhy() throws {
        try add("[exempt]\n\tpath = docs/**\n")
        try repository.as(.manager) {
            try repository.sluice("policy", "edit", "--file", "draft", "-m", "prose is free")
        }
        let result = try repository.sluice("policy", "show", "--json")
        let document = try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any]
        #expect(document?["version"] as? Int == 2)
        #expect(document?["reason"] as? String == "prose is free")
        #expect((document?["by"] as? [String: Any])?["name"] as? String == "Rene Manager")
        #expect((document?["text"] as? String)?.hasSuffix("\tpath = docs/**\n") == true)
    }

    @Test func refusesToShowAVersionThatIsNotThere() throws {
        let result = try repository.sluice("policy", "show", "--version", "2")
        #expect(result.status == 2)
        #expect(result.errors.contains("no version 2"))
    }

    @Test func checksWhatIsInForce() throws {
        let result = try repository.sluice("policy", "check")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Policy version 1, in force, has no fault. It says:\n"))
        #expect(result.output.contains("  sign-off      qa: open to anyone\n"))
    }

    @Test("a role that is asked for and has no member is a fault, where it is closed or others are named")
    func findsRolesWithoutMembers() throws {
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMUSygxcHnG+GfM1aCHlZzK1+zrIlLDbxYRtC2kgEG+z"
        let signed = """

            [person "quinn"]
            \temail = quinn@example.org
            \tkey = \(key)
            [role "administrator"]
            \tmember = quinn
            [signature]
            \trequired = decisions
            """
        try repository.write("closed", TestRepository.hookPolicy + signed)
        let closed = try repository.sluice("policy", "check", "closed")
        #expect(closed.status == 1 && closed.output.contains("closed has 1 fault. It says:\n"))
        #expect(closed.output.contains("  sign-off      qa: no member\n"))
        #expect(
            closed.errors.hasPrefix(
                "error: policy: role 'qa' is asked for and has no member: nobody can speak for it\nhint: "))
        let slip =
            "\n[role \"operations\"]\n\tmember = olga@example.org\n[role \"quality\"]\n\tmember = q@example.org\n"
        try repository.write("slip", TestRepository.hookPolicy + slip)
        let open = try repository.sluice("policy", "check", "slip")
        #expect(
            open.status == 1
                && open.errors.contains("role 'qa' is asked for and has no member: anyone may speak for it"))
        try repository.write("waiver", TestRepository.hookPolicy + "\n[waiver]\n\trole = manager\n")
        let waiver = try repository.sluice("policy", "check", "waiver")
        #expect(waiver.status == 1 && waiver.errors.contains("role 'manager' is asked for and has no member: nobody"))
        let recorded = try repository.sluice("policy", "edit", "--file", "slip")
        #expect(recorded.status == 0 && recorded.errors.contains("warning: role 'qa' is asked for and has no member"))
    }

    @Test("a check tells thresholds, persons with the time of their keys, and what has to be signed")
    func tellsWhoDecides() throws {
        let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMUSygxcHnG+GfM1aCHlZzK1+zrIlLDbxYRtC2kgEG+z"
        try repository.write(
            "draft",
            TestRepository.hookPolicy + """

                [person "quinn"]
                \tname = Quinn Tester
                \temail = quinn@example.org
                \temail = qt@example.org
                \tkey = from=2026-01-31 until=2027-01-31 \(key)
                [role "administrator"]
                \tmember = quinn
                [role "qa"]
                \tmember = quinn
                \tmember = other@example.org
                \tthreshold = 2
                [role "board"]
                \tthreshold = 3
                [signature]
                \trequired = decisions

                """)
        let result = try repository.sluice("policy", "check", "draft")
        try #require(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        for line in [
            "sign-off qa: quinn, other@example.org; 2 of them have to approve",
            "role administrator: quinn; changes the policy",
            "role board: no member; 3 of them have to approve; nothing asks for it",
            "person quinn (Quinn Tester): quinn@example.org, qt@example.org; key ssh-ed25519 …C2kgEG+z"
                + " from 2026-01-31 00:00:00 until 2027-01-31 00:00:00",
            "signatures all that can open a gate is signed by a person above",
        ] {
            #expect(lines.contains(line), "\(line) in \(result.output)")
        }
        let json = try repository.sluice("policy", "check", "draft", "--json")
        let document = try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [String: Any]
        #expect(document?["requiredSignatures"] as? String == "decisions")
        let roles = try #require(document?["roles"] as? [[String: Any]])
        #expect(roles.map { $0["name"] as? String } == ["qa", "administrator", "board"])
        #expect(roles.map { $0["threshold"] as? Int } == [2, 1, 3])
        #expect(roles.map { ($0["members"] as? [String])?.count } == [2, 1, 0])
        let person = try #require((document?["people"] as? [[String: Any]])?.first)
        #expect(person["emails"] as? [String] == ["quinn@example.org", "qt@example.org"])
        let keys = try #require(person["keys"] as? [[String: Any]])
        #expect(keys[0]["key"] as? String == key && keys[0]["until"] as? String == "2027-01-31T00:00:00.000Z")
    }

    @Test func checksAFileAndStandardInput() throws {
        try add("[hooks]\n\tbrunch = main\n")
        let lines = try repository.read("draft").split(separator: "\n", omittingEmptySubsequences: false).count - 1
        let message = "error: policy, line \(lines): 'hooks.brunch' is no key of the policy\n"
        for result in [
            try repository.sluice("policy", "check", "draft"),
            try repository.sluice("policy", "check", "-", input: Array(repository.read("draft").utf8)),
        ] {
            #expect(result.status == 1)
            #expect(result.errors == message + "hint: did you mean hooks.branch?\n")
        }
    }

    @Test func recordsWhatTheEditorLeaves() throws {
        let result = try edit(
            with: "printf '[role \"qa\"]\\n\\tmember = quinn@example.org\\n' >>", "--reason", "QA named")
        #expect(result.status == 0)
        #expect(result.output == "Policy version 2 is in force.\n")
        #expect(try repository.sluice("policy", "check").output.contains("qa: quinn@example.org"))
        #expect(try repository.git("log", "-1", "--format=%s", "sluice/ledger") == "policy: version 2")
        #expect(!FileManager.default.fileExists(atPath: "\(repository.path)/\(draft)"))
    }

    @Test("an editor with words and quotation marks of its own works as in Git")
    func runsTheEditorThroughTheShell() throws {
        try repository.write("my editor.sh", "#!/bin/sh\nsed -i 's/role = qa/role = \\(test\\)/; s/[()]//g' \"$2\"\n")
        #expect(try edit(with: "sh '\(repository.path)/my editor.sh' --wait").status == 0)
        #expect(try repository.sluice("policy", "check").output.contains("sign-off      test: open to anyone"))
    }

    @Test func saysSoWhenNothingWasChanged() throws {
        let tip = try repository.resolve("sluice/ledger")
        let result = try edit(with: ":")
        #expect(result.status == 0)
        #expect(result.errors.contains("Nothing changes"))
        #expect(try repository.resolve("sluice/ledger") == tip)
        #expect(!FileManager.default.fileExists(atPath: "\(repository.path)/\(draft)"))
    }

    @Test func keepsADraftWithAFaultAndTakesItUpAgain() throws {
        let first = try edit(with: "echo '[nothing] at = all' >>")
        #expect(first.status == 1)
        #expect(first.errors.contains("'nothing.at' is no key"))
        #expect(first.errors.contains("your draft is kept at \(repository.path)/\(draft)"))
        let second = try edit(with: "sed -i 's/.nothing. at = all/# mended/'")
        #expect(second.status == 0)
        #expect(second.errors.contains("Taking up the draft"))
        #expect(try repository.sluice("policy", "show").output.hasSuffix("# mended\n"))
    }

    @Test("an editor that is missing, or that Git does not know, is told with the other ways; no draft stays")
    func namesOtherWaysThanTheEditor() throws {
        let missing = try edit(with: "/no/such/editor")
        let command = [Places.program, "policy", "edit"]
        let nothing = ["TERM": "dumb", "EDITOR": "", "VISUAL": ""]
        let unknown = try repository.start(
            ["env", "-u", "GIT_EDITOR", "-u", "EDITOR", "-u", "VISUAL"] + command, environment: nothing
        ).wait()
        #expect(missing.errors.contains("error: the editor `/no/such/editor` cannot be started\nhint: "))
        #expect(unknown.errors.hasPrefix("error: Git knows no editor for the policy\nhint: "), "\(unknown.errors)")
        for result in [missing, unknown] {
            #expect(result.status == 3)
            #expect(result.errors.contains("`EDITOR=<editor> sluice policy edit`"))
            #expect(result.errors.contains("`sluice policy edit --file policy.gitconfig`"))
            #expect(!FileManager.default.fileExists(atPath: "\(repository.path)/\(draft)"))
        }
        try repository.git("config", "core.editor", "sed -i s/without-program.=.refuse/without-program=allow/")
        let other = try repository.start(["sh", "-c", "unset GIT_EDITOR; exec \(Places.program) policy edit"]).wait()
        #expect(other.status == 0, "\(other.errors)")
    }

    @Test func keepsTheDraftOfAnEditorThatFails() throws {
        let result = try edit(with: "f() { echo '# mine' >> \"$1\"; return 3; }; f")
        #expect(result.status == 3)
        #expect(result.errors.contains("ended with status 3"))
        #expect(try repository.read(draft).hasSuffix("# mine\n"))
    }

    @Test("an edit of a version that somebody replaced meanwhile is refused, and nothing is lost")
    func refusesAnEditOfAReplacedVersion() throws {
        try add("# theirs\n")
        let other = "\(Places.program) policy edit --file \(repository.path)/draft"
        let result = try edit(with: "f() { \(other) && echo '# mine' >> \"$1\"; }; f")
        #expect(result.status == 1)
        #expect(result.errors.contains("policy version 2 was recorded meanwhile"))
        #expect(try repository.sluice("policy", "show").output.hasSuffix("# theirs\n"))
        #expect(try repository.read(draft).hasSuffix("# mine\n"))
    }

    @Test func remindsOfHooksThatHoldAnOldPolicy() throws {
        let result = try edit(with: "sed -i s/without-program.=.refuse/without-program=allow/")
        #expect(result.errors.contains("`sluice hooks install` brings hooks.without-program"))
    }

    @Test func recordsNoFileWithAFault() throws {
        try repository.write("draft", "[item \"RFC\"]\n\tkind = story\n")
        let result = try repository.sluice("policy", "edit", "--file", "draft")
        #expect(result.status == 1)
        #expect(result.errors.contains("policy, line 2: item.RFC.kind: 'story' is none of its values"))
        #expect(try repository.sluice("policy", "check").output.hasPrefix("Policy version 1,"))
    }

    @Test func needsALedger() throws {
        let empty = try TestRepository()
        for verb in ["show", "check", "edit"] {
            let result = try empty.sluice("policy", verb)
            #expect(result.status == 3)
            #expect(result.errors.contains("`sluice init`"))
        }
    }
}
