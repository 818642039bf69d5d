import Changes
import Git
import Ledger

/// The updates of one push as a server has to look at them: each reference once, by the name of what really moves.
struct PushedUpdates {
    let updates: [ReferenceUpdate]

    /// - Throws: a refusal where the push names a reference twice: every hook is asked before any of the two, and the last
    ///   one decides. Or where it writes what only a fetch may write.
    init(_ pushed: [ReferenceUpdate], in repository: Repository) throws {
        let ledger = "refs/heads/" + (try repository.ledgerBranch())
        let moved = try Self.end(of: ledger, in: repository)
        let ignoresCase = repository.isSetTrue("core.ignorecase")
        updates = try pushed.map { update in
            let end = try Self.end(of: update.name, in: repository)
            let isLedger = end == moved || ignoresCase && end.name.lowercased() == ledger.lowercased()
            // By the name of the branch, whatever name Git moves it by.
            if isLedger { return ReferenceUpdate(bytes: Array(ledger.utf8), new: update.new) }
            return end.name == update.name ? update : ReferenceUpdate(bytes: Array(end.name.utf8), new: update.new)
        }
        try refuseRemoteTracking()
        try refuseTwice(ignoringCase: ignoresCase)
    }

    private func refuseRemoteTracking() throws {
        guard let update = updates.first(where: { $0.name.lowercased().hasPrefix("refs/remotes/") }) else { return }
        throw Failure(
            .refused,
            "\(update.name) cannot be pushed: this server writes below refs/remotes/ only what it fetches itself",
            hints: ["push a branch: `git push <remote> <commit>:refs/heads/<name>`"])
    }

    private func refuseTwice(ignoringCase: Bool) throws {
        var seen: Set<[UInt8]> = []
        for update in updates {
            let name = ignoringCase ? Array(update.name.lowercased().utf8) : update.bytes
            guard seen.insert(name).inserted else {
                throw Failure(
                    .refused, "the push names \(update.name) twice, and only one of the two could be checked",
                    hints: ["push each reference once"])
            }
        }
    }

    /// The reference that a symbolic one leads to, which Git moves in its place (git-symbolic-ref); any other one itself.
    private static func end(of name: String, in repository: Repository) throws -> ReferenceName {
        var end = name
        for _ in 0..<deepestChain {
            guard let target = try repository.symbolicTarget(of: end) else { return ReferenceName(name: end) }
            end = target
        }
        throw Failure(
            .cannotDecide, "\(name) is a symbolic reference that leads to no end",
            hints: ["on the server: `git symbolic-ref --delete \(name.quotedForShell)`"])
    }

    /// Git itself follows five.
    private static let deepestChain = 10
}

/// A name that is equal to another one only byte for byte.
private struct ReferenceName: Equatable {
    let name: String

    static func == (left: ReferenceName, right: ReferenceName) -> Bool { left.name.utf8.elementsEqual(right.name.utf8) }
}
