/// Makes merges anew from their parents, one parent after the other, all of them in step: what `git merge` does with two,
/// and `git merge-octopus` with more.
///
/// What has been merged so far becomes a commit that exists in the clean room only.
struct MergeFold {
    let room: CleanRoom
    let program: MergeTree

    /// Git runs once for each parent. People have merged 66 branches at once (Linux, `2cde51fbd0f3`); who names more wants
    /// the gate to be busy.
    static let mostParents = 100

    /// What came of each merge, in their order; nil where Git gave no answer at some step.
    func merges(_ commits: [Commit], _ time: (ObjectID) throws -> Int64) throws -> [RemadeMerge?] {
        var folded = commits.map { Folded(head: $0.parents[0]) }
        for step in 1..<(commits.map(\.parents.count).max() ?? 1) {
            let places = commits.indices.filter { commits[$0].parents.count > step && !folded[$0].isUnanswered }
            let pairs = places.map { MergePair(ours: folded[$0].head, theirs: commits[$0].parents[step]) }
            for (place, merge) in zip(places, try program.merges(of: pairs)) {
                let parents = Array(commits[place].parents[...step])
                folded[place].add(merge)
                guard let merge, parents.count < commits[place].parents.count else { continue }
                let dates = try parents.map(time)
                folded[place].head = try room.add(
                    Self.commit(merge.tree, [folded[place].head, parents[step]], at: max(0, dates.max() ?? 0)))
            }
        }
        return folded.map(\.merge)
    }

    private static func commit(_ tree: ObjectID, _ parents: [ObjectID], at time: Int64) -> [UInt8] {
        let lines = ["tree \(tree)"] + parents.map { "parent \($0)" }
        let person = "Sluice <> \(time) +0000"
        return Array((lines + ["author \(person)", "committer \(person)", "", ""]).joined(separator: "\n").utf8)
    }

    private struct Folded {
        /// The commit that the next parent is merged into.
        var head: ObjectID
        var isUnanswered = false
        private(set) var merge: RemadeMerge?

        init(head: ObjectID) { self.head = head }

        mutating func add(_ next: RemadeMerge?) {
            guard let next else {
                (isUnanswered, merge) = (true, nil)
                return
            }
            merge = RemadeMerge(
                tree: next.tree, isClean: next.isClean && merge?.isClean ?? true,
                conflicts: (merge?.conflicts ?? []) + next.conflicts)
        }
    }
}
