package import Git

/// A merge that nobody has made yet: the commits that it would bring to a branch, and what would come of it.
package struct MergeProposal: Sendable {
    package let base: History.End
    package let head: History.End
    /// The short name of the branch that the commits go to; nil where only a commit is known of it.
    package let branch: String?
    /// The message of the one commit that comes in the place of all of them; nil where they come as they are.
    package let squashMessage: [UInt8]?
    /// The last commit that the merge would bring: the head, or the squash commit, which exists in memory only.
    package let last: ObjectID
    /// The commit that the commits are compared with: the branch, or, for a squash commit that conflicts with it, the merge base.
    package let without: ObjectID
    /// The commit that the branch would name then; nil where people would have to resolve conflicts.
    package let result: ObjectID?
    /// The paths of these conflicts. Sorted by bytes.
    package let conflicts: [[UInt8]]

    /// Whether the branch has all commits already.
    package let isEmpty: Bool
}

extension MergeProposal {
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where the clone lacks what that takes.
    package init(
        of head: History.End, into base: History.End, branch: String?, squashMessage: [UInt8]? = nil,
        in repository: Repository
    ) throws {
        self.base = base
        self.head = head
        self.branch = branch
        self.squashMessage = squashMessage
        isEmpty = try repository.isAncestor(head.commit, of: base.commit)
        guard !isEmpty else {
            (last, without, result, conflicts) = (base.commit, base.commit, base.commit, [])
            return
        }
        let trial = try TrialTree(head.commit, base.commit, repository)
        let model = try repository.commit(head.commit)
        conflicts = trial.conflicts
        if let message = squashMessage {
            let parent = trial.merged == nil ? trial.mergeBase ?? base.commit : base.commit
            let squash = try repository.trialCommit(
                tree: trial.merged ?? model.tree, parents: [parent], madeAs: model, message: message)
            (last, without, result) = (squash, parent, trial.merged.map { _ in squash })
        } else {
            (last, without) = (head.commit, base.commit)
            result = try trial.merged.map { tree in
                guard !trial.isForward else { return head.commit }
                return try repository.trialCommit(
                    tree: tree, parents: [base.commit, head.commit], madeAs: model,
                    message: Array("Merge \(head.revision)\n".utf8))
            }
        }
    }
}

/// The tree that a merge would have.
private struct TrialTree {
    /// Nil where Git leaves conflicts.
    let merged: ObjectID?
    let conflicts: [[UInt8]]
    /// Whether the head has all that the base has: the branch can go to it.
    let isForward: Bool
    let mergeBase: ObjectID?

    init(_ head: ObjectID, _ base: ObjectID, _ repository: Repository) throws {
        mergeBase = try repository.mergeBases(of: base, head).first
        isForward = mergeBase == base
        guard !isForward else {
            (merged, conflicts) = (try repository.commit(head).tree, [])
            return
        }
        switch try repository.trialMerge(of: base, with: head) {
        case .clean(let tree): (merged, conflicts) = (tree, [])
        case .conflicts(let paths): (merged, conflicts) = (nil, paths)
        }
    }
}
