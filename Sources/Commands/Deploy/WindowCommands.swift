import Changes
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let window = Command(
        "window", summary: "Say when an environment may be changed, and when not",
        details: """
            Times are those of the zone at hand unless --zone or an offset says otherwise; what
            comes back does so by the clocks of that zone. --every monthly from the 31st means
            the last day of shorter months. A freeze shuts an environment whatever windows are
            open: `window list` and `calendar` show these as closed. A window that is opened with
            --component is for releases of that component alone; a freeze is for all.
            """,
        verbs: [.windowOpen, .windowFreeze, .windowClose, .windowList])

    static let windowOpen = Command(
        "open", summary: "Open a change window",
        examples: [
            ("sluice window open production --from 'fri 22:00' --until 'sat 2:00'", "once"),
            ("sluice window open production --from 'tue 6:00' --until 'tue 8:00' --every weekly", "every Tuesday"),
        ],
        run: OpenWindow.run)

    static let windowFreeze = Command(
        "freeze", summary: "Freeze an environment",
        examples: [
            ("sluice window freeze production --from 2026-12-18 --until 2027-01-04 -m holidays", "nothing goes there")
        ],
        run: FreezeWindow.run)

    static let windowClose = Command(
        "close", summary: "Take back a window or a freeze",
        examples: [
            ("sluice window close production 3f9a1c2e -m 'the books are closed'", "`window list` tells its name")
        ],
        run: CloseWindow.run)

    static let windowList = Command(
        "list", summary: "List windows and freezes, and when they are",
        examples: [("sluice window list production --until +4w", "all of the next four weeks")],
        run: ListWindows.run)
}

/// What `open` and `freeze` have in common.
struct WindowParameters: Parameters {
    let env = Argument.required("environment", help: "an environment of the policy")
    let from = Option.required("from", placeholder: "time", help: "when it begins: 'fri 22:00', +2h, 2026-11-22T22:00Z")
    let until = Option.required("until", placeholder: "time", help: "when it ends")
    let every = Option.choice("every", of: WindowStatement.Recurrence.self, help: "how it comes back")
    let last = Option.value("last", placeholder: "time", help: "no occurrence begins after this")
    let zone = Option.value(
        "zone", placeholder: "name", help: "the zone of the times: Europe/Berlin; that of the machine")
    let note = Option.value("note", short: "m", placeholder: "text", help: "what it is for")
}

struct OpenWindow: Parameters {
    let shared = WindowParameters()
    let component = Option.value("component", placeholder: "component", help: "for releases of this component alone")

    static func run(_ invocation: Invocation<OpenWindow>) throws -> ExitStatus {
        try invocation.shared.record(.open, for: invocation.component)
    }
}

struct FreezeWindow: Parameters {
    let shared = WindowParameters()

    static func run(_ invocation: Invocation<FreezeWindow>) throws -> ExitStatus {
        try invocation.shared.record(.freeze)
    }
}

extension Invocation<WindowParameters> {
    fileprivate func record(_ form: WindowStatement.Form, for component: String? = nil) throws -> ExitStatus {
        let workspace = try Workspace(self)
        let author = try workspace.author()
        let now = workspace.now()
        let name = self.zone ?? SystemZone.current
        let zone = try ZoneRules.named(name)
        var statement = WindowStatement(self.env, form)
        let from = try TimeInput.moment(self.from, option: "--from", now: now, zone: zone)
        // `tue 6:00` to `tue 8:00` is one morning.
        let until = try TimeInput.moment(self.until, option: "--until", now: now, zone: zone)
        guard from < until else {
            throw Failure(
                .usage, "it would end (\(until.shown) UTC) before it begins (\(from.shown) UTC)",
                hints: ["name a later --until"])
        }
        (statement.from, statement.until) = (from, until)
        (statement.every, statement.zone, statement.note) = (self.every, name ?? "UTC", self.note)
        statement.last = try self.last.map { try TimeInput.moment($0, option: "--last", now: now, zone: zone) }
        let written = try workspace.writer(by: author).append("window: \(form.rawValue)") { ledger in
            let policy = try ledger.policy()
            statement.environment = try policy.deploymentEnvironment(named: self.env).name
            statement.component = try component.map { try policy.knownComponent(named: $0).name ?? $0 }
            try policy.refuseStranger(workspace.speaker(author, .window, policy: policy))
            return [.window(statement)]
        }
        let windows = try Windows(workspace.ledger().records(of: .environment(statement.environment)))
        let opened = Windows(RecordSequence(written)).all[0]
        let row = try WindowRow(
            opened, statement.environment, among: windows.readable(in: statement.environment).windows, zone: zone,
            zones: ZoneRules.named)
        if wantsJSON {
            console.write(JSONText.document(WindowDocument(row)))
        } else {
            console.print(
                "\(form == .freeze ? "Froze" : "Opened a window of") \(SafeText.line(statement.environment))\(statement.component.map { " for " + $0 } ?? ""): \(row.sentence)."
            )
        }
        return .yes
    }
}

struct CloseWindow: Parameters {
    let env = Argument.required("environment", help: "an environment of the policy")
    let window = Argument.required("window", help: "its name, as `window list` tells it")
    let note = Option.value("note", short: "m", placeholder: "text", help: "why")

    static func run(_ invocation: Invocation<CloseWindow>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("window: close") { ledger in
            let policy = try ledger.policy()
            let environment = try policy.deploymentEnvironment(named: invocation.env).name
            try policy.refuseStranger(workspace.speaker(author, .window, policy: policy))
            let records = try ledger.records(of: .environment(environment))
            let names = records.names(beginning: invocation.window)
            let named = Windows(records).all.filter { names.contains($0.record) }
            guard named.count == 1 else {
                throw Failure(
                    .usage,
                    "\(invocation.window.quoted) is \(named.isEmpty ? "no window" : "more than one window") of \(environment)",
                    hints: ["`sluice window list \(environment)` tells their names"])
            }
            var statement = WindowStatement(environment, .close)
            (statement.closes, statement.note) = (named[0].record, invocation.note)
            return [.window(statement)]
        }
        if invocation.wantsJSON {
            for case .window(let statement) in written.map(\.record.statement) {
                invocation.console.write(JSONText.document(statement.json))
            }
            return .yes
        }
        invocation.console.print("Closed \(SafeText.line(invocation.window)) of \(SafeText.line(invocation.env)).")
        return .yes
    }
}

struct ListWindows: Parameters {
    let env = Argument.optional("environment", help: "only this one")
    let from = Option.value("from", placeholder: "time", help: "from when on; from now on else")
    let until = Option.value("until", placeholder: "time", help: "until when; for four weeks else")
    let zone = Option.value("zone", placeholder: "name", help: "show times of this zone; of the machine's else")

    static func run(_ invocation: Invocation<ListWindows>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let policy = try ledger.policy()
        let now = workspace.now()
        let zone = try ZoneRules.named(invocation.zone ?? SystemZone.current)
        let from = try invocation.from.map { try TimeInput.moment($0, option: "--from", now: now, zone: zone) } ?? now
        let until =
            try invocation.until.map { try TimeInput.moment($0, option: "--until", now: now, zone: zone) }
            ?? Timestamp(milliseconds: from.milliseconds + 28 * 86_400_000)
        let names =
            try invocation.env.map { [try policy.deploymentEnvironment(named: $0).name] }
            ?? policy.environments.map(\.name)
        let console = invocation.console
        let rows = try names.flatMap { name in
            let windows = try Windows(ledger.records(of: .environment(name)))
            let (readable, problems) = windows.readable(in: name)
            for problem in problems { console.warn(problem.failure.message, hints: problem.failure.hints) }
            return try windows.all.map { window in
                problems.contains { $0.window == window }
                    ? WindowRow(unreadable: window, name, zone: zone)
                    : try WindowRow(
                        window, name, among: readable, zone: zone, span: .init(from: from, until: until),
                        zones: ZoneRules.named)
            }
        }
        if invocation.wantsJSON {
            for row in rows { console.write(JSONText.line(WindowDocument(row))) }
        } else if rows.isEmpty {
            console.note("There are neither windows nor freezes.")
        } else {
            console.write(WindowListText(rows).text(width: console.width, palette: console.palette))
        }
        return .yes
    }
}
