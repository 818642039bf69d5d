package import Changes
package import Git
package import Ledger
package import Releases

/// What `doctor` found in a repository, before anything is judged. A value: the checks see nothing else.
package struct Examination: Sendable {
    package enum Condition: Sendable {
        case absent
        /// Why it cannot be read, and what fixes that.
        case unreadable(reason: String, hints: [Hint])
        /// - Parameter fingerprint: the record of the first policy.
        case readable(LedgerLocation, policy: Int, fingerprint: ObjectID)
    }

    /// How many commits of the ledger only one side has.
    package struct Distance: Sendable {
        package let here: Int
        package let there: Int

        package init(here: Int, there: Int) {
            self.here = here
            self.there = there
        }
    }

    /// What can be seen of the place that others push to.
    package enum Protection: Sendable {
        /// This repository is that place.
        case own
        case noRemote
        /// A repository on this machine.
        case local(path: String, hooks: [HookStanding], denyNonFastForwards: Bool, denyDeletes: Bool)
        case unreadable(path: String, reason: String)
        /// Another machine, which tells nothing of its rules.
        case host
    }

    /// What the tags are under the policy's patterns and scheme.
    package struct TagReading: Sendable {
        package let scheme: VersionScheme
        package let tags: ReleaseTags

        /// Patterns that the policy has in one line, and that are used side by side.
        package let sideBySide: [String]

        package init(scheme: VersionScheme, tags: ReleaseTags, sideBySide: [String] = []) {
            self.sideBySide = sideBySide
            self.scheme = scheme
            self.tags = tags
        }
    }

    package var place = ""
    /// When the last key of an administrator ends; nil where one of them has no end.
    package var endOfAdministration: Timestamp?
    /// The programs of the system that this repository needs.
    package var programs: [NeededProgram] = []
    package var isShallow = false
    package var promisor: String?
    package var ledger = Condition.absent
    /// What a commit took out of the ledger, as the gate finds it.
    package var loss: LedgerLoss?
    /// The reference of the ledger, if its file is damaged, with the commit that it has to name again.
    package var broken: (reference: BrokenReference, last: ObjectID?)?
    /// The work tree that has the ledger's branch checked out.
    package var workPlace: String?
    /// The file with this clone's memory of its ledger, if it cannot be read.
    package var unreadableMemory: String?
    /// The format that its records may have; nil where it cannot be read.
    package var format: Int?
    /// Files of the ledger that decide nothing, by their paths.
    package var strangeFiles: [String] = []
    /// How the policy reads the tags; nil where there is no policy.
    package var tags: TagReading?
    package var remote: String?
    package var distance: Distance?
    package var lastHeard: TimeSpan?
    /// Nil where no remote's ledger is known here.
    package var unshared: UnsharedRecords?
    package var hooks: [HookStanding] = []
    /// Why Git runs no hooks in a work tree; nil where it finds them in all.
    package var hookFolderFault: HookFolderFault?
    package var protection = Protection.noRemote
    package var locks: [LeftFile] = []
    package var unfinished: [LeftFile] = []
    /// What the repository's users cannot all use as they should.
    package var modeFaults: [ModeFault] = []
    /// Whether several users share the repository.
    package var isShared = false
    /// Processes of Git and Sluice in this repository.
    package var workers: [Int] = []
    package var visibleProcesses = 0
    package var hiddenProcesses = 0

    package init() {}
}

extension Examination {
    /// Whether the ledger can be read, and lost nothing: then `sluice sync` is good advice.
    package var isLedgerSound: Bool {
        if case .unreadable = ledger { return false }
        return loss == nil && broken == nil
    }

    /// Locks live for moments. Where another user's process may hold one, more time has to pass.
    private var lockPatience: Int64 { hiddenProcesses == 0 ? 60 : 3_600 }
    /// A long import may write one pack for hours.
    private static let objectPatience: Int64 = 86_400

    /// Whether nobody can be using a lock any more.
    package func isStale(_ lock: LeftFile) -> Bool {
        lock.holders.isEmpty && workers.isEmpty && lock.age >= lockPatience
    }

    /// Whether the ledger has something to be given back, as far as can be seen.
    package var needsRestoring: Bool {
        if case .unreadable = ledger { return true }
        return loss != nil
    }

    /// What can be removed: locks and unfinished objects that nobody uses any more.
    package var stale: [LeftFile] { locks.filter(isStale) + unfinished.filter(isLeft) }

    /// Whether nobody is writing an object any more. Packs that an import was killed over are large, and all of their owner's
    /// processes can be seen most often: those need no patience.
    private func isLeft(_ file: LeftFile) -> Bool {
        guard file.holders.isEmpty, workers.isEmpty else { return false }
        return file.age >= Self.objectPatience || file.isPack && !file.mayBeHeldUnseen
    }

    /// Packs that were begun and may be written still.
    package var doubtful: [LeftFile] { unfinished.filter { $0.isPack && !isLeft($0) } }
}
