import Foundation
import Glibc
import TestSupport
import Testing

/// F3: where nothing more can be written, a command ends with an error, and what was there before reads.
@Suite struct FullDiskTests {
    /// Every command that writes. `rows.csv` is enough for a pack.
    private static let writers: [[String]] = [
        ["task", "add", "TASK-9", "--title", "nine"], ["rfc", "edit", "RFC-1", "--title", "one"],
        ["rfc", "close", "RFC-2"], ["link", "main", "RFC-2", "--reason", "r"],
        ["unlink", "main", "RFC-1", "--reason", "r"],
        ["import", ".git/rows.csv"], ["policy", "edit", "--file", ".git/policy", "--reason", "r"],
        ["release", "new", "2.0"], ["release", "add", "1.0", "RFC-2"],
        ["release", "drop", "1.0", "RFC-1", "--reason", "r"],
        ["reject", "RFC-1", "--release", "1.0", "--note", "no"], ["revoke", "RFC-1", "--release", "1.0"],
        ["tag", "1.0"], ["hooks", "install"],
    ]

    private let repository: TestRepository

    init() throws {
        repository = try TestRepository.withOpenGate()
        try repository.writeInputs()
    }

    @Test("F3: a file size limit is an error of every command that writes, never the end of the process")
    func tellsOfALimit() throws {
        let before = try repository.standing()
        for words in Self.writers {
            let result = try repository.run(words, underLimit: 0)
            #expect(result.status == 3, "\(words): \(result.status) \(result.output)")
            #expect(result.output.contains("error: "), "\(words): \(result.output)")
            try repository.expectStanding(before, after: words)
        }
        for kilobytes in [1, 4, 32] {
            let result = try repository.run(["import", ".git/rows.csv"], underLimit: kilobytes)
            #expect(result.status == 3 && result.output.contains("error: "), "\(kilobytes): \(result.output)")
            try repository.expectStanding(before, after: ["import"])
        }
        #expect(try repository.sluice("import", ".git/rows.csv").status == 0)
        #expect(try repository.sluice("tag", "1.0").status == 0)
    }

    @Test("F3: `init` under a limit starts nothing, and can be done again")
    func startsNothing() throws {
        let fresh = try TestRepository()
        try fresh.commit("RFC-1: first")
        let words = ["init", "--key", "RFC=rfc"]
        for kilobytes in 0...1 {
            let result = try fresh.run(words, underLimit: kilobytes)
            #expect([0, 3].contains(result.status), "\(result.output)")
            #expect(result.status == 0 || result.output.contains("error: "), "\(result.output)")
            if result.status == 0 { return }
        }
        #expect(try fresh.run(words).status == 0)
    }

    @Test("F3: under a limit that index and memo go beyond, an answer is the right one, or an error")
    func answersOrRefuses() throws {
        for (question, answer) in try Self.questions(of: history()) {
            let history = try history()
            for kilobytes in [1, 4, 16, 64] {
                let result = try history.run(question, underLimit: kilobytes)
                let isRight = result.status == 0 && result.output.hasSuffix(answer)
                #expect(isRight || result.status == 3 && result.output.contains("error: "), "\(question): \(result)")
            }
            let whole = try history.run(question)
            #expect(whole.output == answer && whole.errors.isEmpty)
        }
    }

    @Test("F3: where index and memo find no room, commands answer all the same", .enabled(if: canMount, mounts))
    func answersWithoutIndex() throws {
        let history = try history()
        let questions = try Self.questions(of: history)
        let place = history.path + "/.git/sluice"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        try #require(mount("none", place, "tmpfs", 0, "size=4k,mode=755") == 0)
        defer { umount2(place, Int32(MNT_DETACH)) }
        for (question, answer) in questions {
            let result = try history.run(question)
            #expect(result.status == 0 && result.output == answer, "\(question): \(result.errors)")
            #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("note: ") }, "\(result.errors)")
        }
    }

    private func history() throws -> TestRepository { try IndexedHistory(seed: 31, count: 120).repository }

    /// Commands that make an index or a memo, and what they answer without.
    private static func questions(of history: TestRepository) throws -> [([String], String)] {
        try history.git("config", "sluice.index", "false")
        defer { _ = try? history.git("config", "--unset", "sluice.index") }
        return try [["which", "c90"], ["log", "c20..c100"], ["notes", "0.6.0"]].map { words in
            let question = words + readingOptions
            return (question, try history.run(question).output)
        }
    }

    private static let mounts: Comment = "a file system is mounted, which takes root"

    private static let canMount: Bool = {
        guard geteuid() == 0, let folder = try? TemporaryFolder() else { return false }
        guard mount("none", folder.path, "tmpfs", 0, "size=64k") == 0 else { return false }
        return umount(folder.path) == 0
    }()

    @Test("F3: a full disk is an error of every command that writes", .enabled(if: canMount, mounts))
    func tellsOfAFullDisk() throws {
        let place = URL(fileURLWithPath: repository.path).deletingLastPathComponent().path + "/small"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        try #require(mount("none", place, "tmpfs", 0, "size=4m,mode=755") == 0)
        defer { umount2(place, Int32(MNT_DETACH)) }
        let small = try repository.clone("small")
        try small.git("branch", "sluice/ledger", "origin/sluice/ledger")
        try small.writeInputs()
        let before = try small.standing()
        for kilobytes in [0, 16, 128] {
            for words in Self.writers {
                try small.fillDisk(leaving: kilobytes)
                let result = try small.run(words)
                try FileManager.default.removeItem(atPath: place + "/.git/filling")
                let isTold = result.status == 3 && result.errors.hasPrefix("error: ")
                #expect(isTold || kilobytes > 0 && result.status == 0, "\(words) \(kilobytes): \(result)")
                if result.status == 0 { try small.git("reset", "--quiet", "--hard"); try small.restore(before) }
                try small.expectStanding(before, after: words)
            }
        }
        try small.fillDisk(leaving: 16)
        let told = try small.run(["import", ".git/rows.csv"])
        #expect(told.errors.contains("cannot be written to: ") && told.errors.contains("No space left on device"))
        try FileManager.default.removeItem(atPath: place + "/.git/filling")
        #expect(try small.sluice("import", ".git/rows.csv").status == 0)
        #expect(try small.sluice("tag", "1.0").status == 0)
    }
}

extension TestRepository {
    fileprivate func writeInputs() throws {
        try write(".git/rows.csv", "id,title\n" + (100..<700).map { "TASK-\($0),row \($0)\n" }.joined())
        try write(".git/policy", TestRepository.hookPolicy + "\n# more\n")
    }

    /// What must be the same after a command that failed.
    fileprivate func standing() throws -> [String] {
        let journal = try sluice("journal", "--json")
        try #require(journal.status == 0, "\(journal.errors)")
        return [try git("for-each-ref"), journal.output]
    }

    fileprivate func expectStanding(_ before: [String], after words: [String]) throws {
        #expect(try standing() == before, "\(words)")
        #expect(locks().isEmpty, "\(words)")
        let check = try tryGit("fsck", "--connectivity-only", "--no-dangling", "sluice/ledger")
        #expect(check.status == 0, "\(words): \(check.output)\(check.errors)")
    }

    /// Puts references back where they were; what a command wrote besides is thrown away.
    fileprivate func restore(_ standing: [String]) throws {
        for line in standing[0].split(separator: "\n") where line.contains("refs/heads/sluice/ledger") {
            try git("update-ref", "refs/heads/sluice/ledger", String(line.prefix(40)))
        }
        _ = try tryGit("tag", "-d", "v1.0")
        // Nor has this clone seen the records that are taken back.
        if FileManager.default.fileExists(atPath: path + "/.git/sluice/ledger-seen") { try forgetLedger() }
        try git("gc", "--quiet", "--prune=now")
    }

    /// Fills the file system but for some kilobytes, which a new file's folder may need, too.
    fileprivate func fillDisk(leaving kilobytes: Int) throws {
        let script = """
            rm -f .git/filling; dd if=/dev/zero of=.git/filling bs=4096 2>/dev/null
            truncate -s -$1 .git/filling
            """
        _ = try start(["sh", "-c", script, "sh", "\(kilobytes * 1024)"]).wait()
    }

    /// Runs the program where no file may grow beyond a size. What it says, on either stream, goes through a pipe.
    fileprivate func run(_ words: [String], underLimit kilobytes: Int) throws -> CommandResult {
        let script = "set -o pipefail; (ulimit -f $0; exec \"$@\") 2>&1 | cat"
        return try start(["bash", "-c", script, "\(kilobytes)", Places.program] + words).wait()
    }
}
