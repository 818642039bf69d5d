import Foundation
import TestSupport
import Testing

/// The index gives the answers that the repository itself gives, whatever happens to either.
@Suite struct IndexUpdateTests {
    @Test("answers are the same with and without an index, after any updates")
    func answersAlikeAfterUpdates() throws {
        var history = try IndexedHistory(seed: 1, count: 90)
        let repository = history.repository
        try repository.expectSameAnswers("new")
        #expect(try repository.indexes().count == 1)
        try history.add(20)
        try repository.expectSameAnswers("more commits")
        try history.shake()
        try repository.expectSameAnswers("branches and tags moved and deleted")
        try repository.git("gc", "--quiet", "--prune=now")
        try repository.expectSameAnswers("pruned")
        try history.add(20)
        try history.shake()
        try repository.expectSameAnswers("more, and moved again")
    }

    @Test("ancestors are named as Git names them, with and without an index")
    func findsAncestorsByName() throws {
        let repository = try IndexedHistory(seed: 10, count: 60).repository
        try repository.git("tag", "-a", "-m", "one", "marked", "c50")
        try repository.run(["which", "KEY-3"] + readingOptions)
        let names = ["c60", "marked", "@"].flatMap { base in
            [
                "~", "^", "~0", "^0", "~3", "^^", "~2^", "^2", "^2~1", "^3", "~99", "^{commit}~1", "~1^{}", "~x",
                "~99999999999999999999",
            ]
            .map { base + $0 }
        }
        for name in names + ["~1", "^", "nothing~1", ":/KEY~1", "c60:a~1"] {
            let answer = try repository.expectSameAnswer(["which", name])
            let known = try repository.tryGit("rev-parse", "--verify", "--quiet", name + "^{commit}")
            #expect((answer.status == 0) == (known.status == 0) || name.hasPrefix(":/"), "\(name)")
            if known.status == 0, answer.status == 0 {
                #expect(answer.output.contains(known.output.prefix(10)), "\(name)")
            }
        }
    }

    @Test("T12, F7: a damaged index is built anew")
    func rebuildsADamagedIndex() throws {
        let history = try IndexedHistory(seed: 4, count: 40)
        let repository = history.repository
        let expected = try repository.run(["which", "KEY-3"] + readingOptions)
        let index = try #require(try repository.indexes().first)
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: index)))
        var random = SequenceGenerator(seed: 4)
        for round in 0..<12 {
            let damaged = round == 0 ? [] : round == 1 ? Array("nothing like it".utf8) : random.damaged(whole)
            try Data(damaged).write(to: URL(fileURLWithPath: index))
            let answer = try repository.run(["which", "KEY-3"] + readingOptions)
            #expect(answer.outputBytes == expected.outputBytes && answer.errors.isEmpty)
            _ = try repository.run(["log", "KEY-4"] + readingOptions)
        }
        try repository.expectSameAnswers("damaged")
    }

    @Test func otherRulesAreAnotherIndexAndOldOnesAreRemoved() throws {
        let repository = try IndexedHistory(seed: 6, count: 40).repository
        for key in ["KEY", "KEI", "KEX", "KEA", "KEB", "KEC", "KED"] {
            try repository.expectSameAnswer(["log", "\(key)-3"], options: ["--key", key])
        }
        #expect(try repository.indexes().count == 4)
        try repository.expectSameAnswer(["log", "key-3"], options: ["--key", "KEY", "--ignore-case"])
        try repository.expectSameAnswer(["log", "KEY-3"], options: ["--key", "KEY"])
    }

    @Test("a changed policy, and words by hand on a commit, change the answers at once")
    func followsThePolicyAndWordsByHand() throws {
        let repository = try IndexedHistory(seed: 7, count: 60).repository
        try repository.git("reset", "-q", "--hard")
        try repository.sluice("init", "--no-hooks", "--key", "KEY=task")
        for item in ["KEY-3", "KEY-4", "KEY-12"] { try repository.sluice("task", "add", item, "--title", item) }
        func ask(_ occasion: String) throws {
            for item in ["KEY-3", "KEY-4", "KEY-12"] {
                try repository.expectSameAnswer(["log", item, "--json"], options: [], occasion)
            }
        }
        try ask("set up")
        let linked = try repository.sluice("link", "c20", "KEY-4", "--reason", "it is")
        #expect(linked.status == 0, "\(linked.errors)")
        #expect(try repository.run(["log", "KEY-4"]).output.contains(repository.resolve("c20").prefix(10)))
        try ask("linked")
        let policy = try repository.git("show", "sluice/ledger:trust/1/policy")
        try repository.write("draft", policy.replacing("branch-names = true", with: "branch-names = false") + "\n")
        let edited = try repository.sluice("policy", "edit", "--file", "draft")
        #expect(edited.status == 0, "\(edited.errors)")
        try ask("other policy")
    }

    @Test("under policies that say other things of links, tags, lines and files, answers stay the same")
    func answersAlikeUnderAnyPolicy() throws {
        var history = try IndexedHistory(seed: 10, count: 70)
        let repository = history.repository
        try repository.git("reset", "-q", "--hard")
        let least = "[item \"KEY\"]\n\tkind = task\n[sign-off]\n\trole = qa\n"
        let tags = "[release]\n\ttag = v{version}\n"
        try repository.makeLedger(policy: least + tags)
        try repository.expectSameAnswers("first policy", options: [])
        let policies = [
            tags
                + "\tbackports = first-release\n\tbranch = main\n[configuration]\n\tfile = etc/** ini\n\tignore = run/**\n",
            tags + "[link]\n\tbranch-names = false\n[configuration]\n\tignore = conf/deep/**\n\tignore = *.toml\n",
            "[release]\n\ttag = v0.{version}\n[configuration-item \"pool\"]\n\tpath = conf/**\n\towner = ops\n",
        ]
        for policy in policies {
            try repository.write("draft", least + policy)
            let edited = try repository.sluice("policy", "edit", "--file", "draft", "--reason", "other rules")
            try #require(edited.status == 0, "\(edited.errors)")
            try history.add(10)
            try history.shake()
            try repository.expectSameAnswers(policy, options: [])
        }
    }

    @Test("R13: an index does not hide that a clone has become shallow")
    func staysHonestInAShallowClone() throws {
        let origin = try TestRepository()
        for number in 1...6 {
            try origin.commit("KEY-\(number): \(number)")
            try origin.tag("v1.\(number).0")
        }
        let clone = try origin.clone()
        try clone.expectSameAnswer(["which", "HEAD"])
        try clone.git("fetch", "--quiet", "--depth=2", "origin")
        let refused = try clone.expectSameAnswer(["which", "HEAD"])
        #expect(refused.status == 3 && refused.errors.contains("--unshallow"))
    }
}
