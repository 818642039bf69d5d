import Changes
import Ledger
import Releases
import Reports

extension Command {
    static let releaseCollect = Command(
        "collect", summary: "Plan all items that have commits in a release",
        details: """
            Adds every item of the ledger that has commits between the release's base and its
            candidate, and the RfCs of such tasks. Items that the ledger does not know are
            told and not added.
            """,
        examples: [("sluice release collect 2.4.0", "plan what is in 2.4.0 anyway")],
        run: ReleaseCollect.run)
}

struct ReleaseCollect: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why")

    static func run(_ invocation: Invocation<ReleaseCollect>) throws -> ExitStatus {
        let session = try PlanSession(invocation, release: invocation.release)
        let found = try session.change("collect") { view, plan in
            let scope = try view.finder.scope(of: view.version, plan: plan)
            session.console.warn(of: scope)
            let found = try Collected(scope, in: view, plan)
            guard !found.added.isEmpty else { return (found, nil) }
            var statement = PlanStatement(release: plan.version)
            statement.add = found.added
            statement.reason = invocation.reason
            return (found, statement)
        }
        if invocation.wantsJSON {
            invocation.console.write(JSONText.document(found.document(session.version)))
        } else {
            tell(found, session.version, invocation.console)
        }
        return .yes
    }

    private static func tell(_ found: Collected, _ release: Version, _ console: Console) {
        for item in found.added { console.print("Planned \(item.shown) in \(release).") }
        if found.added.isEmpty { console.note("Nothing changes: every known item of these commits is planned.") }
        for unknown in found.unknown.map(\.failure) {
            console.warn("\(unknown.message), but has commits in the release", hints: unknown.hints)
        }
        if found.unlinked > 0 {
            console.warn(
                "\(counted(found.unlinked, "commit belongs", "commits belong")) to no item",
                hints: ["`sluice log \(release)` lists them, `sluice link` links them"])
        }
    }
}

/// What the commits of a release make worth planning.
private struct Collected {
    var added: [ItemID] = []
    /// Items that are not in the ledger.
    var unknown: [UnknownItem] = []
    var unlinked = 0

    init() {}

    func document(_ release: Version) -> JSONValue {
        .object(["release": release, "added": added, "unknown": unknown.map(\.item), "unlinked": unlinked])
    }

    init(_ scope: ReleaseScope, in view: PlanSession.View, _ plan: ReleasePlan) throws {
        let history = try HistoryReader(view.finder, ledger: view.ledger).history(of: scope, plan: plan)
        let present = history.contents.items
        let rfcs = present.compactMap { history.items[$0]?.rfc }
        let known = Set(present + rfcs).filter { history.items[$0] != nil }
        added = known.subtracting(plan.items).sorted()
        unknown = present.filter { history.items[$0] == nil }.map {
            UnknownItem(item: $0, noun: view.policy.noun(of: $0) ?? .task, near: [])
        }
        unlinked = history.contents.unlinked.count
    }
}
