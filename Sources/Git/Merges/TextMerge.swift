import CLibgit2

/// A three-way merge of the lines of one file, as Git makes it (git-merge-file).
enum TextMerge {
    /// Git looks for a NUL in so many bytes, and merges no file with one (`buffer_is_binary`).
    private static let lookedAt = 8000
    /// Beyond this, Git merges no lines (`MAX_XDIFF_SIZE`); below, it takes memory many times over.
    private static let limit = 64 << 20

    /// The merged bytes; nil where both sides changed the same lines, or the files are not text.
    static func merged(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws -> [UInt8]? {
        guard [base, ours, theirs].allSatisfy({ $0.count < limit && !$0.prefix(lookedAt).contains(0) }) else {
            return nil
        }
        var result = git_merge_file_result()
        defer { git_merge_file_result_free(&result) }
        try withInput(base) { base in
            try withInput(ours) { ours in
                try withInput(theirs) { theirs in
                    _ = try check(git_merge_file(&result, base, ours, theirs, nil))
                }
            }
        }
        guard result.automergeable == 1 else { return nil }
        return [UInt8](UnsafeRawBufferPointer(start: result.ptr, count: result.len))
    }

    private static func withInput(
        _ bytes: [UInt8], _ body: (UnsafePointer<git_merge_file_input>) throws -> Void
    ) throws {
        var input = git_merge_file_input()
        try check(git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION)))
        // An empty array lends no address, and libgit2 takes none for a file that does not exist.
        try (bytes + [0]).withUnsafeBytes { buffer in
            input.ptr = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            input.size = bytes.count
            try body(&input)
        }
    }
}
