import Actions
import Changes
import Ledger
import Releases
import Reports

extension Move.Refusal: FailureConvertible {
    var failure: Failure {
        switch self {
        case .notPlanned(let item, let release): .notPlanned(item, release)
        case .offLadder(let item, let status, let initial):
            Failure(
                .refused, "\(item.shown) is \(status.label.lowercased()), and on no ladder",
                hints: ["`sluice move \(item) \(initial.id) --reason \"…\"` takes it up again"])
        case .atEnd(let item, let status, let isLast):
            Failure(.refused, "\(item.shown) is \(status.label), the \(isLast ? "last" : "first") status")
        case .unclear(let place, let matching, let all): Self.unclear(place, matching, all)
        case .withoutReason(let item, let place, let end, let release):
            Failure(
                .usage, "why is \(item.shown) to go to \(end.label)?",
                hints: ["`sluice move \(item) \(place) --release \(release) --reason \"…\"` says why"])
        case .notAllowed(let person, let status):
            Failure(
                .refused, "\(person) may not move items to \(status.label)",
                hints: [
                    "\(status.roles.joined(separator: " or ")) has to; `sluice policy check` tells who that is"
                ])
        case .lacks(let item, let status, let missing, let release, let role):
            Failure(
                .refused,
                "\(item.shown) cannot go to \(status.label): it lacks "
                    + missing.map(\.missing).joined(separator: ", "),
                hints: missing.prefix(1).map { $0.fix(item, release, role: role) })
        }
    }

    private static func unclear(_ place: String, _ matching: [ReleaseStatus], _ all: [String]) -> Failure {
        let names = matching.isEmpty ? ["right", "left", "up", "down"] + all : matching.map(\.id)
        let near = Suggestion.nearest(to: place.lowercased(), among: all)
        return Failure(
            .usage, "\(place.quoted) is \(matching.isEmpty ? "no status" : "the beginning of several statuses")",
            hints: near.count == 1
                ? ["did you mean \(near[0])?"] : ["name one of: \(names.joined(separator: ", "))"])
    }
}

extension Failure {
    static func notPlanned(_ item: ItemID, _ release: Version) -> Failure {
        Failure(
            .refused, "\(item.shown) is not planned in release \(release)",
            hints: ["`sluice release add \(release) \(item)` plans it"])
    }
}

extension StatusGuard {
    /// The command that brings what is missing.
    fileprivate func fix(_ item: ItemID, _ release: Version, role: String) -> Hint {
        switch self {
        case .linked:
            "commit with it, or `sluice release add \(release) \(item) --without-commits` says that it needs none"
        case .reviewed: "someone else has to move it"
        case .integrated: "`sluice gate tag \(release)` tells which commits are left outside"
        case .integrationTests, .acceptanceTests: "`sluice test list \(release)` tells which cases are open"
        case .signedOff: "`sluice approve \(item) --release \(release) --role \(role)` approves it"
        case .deployed: "`sluice deploy \(release)` deploys it"
        case .settled: "`sluice incident list` tells what is open"
        }
    }
}
