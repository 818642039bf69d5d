import CLibgit2

/// Whether a tree has what a change made of the files that it touched.
package enum ChangePresence: Sendable {
    /// All of it.
    case present
    /// Nothing of it.
    case absent
    /// Some of it, or what cannot be compared.
    case unclear
}

extension Repository {
    /// Looks for a change in a tree. A file that was changed elsewhere as well is merged: where making the change once more
    /// makes no difference the file has it, and where taking it back makes none the file lacks it; unless the same lines were
    /// put elsewhere in the file (`LineBalance`).
    package func presence(of changes: [PathChange], in tree: ObjectID?) throws -> ChangePresence {
        var found: ChangePresence?
        for change in changes {
            let next = try presence(of: change, at: tree.flatMap { try entry(atPath: change.path, in: $0) })
            guard next != .unclear, found == nil || found == next else { return .unclear }
            found = next
        }
        return found ?? .unclear
    }

    /// What a path names in a tree; nil where nothing is there.
    package func entry(atPath path: [UInt8], in tree: ObjectID) throws -> TreeEntry? {
        let names = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
        var folder = tree
        for name in names.dropLast() {
            guard let entry = try listing(of: folder).entry(named: name), entry.mode == .tree else { return nil }
            folder = entry.id
        }
        let listing = try listing(of: folder)
        return names.last.flatMap { listing.entry(named: $0) }.map { listing.treeEntry($0) }
    }

    /// Whether a file has what a change made of it.
    package func presence(of change: PathChange, at now: TreeEntry?) throws -> ChangePresence {
        if now == change.new { return .present }
        if now == change.old { return .absent }
        guard let now, let old = change.old, let new = change.new, now.mode == old.mode, now.mode == new.mode,
            let before = try lines(of: old), let after = try lines(of: new), let present = try lines(of: now)
        else { return .unclear }
        if try mergedLines(of: present, after, since: before) == present {
            return LineBalance(from: before, to: after).isKept(by: present) ? .present : .unclear
        }
        guard try mergedLines(of: present, before, since: after) == present else { return .unclear }
        return LineBalance(from: after, to: before).isKept(by: present) ? .absent : .unclear
    }

    /// Nil for what is no file, or too large to be compared in no time.
    package func lines(of entry: TreeEntry) throws -> [UInt8]? {
        guard entry.mode == .file || entry.mode == .executable, let size = try header(of: entry.id)?.size,
            size <= 4 << 20
        else { return nil }
        return try blob(entry.id)
    }
}

/// How often each line occurs in a text, for those lines of which a change adds or removes some on balance.
private struct LineBalance {
    private let changes: [ArraySlice<UInt8>: Int]
    private let after: [ArraySlice<UInt8>: Int]

    init(from before: [UInt8], to after: [UInt8]) {
        self.after = Self.counts(after)
        changes = self.after.merging(Self.counts(before).mapValues { -$0 }) { $0 + $1 }.filter { $0.value != 0 }
    }

    /// Whether a text has no more of what the change removed than the change left, and no less of what it added.
    func isKept(by text: [UInt8]) -> Bool {
        let now = Self.counts(text)
        return changes.allSatisfy { line, change in
            let (count, wanted) = (now[line] ?? 0, after[line] ?? 0)
            return change < 0 ? count <= wanted : count >= wanted
        }
    }

    private static func counts(_ text: [UInt8]) -> [ArraySlice<UInt8>: Int] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

/// What two texts come to together that both were made of a third one (git-merge-file); nil where they contradict each
/// other.
private func mergedLines(of ours: [UInt8], _ theirs: [UInt8], since origin: [UInt8]) throws -> [UInt8]? {
    try withInput(origin) { origin in
        try withInput(ours) { ours in
            try withInput(theirs) { theirs in
                var result = git_merge_file_result()
                defer { git_merge_file_result_free(&result) }
                try check(git_merge_file(&result, origin, ours, theirs, nil))
                guard result.automergeable == 1 else { return nil }
                return Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
            }
        }
    }
}

private func withInput<Result>(
    _ text: [UInt8], _ body: (UnsafePointer<git_merge_file_input>) throws -> Result
) throws -> Result {
    try text.withUnsafeBytes { bytes in
        var input = git_merge_file_input()
        try check(git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION)))
        input.ptr = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        input.size = bytes.count
        return try body(&input)
    }
}
