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
        do {
            return UnpulledCommits(lag: lag, byItem: try newest(of: absent, range.scope, lag))
        } catch let problem as RepositoryProblem where problem.isUnreadable {
            // Whoever can push could put a damaged object there: that shuts no gate.
            return UnpulledCommits(lag: lag, byItem: [:])
        }
    }

    private func newest(
        of items: Set<ItemID>, _ scope: ReleaseScope, _ lag: BranchLag
    ) throws -> [ItemID: ObjectID] {
        let commits = try CommitRange.commits(
            of: [lag.upstream.tracked.target], without: [scope.candidate], in: repository, messages: linker.messages)
        let components = ComponentCommits(repository, policy)
        let component = components.component(of: scope.version)
        var found: [ItemID: ObjectID] = [:]
        // A commit of a task is one of its RfC, too.
        var owners: [ItemID: [ItemID]] = [:]
        for linked in try linker.linkWithoutContents(commits) {
            for item in linked.items where owners[item] == nil {
                owners[item] = [item] + [try ledger.item(item)?.rfc].compactMap(\.self)
            }
            let named = linked.items.flatMap { owners[$0] ?? [] }.filter { items.contains($0) && found[$0] == nil }
            guard try !named.isEmpty && component.map({ try components.isOf($0, linked) }) ?? true else { continue }
            for item in named { found[item] = linked.commit.id }
        }
        return found
    }
}
