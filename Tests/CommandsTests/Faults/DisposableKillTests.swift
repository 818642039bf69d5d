import Foundation
import TestSupport
import Testing

/// F2: what a killed process leaves of the index, the memo and the hooks is as it was, as it was to be, or made anew.
@Suite struct DisposableKillTests {
    @Test("F2: an index that was being made, and what is remembered of commits, never change an answer")
    func answersAlikeAfterAKill() throws {
        let repository = try IndexedHistory(seed: 22, count: 200).repository
        let questions = [["which", "c150"] + readingOptions, ["log", "c20..c180"] + readingOptions]
        try repository.git("config", "sluice.index", "false")
        let expected = try questions.map { try repository.run($0) }
        try repository.git("config", "--unset", "sluice.index")
        var killing = Killing(seed: 23)
        for number in 0..<Killing.count {
            let place = number % questions.count
            if number % 4 < 2 { try? FileManager.default.removeItem(atPath: repository.path + "/.git/sluice") }
            _ = try killing.run(questions[place], kind: "\(place)", in: repository)
            for (question, answer) in zip(questions, expected) {
                let again = try repository.run(question)
                #expect(again.status == answer.status && again.outputBytes == answer.outputBytes, "\(question)")
                #expect(again.errors == answer.errors)
            }
        }
        #expect(killing.hits > 0)
        #expect(try repository.indexes().filter { $0.hasSuffix(".index") }.count == 1)
    }

    @Test("F2: hooks are the old or the new ones at any moment, and installing again mends")
    func hooksAreTheOldOrTheNewOnes() throws {
        let repository = try TestRepository()
        try repository.makeLedger()
        let own = "#!/bin/sh\n# one's own\n"
        try repository.write(".git/hooks/commit-msg", own)
        try repository.makeExecutable(".git/hooks/commit-msg")
        let names = ["commit-msg", "pre-push", "prepare-commit-msg", "reference-transaction"]
        try repository.sluice("hooks", "install")
        let installed = try names.map { try repository.read(".git/hooks/\($0)") }
        try repository.sluice("hooks", "uninstall")
        var killing = Killing(seed: 24)
        for number in 0..<Killing.count {
            let verb = number.isMultiple(of: 2) ? "install" : "uninstall"
            _ = try killing.run(["hooks", verb], kind: verb, in: repository)
            for (name, text) in zip(names, installed) {
                let found = try? repository.read(".git/hooks/\(name)")
                #expect(found == text || found == (name == "commit-msg" ? own : nil), "\(name) after \(verb)")
            }
            #expect([0, 1].contains(try repository.sluice("hooks", "status").status))
            if verb == "install" {
                let mended = try repository.sluice("hooks", "install")
                #expect(mended.status == 0, "\(mended.errors)")
                #expect(try repository.sluice("hooks", "status").status == 0)
            } else {
                try repository.sluice("hooks", "install")
                try repository.sluice("hooks", "uninstall")
                #expect(try repository.read(".git/hooks/commit-msg") == own)
                #expect(!FileManager.default.fileExists(atPath: repository.path + "/.git/hooks/pre-push"))
            }
        }
        #expect(killing.hits > 0)
    }
}
