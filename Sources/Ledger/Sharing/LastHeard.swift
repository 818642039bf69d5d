package import Git
import System

/// When this clone last heard from the ledger's remote.
package struct LastHeard: Hashable, Sendable {
    package let remote: String
    /// Seconds since 1970; nil for never, as far as can be told.
    package let time: Int64?

    /// What says to be heard later than that ahead of the clock is not believed: Git dates reflogs by `GIT_COMMITTER_DATE`.
    private static let tolerance: Int64 = 300

    /// The latest of what says that the remote's ledger was asked for: the memory of `sync` and `gate --wait`; FETCH_HEAD,
    /// where the ledger is in it (git-fetch); the last move of the remote-tracking branch, by its reflog; and the making
    /// of the clone, by the first line of HEAD's reflog. Nil where the ledger has no remote: it can be no older than itself.
    package init?(_ repository: Repository) throws {
        guard let remote = try repository.ledgerRemote() else { return nil }
        let branch = try repository.ledgerBranch()
        self.remote = remote
        let logs = repository.commonDirectory + "/logs/"
        time = [
            LedgerMemory(repository).heard(from: remote, branch),
            Self.fetchHead(repository.gitDirectory + "/FETCH_HEAD", branch),
            Self.lines(of: logs + "refs/remotes/\(remote)/\(branch)").last.flatMap(Self.time),
            Self.lines(of: logs + "HEAD").first.flatMap { $0.contains("\tclone: from ") ? Self.time($0) : nil },
        ].compactMap { $0 }.filter { $0 <= millisecondsNow() / 1000 + Self.tolerance }.max()
    }

    private static func fetchHead(_ path: String, _ branch: String) -> Int64? {
        lines(of: path).contains { $0.contains("\tbranch '\(branch)' of ") } ? File.modified(path) : nil
    }

    private static func lines(of path: String) -> [Substring] {
        guard let bytes = try? File.read(path) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    /// A reflog's line: `<old> <new> <name> <mail> <seconds> <zone>`, a tab, the reason.
    private static func time(_ line: Substring) -> Int64? {
        let words = line.prefix { $0 != "\t" }.split(separator: " ")
        // No clock shows another number, and differences of such cannot overflow.
        return words.dropLast().last.flatMap { Int64($0) }.flatMap { 0..<253_402_300_800 ~= $0 ? $0 : nil }
    }
}
