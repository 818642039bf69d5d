import Changes
import Git
import Ledger
import Releases
import TestSupport
import Testing

@testable import Reports

/// `which`, `log`, the gate and `notes` say the same of each change, and it is what the trees have.
@Suite struct RevertAgreementTests {
    @Test(
        "R49: what is changed, taken back, carried over and landed again is where the files say it is",
        arguments: [UInt64](0..<10))
    func agreesWithTheFiles(batch: UInt64) throws {
        for seed in batch * 6..<(batch + 1) * 6 {
            let history = try RevertHistory(seed: seed)
            for isIndexed in [false, true] { try check(history, seed, isIndexed: isIndexed) }
        }
    }

    private func check(_ history: RevertHistory, _ seed: UInt64, isIndexed: Bool) throws {
        var policy = try Policy.beforeInit()
        policy.replaceKeys(with: ["TASK"])
        // Else what another line had counts again.
        policy.backports = .firstRelease
        let repository = history.repository
        let indexes =
            isIndexed
            ? try IndexKeeper(repository, rules: IndexRules(links: policy.links), ledgerBranch: "sluice/ledger") { _ in
            }
            : nil
        let source = HistorySource(repository, indexes: indexes)
        let finder = try ScopeFinder(repository, policy: policy, source: source)
        let answers = Answers(finder: finder, source: source, policy: policy, history: history)
        let problems = try answers.problems()
        let about: Comment =
            "seed \(seed)\(isIndexed ? ", with an index" : ""):\n\(history.story.joined(separator: "\n"))"
        for problem in problems { Issue.record("\(problem)\n\(about)") }
    }
}

/// What the four say of one history, against its trees.
private struct Answers {
    let finder: ScopeFinder
    let source: HistorySource
    let policy: Policy
    let history: RevertHistory

    func problems() throws -> [String] {
        let membership = try source.membership(of: finder.tags, policy: policy)
        let which = try (1...max(1, history.changes)).flatMap { try problemsOfWhich($0, membership) }
        return try which + history.releases.indices.dropFirst().flatMap { try problemsOfRelease($0) }
    }

    private func item(_ number: Int) throws -> ItemID { try #require(ItemID("TASK-\(number)")) }

    private func problemsOfWhich(_ number: Int, _ membership: Membership) throws -> [String] {
        let reader = HistoryReader(finder, ledger: nil)
        let places = try reader.history(of: item(number), membership: membership, withPlaces: true).spread?.places ?? []
        return history.releases.compactMap { release in
            let present = places.first { $0.name == release.version }?.present ?? 0
            guard (present > 0) != release.on.contains(number) else { return nil }
            return "which TASK-\(number): \(present) in \(release.version)"
        }
    }

    private func problemsOfRelease(_ place: Int) throws -> [String] {
        let release = history.releases[place]
        let scope = try finder.scope(of: try #require(Version(release.version)), plan: nil)
        let base = try #require(history.releases.first { "v\($0.version)" == scope.base?.revision })
        let log = try HistoryReader(finder, ledger: nil).history(of: scope, plan: nil)
        let contents = log.contents
        let notes = ReleaseNotes(scope, tagDate: nil, plan: nil, log)
        let gate = try finder.contents(
            of: scope, by: CommitLinker(finder.repository, policy: policy, ledger: nil), evidence: .changes)
        let comes = Set(contents.items + contents.restored.map(\.item))
        let goes = Set(
            contents.removed.map(\.item) + contents.goingByItem.keys.filter { contents.commitsByItem[$0] == nil })
        let told = Set(notes.sections.flatMap(\.entries).map(\.id) + notes.restored.map(\.id))
        let name = "\(release.version) ← \(base.version)"
        return try (1...max(1, history.changes)).flatMap { number -> [String] in
            let (item, isNew, isGone) = (
                try item(number), release.on.contains(number) && !base.on.contains(number),
                base.on.contains(number) && !release.on.contains(number)
            )
            var problems: [String] = []
            let mayCount = base.on.contains(number) && release.on.contains(number) && history.unlike.contains(number)
            if comes.contains(item) != isNew, !mayCount { problems.append("log \(name): \(item) comes: \(!isNew)") }
            if goes.contains(item) != isGone { problems.append("log \(name): \(item) goes: \(!isGone)") }
            if told.contains(item) != comes.contains(item) {
                problems.append("notes \(name): \(item) comes: \(!isNew)")
            }
            if notes.leaving.contains(where: { $0.id == item }) != isGone {
                problems.append("notes \(name): \(item) goes: \(!isGone)")
            }
            let isAsked =
                gate.commitsByItem[item] != nil || !gate.unlinked.isEmpty && contents.items.contains(item) == false
            if isNew, !isAsked { problems.append("gate \(name): nobody approves \(item)") }
            return problems
        }
    }
}
