import Changes
import Gate
import Git
import Ledger
import Releases
import Testing

@testable import Reports

/// `board` and `cube`: the items of a release by their status, in every form.
@Suite("board as a value") struct BoardTests {
    /// 1.1.0 plans TASK-1, which is approved and ready for production since two hours, and TASK-2 of Dana's.
    private func release() throws -> SampleRelease {
        var release = try SampleRelease()
        try release.add("TASK-1", [.title: "First"])
        try release.add("TASK-2", [.title: "Second\u{1B}[31m thing", .assignee: "dana"])
        try release.commit("TASK-1: first")
        try release.commit("TASK-2: second")
        try release.plan("TASK-1", "TASK-2")
        try release.decide(.approve, on: "TASK-1")
        try release.move("TASK-1", rungs: 5)
        release.pass(minutes: 120)
        return release
    }

    private func board(_ release: SampleRelease) throws -> Board { Board(try release.facts, at: release.now) }

    private func text(_ release: SampleRelease, width: Int? = nil) throws -> String {
        BoardText(try board(release)).text(width: width, palette: .plain)
    }

    // MARK: - Text

    @Test("a list by status, without those in which nothing is, where there is no room for columns")
    func printsAList() throws {
        let release = try release()
        for width in [nil, 30] {
            #expect(try text(release, width: width).contains("Developing (1)\n  TASK-2"))
        }
        #expect(
            try text(release) == """
                1.1.0 ← the beginning (first release)

                Developing (1)
                  TASK-2  Second<U+001B>[31m thing  dana  qa?  2h
                Ready for Production (1)
                  TASK-1  First                           qa✓  2h

                ✓ approved  ✗ rejected  ~ stale  ? not decided  ! does not count

                """)
    }

    @Test("columns where they fit: all of them, or those in which something is")
    func printsColumns() throws {
        let release = try release()
        let (all, some) = (try text(release, width: 200), try text(release, width: 60))
        #expect(all.contains("Closed (0)") && all.contains("Developing (1)"))
        #expect(!some.contains("Closed") && some.contains("Developing (1)"))
        for text in [all, some] {
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.filter { $0.contains("TASK-1") }.allSatisfy { $0.contains("TASK-2") }, "\(text)")
            #expect(text.contains("qa✓") && text.contains("qa?  dana") && text.contains("2h"))
        }
        #expect(some.split(separator: "\n").allSatisfy { TextWidth.columns(of: String($0)) <= 66 })
    }

    @Test("nothing planned is shown without a legend")
    func saysThatNothingIsPlanned() throws {
        let release = try SampleRelease()
        for width in [nil, 200] {
            #expect(try text(release, width: width) == "1.1.0 ← the beginning (first release)\n\nno item is planned\n")
        }
    }

    @Test("each decision has its mark, each role its own, boards first")
    func marksDecisions() throws {
        var release = try release()
        let mark = { (release: SampleRelease) in
            try board(release).columns.flatMap(\.cards).first { $0.item.number == 1 }?.marks
        }
        try release.commit("TASK-1: more")
        #expect(try mark(release) == "qa~")
        try release.decide(.reject, on: "TASK-1")
        #expect(try mark(release) == "qa✗")
        try release.decide(.revoke, on: "TASK-1")
        #expect(try mark(release) == "qa?")
        try release.decide(.approve, on: "TASK-1", by: SampleRelease.dana)
        #expect(try mark(release) == "qa!")
        release.policy.signOffRoles = ["qa", "security"]
        try release.decide(.approve, on: "TASK-1", role: "security")
        #expect(try mark(release) == "qa! security✓")
    }

    @Test("the word of an RfC's board comes before the sign-offs")
    func marksBoards() throws {
        var release = try SampleRelease()
        release.policy.boards.roles[.normal] = "cab"
        try release.add("RFC-1", [.title: "x"])
        try release.commit("RFC-1: work")
        try release.plan("RFC-1")
        let marks = { (release: SampleRelease) in try board(release).columns[0].cards[0].marks }
        #expect(try marks(release) == "cab? qa?")
        try release.decide(.approve, on: "RFC-1", by: SampleRelease.dana, role: "cab")
        #expect(try marks(release) == "cab! qa?")
        try release.decide(.approve, on: "RFC-1", role: "cab")
        #expect(try marks(release) == "cab✓ qa?")
        release.policy.thresholds["cab"] = 2
        #expect(try marks(release) == "cab? qa?")
        try release.decide(.reject, on: "RFC-1", by: SampleRelease.rene, role: "cab")
        #expect(try marks(release) == "cab✗ qa?")
        release.policy.members["cab"] = ["nobody@example.org"]
        try release.decide(.revoke, on: "RFC-1", by: SampleRelease.rene, role: "cab")
        #expect(try marks(release) == "cab? qa?")
        try release.decide(.approve, on: "RFC-1", role: "cab")
        #expect(try marks(release) == "cab! qa?")
    }

    @Test("what goes with the release is shown on its card, or below the board")
    func showsWhatGoes() throws {
        var release = try release()
        let gone = [
            try release.linked("TASK-2: lost"), try release.linked("RFC-9: lost"), try release.linked("lost, too"),
        ]
        release.goes = gone.map { Going(commit: $0, release: nil, paths: [[97]], proposal: nil) }
        let text = try text(release)
        #expect(text.contains("qa?  ↪1") || text.contains("qa? ↪1"), "\(text)")
        #expect(text.contains("\nnot planned, and goes with the release: RFC-9, 1 commit without an item\n"))
        #expect(text.contains("↩ commits that come back  ↪ commits that go"))
        let document = JSONText.line(BoardDocument(try board(release)))
        #expect(document.contains(#""goes":{"commitsWithoutItem":1,"items":["RFC-9"]}"#), "\(document)")
        #expect(document.contains(#""goes":["\#(gone[0].commit.id)"]"#))
    }

    @Test("what is off the ladder has a column at the end")
    func showsWhatIsOffTheLadder() throws {
        var release = try release()
        try release.move("TASK-2", to: "withdrawn", reason: "not wanted")
        let columns = try board(release).columns
        #expect(columns.last?.status.id == "withdrawn" && columns.last?.cards.map(\.item.number) == [2])
    }

    // MARK: - JSON

    @Test func writesJSON() throws {
        let release = try release()
        let document = JSONText.line(BoardDocument(try board(release)))
        #expect(document.hasPrefix(#"{"release":"1.1.0","statuses":["#), "\(document)")
        #expect(
            document.contains(
                #"{"class":"build","id":"developing","items":[{"assignee":"dana","id":"TASK-2","#), "\(document)")
        #expect(document.contains(#""class":"approved","id":"ready-for-production","items":[{"id":"TASK-1","#))
        #expect(document.contains(#""signOffs":{"qa":"approved"},"since":"2026-01-05T"#))
        #expect(document.contains(#""title":"Second\u001b[31m thing""#), "\(document)")
    }

    // MARK: - Cube

    @Test("a cube shows the status of an item in every release that plans it")
    func showsTheCube() throws {
        var later = try SampleRelease("2.0")
        try later.add("TASK-2", [.title: "Another title"])
        try later.plan("TASK-2", "TASK-3")
        let cube = Cube([try later.facts, try release().facts])
        #expect(
            CubeText(cube).text(width: nil, palette: .plain) == """
                item    title                     1.1.0                      2.0
                TASK-1  First                     Ready for Production  qa✓  ·
                TASK-2  Second<U+001B>[31m thing  Developing  qa?            Developing  qa?
                TASK-3  not in the ledger         ·                          Developing  qa?

                """)
        let document = JSONText.line(CubeDocument(cube))
        #expect(document.contains(#""releases":["1.1.0","2.0"]"#), "\(document)")
        #expect(
            document.contains(
                #"{"class":"approved","release":"1.1.0","signOffs":{"qa":"approved"},"status":"ready-for-production"}"#),
            "\(document)")
        #expect(Cube([]).rows.isEmpty)
    }
}

/// What keys do to the board on a terminal, and what that shows.
@Suite("board under keys") struct BoardControlTests {
    /// TASK-1 and TASK-2 in the first column.
    private func control() throws -> BoardControl {
        var release = try SampleRelease()
        for item in ["TASK-1", "TASK-2"] {
            try release.add(item, [.title: "title of \(item)"])
            try release.commit("\(item): work")
            try release.plan(item)
        }
        return BoardControl(Board(try release.facts, at: release.now))
    }

    /// Presses keys as a terminal sends them.
    private func press(_ keys: String, _ control: inout BoardControl) -> [BoardControl.Wish] {
        BoardKey.keys(in: Array(keys.utf8)).compactMap { control.press($0) }
    }

    private func frame(_ control: BoardControl, message: String = "", width: Int = 170, height: Int = 30) -> [String] {
        BoardFrame(control, message: message, width: width, height: height, palette: .plain).lines
    }

    private let first = ItemID(key: "TASK", number: 1)
    private let second = ItemID(key: "TASK", number: 2)
    private let down = "\u{1B}[B"
    private let right = "\u{1B}[C"
    private let left = "\u{1B}[D"
    private let up = "\u{1B}[A"

    @Test("arrows select, and stop at the ends")
    func selects() throws {
        var control = try control()
        #expect(control.card?.item == first)
        #expect(press(up + left + down, &control).isEmpty && control.card?.item == second)
        #expect(press(down + down, &control).isEmpty && control.card?.item == second)
        #expect(press(right, &control).isEmpty && control.card == nil)
        #expect(press(String(repeating: right, count: 20), &control).isEmpty)
        #expect(control.selected == .init(column: control.board.columns.count - 1, row: 0))
    }

    @Test("a picked-up item moves with the arrows, as one does with Shift at once")
    func moves() throws {
        var control = try control()
        #expect(press(" " + right, &control) == [.move(first, to: "right", reason: nil)])
        #expect(control.isHeld)
        #expect(press(" " + down, &control).isEmpty && !control.isHeld)
        #expect(press("\u{1B}[1;2C", &control) == [.move(second, to: "right", reason: nil)])
        #expect(press("\r" + down, &control) == [.move(second, to: "down", reason: nil)])
        #expect(press("\u{1B}", &control).isEmpty && !control.isHeld)
    }

    @Test("to the left it asks why; without an answer nothing moves")
    func asksWhy() throws {
        var control = try control()
        #expect(press("\u{1B}[1;2D", &control).isEmpty)
        #expect(control.mode == .reason(item: first, place: "left", typed: ""))
        #expect(press("it faüls\u{7F}\u{7F}\u{7F}", &control).isEmpty)
        #expect(
            frame(control).suffix(2).map(\.self) == [
                "Why does TASK-1 go left? (Enter goes on, Escape does not)", "> it fa▏",
            ])
        #expect(press("ils\r", &control) == [.move(first, to: "left", reason: "it fails")])
        #expect(control.mode == .browse)
        #expect(press("\u{1B}[1;2D\r", &control).isEmpty && control.mode == .browse)
        #expect(press("\u{1B}[1;2Dno", &control).isEmpty)
        #expect(press("\u{1B}", &control).isEmpty && control.mode == .browse)
    }

    @Test("letters ask for their actions; an empty place has nothing to approve or to pick up")
    func asksForActions() throws {
        var control = try control()
        #expect(press("arxq\u{3}", &control) == [.approve(first), .readAgain, .leave, .leave])
        #expect(press(right + "a ", &control).isEmpty && !control.isHeld)
        #expect(press("?", &control).isEmpty && control.mode == .help)
        #expect(frame(control).contains { $0.contains("pick the item up") })
        #expect(press("q", &control).isEmpty && control.mode == .browse, "any key goes back")
        #expect(press("?\u{3}", &control) == [.leave])
    }

    @Test("what was selected stays so when the board is read again, wherever it went")
    func followsItsItem() throws {
        var control = try control()
        _ = press(down, &control)
        var release = try SampleRelease()
        for item in ["TASK-1", "TASK-2"] {
            try release.add(item, [.title: "title"])
            try release.commit("\(item): work")
            try release.plan(item)
        }
        try release.move("TASK-2", rungs: 1)
        control.show(Board(try release.facts, at: release.now))
        #expect(control.card?.item == second && control.selected == .init(column: 1, row: 0))
        _ = press(" ", &control)
        control.show(Board(try SampleRelease().facts, at: release.now))
        #expect(control.card == nil && !control.isHeld)
    }

    @Test("a frame has the size of the terminal, the message at its foot, and marks what is selected")
    func drawsFrames() throws {
        var control = try control()
        let lines = frame(control, message: "TASK-9 moved.\n\u{1B}[31mEvil")
        #expect(lines.count == 30 && lines.allSatisfy { TextWidth.columns(of: $0) <= 170 })
        #expect(lines[0] == "1.1.0 ← the beginning (first release)")
        #expect(lines[28] == "TASK-9 moved.  <U+001B>[31mEvil")
        #expect(lines[29] == "arrows select · Space picks up · a approves · ? helps · q leaves")
        #expect(lines.contains { $0.hasPrefix("▸ TASK-1") } && lines.contains { $0.hasPrefix("  TASK-2") })
        for label in ["Developing (2)", "Ready for Review", "Closed (0)"] {
            #expect(lines.contains { $0.contains(label) }, "\(label)")
        }
        _ = press(" ", &control)
        let held = frame(control)
        #expect(held.contains { $0.hasPrefix("⇄ TASK-1") })
        #expect(held.last == "arrows move TASK-1 · Space lets it go")
    }

    @Test("a narrow terminal shows the columns around the selected one, a low one the rows around it")
    func fitsSmallTerminals() throws {
        var control = try control()
        let narrow = frame(control, width: 40).joined(separator: "\n")
        #expect(narrow.contains("Developing (2)") && narrow.contains("›") && !narrow.contains("Closed"))
        let low = frame(control, height: 10)
        #expect(low.count == 10 && low.contains { $0.contains("▸ TASK-1") } && !low.contains { $0.contains("TASK-2") })
        _ = press(down, &control)
        #expect(frame(control, height: 10).contains { $0.contains("▸ TASK-2") })
        _ = press(String(repeating: right, count: 5), &control)
        let middle = frame(control, width: 40).joined(separator: "\n")
        #expect(middle.contains("‹ ") && middle.contains(" ›"), "\(middle)")
    }
}
