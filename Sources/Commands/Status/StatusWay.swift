import Changes
import Ledger
import Releases
import Reports

/// The way of an item from its status to another one, as far as it may go.
struct StatusWay {
    let statement: MoveStatement?

    /// The statuses passed, the last one being where it ends; empty where it is there already.
    let through: [ReleaseStatus]

    /// - Throws: `Failure`: what is missing on the way, and who may do it.
    init(_ item: ItemID, to place: String, _ view: StatusView, by person: Person, reason: String?) throws {
        let (engine, status) = (view.policy.statuses, view.status(of: item))
        let end = try Self.end(of: place, from: status, item, engine)
        guard end != status else {
            (statement, through) = (nil, [])
            return
        }
        let steps = engine.steps(from: status, to: end)
        if steps.isEmpty {
            guard reason != nil else { throw Self.needsReason(item, place, end, view) }
            through = [end]
        } else {
            for step in steps { try Self.refuse(item, into: step, view, by: person) }
            through = steps
        }
        statement = MoveStatement(
            release: view.version, item: item, from: status.id, through: through.map(\.id), reason: reason)
    }

    private static func end(
        of place: String, from status: ReleaseStatus, _ item: ItemID, _ engine: StatusEngine
    ) throws -> ReleaseStatus {
        switch place {
        case "right", "left":
            guard status.statusClass.isOnLadder else {
                throw Failure(
                    .refused, "\(item.shown) is \(status.label.lowercased()), and on no ladder",
                    hints: ["`sluice move \(item) \(engine.initial.id) --reason \"…\"` takes it up again"])
            }
            let end = place == "right" ? engine.next(after: status) : engine.previous(before: status)
            guard let end else {
                throw Failure(
                    .refused, "\(item.shown) is \(status.label), the \(place == "right" ? "last" : "first") status",
                    hints: []
                )
            }
            return end
        default:
            let named = engine.statuses(named: place)
            guard named.count == 1 else { throw unclear(place, named, engine) }
            // What comes back onto the ladder begins anew.
            return status.statusClass.isOnLadder || engine.rung(of: named[0]) == nil ? named[0] : engine.initial
        }
    }

    private static func unclear(_ place: String, _ named: [ReleaseStatus], _ engine: StatusEngine) -> Failure {
        let all = (engine.rungs + ReleaseStatus.ends).map(\.id)
        let names = (named.isEmpty ? ["right", "left", "up", "down"] + all : named.map(\.id)).joined(separator: ", ")
        let near = Suggestion.nearest(to: place.lowercased(), among: all)
        return Failure(
            .usage, "\(place.quoted) is \(named.isEmpty ? "no status" : "the beginning of several statuses")",
            hints: near.count == 1 ? ["did you mean \(near[0])?"] : ["name one of: \(names)"])
    }

    private static func needsReason(
        _ item: ItemID, _ place: String, _ end: ReleaseStatus, _ view: StatusView
    ) -> Failure {
        Failure(
            .usage, "why is \(item.shown) to go to \(end.label)?",
            hints: [
                "`sluice move \(item) \(place) --release \(view.version) --reason \"…\"` says why"
            ])
    }

    private static func refuse(
        _ item: ItemID, into status: ReleaseStatus, _ view: StatusView, by person: Person
    ) throws {
        guard view.policy.mayMove(person, into: status) else {
            throw Failure(
                .refused, "\(person) may not move items to \(status.label)",
                hints: [
                    "\(status.roles.joined(separator: " or ")) has to; `sluice policy check` tells who that is"
                ])
        }
        let missing = view.facts.statuses.missing(item, for: status, by: person)
        guard let first = missing.first else { return }
        throw Failure(
            .refused,
            "\(item.shown) cannot go to \(status.label): it lacks " + missing.map(\.missing).joined(separator: ", "),
            hints: [first.fix(item, view.version, view.policy)])
    }
}

extension StatusGuard {
    /// The command that brings what is missing.
    fileprivate func fix(_ item: ItemID, _ release: Version, _ policy: Policy) -> Hint {
        switch self {
        case .linked:
            "commit with it, or `sluice release add \(release) \(item) --without-commits` says that it needs none"
        case .reviewed: "someone else has to move it"
        case .integrated: "`sluice gate tag \(release)` tells which commits are left outside"
        case .integrationTests, .acceptanceTests: "`sluice test list \(release)` tells which cases are open"
        case .signedOff:
            "`sluice approve \(item) --release \(release) --role \(policy.signOffRoles.first ?? "qa")` approves it"
        case .deployed: "`sluice deploy \(release)` deploys it"
        case .settled: "`sluice incident list` tells what is open"
        }
    }
}
