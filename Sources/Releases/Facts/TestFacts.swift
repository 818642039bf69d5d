package import Changes
import Git
package import Ledger

/// The cases that planned items have to pass, and where each stands.
package struct TestFacts: Sendable {
    /// Sorted by item, then by case; retired cases are none.
    package let standings: [TestStanding]

    package init(_ standings: [TestStanding] = []) { self.standings = standings }

    /// - Parameters:
    ///   - before: the cases as they were when the release was tagged; none for one that is not.
    ///   - touched: the configuration items of which each planned item's commits change files.
    package init(
        _ cases: [TestCase], before: [TestCase], _ results: [ItemID: TestResults], touched: [ItemID: Set<String>],
        on items: ItemFacts,
        _ signOffs: SignOffFacts, _ vouching: Vouching, policy: Policy
    ) throws {
        let digests = try (cases + before).reduce(into: [ItemID: Set<String>]()) {
            $0[$1.id, default: []].insert(try $1.digest())
        }
        standings = items.planned.flatMap { item in
            cases.filter { $0.isFor(item, items, touched[item] ?? [], vouching) }.map { testCase in
                TestStanding(
                    item, testCase, results[item] ?? .none,
                    content: signOffs.subjects[item] ?? SignOffContent(commits: [], patches: [:]),
                    authors: signOffs.authors[item] ?? [], digests: digests[testCase.id] ?? [], policy: policy)
            }
        }
    }

    /// Whether every mandatory case of a stage was passed with the item's present content; true where there is none.
    package func isPassed(_ item: ItemID, stage: TestStage) -> Bool {
        standings.allSatisfy {
            $0.item != item || !$0.testCase.stages.contains(stage) || !$0.testCase.isMandatory || $0.state == .passed
        }
    }
}

extension TestCase {
    /// An RfC that is not planned itself is answered for by its planned tasks; where nobody vouches for a task, by all that it was
    /// ever said to be of.
    fileprivate func isFor(
        _ item: ItemID, _ items: ItemFacts, _ touched: Set<String>, _ vouching: Vouching
    ) -> Bool {
        guard isActive else { return false }
        if isForAll || !touched.isDisjoint(with: scope) { return true }
        let known = vouching.isLacking(for: item) ? items[item]?.rfcsEver : items[item]?.rfcs.compactMap(\.self)
        let rfcs = (known ?? []).filter { !items.planned.contains($0) }
        return ([item] + rfcs).contains { scope.contains($0.description) }
    }
}

extension FactsGatherer {
    /// Looks at changed paths only where some case is for configuration items.
    ///
    /// - Parameter tagged: when the release was tagged: what was tried for it stays tried. Nil for one that is not.
    func testFacts(
        _ results: [ItemID: TestResults], on items: ItemFacts, _ signOffs: SignOffFacts, _ vouching: Vouching,
        in contents: ReleaseContents, tagged: Timestamp?
    ) throws -> TestFacts {
        let cases = try ledger.testCases()
        guard !cases.isEmpty else { return TestFacts() }
        let names = Set(policy.configuration.items.map(\.name)).intersection(cases.flatMap(\.scope))
        let touched = names.isEmpty ? [:] : try self.touched(on: items, in: contents)
        let before = try tagged.map(ledger.testCases(until:)) ?? []
        return try TestFacts(
            cases, before: before, results, touched: touched, on: items, signOffs, vouching, policy: policy)
    }

    private func touched(on items: ItemFacts, in contents: ReleaseContents) throws -> [ItemID: Set<String>] {
        var byCommit: [ObjectID: Set<String>] = [:]
        for id in Set(items.planned.flatMap(items.content)) {
            guard let linked = contents[id] else { continue }
            let paths = linked.commit.isMerge ? linked.mergedContent : try repository.ownChanges(of: linked.commit)
            byCommit[id] = Set(paths.compactMap { policy.configuration.item(of: $0)?.name })
        }
        return items.planned.reduce(into: [:]) { touched, item in
            touched[item] = items.content(of: item).reduce(into: []) { $0.formUnion(byCommit[$1] ?? []) }
        }
    }
}
