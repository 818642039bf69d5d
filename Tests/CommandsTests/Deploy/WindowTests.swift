import Ledger
import TestSupport
import Testing

/// `window`, and the gate rule of that name, which goes by the machine's clock: so do the commands here.
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
        repository.useTheClock()
    }

    /// A day and an hour as the command line takes them, so far from now.
    private func time(days: Int, _ clock: String) -> String { "\(Self.day(days)) \(clock)" }

    private static func day(_ days: Int) -> String {
        String(Timestamp(seconds: Int64(TestRepository.now + 86_400 * days)).description.prefix(10))
    }

    @discardableResult
    private func window(_ words: String..., person: TestSupport.Person = .manager, zone: String = "UTC") throws
        -> CommandResult
    {
        try repository.start([Places.program, "window"] + words, person: person, environment: ["TZ": zone]).wait()
    }

    private func gate() throws -> CommandResult {
        try repository.sluice("gate", "deploy", "1.0", "--env", "production", person: .manager)
    }

    @Test("outside every window the gate is shut, and tells when the next one is")
    func needsAWindow() throws {
        #expect(try gate().output.contains("and none is planned"))
        let opened = try window("open", "production", "--from", "tomorrow 22:00", "--until", time(days: 2, "02:00"))
        #expect(
            opened.output
                == "Opened a window of production: \(Self.day(1)) 22:00 to \(Self.day(2)) 02:00 UTC.\n")
        #expect(try gate().output.contains("and the next one begins \(Self.day(1))T22:00:00.000Z"))
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

    @Test("T64: a window whose zone this machine does not know is named, with the command that takes it back")
    func namesWindowsOfUnknownZones() throws {
        try window("open", "production", "--from=-1h", "--until", "+9h")
        var statement = WindowStatement("production", .freeze)
        statement.from = Timestamp(seconds: Int64(TestRepository.now - 3600))
        statement.until = Timestamp(seconds: Int64(TestRepository.now + 3600))
        (statement.every, statement.zone) = (.weekly, "Mars/Base")
        repository.person = .manager
        try repository.append([.window(statement)])
        let shut = try gate()
        #expect(shut.status == 3 && shut.errors.contains("by Rene Manager"), "\(shut.errors)")
        #expect(shut.errors.contains("has the zone 'Mars/Base', which the machine does not know"), "\(shut.errors)")
        let place = try #require(shut.errors.firstRange(of: "sluice window close production "))
        let name = String(shut.errors[place.upperBound...].prefix(8))
        let listed = try window("list", "production")
        #expect(listed.status == 0 && listed.output.contains("in the unknown zone Mars/Base"), "\(listed.output)")
        #expect(listed.output.split(separator: "\n").count == 3 && listed.errors.contains("window close"))
        #expect(try window("list", "--json").output.contains(#""unreadable":true"#))
        let calendar = try repository.sluice("calendar")
        #expect(calendar.status == 0 && calendar.output.contains("Change window of production"), "\(calendar.output)")
        #expect(calendar.errors.contains("window close production \(name)"))
        #expect(try window("close", "production", name).status == 0)
        #expect(try gate().status == 0)
        // What does not come back needs no zone.
        (statement.every, statement.zone) = (nil, "Mars/Base")
        try repository.append([.window(statement)])
        #expect(try gate().status == 1)
    }

    @Test("what comes back every week does, until its last")
    func comesBack() throws {
        // Four weeks ago, from an hour before this time of day to an hour after it, and every week since.
        try window("open", "production", "--from=-673h", "--until=-671h", "--every", "weekly")
        #expect(try gate().status == 0)
        let list = try window("list", "--until", "+20d").output
        #expect(list.contains(Self.day(7)) && list.contains(Self.day(14)))
        #expect(!list.contains(Self.day(21)))
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

    @Test("the variable that dates records opens no window and ends no freeze")
    func goesByTheClock() throws {
        repository.variables = [:]
        try window("open", "production", "--from", "2026-01-05 00:00", "--until", "2026-01-06 00:00")
        let shut = try gate()
        #expect(shut.status == 1 && shut.output.contains("window"), "\(shut.output)")
        let sunday = try repository.start(
            [Places.program, "gate", "deploy", "1.0", "--env", "production"], person: .manager,
            environment: ["GIT_COMMITTER_DATE": "2026-01-05T12:00:00Z", "GIT_AUTHOR_DATE": "2026-01-05T12:00:00Z"]
        ).wait()
        #expect(sunday.status == 1)
        try window("open", "production", "--from=-1h", "--until", "+1h")
        #expect(try gate().status == 0)
        try window("freeze", "production", "--from=-1h", "--until", "+1h")
        for date in ["2026-01-04T12:00:00Z", "@4070000000 +0000"] {
            let frozen = try repository.start(
                [Places.program, "deploy", "1.0", "--env", "production", "--", "touch", "deployed"], person: .manager,
                environment: ["GIT_COMMITTER_DATE": date]
            ).wait()
            #expect(frozen.status == 1, "\(date) \(frozen.output)")
        }
        #expect(try repository.tryGit("ls-files", "--error-unmatch", "--others", "deployed").status != 0)
    }

    @Test("a freeze that a record of the future takes back holds, as does one that shuts between recurring windows")
    func holdsAFreezeThatTheFutureEnds() throws {
        try window("open", "production", "--from=-25h", "--until=-23h", "--every", "daily")
        #expect(try gate().status == 0)
        try window("freeze", "production", "--from=-25h", "--until=-23h", "--every", "daily")
        let freeze = try #require(try repository.records(of: .environment("production")).records.last)
        var end = WindowStatement("production", .close)
        end.closes = freeze.name
        try repository.forge(.window(end), by: .manager, at: 4_070_000_000)
        #expect(try gate().status == 1)
        // A window that the future takes back is shut at once.
        try #require(try window("close", "production", freeze.name.shortName).status == 0)
        #expect(try gate().status == 0)
        let open = try #require(try repository.records(of: .environment("production")).records.first)
        end.closes = open.name
        try repository.forge(.window(end), by: .manager, at: 4_070_000_000)
        #expect(try gate().status == 1)
    }

    @Test("a window that a record of the future opens is shut, whatever times it names")
    func opensNoWindowOfTheFuture() throws {
        var statement = WindowStatement("production", .open)
        statement.from = Timestamp(seconds: 0)
        statement.until = Timestamp(seconds: 4_080_000_000)
        try repository.forge(.window(statement), by: .manager, at: 4_070_000_000)
        #expect(try gate().status == 1)
    }

    @Test("--at asks about another time, and the answer says so; tag and deploy know no such option")
    func asksAboutAnotherTime() throws {
        try window("open", "production", "--from", "tomorrow 22:00", "--until", time(days: 2, "02:00"))
        #expect(try gate().status == 1)
        let at = time(days: 1, "23:00")
        let ask = { (words: [String]) in
            try repository.start([Places.program, "gate"] + words + ["--at", at], person: .manager).wait()
        }
        let answer = try ask(["deploy", "1.0", "--env", "production"])
        #expect(
            answer.status == 0
                && answer.output.hasPrefix(
                    "gate deploy 1.0 to production at \(Self.day(1))T23:00:00.000Z, not now: open\n"),
            "\(answer.output)")
        for format in ["json", "junit", "sarif", "markdown", "github"] {
            let text = try ask(["deploy", "1.0", "--env", "production", "--format", format]).output
            #expect(text.contains("\(Self.day(1))T23:00:00.000Z"), "\(text)")
        }
        #expect(try gate().output.hasPrefix("gate deploy 1.0 to production: refused"))
        for words in [["tag", "1.0", "--at", at], ["deploy", "1.0", "--env", "production", "--at", at, "--", "true"]] {
            let refused = try repository.start([Places.program] + words, person: .manager).wait()
            #expect(refused.status == 2, "\(words)")
        }
        #expect(try repository.sluice("gate", "tag", "1.0", "--at", "never").status == 2)
    }
}
