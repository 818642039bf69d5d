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

    @Test func checksAFileAndStandardInput() throws {
        try add("[hooks]\n\tbrunch = main\n")
        let lines = try repository.read("draft").split(separator: "\n", omittingEmptySubsequences: false).count - 1
        let message = "error: policy, line \(lines): 'hooks.brunch' is no key of the policy\n"
        for result in [
            try repository.sluice("policy", "check", "draft"),
            try repository.sluice("policy", "check", "-", input: Array(repository.read("draft").utf8)),
        ] {
            #expect(result.status == 2)
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
        #expect(first.status == 2)
        #expect(first.errors.contains("'nothing.at' is no key"))
        #expect(first.errors.contains("your draft is kept at \(repository.path)/\(draft)"))
        let second = try edit(with: "sed -i 's/.nothing. at = all/# mended/'")
        #expect(second.status == 0)
        #expect(second.errors.contains("Taking up the draft"))
        #expect(try repository.sluice("policy", "show").output.hasSuffix("# mended\n"))
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
        #expect(result.status == 2)
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
