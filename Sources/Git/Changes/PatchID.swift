import CLibgit2
import System

extension Repository {
    /// The name of the change that a commit makes to its only parent: what `git patch-id --stable` prints for
    /// `git diff-tree -p`. Line numbers and white space do not count, so that a picked or rebased change keeps it.
    ///
    /// - Returns: nil for merges, and for commits that change nothing.
    package func patchID(of commit: Commit) throws -> ObjectID? {
        guard !commit.isMerge else { return nil }
        let parent = try commit.parents.first.map { try self.commit($0).tree }
        let changes = try changes(from: parent, to: commit.tree)
        guard !changes.isEmpty else { return nil }
        if changes.contains(where: \.isOfEmptyFile) { return patchIDByGit(of: commit.id) }
        return try withTree(parent) { old in
            try withTree(commit.tree) { new in
                try withDiff(from: old, to: new, at: changes.map(\.path)) { try patchID(of: commit.id, diff: $0) }
            }
        }
    }

    private func patchID(of commit: ObjectID, diff: OpaquePointer?) throws -> ObjectID? {
        var oid = git_oid()
        try check(git_diff_patchid(&oid, diff, nil))
        let isBinary = (0..<git_diff_num_deltas(diff)).contains { index in
            git_diff_get_delta(diff, index).map { $0.pointee.flags & GIT_DIFF_FLAG_BINARY.rawValue != 0 } ?? false
        }
        return isBinary ? patchIDByGit(of: commit) : ObjectID(oid)
    }

    /// libgit2 leaves out the names of binary files' contents, and heads empty files as if they had lines.
    private func patchIDByGit(of commit: ObjectID) -> ObjectID? {
        let place = ["-C", gitDirectory, "--git-dir", gitDirectory]
        let shown = ExternalProgram("git", place + ["diff-tree", "--root", "-p", "--full-index", "\(commit)"])
        guard let patch = try? shown.run(), patch.status == 0 else { return nil }
        var named = ExternalProgram("git", place + ["patch-id", "--stable"])
        named.input = patch.output
        guard let answer = try? named.run(), answer.status == 0 else { return nil }
        return ObjectID(hex: answer.output.prefix(ObjectID.digitCount))
    }

    /// Compares at the paths that are known to differ: looking for them costs libgit2 the size of the trees.
    private func withDiff<Result>(
        from old: OpaquePointer?, to new: OpaquePointer?, at paths: [[UInt8]], _ body: (OpaquePointer?) throws -> Result
    ) throws -> Result {
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)))
        options.flags = GIT_DIFF_INDENT_HEURISTIC.rawValue | GIT_DIFF_DISABLE_PATHSPEC_MATCH.rawValue
        return try withCStrings(paths) { strings in
            options.pathspec = strings
            var diff: OpaquePointer?
            defer { git_diff_free(diff) }
            try check(git_diff_tree_to_tree(&diff, pointer, old, new, &options))
            return try body(diff)
        }
    }

    private func withTree<Result>(_ id: ObjectID?, _ body: (OpaquePointer?) throws -> Result) throws -> Result {
        guard let id else { return try body(nil) }
        var tree: OpaquePointer?
        defer { git_tree_free(tree) }
        try check(id.withOid { git_tree_lookup(&tree, pointer, $0) })
        return try body(tree)
    }
}

/// Lends byte strings to a function of libgit2.
private func withCStrings<Result>(_ strings: [[UInt8]], _ body: (git_strarray) throws -> Result) rethrows -> Result {
    var copies = strings.map { string in
        string.withUnsafeBufferPointer { bytes -> UnsafeMutablePointer<CChar>? in
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
            for (index, byte) in bytes.enumerated() { copy[index] = CChar(bitPattern: byte) }
            copy[bytes.count] = 0
            return copy
        }
    }
    defer { copies.forEach { $0?.deallocate() } }
    return try copies.withUnsafeMutableBufferPointer { buffer in
        try body(git_strarray(strings: buffer.baseAddress, count: buffer.count))
    }
}

extension PathChange {
    private static let emptyBlob = ObjectID("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391")

    /// Whether it adds or removes a file without content.
    fileprivate var isOfEmptyFile: Bool { (old == nil ? new : new == nil ? old : nil)?.id == Self.emptyBlob }
}
