package import Git
package import System

/// Finds the index that a command can use, or makes it.
package final class IndexKeeper {
    private let repository: Repository
    private let rules: IndexRules
    private let ledgerBranch: String
    private let store: IndexStore
    private let helper: String?
    private let progress: IndexProgress
    private let cannotSave: (SystemError) -> Void
    /// The one that is there without any work; read once.
    private(set) lazy var present: HistoryIndex? = store.index(madeBy: rules.fingerprint) ?? store.anyIndex()

    /// What was found out about commits.
    private(set) lazy var memo = CommitMemo(in: store)

    /// Nil where no index is to be used: it is switched off (git-config, `sluice.index`), or the clone is shallow, where
    /// every answer has to look for the end of what is here.
    ///
    /// - Parameters:
    ///   - helper: the path of a program that answers `ChangeHelper.word`.
    ///   - cannotSave: is told why an index had to be kept in memory.
    package init?(
        _ repository: Repository, rules: IndexRules, ledgerBranch: String, helper: String? = nil,
        progress: @escaping IndexProgress = { _ in }, cannotSave: @escaping (SystemError) -> Void
    ) throws {
        let setting = try repository.configuration().string("sluice.index")?.lowercased()
        guard !["false", "no", "off", "0"].contains(setting), repository.shallowBoundary.isEmpty else { return nil }
        self.repository = repository
        self.rules = rules
        self.ledgerBranch = ledgerBranch
        self.helper = helper
        self.progress = progress
        self.cannotSave = cannotSave
        store = IndexStore(repository)
    }

    /// An index that has all of these commits, with their positions, made or brought up to date where needed; nil where none can be made: what
    /// is in the way is found, and told, by whoever then reads the repository itself.
    ///
    /// - Parameter withReadings: whether what messages link to is asked for, which the rules decide.
    func index(having commits: [ObjectID], withReadings: Bool) -> (index: HistoryIndex, positions: [Int])? {
        if let present, !withReadings || present.file.fingerprint == rules.fingerprint,
            let positions = present.positions(of: commits)
        {
            return (present, positions)
        }
        guard let made = try? make(having: commits), let positions = made.positions(of: commits) else { return nil }
        present = made
        return (made, positions)
    }

    private func make(having commits: [ObjectID]) throws -> HistoryIndex {
        let tips = try IndexTips(of: repository, besides: ledgerBranch, further: commits, known: present)
        let builder = IndexBuilder(repository: repository, rules: rules, progress: progress, helper: helper)
        let file: [UInt8]
        if let known = try? known(worthKeepingFor: tips), let grown = try? builder.file(tips: tips, onto: known) {
            file = grown
        } else {
            file = try builder.file(tips: tips, onto: nil)
        }
        do {
            try store.save(file, fingerprint: rules.fingerprint)
        } catch let error as SystemError {
            cannotSave(error)
        }
        // Not the file: another process may have put one in its place by now.
        return try HistoryIndex(MappedFile(contents: file), fingerprint: rules.fingerprint)
    }

    /// An index to be gone on with, unless more than half of it cannot be reached any more.
    private func known(worthKeepingFor tips: IndexTips) throws -> HistoryIndex? {
        guard let present, present.file.fingerprint == rules.fingerprint else { return nil }
        let reached = present.members(of: tips.commits.compactMap { present.position(of: $0) }, without: [])
        return 2 * reached.count >= present.count ? present : nil
    }
}
