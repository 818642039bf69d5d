package import Git
import System

/// What this clone has seen of its ledger, kept in the Git directory that its worktrees share. It is never a reason to open
/// a gate, only to refuse: whoever can change it can change the clone.
package struct LedgerMemory {
    private let folder: String

    package init(_ repository: Repository) { folder = repository.commonDirectory + "/sluice" }

    private var seenPath: String { folder + "/ledger-seen" }
    /// Written whenever a remote has answered; its time is what counts.
    var heardPath: String { folder + "/ledger-heard" }

    /// The newest tips of a branch that were written or verified here; empty where nothing is remembered.
    func seen(_ branch: String) -> [ObjectID] {
        lines.filter { $0.branch == branch }.map(\.tip)
    }

    /// The file that this clone's memory of its ledger is in, if it cannot be read: then nothing is remembered of a ledger that
    /// goes back. Nil where it can be read, or there is none.
    package var unreadable: String? {
        guard File.exists(seenPath) else { return nil }
        let bytes = try? File.read(seenPath, limit: 1 << 16)
        return bytes.map {
            $0.split(separator: UInt8(ascii: "\n")).count == lines.count && $0.last == UInt8(ascii: "\n")
        }
            == true ? nil : seenPath
    }

    private var lines: [(tip: ObjectID, branch: String)] {
        guard let bytes = try? File.read(seenPath, limit: 1 << 16) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let tip = ObjectID(hex: line.prefix(ObjectID.digitCount)) else { return nil }
            return (tip, String(decoding: line.dropFirst(ObjectID.digitCount + 1), as: UTF8.self))
        }
    }

    /// Where nothing can be written, nothing is remembered: a reader needs no right to write. A memory that cannot be read stays
    /// as it is, so that everybody hears of it.
    package func remember(_ tips: [ObjectID], of branch: String) {
        guard unreadable == nil else { return }
        let known = lines
        guard known.filter({ $0.branch == branch }).map(\.tip) != tips else { return }
        let others = known.filter { $0.branch != branch }
        let text = (others + tips.map { ($0, branch) }).map { "\($0.tip) \($0.branch)\n" }.joined()
        replace(seenPath, by: text)
    }

    package func rememberHearing(from remote: String, _ branch: String) {
        replace(heardPath, by: "\(remote)\n\(branch)\n")
    }

    /// When a remote's answer was last remembered, in seconds since 1970.
    func heard(from remote: String, _ branch: String) -> Int64? {
        guard let bytes = try? File.read(heardPath, limit: 1 << 16), bytes == Array("\(remote)\n\(branch)\n".utf8)
        else {
            return nil
        }
        return File.modified(heardPath)
    }

    private func replace(_ path: String, by text: String) {
        try? File.makeFolder(folder)
        try? File.replace(path, with: Array(text.utf8), isSynced: false)
    }
}

extension Repository {
    /// - Throws: `LedgerProblem.wentBack` where what was seen here before is not among what is there now.
    func refuseLoss(of seen: [ObjectID], at location: LedgerLocation) throws {
        for known in seen where !location.tips.contains(known) {
            let isThere = try contains(known) && location.tips.contains { try isAncestor(known, of: $0) }
            guard try isThere || isRepaired(known, by: location) else {
                throw LedgerProblem.wentBack(branch: location.branch, known: known, now: location.tip)
            }
        }
    }
}
