import CLibgit2
import Glibc

/// The one-time set-up of libgit2 in this process.
enum Library {
    /// Extensions that change nothing for a reader of objects and references, so that they may be present.
    /// `objectformat` and `refstorage` are let through here to be judged by their values, with a clear error.
    private static let knownExtensions = [
        "worktreeconfig", "partialclone", "preciousobjects", "objectformat", "refstorage", "relativeworktrees",
    ]

    private static let megabyte = 1 << 20

    /// Initialises libgit2, once; never shut down, as the process ends soon after its last call.
    static let started: Result<Void, GitError> = Result { () throws(GitError) in
        try check(git_libgit2_init())
        try setExtensions()
        // A foreign owner looks like "not found" in libgit2 1.5, so Sluice asks Git itself (see Ownership.swift).
        try check(set(GIT_OPT_SET_OWNER_VALIDATION, false))
        try check(set(GIT_OPT_ENABLE_FSYNC_GITDIR, true))
        try check(set(GIT_OPT_ENABLE_CACHING, false))
        // Each `Repository` does that by itself, and not on the threads that wait for the objects.
        try check(set(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, false))
        try check(sluice_opts_set_size(CInt(GIT_OPT_SET_MWINDOW_SIZE.rawValue), 32 * megabyte))
        try check(sluice_opts_set_size(CInt(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT.rawValue), 256 * megabyte))
    }

    /// Has libgit2 hash again what it reads by itself meanwhile. Process-wide, as libgit2 has it.
    static func verifyingHashes<Result>(_ enabled: Bool, _ body: () throws -> Result) throws -> Result {
        guard enabled else { return try body() }
        try check(set(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, true))
        defer { _ = set(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, false) }
        return try body()
    }

    private static func set(_ option: git_libgit2_opt_t, _ enabled: Bool) -> CInt {
        sluice_opts_set_flag(CInt(option.rawValue), enabled ? 1 : 0)
    }

    private static func setExtensions() throws(GitError) {
        var copies = knownExtensions.map { UnsafePointer(strdup($0)) }
        defer { copies.forEach { free(UnsafeMutablePointer(mutating: $0)) } }
        try check(sluice_opts_set_extensions(&copies, copies.count))
    }
}

extension Repository {
    /// The release of libgit2 by which repositories are read.
    package static var libraryVersion: String {
        var (major, minor, revision) = (CInt(0), CInt(0), CInt(0))
        git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }
}
