import Foundation
import TestSupport
import Testing

/// `board` and `cube`: as text, as JSON, and on a terminal.
@Suite("board") struct BoardTests {
    private let repository: TestRepository

    /// Release 1.0 with TASK-1, approved, and TASK-2; 2.0 plans TASK-2 once more.
    init() throws {
        repository = try TestRepository()
        try repository.commit("TASK-1: first")
        try repository.commit("TASK-2: second")
        try repository.makeLedger()
        try repository.addItems(["TASK-1", "TASK-2"])
        try #require(try repository.sluice("release", "new", "1.0").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "TASK-1", "TASK-2").status == 0)
        try repository.sluice("task", "edit", "TASK-2", "--assignee", "dana", "--title", "Second\u{1B}[31m thing")
        try #require(try repository.sluice("approve", "TASK-1", person: .tester).status == 0)
    }

    @Test func printsItemsByStatus() throws {
        let result = try repository.sluice("board")
        #expect(result.status == 0 && result.errors.isEmpty)
        #expect(
            result.output == """
                1.0 ← the beginning (first release)

                Developing (1)
                  TASK-2  Second<U+001B>[31m thing  dana  qa?  4m
                Ready for Production (1)
                  TASK-1  TASK-1                          qa✓  1m

                ✓ approved  ✗ rejected  ~ stale  ? not decided  ! does not count

                """)
    }

    @Test("JSON and the cube have the same items, of every open release that plans them")
    func writesJSONAndTheCube() throws {
        let output = try repository.sluice("board", "1.0", "--json").outputBytes
        let board = try #require(try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
        let statuses = try #require(board["statuses"] as? [[String: Any]])
        let items = try #require(statuses[5]["items"] as? [[String: Any]])
        #expect(items.map { $0["id"] as? String } == ["TASK-1"])
        try #require(try repository.sluice("release", "new", "2.0").status == 0)
        try #require(try repository.sluice("release", "add", "2.0", "TASK-2").status == 0)
        let lines = try repository.sluice("cube").output.split(separator: "\n").map(String.init)
        #expect(lines[0].split(separator: " ") == ["item", "title", "1.0", "2.0"])
        #expect(lines[1].hasPrefix("TASK-1") && lines[1].contains("Ready for Production  qa✓"))
        #expect(lines[2].hasPrefix("TASK-2") && lines.count == 3)
        #expect(try repository.sluice("cube", "--json").output.contains(#""status": "ready-for-production""#))
    }

    @Test("where nothing is planned, both say so")
    func saysThatNothingIsPlanned() throws {
        let repository = try TestRepository()
        try repository.commit("TASK-1: first")
        try repository.makeLedger()
        #expect(try repository.sluice("cube").errors.contains("no open release plans an item"))
        let board = try repository.sluice("board")
        #expect(board.status == 2 && board.errors.contains("`sluice release new <version>` plans one"))
        try repository.sluice("release", "new", "1.0")
        #expect(try repository.sluice("board").output.hasSuffix("no item is planned\n"))
    }
}

/// The board on a terminal of its own (`script`, util-linux), where keys are all that it is told.
@Suite("board on a terminal") struct BoardTerminalTests {
    private let repository: TestRepository

    init() throws {
        repository = try TestRepository()
        try repository.commit("TASK-1: first")
        try repository.commit("TASK-2: second")
        try repository.makeLedger()
        try repository.addItems(["TASK-1", "TASK-2"])
        try #require(try repository.sluice("release", "new", "1.0").status == 0)
        try #require(try repository.sluice("release", "add", "1.0", "TASK-1", "TASK-2").status == 0)
    }

    private static let entering = "\u{1B}[?1049h\u{1B}[?25l"
    private static let leaving = "\u{1B}[?25h\u{1B}[?1049l"

    /// Starts the board; `keys` are typed at once.
    private func start(_ keys: String, columns: Int = 170, person: Person = .tester) throws -> RunningCommand {
        let line = "stty cols \(columns) rows 30; echo $$ > pid; exec '\(Places.program)' board 1.0 --color=never"
        return try repository.start(
            ["script", "-qec", line, "/dev/null"], input: Array(keys.utf8), person: person,
            environment: ["TERM": "xterm", "SHELL": "/bin/sh"])
    }

    private func status(of item: String) throws -> String {
        let output = try repository.sluice("board", "1.0", "--json").outputBytes
        let board = try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any]
        let statuses = try #require(board?["statuses"] as? [[String: Any]])
        let status = statuses.first { status in
            (status["items"] as? [[String: Any]])?.contains { $0["id"] as? String == item } == true
        }
        return try #require(status?["id"] as? String)
    }

    @Test("shows all columns, and leaves the terminal as it was")
    func showsAndLeaves() throws {
        let result = try start("q").wait()
        #expect(result.status == 0)
        #expect(result.output.contains(Self.entering) && result.output.hasSuffix(Self.leaving))
        for label in ["Developing (2)", "Ready for Review", "Closed (0)", "▸ TASK-1", "q leaves"] {
            #expect(result.output.contains(label), "\(label)")
        }
    }

    @Test("arrows select, Space picks up, arrows move, a approves")
    func worksOnItems() throws {
        // TASK-2 one to the right; then TASK-1 is approved, and goes up by itself.
        let result = try start("\u{1B}[B \u{1B}[C \u{1B}[D?xaq").wait()
        #expect(result.output.contains("TASK-2 in 1.0: Developing → Ready for Review."))
        #expect(result.output.contains("pick the item up"))
        #expect(result.output.contains("Approved TASK-1 in 1.0 as qa: 1 commit; it is Ready for Production now."))
        #expect(try status(of: "TASK-2") == "ready-for-review")
        #expect(try status(of: "TASK-1") == "ready-for-production")
    }

    @Test("to the left it asks why; without an answer nothing moves")
    func asksWhy() throws {
        try repository.sluice("move", "TASK-1", "right")
        // It is in the second column; the first one is selected, as TASK-2 is there.
        _ = try start("\u{1B}[C\u{1B}[1;2Dno\u{1B}q").wait()
        #expect(try status(of: "TASK-1") == "ready-for-review")
        _ = try start("\u{1B}[C\u{1B}[1;2Dit fails\rq").wait()
        #expect(try status(of: "TASK-1") == "developing")
        #expect(try repository.sluice("journal", "TASK-1", "--limit", "1").output.contains("(it fails)"))
    }

    @Test("what is refused is told, and nothing changes")
    func tellsRefusals() throws {
        let result = try start("aq", person: .developer).wait()
        #expect(result.output.contains("worked on TASK-1 and cannot approve it"))
        #expect(try status(of: "TASK-1") == "developing")
    }

    @Test("who recorded something is reminded of the sync when the board is left")
    func remindsOfSync() throws {
        let note = "note: Others see this after `sluice sync`."
        #expect(try !start("aq").wait().output.contains(note), "there is no remote")
        try repository.git("remote", "add", "origin", "file://\(repository.path)")
        #expect(try !start("q").wait().output.contains(note))
        let result = try start("\u{1B}[Baq").wait()
        #expect(result.output.contains("Approved TASK-2") && result.output.contains(note), "\(result.output)")
    }

    @Test("a narrow terminal shows the columns around the selected one")
    func fitsNarrowTerminals() throws {
        let output = try start("q", columns: 40).wait().output
        #expect(output.contains("Developing (2)") && output.contains("›") && !output.contains("Closed"))
    }

    @Test("a signal ends it with the terminal as it was", arguments: [SIGTERM, SIGHUP, SIGQUIT])
    func restoresTheTerminalOnSignals(_ signal: Int32) throws {
        let fifo = repository.path + "/keys"
        try #require(mkfifo(fifo, 0o600) == 0)
        let line = "stty cols 170 rows 30; echo $$ > pid; exec '\(Places.program)' board 1.0"
        let running = try repository.start(
            ["sh", "-c", "exec 3<>keys; exec script -qfec \"$0\" log <&3", line],
            environment: ["TERM": "xterm", "SHELL": "/bin/sh"])
        try waitUntil {
            (try? String(contentsOfFile: repository.path + "/log", encoding: .utf8))?.contains("q leaves") == true
        }
        let number = try String(contentsOfFile: repository.path + "/pid", encoding: .utf8)
        let process = try #require(pid_t(number.trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(process, signal)
        _ = try running.wait()
        let log = try String(contentsOfFile: repository.path + "/log", encoding: .utf8)
        #expect(log.contains(Self.leaving) && log.ranges(of: Self.leaving).count == log.ranges(of: Self.entering).count)
    }

    /// Looks now and then until something is there, for at most a minute.
    private func waitUntil(_ condition: () throws -> Bool) throws {
        for _ in 0..<6_000 {
            if try condition() { return }
            usleep(10_000)
        }
        Issue.record("it did not come in a minute")
    }
}
