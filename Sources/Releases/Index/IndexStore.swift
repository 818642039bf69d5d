package import Git
import System

/// Where the indexes of a repository are kept: in the Git directory that its worktrees share, one for each set of rules
/// that was used of late, and one memo. Any of them can be deleted at any time.
package struct IndexStore: Sendable {
    /// Options like `--key` make other rules than the policy's, which must not fill the disk.
    private static let limit = 4
    /// Seconds after which an unfinished file was left by a process that ended.
    private static let patience: Int64 = 3600
    private static let ending = ".index"

    private let folder: String
    private var memoPath: String { folder + "/commits.memo" }

    package init(_ repository: Repository) { folder = repository.commonDirectory + "/sluice" }

    private func path(_ fingerprint: UInt64) -> String {
        let digits = String(fingerprint, radix: 16)
        return "\(folder)/history-\(String(repeating: "0", count: 16 - digits.count))\(digits)\(Self.ending)"
    }

    /// The index made by these rules; nil where there is none that can be used.
    func index(madeBy fingerprint: UInt64) -> HistoryIndex? {
        try? HistoryIndex(MappedFile(path(fingerprint)), fingerprint: fingerprint)
    }

    /// An index made by any rules, the youngest that can be used.
    func anyIndex() -> HistoryIndex? {
        files(ending: Self.ending).lazy.compactMap { try? HistoryIndex(MappedFile($0), fingerprint: nil) }.first
    }

    /// Publishes an index: readers see the old one or the new one. Of two processes that do so at once the last one wins,
    /// and both are right. Nothing waits for the disk: what a power cut damages is found by its checksums.
    ///
    /// - Throws: `SystemError` where nothing can be written.
    func save(_ file: [UInt8], fingerprint: UInt64) throws {
        try File.makeFolder(folder)
        // Before, as one of them may have the name that is needed now.
        removeDrafts()
        try File.replace(path(fingerprint), with: file, isSynced: false)
        for old in files(ending: Self.ending).dropFirst(Self.limit) { try? File.remove(old) }
    }

    /// The memo, where it was made by these rules and can be used.
    func memo(madeBy fingerprint: UInt64) -> MemoTable? {
        try? MemoTable(MappedFile(memoPath), fingerprint: fingerprint)
    }

    /// - Throws: `SystemError` where nothing can be written.
    func save(memo file: [UInt8]) throws {
        try File.makeFolder(folder)
        removeDrafts()
        try File.replace(memoPath, with: file, isSynced: false)
    }

    private func removeDrafts() {
        let now = millisecondsNow() / 1000
        for draft in files(ending: ".new") where (File.modified(draft) ?? now) < now - Self.patience {
            try? File.remove(draft)
        }
    }

    /// Paths, the file that was written last first.
    private func files(ending: String) -> [String] {
        let names = (try? File.names(inFolder: folder)) ?? []
        let paths = names.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }
        let times = paths.map { (path: $0, time: File.modified($0) ?? 0) }
        return times.sorted { ($0.time, $0.path) > ($1.time, $1.path) }.map { $0.path }
    }
}
