import Changes
import Git
import Ledger
import Releases
import Reports
import System

extension Command {
    static let calendar = Command(
        "calendar", summary: "Tell the forward schedule of change: windows, freezes and open releases",
        details: """
            As text, or as iCalendar, which calendars of all kinds subscribe to. A release stays
            in it, tagged or not, until it was deployed to production. Windows are shown as
            closed where a freeze covers them.

            --json: one object a line: `id`, `title`, `note`, `from`, `until`, `freeze`, and for
            a window `closed` and `open`, the parts of it that no freeze covers.
            """,
        examples: [
            ("sluice calendar --until +8w", "the next eight weeks"),
            ("sluice calendar --format ical > changes.ics", "for a calendar"),
        ],
        run: ShowCalendar.run)
}

struct ShowCalendar: Parameters {
    enum Format: String, CaseIterable, Sendable {
        case text, json, ical
    }

    let from = Option.value("from", placeholder: "time", help: "from when on; from now on else")
    let until = Option.value("until", placeholder: "time", help: "until when; for twelve weeks else")
    let zone = Option.value("zone", placeholder: "name", help: "show times of this zone; of the machine's else")
    let component = Option.value(
        "component", placeholder: "component", help: "only releases and windows of this component, and freezes")
    let format = Option.choice("format", default: Format.text, help: "how to print it")

    static func run(_ invocation: Invocation<ShowCalendar>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let ledger = try workspace.ledger()
        let now = workspace.date()
        let zone = try ZoneRules.named(invocation.zone ?? SystemZone.current)
        let from = try invocation.from.map { try TimeInput.moment($0, option: "--from", now: now, zone: zone) } ?? now
        let until =
            try invocation.until.map { try TimeInput.moment($0, option: "--until", now: now, zone: zone) }
            ?? Timestamp(milliseconds: from.milliseconds + 84 * 86_400_000)
        let component = try invocation.component.map { try ledger.policy().knownComponent(named: $0) }
        let console = invocation.console
        let (events, stamp, problems) = try events(ledger, from, until, of: component)
        for problem in problems { console.warn(problem.failure.message, hints: problem.failure.hints) }
        switch invocation.wantsJSON ? .json : invocation.format {
        case .ical: console.write(CalendarFile(events, stamp: stamp ?? from).text)
        case .json: for event in events { console.write(JSONText.line(ScheduleDocument(event))) }
        case .text where events.isEmpty: console.note("Nothing is scheduled.")
        case .text: console.write(ScheduleText(events, zone: zone).text(width: console.width, palette: console.palette))
        }
        return .yes
    }

    /// All of the span, sorted by their beginnings, the time of the newest record behind them, and what is wrong with windows whose
    /// times cannot be told here.
    private static func events(
        _ ledger: LedgerReader, _ from: Timestamp, _ until: Timestamp, of component: Component?
    ) throws -> ([ScheduledEvent], Timestamp?, [ZoneProblem]) {
        let policy = try ledger.policy()
        var (stamp, problems): (Timestamp?, [ZoneProblem]) = (nil, [])
        let windows = try policy.environments.flatMap { environment -> [ScheduledEvent] in
            let records = try ledger.records(of: .environment(environment.name))
            stamp = [stamp, records.latest(until: ledger.now)].compactMap(\.self).max()
            let (windows, unknown) = (component.map { Windows(records).of($0.name) } ?? Windows(records))
                .readable(in: environment.name)
            problems += unknown
            return try windows.schedule(from: from, to: until, zone: ZoneRules.named).map {
                ScheduledEvent($0, environment.name)
            }
        }
        let deployments = try policy.production.map { try ledger.deployments(to: $0.name) }
        let releases = try ledger.releases().filter { $0.version.isOf(component) }
        let plans = releases.filter { deployments?.haveSucceeded($0.version) != true }
            .compactMap { ScheduledEvent($0) }.filter { $0.from < until && $0.until > from }
        stamp = [stamp, try ledger.releases().map(\.planned).max()].compactMap(\.self).max()
        return ((windows + plans).sorted { ($0.from, $0.id) < ($1.from, $1.id) }, stamp, problems)
    }
}

extension ScheduledEvent {
    fileprivate init?(_ plan: ReleasePlan) {
        guard let from = plan.from, let until = plan.until else { return nil }
        let manager = plan.manager.map { "managed by \($0)" }
        let type = plan.type == .normal ? nil : plan.type.rawValue
        let state = plan.manifests.isEmpty ? nil : "tagged"
        self.init(
            id: "release-\(plan.version.recorded)", title: "Release \(plan.version)",
            note: [type, state, manager].compactMap(\.self).joined(separator: ", "), from: from, until: until)
    }

    fileprivate init(_ scheduled: ScheduledWindow, _ environment: String) {
        let (window, time) = (scheduled.window, scheduled.time)
        self.init(
            id: "\(window.record.shortName)-\(time.from.seconds)",
            title: "\(window.isFreeze ? "Freeze" : "Change window") of \(environment)"
                + (window.statement.component.map { " for \($0)" } ?? ""),
            note: window.statement.note ?? "", from: time.from, until: time.until, window: scheduled)
    }
}
