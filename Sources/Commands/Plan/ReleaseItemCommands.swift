import Changes
import Ledger
import Releases
import Reports

extension Command {
    static let releaseAdd = Command(
        "add", summary: "Add items to the plan of a release",
        examples: [
            ("sluice release add 2.4.0 RFC-12 TASK-7", "plan two items"),
            ("sluice release add 2.4.0 RFC-13 --without-commits -m 'a setting at the provider'", "it needs no commit"),
            (
                "sluice release add 2.4.0 TASK-9 --removed -m 'replaced by RFC-12'",
                "what 2.3.1 has of TASK-9 goes with 2.4.0"
            ),
        ],
        run: ReleaseAdd.run)

    static let releaseDrop = Command(
        "drop", summary: "Take items out of the plan of a release",
        examples: [("sluice release drop 2.4.0 RFC-12 --reason 'moved to 2.5.0'", "RFC-12 is not planned any more")],
        run: ReleaseDrop.run)
}

struct ReleaseAdd: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let items = Argument.atLeastOne("item", help: "items of the ledger")
    let withoutCommits = Option.flag("without-commits", help: "declare that the items need no commits")
    let removed = Option.flag(
        "removed", help: "the release does without what its base has of the items (needs a reason)")
    let reason = Option.value("reason", short: "m", placeholder: "text", help: "why")

    static func run(_ invocation: Invocation<ReleaseAdd>) throws -> ExitStatus {
        let session = try PlanSession(invocation, release: invocation.release)
        let (needsNone, goes) = (invocation.withoutCommits, invocation.removed)
        guard !needsNone || !goes else {
            throw Failure(
                .usage, "an item needs no commits, or loses some: not both", hints: ["leave one of the options out"])
        }
        guard !goes || invocation.reason?.isEmpty == false else {
            throw Failure(.usage, "what goes needs a reason", hints: ["say why with --reason"])
        }
        let (added, skipped) = try session.change("add " + invocation.items.joined(separator: " ")) { view, plan in
            let items = Set(try view.ledger.knownItems(named: invocation.items, policy: view.policy).map(\.id)).sorted()
            let (skipped, added) = items.parted {
                plan.items.contains($0) && plan.withoutCommits.contains($0) == needsNone
                    && plan.removed.contains($0) == goes
            }
            guard !added.isEmpty else { return ((added, skipped), nil) }
            var statement = PlanStatement(release: plan.version)
            statement.add = added
            statement.withoutCommits = needsNone ? added : nil
            statement.removed = goes ? added : nil
            statement.reason = invocation.reason
            return ((added, skipped), statement)
        }
        if invocation.wantsJSON {
            return invocation.answer(session.version, "added", added, unchanged: skipped)
        }
        let suffix = needsNone ? " without commits" : goes ? " to go" : ""
        for item in added { invocation.console.print("Planned \(item.shown) in \(session.version)\(suffix).") }
        for item in skipped {
            invocation.console.note("\(item.shown): nothing changes, it is planned\(suffix) already.")
        }
        return .yes
    }
}

struct ReleaseDrop: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let items = Argument.atLeastOne("item", help: "items of the plan")
    let reason = Option.required("reason", short: "m", placeholder: "text", help: "why")

    static func run(_ invocation: Invocation<ReleaseDrop>) throws -> ExitStatus {
        let session = try PlanSession(invocation, release: invocation.release)
        let (dropped, skipped) = try session.change("drop " + invocation.items.joined(separator: " ")) { view, plan in
            let items = Set(try invocation.items.map { try view.policy.item(named: $0) }).sorted()
            let (dropped, skipped) = items.parted(by: plan.items.contains)
            guard !dropped.isEmpty else { return ((dropped, skipped), nil) }
            var statement = PlanStatement(release: plan.version)
            statement.drop = dropped
            statement.reason = invocation.reason
            return ((dropped, skipped), statement)
        }
        if invocation.wantsJSON {
            return invocation.answer(session.version, "dropped", dropped, unchanged: skipped)
        }
        for item in dropped { invocation.console.print("Dropped \(item.shown) from \(session.version).") }
        for item in skipped { invocation.console.note("\(item.shown): nothing changes, it is not planned.") }
        return .yes
    }
}

extension Invocation {
    /// What became of items of a plan, in JSON.
    func answer(_ release: Version, _ done: String, _ items: [ItemID], unchanged: [ItemID]) -> ExitStatus {
        let members: [JSONObject.Member] = [
            .init(name: done, value: items.json), .init(name: "release", value: .string(release.description)),
            .init(name: "unchanged", value: unchanged.json),
        ]
        console.write(JSONText.document(JSONValue.object(JSONObject(members: members))))
        return .yes
    }
}
