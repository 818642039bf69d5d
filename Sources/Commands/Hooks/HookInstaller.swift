import Changes
import Git
import Ledger
import Reports
import System

/// Puts Sluice's hooks in their places, and takes them away again.
struct HookInstaller {
    let folder: HookFolder
    let names: [HookName]
    let program: String
    /// Whether others push to the repository.
    let isForServer: Bool
    private let policy: Policy?

    /// Which hooks are meant.
    enum Selection {
        /// Those of a server, also in a repository with a work tree.
        case server
        /// Those that the repository gets by itself.
        case usual
        /// These, and all others that stand there.
        case present
    }

    /// - Parameter policy: nil where there is no ledger yet.
    init(
        _ repository: Repository, policy: Policy?, _ selection: Selection, program: String = File.programOnPath()
    ) throws {
        try self.init(repository, in: HookFolder(of: repository), policy: policy, selection, program: program)
    }

    /// For looking at the hooks of another repository than the one that this program was called in.
    init(elsewhere repository: Repository, _ selection: Selection) throws {
        // The commit hooks, which alone depend on the policy, are none of a server's.
        try self.init(
            repository, in: HookFolder(elsewhere: repository), policy: nil, selection, program: File.programOnPath())
    }

    /// For a folder that Git copies into new repositories.
    init(template folder: HookFolder) {
        isForServer = false
        names = HookName.installed(onServer: false)
        self.folder = folder
        policy = nil
        program = File.programOnPath()
    }

    private init(
        _ repository: Repository, in folder: HookFolder, policy: Policy?, _ selection: Selection, program: String
    ) throws {
        isForServer = repository.isBare || selection == .server
        let usual = HookName.installed(onServer: isForServer)
        let others =
            selection == .present ? try HookName.allCases.filter { try folder.place(of: $0).isSluice } : []
        names = HookName.allCases.filter { usual.contains($0) || others.contains($0) }
        self.folder = folder
        self.policy = policy
        self.program = program
    }

    /// Installs every hook that is not in place. A hook of one's own keeps its place in the chain.
    ///
    /// - Throws: a refusal, before anything is written, where the folder is not the repository's or a place is taken.
    func install() throws -> [HookOutcome] {
        guard folder.isOwn || folder.projectHooks != nil else { throw folder.foreign(names, program: program) }
        let places = try names.map(folder.place)
        for place in places { try refuseTaken(place) }
        try File.makeFolder(folder.path)
        return try places.map { place in
            let caller = place.caller ?? place.kept.manager?.rawValue
            let change = try folder.takes(place.name) ? install(place) : place.isCalled ? .unchanged : .toBeCalled
            return HookOutcome(name: place.name, path: place.path, change: change, caller: caller)
        }
    }

    private func install(_ place: HookPlace) throws -> HookOutcome.Change {
        // A hook of one's own may call the first of these places.
        for file in place.putAside where !file.hasSuffix(HookManager.legacyEnding) { try File.remove(file) }
        switch place.content {
        case .caller:
            if try place.keepsSameHook() { try place.kept.drop() }
            return .unchanged
        case .earlier(let file, _):
            guard file.text != self.file(place.name).text || !File.isExecutable(file.path) else { return .unchanged }
            try write(place.name, to: file.path)
            return .renewed
        case .nothing:
            try write(place.name, to: place.path)
            return .installed
        case .sluice: return try renew(place)
        case .other(let manager):
            if try place.keepsSameHook() { try place.kept.drop() }
            if let ending = manager?.endingOfEarlierHook {
                try takePlace(of: place.path + ending, place)
                return .joined
            }
            try takePlace(of: place.path, place)
            return .chained
        }
    }

    /// A manager that runs the hook which it found, or calls Sluice by its settings, comes back into its place: there alone it
    /// finds its hook again when it is installed or removed.
    private func renew(_ place: HookPlace) throws -> HookOutcome.Change {
        if place.kept.isAbandoned { try place.kept.drop() }
        if let manager = place.kept.manager {
            if manager.settingsCalling(place.name, in: folder.workTree) != nil {
                try place.kept.restore(to: place.path)
                return .left
            }
            if let ending = manager.endingOfEarlierHook, !File.exists(place.path + ending) {
                try write(place.name, to: place.path + ending)
                try place.kept.restore(to: place.path)
                return .joined
            }
        }
        let wasRenamed = try place.kept.rename()
        guard !place.holds(file(place.name)) else { return wasRenamed ? .renewed : .unchanged }
        try write(place.name, to: place.path)
        return .renewed
    }

    /// Puts Sluice's file where another hook may stand, which is kept and run first.
    private func takePlace(of path: String, _ place: HookPlace) throws {
        guard File.exists(path) else { return try write(place.name, to: path) }
        try place.kept.keep(path)
        do {
            try write(place.name, to: path)
        } catch {
            try File.exists(path) ? File.remove(place.kept.path) : place.kept.restore(to: path)
            throw error
        }
    }

    private func write(_ name: HookName, to path: String) throws {
        try File.replace(path, with: Array(file(name).text.utf8), mode: Self.mode)
    }

    /// Whatever the umask is: a hook that a user of the repository may not run, Git skips, and so opens the gate to them.
    private static let mode: UInt32 = 0o755

    private func file(_ name: HookName) -> HookFile { HookFile(name, program: program, policy: policy) }

    /// Two hooks cannot both be the one that was there before, unless they are the same.
    private func refuseTaken(_ place: HookPlace) throws {
        guard case .other(let manager) = place.content, let kept = place.kept.current, try !place.keepsSameHook() else {
            return
        }
        // pre-commit's own hook stays where it is: what has to make room is the one that it runs.
        let taken = place.path + (manager?.endingOfEarlierHook ?? "")
        guard File.exists(taken), try File.read(taken) != File.read(kept) else { return }
        throw Failure(
            .refused, "\(taken) is not Sluice's, and the hook that stood there before is kept still",
            hints: ["join the two by hand, then remove one: `rm \(kept)`"])
    }

    /// Takes Sluice's hooks away, also those that a manager put aside; what stood there before stands there again, byte for byte.
    func uninstall() throws -> [HookOutcome] {
        guard folder.isOwn || folder.projectHooks != nil else {
            return try names.map(folder.place).map { outcome($0, $0.isCalled ? .foreign : .absent) }
        }
        return try names.map(folder.place).map { outcome($0, try uninstall($0)) }
    }

    private func outcome(_ place: HookPlace, _ change: HookOutcome.Change) -> HookOutcome {
        HookOutcome(name: place.name, path: place.path, change: change, caller: place.isCalled ? place.caller : nil)
    }

    private func uninstall(_ place: HookPlace) throws -> HookOutcome.Change {
        if try place.kept.isAbandoned || place.sluiceFile == nil && place.keepsSameHook() { try place.kept.drop() }
        let hadKept = place.kept.current != nil
        let files = [place.sluiceFile?.path].compactMap { $0 } + place.putAside
        let isVacant = place.content == .nothing && hadKept
        for path in (isVacant ? [place.path] : []) + files {
            guard place.kept.current != nil else { try File.remove(path); continue }
            try place.kept.restore(to: path)
        }
        return switch place.content {
        case .caller: .foreign
        case .other: files.isEmpty ? .foreign : .removed
        case .nothing where files.isEmpty && !isVacant: .absent
        case .nothing, .sluice, .earlier: hadKept ? .restored : .removed
        }
    }

    func status() throws -> [HookStanding] {
        try names.map(folder.place).map { place in
            HookStanding(
                hook: place.name.rawValue, state: state(of: place), path: place.path,
                program: place.sluiceFile?.program, caller: place.caller, chained: place.kept.current)
        }
    }

    private func state(of place: HookPlace) -> HookStanding.State {
        switch place.content {
        case .nothing, .other: return .absent
        case .caller: return place.isExecutable ? .called : .notExecutable
        case .sluice(let file), .earlier(let file, _):
            guard File.isExecutable(file.program) else { return .programMissing }
            guard place.isExecutable, File.isExecutable(file.path) else { return .notExecutable }
            guard file.text == HookFile(place.name, program: file.program, policy: policy).text else {
                return .outdated
            }
            if file.path != place.path { return .called }
            return File.realPath(file.program) == File.realPath(program) ? .installed : .otherProgram
        }
    }
}
