import Changes
import Git
import Ledger

/// How much of an item a line of releases has, of what the branch has that it was carried over from.
package struct PartialBackport: Hashable, Sendable {
    package let present: Int
    package let total: Int
}

extension ScopeFinder {
    /// The items of a release of which its line has some commits of the default branch, and not all.
    ///
    /// Looked for in releases that continue a line only: elsewhere nothing is carried over, but merged.
    func partialBackports(
        of contents: ReleaseContents, in scope: ReleaseScope, by linker: CommitLinker
    ) throws -> [ItemID: PartialBackport] {
        let items = Set(contents.items)
        guard scope.rule == .sameLine, !items.isEmpty, let branch = try defaultTip() else { return [:] }
        let sides = try source.sides(of: scope.candidate, without: [branch], beside: [], messages: linker.messages)
        guard !sides.members.isEmpty else { return [:] }
        let isMeant = { (read: ReadCommit) in
            !read.commit.isMerge && read.reading.links.contains { items.contains($0.item) }
        }
        let patches = PatchBook(repository, memo: source.memo)
        let finder = EquivalenceFinder(among: sides.members.filter(isMeant))
        let others = sides.others.filter(isMeant)
        let arePresent = try patches.answers(about: others) { try finder.equivalent(of: $0, by: $1) != nil }
        var counts: [ItemID: (present: Int, total: Int)] = [:]
        for (read, isPresent) in zip(others, arePresent) {
            for link in read.reading.links where items.contains(link.item) {
                counts[link.item, default: (0, 0)].total += 1
                if isPresent { counts[link.item, default: (0, 0)].present += 1 }
            }
        }
        return counts.filter { $0.value.present > 0 && $0.value.present < $0.value.total }
            .mapValues { PartialBackport(present: $0.present, total: $0.total) }
    }

    /// The head of the default branch, here or at the remote.
    private func defaultTip() throws -> ObjectID? {
        guard let name = policy.defaultBranch else { return nil }
        for place in ["refs/heads/", "refs/remotes/origin/"] {
            if let branch = try repository.reference(place + name) {
                return try repository.commitID(peeling: branch.target, named: branch.name)
            }
        }
        return nil
    }
}
