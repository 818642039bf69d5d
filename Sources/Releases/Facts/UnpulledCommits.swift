package import Changes
package import Git
import Ledger

/// The commits of items that the candidate lacks and the remote-tracking branch of its branch has.
package struct UnpulledCommits: Sendable {
    /// Nil where the candidate's branch lacks nothing.
    package let lag: BranchLag?
    /// The newest commit of each such item.
    package let byItem: [ItemID: ObjectID]

    package static let none = UnpulledCommits(lag: nil, byItem: [:])

    package init(lag: BranchLag?, byItem: [ItemID: ObjectID]) {
        self.lag = lag
        self.byItem = byItem
    }

    /// The command that brings an item's commits; nil where none are to be had.
    package func fix(for item: ItemID) -> ShellCommand? { byItem[item] == nil ? nil : lag?.fix }
}

extension FactsGatherer {
    /// Looks only where the candidate's branch lacks something.
    func unpulled(_ range: RangeFacts, _ items: ItemFacts) throws -> UnpulledCommits {
        guard let lag = range.scope.lag else { return .none }
        let absent = Set(items.planned.filter { !items.hasCommits($0) })
        guard !absent.isEmpty else { return UnpulledCommits(lag: lag, byItem: [:]) }
        let commits = try CommitRange.commits(
            of: [lag.upstream.tracked.target], without: [range.scope.candidate], in: repository)
        let components = ComponentCommits(repository, policy)
        let component = components.component(of: range.scope.version)
        var found: [ItemID: ObjectID] = [:]
        for linked in try linker.link(commits) where try component.map({ try components.isOf($0, linked) }) ?? true {
            for item in linked.items where absent.contains(item) && found[item] == nil {
                found[item] = linked.commit.id
            }
        }
        return UnpulledCommits(lag: lag, byItem: found)
    }
}
