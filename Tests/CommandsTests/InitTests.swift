import Foundation
import TestSupport
import Testing

@Suite("sluice init")
struct InitTests {
    private func repository(_ subjects: [String] = ["Start"]) throws -> TestRepository {
        let repository = try TestRepository()
        for subject in subjects { try repository.commit(subject) }
        return repository
    }

    private func policy(of repository: TestRepository) throws -> String {
        try repository.git("show", "sluice/ledger:trust/1/policy")
    }

    private func document(_ result: CommandResult) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any] ?? [:]
    }

    @Test func findsKeysTagsAndBranchWithTheirCounts() throws {
        let repository = try repository(["KAFKA-1: a", "kafka-2 b", "KAFKA-3: c", "Kafka-4: d", "UTF-8 names"])
        for tag in ["kafka-1.0.0", "kafka-1.1.0", "kafka-2.0.0"] { try repository.tag(tag) }
        let result = try repository.sluice("init", "--no-hooks")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("Read 5 commits and 3 tags.\n"))
        #expect(
            result.output.contains(
                "KAFKA            task      KAFKA-{n} in front of the subject: 80 % of 5 commits, 4 distinct\n"))
        #expect(result.output.contains("kafka-{version}  release   names 3 tags\n"))
        #expect(result.output.contains("branch  main             default\n"))
        let policy = try policy(of: repository)
        #expect(policy.contains("[item \"KAFKA\"]\n\tkind = task\n"))
        #expect(policy.contains("\tcase-sensitive = false\n"))
        #expect(policy.contains("\ttag = kafka-{version}\n") && !policy.contains("UTF"))
    }

    @Test func tellsMachinesWhatItFound() throws {
        let repository = try repository(["KAFKA-1: a", "KAFKA-2 b"])
        try repository.tag("v1.0")
        let document = try document(repository.sluice("init", "--no-hooks", "--json"))
        #expect(document["ledger"] as? String == "created")
        #expect(document["commits"] as? Int == 2)
        #expect(document["defaultBranch"] as? String == "main")
        let keys = document["keys"] as? [[String: Any]] ?? []
        #expect(keys.map { $0["key"] as? String } == ["RFC", "TASK", "PROBLEM", "INCIDENT", "KAFKA"])
        #expect(keys.last?["subjects"] as? Int == 2)
        #expect((document["tagPatterns"] as? [[String: Any]])?.first?["tags"] as? Int == 1)
    }

    @Test("files that release lines change without an item are proposed as exempt, with counts")
    func proposesWhatLinesChangeForThemselves() throws {
        let repository = try repository(["KEY-1: a", "KEY-2: b"])
        for version in ["1.0.0", "1.1.0", "1.2.0"] {
            try repository.checkout("line-\(version)", create: true)
            try repository.commit(
                "Prepare \(version)", files: ["VERSION": version, "docs/notes.md": version, "pom.xml": version])
            try repository.commit("KEY-3: fix", files: ["fix.c": version])
            if version == "1.1.0" { try repository.commit("typo", files: ["README": "x"]) }
            try repository.tag("v\(version)")
            try repository.checkout("main")
        }
        let result = try repository.sluice("init", "--no-hooks")
        let row = "VERSION        exempt    changed on 3 of 3 release lines alone"
        #expect(result.output.contains(row), "\(result.output)")
        #expect(!["fix.c", "pom.xml"].contains { result.output.contains($0) }, "\(result.output)")
        let policy = try policy(of: repository)
        #expect(policy.contains("\tpath = VERSION\n\tpath = docs/notes.md\n") && !policy.contains("README"))
    }

    @Test func proposesTheUsualNamesInARepositoryWithoutHistory() throws {
        let repository = try TestRepository()
        let result = try repository.sluice("init", "--no-hooks")
        #expect(result.status == 0)
        let policy = try policy(of: repository)
        for (key, kind) in [("RFC", "rfc"), ("TASK", "task"), ("PROBLEM", "problem"), ("INCIDENT", "incident")] {
            #expect(policy.contains("[item \"\(key)\"]\n\tkind = \(kind)\n"))
        }
        #expect(policy.contains("\ttag = v{version}\n") && policy.contains("\tbranch = main\n"))
    }

    @Test func changesNothingTheSecondTime() throws {
        let repository = try repository()
        try repository.sluice("init")
        let tip = try repository.resolve("sluice/ledger")
        let result = try repository.sluice("init")
        #expect(result.status == 0)
        #expect(result.errors.contains("Nothing changes"))
        #expect(try repository.resolve("sluice/ledger") == tip)
    }

    @Test func installsTheHooksAndSaysSo() throws {
        let repository = try repository()
        let result = try repository.sluice("init")
        #expect(result.output.contains("\ncommit-msg: installed\n"))
        #expect(try repository.sluice("hooks", "status").status == 0)
        try FileManager.default.removeItem(atPath: "\(repository.path)/.git/hooks/pre-push")
        #expect(try repository.sluice("init").output == "pre-push: installed\n")
    }

    @Test func makesTheLedgerAndGivesInstructionsWhereTheHooksAreElsewhere() throws {
        let repository = try repository()
        try repository.git("config", "core.hooksPath", "\(repository.path)/.githooks")
        let result = try repository.sluice("init")
        #expect(result.status == 1)
        #expect(result.output.contains("Made the ledger"))
        #expect(result.errors.contains("core.hooksPath"))
        #expect(try repository.sluice("init", "--no-hooks").status == 0)
    }

    @Test func refusesAWishThatThePolicyInForceDoesNotGrant() throws {
        let repository = try repository()
        try repository.sluice("init", "--no-hooks", "--key", "CR=rfc")
        #expect(try repository.sluice("init", "--no-hooks", "--key", "CR=rfc").status == 0)
        let result = try repository.sluice(
            "init", "--no-hooks", "--key", "CR", "--key", "BUG=problem", "--tag-pattern", "r{version}", "--branch",
            "dev")
        #expect(result.status == 1)
        #expect(result.errors.contains("without --key BUG=problem, --tag-pattern r{version}, --branch dev\n"))
        #expect(result.errors.contains("hint: `sluice policy edit` changes it"))
    }

    @Test func takesWishesInsteadOfWhatWasFound() throws {
        let repository = try repository(["KAFKA-1: a", "KAFKA-2 b"])
        try repository.tag("v1.0")
        try repository.sluice(
            "init", "--no-hooks", "--key", "CR=rfc", "--tag-pattern", "{version}", "--branch", "trunk")
        let policy = try policy(of: repository)
        #expect(!policy.contains("KAFKA") && !policy.contains("tag = v{version}"))
        #expect(policy.contains("[item \"CR\"]\n\tkind = rfc\n[item \"RFC\"]\n\tkind = rfc\n"))
        #expect(policy.contains("\ttag = {version}\n") && policy.contains("\tbranch = trunk\n"))
    }

    @Test(
        "a wish that no policy can grant is wrong usage",
        arguments: [
            ["--key", "1X"], ["--key", "X=story"], ["--key", "X", "--key", "X=rfc"], ["--tag-pattern", "v1"],
        ])
    func refusesImpossibleWishes(_ wish: [String]) throws {
        let repository = try repository()
        let result = try repository.start([Places.program, "init"] + wish).wait()
        #expect(result.status == 2)
        #expect(try repository.tryGit("rev-parse", "sluice/ledger").status != 0)
    }

    @Test func writesNothingInADryRun() throws {
        let repository = try repository(["KAFKA-1: a", "KAFKA-2 b"])
        let result = try repository.sluice("init", "--dry-run")
        #expect(result.status == 0)
        #expect(result.output.contains("[item \"KAFKA\"]") && result.errors.contains("Nothing was written"))
        #expect(try repository.git("for-each-ref", "--format=%(refname)") == "refs/heads/main")
        #expect(try repository.git("ls-files", "--others", ".git/hooks") == "")
    }

    @Test func takesTheLedgerOfTheRemoteInAFreshClone() throws {
        let origin = try repository()
        try origin.sluice("init", "--no-hooks")
        let clone = try origin.clone()
        let result = try clone.sluice("init", "--no-hooks")
        #expect(result.status == 0)
        #expect(
            result.output.hasPrefix(
                "Took the ledger from origin/sluice/ledger; policy version 1 is in force.\nThe ledger's fingerprint is "
            ))
        #expect(try clone.resolve("refs/heads/sluice/ledger") == origin.resolve("sluice/ledger"))
        #expect(try document(clone.sluice("init", "--no-hooks", "--json"))["ledger"] as? String == "unchanged")
    }

    @Test func makesTheLedgerOnTheBranchThatTheConfigurationNames() throws {
        let repository = try repository()
        try repository.git("config", "sluice.ledger", "records")
        #expect(try repository.sluice("init", "--no-hooks").status == 0)
        #expect(try repository.git("show", "records:format").hasPrefix("1\n"))
    }

    @Test func givesEveryLedgerAnIdentityOfItsOwn() throws {
        let identities = try (0..<2).map { _ in
            let repository = try repository()
            try repository.sluice("init", "--no-hooks")
            return try repository.git("show", "sluice/ledger:format").split(separator: "\n")[1]
        }
        #expect(identities[0] != identities[1])
        #expect(identities.allSatisfy { $0.count == 32 && $0.allSatisfy("0123456789abcdef".contains) })
    }
}
