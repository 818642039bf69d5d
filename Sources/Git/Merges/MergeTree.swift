import System

/// Two commits that are to be merged.
struct MergePair: Hashable, Sendable {
    let ours: ObjectID
    let theirs: ObjectID
}

/// What Git makes of two commits.
struct RemadeMerge: Sendable {
    /// The whole tree, with conflict markers or one side's version where Git left a conflict.
    let tree: ObjectID
    let isClean: Bool
    /// The paths that Git left as conflicts, of whatever kind.
    let conflicts: [[UInt8]]
}

/// Has Git merge pairs of commits in a clean room (git-merge-tree, `--write-tree --stdin`).
struct MergeTree: Sendable {
    let gitDirectory: String
    let movesWithFolders: Bool

    /// Beyond this count two programs make a part each. Both walk the history down to the merge bases, which takes as long as
    /// some tens of merges.
    private static let manyPairs = 32

    /// The merges of the pairs, in their order; nil for each that Git gives no answer about.
    ///
    /// - Throws: `RepositoryProblem.programFailed` where Git is too old for this, `SystemError` where it cannot be run.
    func merges(of pairs: [MergePair]) throws -> [RemadeMerge?] {
        guard pairs.count > Self.manyPairs else { return try answers(about: pairs[...]) }
        let (first, second) = (pairs.prefix(pairs.count / 2), pairs.suffix(from: pairs.count / 2))
        let later = Background { try answers(about: second) }
        return try answers(about: first) + later.value()
    }

    /// One pair that Git cannot merge ends its program, whose last answers may be lost then: what is unanswered is asked
    /// again, in halves, until that pair is alone.
    private func answers(about pairs: ArraySlice<MergePair>) throws -> [RemadeMerge?] {
        guard !pairs.isEmpty else { return [] }
        let found = try run(pairs)
        if !found.isEmpty { return try found + answers(about: pairs.dropFirst(found.count)) }
        guard pairs.count > 1 else { return [nil] }
        let half = pairs.count / 2
        return try answers(about: pairs.prefix(half)) + answers(about: pairs.dropFirst(half))
    }

    /// The answers about the first of the pairs, as far as Git came. Its status is of no use: it is 1 for commits that it
    /// does not find, and 0 for conflicts.
    private func run(_ pairs: ArraySlice<MergePair>) throws -> [RemadeMerge] {
        var git = CleanRoom.git(
            [
                "-c", "merge.directoryRenames=\(movesWithFolders)", "merge-tree", "--write-tree", "--stdin", "-z",
                "--allow-unrelated-histories", "--no-messages",
            ], in: gitDirectory)
        git.input = Array(pairs.map { "\($0.ours) \($0.theirs)\n" }.joined().utf8)
        let answer = try git.run()
        if answer.status == Self.usage {
            throw RepositoryProblem.programFailed(
                program: "git", arguments: Array(git.arguments.dropFirst(2)), status: answer.status,
                errors: String(answer.errorText.prefix { $0 != "\n" }))
        }
        // Git 2.39 takes histories for unrelated where it cannot read a commit between them, and says only this.
        guard !answer.errorText.split(separator: "\n").contains(where: Self.isDoubtful) else { return [] }
        let found = MergeTreeOutput.merges(in: answer.output)
        return found.count > pairs.count ? [] : found
    }

    /// How Git ends where it does not know an option.
    private static let usage: Int32 = 129

    /// A list of alternates that names a folder which is gone is nothing that a merge could depend on.
    private static func isDoubtful(_ line: Substring) -> Bool {
        line.hasPrefix("error:") && !line.contains("alternate")
    }
}
