import Changes
import Ledger
import Releases
import Reports

extension Command {
    static let releaseHold = Command(
        "hold", summary: "Hold a release because of incidents or problems, until they are closed",
        examples: [
            ("sluice release hold 2.4.0 INCIDENT-3 -m 'orders get lost'", "its gate is shut while INCIDENT-3 is open")
        ],
        run: ReleaseHold.run)

    static let releaseUnhold = Command(
        "unhold", summary: "Let a release go on in spite of incidents or problems that are open",
        examples: [
            ("sluice release unhold 2.4.0 INCIDENT-3 -m 'it is of the old version'", "INCIDENT-3 does not count")
        ],
        run: ReleaseUnhold.run)
}

/// What the two commands have in common.
struct HoldParameters: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let incidents = Argument.atLeastOne("incident", help: "incidents or problems of the ledger")
    let reason = Option.required("reason", short: "m", placeholder: "text", help: "why")
}

struct ReleaseHold: Parameters {
    let shared = HoldParameters()

    static func run(_ invocation: Invocation<ReleaseHold>) throws -> ExitStatus {
        try invocation.shared.record(isHeld: true)
    }
}

struct ReleaseUnhold: Parameters {
    let shared = HoldParameters()

    static func run(_ invocation: Invocation<ReleaseUnhold>) throws -> ExitStatus {
        try invocation.shared.record(isHeld: false)
    }
}

extension Invocation<HoldParameters> {
    fileprivate func record(isHeld: Bool) throws -> ExitStatus {
        let session = try PlanSession(self, release: self.release)
        let summary = (isHeld ? "hold " : "unhold ") + self.incidents.joined(separator: " ")
        let (changed, unchanged) = try session.decide(summary) { view in
            guard let plan = view.plan else { throw try view.ledger.unknownRelease(view.version) }
            let named = try view.ledger.knownItems(named: self.incidents, policy: view.policy)
            if let other = named.first(where: { $0.noun != .incident && $0.noun != .problem }) {
                throw Self.refusal(of: other)
            }
            let items = Set(named.map(\.id)).sorted()
            let person = try session.workspace.speaker(session.workspace.author(), .plan, policy: view.policy)
            // Who holds it as well has to agree to its end.
            let (changed, unchanged) = items.parted { item in
                isHeld ? !plan.holders.has(person, item) : plan.holds.contains(item)
            }
            guard !changed.isEmpty else { return ((changed, unchanged), nil) }
            if !isHeld { try Self.refuse(person, toEnd: changed, plan, view.policy) }
            var statement = PlanStatement(release: plan.version)
            if isHeld { statement.hold = changed } else { statement.unhold = changed }
            statement.reason = self.reason
            return ((changed, unchanged), statement)
        }
        tell(changed, unchanged, session.version, isHeld)
        return .yes
    }

    private func tell(_ changed: [ItemID], _ unchanged: [ItemID], _ release: Version, _ isHeld: Bool) {
        if wantsJSON {
            console.write(JSONText.document(HoldDocument(release, changed, isHeld: isHeld)))
            return
        }
        for item in changed {
            console.print(
                isHeld ? "\(item.shown) holds \(release) while it is open." : "\(item.shown) does not hold \(release).")
        }
        for item in unchanged {
            console.note("\(item.shown): nothing changes, it \(isHeld ? "holds" : "does not hold") \(release).")
        }
    }

    private static func refuse(
        _ person: Person, toEnd items: [ItemID], _ plan: ReleasePlan, _ policy: Policy
    ) throws {
        guard let item = items.first(where: { !policy.mayEnd($0, heldBy: plan.holders, person) }) else { return }
        throw Failure(
            .refused, "\(person) may not end the hold of \(plan.version) by \(item.shown)", hints: [policy.endsHolds])
    }

    private static func refusal(of item: Item) -> Failure {
        Failure(
            .usage, "\(item.id.shown) is \(item.noun.titleWithArticle), and holds no release",
            hints: ["`sluice incident add --title \"…\"` records what is wrong"])
    }
}

extension Policy {
    /// Who may end what holds a release.
    var endsHolds: Hint {
        "who alone held the release by it can, and members of \(signOffRoles.joined(separator: ", "))"
    }
}
