import Changes
import Ledger
import TestSupport
import Testing

/// `GIT_COMMITTER_DATE` dates records only from the newest one to now.
@Suite("dates that are given") struct GivenDateTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository.withOpenGate() }

    private func tip() throws -> String { try repository.resolve("sluice/ledger") }

    private func sluice(_ words: String..., date: String) throws -> CommandResult {
        try repository.start([Places.program] + words, environment: ["GIT_COMMITTER_DATE": date]).wait()
    }

    @Test(
        "after now, in whatever form and zone, nothing is written",
        arguments: [
            "2099-01-01T00:00:00Z", "@4070000000 +0000", "4070000000 -1200", "@4070000000 +1400",
            "Thu, 01 Jan 2099 00:00:00 +0000", "2099.01.01 00:00:00.123", "@9223372036854775 +0000",
        ])
    func refusesTheFuture(date: String) throws {
        let before = try tip()
        let refused = try sluice("move", "RFC-1", "developing", "--release", "1.0", "-m", "x", date: date)
        #expect(refused.status == 1 && refused.errors.contains("which is after now"), "\(refused.errors)")
        #expect(refused.errors.contains("unset GIT_COMMITTER_DATE"))
        #expect(try tip() == before)
    }

    @Test(
        "what Git can make no date of, or no whole one, writes nothing either",
        arguments: ["9999-99-99", "@-1", "never"])
    func refusesWhatIsNoDate(date: String) throws {
        let before = try tip()
        #expect(try sluice("rfc", "add", "RFC-9", "--title", "x", date: date).status != 0)
        #expect(try tip() == before)
    }

    @Test("a zone decides: an hour ahead by the clock on the wall is an hour ago two hours east")
    func mindsZones() throws {
        let wall = Timestamp(seconds: Int64(TestRepository.now + 3_600)).description.prefix(19)
        #expect(try sluice("rfc", "add", "RFC-8", "--title", "x", date: "\(wall)+0000").status == 1)
        #expect(try sluice("rfc", "add", "RFC-8", "--title", "x", date: "\(wall)+0200").status == 0)
    }

    @Test("every command that writes refuses it, and what reads does not mind")
    func refusesForEveryCommand() throws {
        let future = "@4070000000 +0000"
        let before = try tip()
        for words in [
            ["reject", "RFC-1", "--release", "1.0", "--note", "x"],
            ["revoke", "RFC-1", "--release", "1.0", "--note", "x"], ["release", "new", "1.1"],
            ["release", "drop", "1.0", "RFC-1", "--reason", "x"], ["tag", "1.0"], ["rfc", "add", "--title", "x"],
            ["link", "HEAD", "RFC-2", "--reason", "x"], ["review", "1.0", "-m", "x"],
            ["test", "case", "add", "--title", "x", "--for", "RFC-1"],
        ] {
            let result = try repository.start(
                [Places.program] + words, person: .tester, environment: ["GIT_COMMITTER_DATE": future]
            ).wait()
            #expect(result.status != 0, "\(words)")
        }
        #expect(try tip() == before)
        #expect(try repository.git("tag", "--list").isEmpty)
        for words in [
            ["gate", "tag", "1.0"], ["rfc", "list"], ["audit"], ["board", "1.0"], ["release", "show", "1.0"],
        ] {
            let result = try repository.start([Places.program] + words, environment: ["GIT_COMMITTER_DATE": future])
                .wait()
            #expect(result.status == 0, "\(words) \(result.errors)")
        }
    }

    @Test("before the newest record nothing is written; the same second is allowed")
    func refusesThePast() throws {
        let newest = repository.time
        try #require(try sluice("rfc", "add", "RFC-7", "--title", "x", date: "@\(newest) +0000").status == 0)
        let before = try tip()
        for date in ["@\(newest - 1) +0000", "1982-01-01T00:00:00Z", "@0 +0000", "@\(newest - 1) -1200"] {
            let refused = try sluice("rfc", "add", "--title", "x", date: date)
            #expect(refused.status == 1 && refused.errors.contains("before the newest record of the ledger"), "\(date)")
        }
        #expect(try tip() == before)
        #expect(try sluice("rfc", "add", "--title", "x", date: "@\(newest) +0000").status == 0)
    }

    @Test("a record of the future moves the bounds of nobody")
    func ignoresTheFuture() throws {
        try repository.forge(
            .item(.init(item: ItemID(key: "RFC", number: 2), noun: .rfc, set: [.risk: "high"])), by: .tester,
            at: 4_070_000_000)
        #expect(try sluice("rfc", "add", "--title", "x", date: "@\(repository.time) +0000").status == 0)
        let refused = try sluice("rfc", "add", "--title", "x", date: "@\(repository.time - 7_200) +0000")
        #expect(refused.status == 1 && refused.errors.contains("before the newest record"))
    }

    @Test("what another clone wrote later is the newest record, too, once it is here")
    func mindsTheJoinedLedger() throws {
        let clone = try repository.clone()
        try clone.git("branch", "sluice/ledger", "origin/sluice/ledger")
        let late = repository.time + 7_200
        try #require(try sluice("rfc", "add", "--title", "late", date: "@\(late) +0000").status == 0)
        let add = { (date: Int) in
            try clone.start(
                [Places.program, "rfc", "add", "--title", "x"], environment: ["GIT_COMMITTER_DATE": "@\(date) +0000"]
            ).wait()
        }
        #expect(try add(late - 60).status == 0)
        try clone.git("fetch", "--quiet")
        #expect(try add(late - 30).errors.contains("before the newest record"))
        #expect(try add(late).status == 0)
    }

    @Test("no ledger begins in the future")
    func refusesToBeginInTheFuture() throws {
        let empty = try TestRepository()
        try empty.commit("first")
        let refused = try empty.start(
            [Places.program, "init", "--no-hooks"], environment: ["GIT_COMMITTER_DATE": "2099-01-01T00:00:00Z"]
        ).wait()
        #expect(refused.status == 1 && refused.errors.contains("which is after now"))
        #expect(try empty.tryGit("rev-parse", "--verify", "sluice/ledger").status != 0)
    }

    @Test("records of before that are out of order stay readable and count as they did")
    func readsWhatIsOutOfOrder() throws {
        try repository.forge(
            .item(.init(item: ItemID(key: "RFC", number: 2), noun: .rfc, set: [.risk: "low"])), by: .tester, at: 1_000)
        #expect(try repository.gate(status: 0).open)
        #expect(try repository.sluice("rfc", "show", "RFC-2").output.contains("low"))
        #expect(try repository.sluice("rfc", "add", "--title", "x").status == 0)
    }
}
