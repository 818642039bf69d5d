import Changes
import Git
import Ledger
import Releases
import Reports
import System

/// Looks at a repository for `doctor`. What cannot be looked at is itself a finding.
struct Examiner {
    private let workspace: Workspace
    private var repository: Repository { workspace.repository }

    init(_ workspace: Workspace) { self.workspace = workspace }

    func examination() -> Examination {
        var found = Examination()
        found.place = repository.isBare ? "\(repository.gitDirectory) (bare)" : repository.gitDirectory
        found.programs = programs()
        found.isShallow = !repository.shallowBoundary.isEmpty
        found.promisor = try? repository.promisorRemote()
        found.ledger = ledger()
        found.loss = loss()
        found.broken = broken()
        found.workPlace = (try? repository.ledgerBranch()).flatMap { repository.workPlace(of: "refs/heads/" + $0) }
        found.unreadableMemory = LedgerMemory(repository).unreadable
        found.format = policy?.needs
        found.endOfAdministration = policy?.endOfAdministration
        found.strangeFiles = (try? workspace.ledgerIfAny()?.strangeFiles().map(\.path.pathText)) ?? []
        found.tags = try? tags()
        found.remote = try? repository.ledgerRemote()
        found.distance = try? distance()
        // What a damaged ledger lacks is not this clone's alone.
        found.unshared = found.loss == nil ? try? UnsharedRecords(repository, sharedWith: found.remote) : nil
        found.lastHeard = (try? LastHeard(repository))?.time.map { TimeSpan(seconds: millisecondsNow() / 1000 - $0) }
        found.hooks = (try? HookInstaller(repository, policy: policy, .present).status()) ?? []
        found.hookFolderFault = try? HookFolder.fault(in: repository)
        found.protection = protection(remote: found.remote)
        lookForLeftovers(&found)
        found.isShared = repository.sharing != .umask
        found.modeFaults = repository.modeFaults()
        return found
    }

    private func programs() -> [NeededProgram] {
        // Not from the policy in force, which nobody can read before the signatures are checked.
        let ledger = try? workspace.ledgerIfAny()
        let keys = (try? ledger?.namedKeys()) ?? []
        let (ssh, openPGP) = (keys.contains { $0.sshLine != nil }, keys.contains { $0.sshLine == nil })
        let format = (try? repository.configuration().string("gpg.format")) ?? "openpgp"
        let signsOpenPGP = format == "openpgp"
        let needed: [(SystemProgram, String, isRequired: Bool, isNeeded: Bool)] = [
            (.git, "reads settings, merges, remotes and tags", true, true),
            (.sshKeygen, "checks and makes the SSH signatures of the ledger", true, ssh),
            (.sshKeygen, "makes the signatures that `gpg.format` asks for", false, ledger == nil && format == "ssh"),
            (.gpgv, "checks the OpenPGP signatures of the ledger", true, openPGP),
            (
                .gpg, "makes the OpenPGP signatures of the ledger", false,
                openPGP && signsOpenPGP && !repository.isServer
            ),
            (.shell, "runs the editor of `sluice policy edit` and the commands of sources", false, true),
            (.tar, "packs `sluice package` and `sluice evidence`", false, true),
            (.gzip, "compresses what `sluice package` packs", false, true),
            (.sha256sum, "names the contents of packages, evidence and attachments", false, true),
        ]
        return needed.filter(\.isNeeded).map { program, purpose, isRequired, _ in
            NeededProgram(program, purpose, isRequired: isRequired, isInstalled: program.isInstalled)
        }
    }

    /// What the gate finds that a commit took out.
    private func loss() -> LedgerLoss? {
        do {
            guard let ledger = try workspace.ledgerIfAny() else { return nil }
            try FactsGatherer(repository, ledger: ledger, isShowing: true).refuseLosses()
            return nil
        } catch LedgerProblem.lost(let loss) {
            return loss
        } catch {
            // The ledger cannot be read, which is another check.
            return nil
        }
    }

    /// The last commit is that of the reflog, or else that of the remote-tracking branch.
    private func broken() -> (reference: BrokenReference, last: ObjectID?)? {
        guard let branch = try? repository.ledgerBranch(),
            let broken = repository.brokenReference("refs/heads/" + branch)
        else { return nil }
        let remote = (try? repository.ledgerRemote()).flatMap { $0 }
        let tracked = remote.flatMap { try? repository.reference("refs/remotes/\($0)/\(branch)")?.target }
        return (broken, broken.last ?? tracked)
    }

    private func tags() throws -> Examination.TagReading? {
        guard let ledger = try workspace.ledgerIfAny() else { return nil }
        let policy = try ledger.policy()
        let tags = try ReleaseTags(repository, policy: policy, recorded: ledger.recordedTags())
        let sideBySide = try policy.components.map(\.tagPatterns).filter { $0.count > 1 }.flatMap { patterns in
            try TagFamilies(tags.all, of: patterns, in: repository).sideBySide(patterns)
        }
        return .init(scheme: policy.scheme, tags: tags, sideBySide: sideBySide.map(\.description))
    }

    private var policy: Policy? { try? workspace.ledgerIfAny()?.policy() }

    private func ledger() -> Examination.Condition {
        do {
            guard let ledger = try workspace.ledgerIfAny() else { return .absent }
            return .readable(
                ledger.location, policy: try ledger.policy().version, fingerprint: try ledger.firstPolicy())
        } catch {
            let failure = LedgerDamage.failure(of: error, in: repository) ?? Failure(error)
            return .unreadable(reason: failure.message, hints: failure.hints)
        }
    }

    /// Nil where the remote's ledger is not known here.
    private func distance() throws -> Examination.Distance? {
        // A server reads its own branch alone, and yet can share it with another place.
        let location = try repository.ledgerLocation(sharedWith: repository.ledgerRemote())
        guard let remote = location.remote?.target else { return nil }
        guard let local = location.local else { return .init(here: 0, there: 0) }
        let commits = { try CommitRange.count(of: $0, without: $1, in: repository) }
        return .init(here: try commits(local, remote), there: try commits(remote, local))
    }

    private func protection(remote: String?) -> Examination.Protection {
        guard let remote else { return repository.isBare ? .own : .noRemote }
        guard let address = try? repository.configuration().string("remote.\(remote).url"),
            let path = path(of: address)
        else { return .host }
        do {
            let other = try Repository.open(at: path)
            let settings = try other.configuration()
            let isSet = {
                try settings.string($0).map { ["true", "yes", "on", "1"].contains($0.lowercased()) } ?? false
            }
            return .local(
                path: path, hooks: try HookInstaller(elsewhere: other, .server).status(),
                denyNonFastForwards: try isSet("receive.denyNonFastForwards"),
                denyDeletes: try isSet("receive.denyDeletes"))
        } catch {
            return .unreadable(path: path, reason: Failure(error).message)
        }
    }

    /// The folder that an address names, as seen from the top folder, where Git goes for it; nil for one of another machine
    /// (git-fetch, "Git URLs").
    private func path(of address: String) -> String? {
        if address.hasPrefix("file://") { return String(address.dropFirst("file://".count)) }
        if address.hasPrefix("/") { return address }
        guard address.hasPrefix("./") || address.hasPrefix("../") else { return nil }
        let place = "\(repository.workTree ?? repository.gitDirectory)/\(address)"
        return File.realPath(place) ?? place
    }

    private func lookForLeftovers(_ found: inout Examination) {
        let processes = RunningProcesses()
        found.locks = (try? repository.locks(ledger: repository.ledgerBranch(), processes)) ?? []
        found.unfinished = repository.unfinishedObjects(processes)
        found.workers = repository.workers(processes)
        found.visibleProcesses = processes.visible
        found.hiddenProcesses = processes.hidden
    }
}
