import TestSupport
import Testing

/// `window`, and the gate rule of that name. The tests' clock begins on Monday, 2026-01-05, 08:00 UTC.
@Suite("window") struct WindowTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.makeLedger(
            policy: TestRepository.hookPolicy + """

                [environment "production"]
                    window = required
                [window]
                    role = release-manager
                [role "release-manager"]
                    member = rene@example.org
                """)
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: first")
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0", person: .manager).status == 0)
    }

    @discardableResult
    private func window(_ words: String..., person: Person = .manager, zone: String = "UTC") throws -> CommandResult {
        try repository.start([Places.program, "window"] + words, person: person, environment: ["TZ": zone]).wait()
    }

    private func gate() throws -> CommandResult {
        try repository.sluice("gate", "deploy", "1.0", "--env", "production", person: .manager)
    }

    @Test("outside every window the gate is shut, and tells when the next one is")
    func needsAWindow() throws {
        #expect(try gate().output.contains("and none is planned"))
        let opened = try window("open", "production", "--from", "tomorrow 22:00", "--until", "2026-01-07 02:00")
        #expect(opened.output == "Opened a window of production: 2026-01-06 22:00 to 2026-01-07 02:00 UTC.\n")
        #expect(try gate().output.contains("and the next one begins 2026-01-06T22:00:00.000Z"))
        try #require(try window("open", "production", "--from=-1h", "--until", "+1h").status == 0)
        #expect(try gate().status == 0)
    }

    @Test("a freeze shuts it whatever is open, and is taken back by name")
    func heedsFreezes() throws {
        try window("open", "production", "--from=-1h", "--until", "+9h")
        let frozen = try window("freeze", "production", "--from=-1d", "--until", "+1w", "-m", "holidays", "--json")
        #expect(frozen.status == 0)
        let shut = try gate()
        #expect(shut.status == 1 && shut.output.contains("found     Rene Manager froze it: holidays"))
        let listed = try window("list", "production", "--json").output.split(separator: "\n").map(String.init)
        let freeze = try #require(listed.first { $0.contains(#""kind":"freeze""#) })
        let place = try #require(freeze.firstRange(of: #""id":""#))
        let name = String(freeze[place.upperBound...].prefix(8))
        #expect(shut.output.contains("sluice window close production \(name)"))
        #expect(try window("close", "production", "00000000").status == 2)
        #expect(try window("close", "production", name, "-m", "over").status == 0)
        #expect(try gate().status == 0)
        #expect(try window("list", "production").output.contains("holidays") == false)
    }

    @Test("what comes back every week does, until its last")
    func comesBack() throws {
        // Last Monday, from 08:00 to 10:00, and every Monday since.
        try window(
            "open", "production", "--from", "2025-12-29 08:00", "--until", "2025-12-29 10:00", "--every", "weekly")
        #expect(try gate().status == 0)
        let list = try window("list", "--until", "+20d").output
        #expect(list.contains("2026-01-12 08:00 to 10:00 UTC") && list.contains("2026-01-19 08:00 to 10:00 UTC"))
        #expect(!list.contains("2026-01-26"))
        let json = try window("list", "--json").output
        #expect(json.contains(#""every":"weekly""#))
    }

    @Test("a window keeps to the clocks of its zone when these are put forward")
    func keepsToItsZone() throws {
        try window(
            "open", "production", "--from", "2026-03-22 22:00", "--until", "2026-03-22 23:00", "--every", "weekly",
            "--zone",
            "Europe/Berlin")
        let list = try window("list", "--from", "2026-03-20", "--until", "2026-04-10", "--zone", "UTC").output
        // Clocks are put forward on 2026-03-29 at 02:00.
        #expect(list.contains("2026-03-22 21:00 to 22:00 UTC") && list.contains("2026-03-29 20:00 to 21:00 UTC"))
        #expect(try window("list", "--zone", "Mars/Olympus").status == 3)
        let skipped = try window(
            "open", "production", "--from", "2026-03-29 02:30", "--until", "+99d", zone: "Europe/Berlin")
        #expect(skipped.status == 2 && skipped.errors.contains("clocks skip 2026-03-29 02:30 Europe/Berlin"))
    }

    @Test("only who may changes windows, here and in the ledger")
    func asksWhoMay() throws {
        let refused = try window("open", "production", "--from=-1h", "--until", "+1h", person: .tester)
        #expect(refused.status == 1 && refused.errors.contains("may neither change windows nor deploy"))
        let backwards = try window("open", "production", "--from", "+2h", "--until", "+1h")
        #expect(backwards.status == 2 && backwards.errors.contains("it would end"))
    }
}
