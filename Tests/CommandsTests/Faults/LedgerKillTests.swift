import Foundation
import TestSupport
import Testing

/// F2: whenever a writer is killed, with all programs that it started, the ledger reads and holds what was acknowledged.
@Suite struct LedgerKillTests {
    /// A command that writes; `mark` stands in the record that it makes.
    private enum Work: String, CaseIterable {
        case add, importing, approve, policy, tag
    }

    /// Enough for all objects to go into one pack.
    private static let rows = 60
    /// A ledger that grew long makes every check longer, and shows nothing more.
    private static let limit = 40

    @Test("F2: a writer that is killed at any moment leaves a ledger that reads, and all that was acknowledged")
    func keepsWhatWasAcknowledged() throws {
        var killing = Killing(seed: 21)
        var done = 0
        var toldLocks: Set<String> = []
        while done < Killing.count {
            let count = min(Self.limit, Killing.count - done)
            try kill(count, by: &killing, toldLocks: &toldLocks)
            done += count
        }
        #expect(killing.hits > 0, "runs have to be killed before their end")
    }

    private func kill(_ count: Int, by killing: inout Killing, toldLocks: inout Set<String>) throws {
        let repository = try TestRepository.withOpenGate()
        var acknowledged: [String] = []
        for number in 0..<count {
            let work = Work.allCases[number % Work.allCases.count]
            let mark = "mark-\(number)-"
            let words = try words(of: work, number, mark, in: repository)
            let result = try killing.run(words, kind: work.rawValue, in: repository, person: .tester)
            #expect([0, 128 + SIGKILL].contains(result.status), "\(result)")
            if result.status == 0, work != .tag { acknowledged.append(mark) }
            try expectWhole(repository, acknowledged, mark, work)
            try releaseLocks(of: repository, &toldLocks)
            if work == .tag { try expectTaggable("2.\(number)", in: repository) }
        }
    }

    private func words(_ mark: String) -> [String] { ["task", "add", "--title", mark] }

    /// The command line, after what it needs is made.
    private func words(
        of work: Work, _ number: Int, _ mark: String, in repository: TestRepository
    ) throws -> [String] {
        switch work {
        case .add:
            return ["task", "add", "TASK-\(number + 1)", "--title", mark]
        case .importing:
            let rows = (1...Self.rows).map { "TASK-\(number)\(1000 + $0),\(mark)\n" }
            try repository.write(".git/rows.csv", "id,title\n" + rows.joined())
            return ["import", ".git/rows.csv"]
        case .approve:
            return [number.isMultiple(of: 2) ? "approve" : "reject", "RFC-1", "--release", "1.0", "--note", mark]
        case .policy:
            try repository.write(".git/policy", TestRepository.hookPolicy + "\n# \(mark)\n")
            return ["policy", "edit", "--file", ".git/policy", "--reason", mark]
        case .tag:
            try repository.commit("RFC-1: \(number)")
            try repository.approve("2.\(number)", "RFC-1")
            return ["tag", "2.\(number)"]
        }
    }

    private func expectWhole(
        _ repository: TestRepository, _ acknowledged: [String], _ last: String, _ work: Work
    ) throws {
        let journal = try repository.sluice("journal", "--json")
        try #require(journal.status == 0, "\(work): \(journal.errors)")
        for mark in acknowledged { #expect(journal.output.contains(mark), "\(mark) was acknowledged and is lost") }
        if work == .importing {
            let entries = Set(journal.output.matches(of: #/TASK-[0-9]+/#).map(\.output))
            let number = last.split(separator: "-")[1]
            #expect([0, Self.rows].contains(entries.count { $0.hasPrefix("TASK-\(number)1") && $0.count > 8 }))
        }
        #expect([0, 1].contains(try repository.sluice("gate", "tag", "1.0").status))
        let check = try repository.tryGit("fsck", "--connectivity-only", "--no-dangling", "sluice/ledger")
        #expect(check.status == 0 && check.output.isEmpty, "\(check.output)\(check.errors)")
        let references = try repository.tryGit("for-each-ref")
        #expect(references.status == 0 && references.errors.isEmpty, "\(references.errors)")
    }

    /// The first lock of each branch or tag is waited for; it takes ten seconds.
    private func releaseLocks(of repository: TestRepository, _ told: inout Set<String>) throws {
        for lock in repository.locks() {
            if lock.hasSuffix("sluice/ledger.lock"), told.insert("ledger").inserted {
                try repository.expectTelling(of: lock, by: words("after a lock"))
            } else {
                try FileManager.default.removeItem(atPath: lock)
            }
        }
    }

    /// A tag and its manifest are both there, or can both be made.
    private func expectTaggable(_ release: String, in repository: TestRepository) throws {
        if let ledger = try? repository.git(
            "for-each-ref", "--format=%(trailers:key=Sluice-Ledger,valueonly)", "refs/tags/v\(release)"),
            !ledger.isEmpty
        {
            let names = try repository.tryGit(
                "merge-base", "--is-ancestor", ledger.trimmingCharacters(in: .newlines), "sluice/ledger")
            #expect(names.status == 0, "the tag is there, its manifest is not")
        }
        let tagged = try repository.sluice("tag", release)
        #expect(tagged.status == 0, "\(tagged.output)\(tagged.errors)")
        #expect(try repository.sluice("gate", "tag", release).status == 0)
    }

    @Test("F2: a lock that was left behind is waited for, and told with its path and age; without it work goes on")
    func tellsOfALeftOverLock() throws {
        let repository = try TestRepository.withOpenGate()
        let tag = repository.path + "/.git/refs/tags/v1.0.lock"
        let branch = repository.path + "/.git/refs/heads/sluice/ledger.lock"
        let unborn = try TestRepository()
        try unborn.commit("first")
        try unborn.write(".git/refs/heads/sluice/ledger.lock", "")
        let starting = try unborn.start([Places.program, "init", "--no-hooks", "--key", "RFC=rfc"])
        try repository.write(".git/refs/heads/sluice/ledger.lock", "")
        let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -3 * 3600 - 60)]
        try FileManager.default.setAttributes(old, ofItemAtPath: branch)
        try repository.expectTelling(of: branch, by: words("after a lock"))
        try repository.write(".git/refs/tags/v1.0.lock", "")
        let tagged = try repository.sluice("tag", "1.0")
        #expect(tagged.status == 3 && tagged.errors.contains(": \(tag) is there, "), "\(tagged.errors)")
        let started = try starting.wait()
        #expect(started.status == 3 && started.errors.contains("ledger.lock is there, "), "\(started.errors)")
        try FileManager.default.removeItem(atPath: tag)
        #expect(try repository.sluice("tag", "1.0").status == 0)
    }
}
