import Git
import Ledger
import System

/// The settings of a repository that others push to.
struct ServerSetUp {
    private let repository: Repository

    init(_ repository: Repository) { self.repository = repository }

    /// Has the repository believe its own branches alone (`sluice.server`).
    func mark() throws {
        guard !repository.isSetTrue(Self.mark) else { return }
        try set(Self.mark, to: "true")
        repository.isServer = true
    }

    /// Has Git refuse objects that it would not make itself: who can push could otherwise leave histories that programs
    /// cannot read (`receive.fsckObjects`). What somebody has set stays.
    func checkObjects() throws {
        let settings = try repository.configuration()
        guard try settings.string(Self.check) == nil, try settings.string("transfer.fsckObjects") == nil else { return }
        try set(Self.check, to: "true")
    }

    func unmark() throws {
        guard try repository.configuration().string(Self.mark) != nil else { return }
        _ = try git("--unset-all", Self.mark)
    }

    /// Has the repository trust the ledger that it has now: another one in its place is refused (`sluice.trust`).
    ///
    /// - Returns: what is trusted from now on; nil where the setting exists, or no ledger.
    func pin() throws -> String? {
        guard try repository.configuration().string(Self.trust) == nil else { return nil }
        let location = try repository.ledgerLocation()
        guard !location.tips.isEmpty else { return nil }
        let first = try LedgerReader(repository, at: location).firstPolicy().description
        try set(Self.trust, to: first)
        return first
    }

    private func set(_ name: String, to value: String) throws { _ = try git(name, value) }

    private func git(_ arguments: String...) throws -> [UInt8] {
        try ExternalProgram("git", ["--git-dir", repository.gitDirectory, "config"] + arguments).output()
    }

    private static let check = "receive.fsckObjects"
    private static let mark = "sluice.server"
    private static let trust = "sluice.trust"
}
