import Changes
import Git
import Ledger
import Reports

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
        guard folder.isOwn else { throw folder.foreign(names, program: program) }
        let places = try names.map(folder.place)
        for place in places { try refuseTaken(place) }
        try File.makeFolder(folder.path)
        return try places.map { HookOutcome(name: $0.name, path: $0.path, change: try install($0)) }
    }

    private func install(_ place: HookPlace) throws -> HookOutcome.Change {
        let file = file(place.name)
        switch place.content {
        case .sluice where place.holds(file): return try place.kept.rename() ? .renewed : .unchanged
        case .caller: return .unchanged
        case .sluice, .nothing:
            _ = try place.kept.rename()
            try File.replace(place.path, with: Array(file.text.utf8), mode: Self.mode)
            return place.content == .nothing ? .installed : .renewed
        case .other:
            try place.kept.keep(place.path)
            do {
                try File.replace(place.path, with: Array(file.text.utf8), mode: Self.mode)
            } catch {
                try File.exists(place.path) ? File.remove(place.kept.path) : place.kept.restore(to: place.path)
                throw error
            }
            return .chained
        }
    }

    /// Whatever the umask is: a hook that a user of the repository may not run, Git skips, and so opens the gate to them.
    private static let mode: UInt32 = 0o755

    private func file(_ name: HookName) -> HookFile { HookFile(name, program: program, policy: policy) }

    /// Two hooks cannot both be the one that was there before, unless they are the same.
    private func refuseTaken(_ place: HookPlace) throws {
        guard place.content == .other, let kept = place.kept.current, try File.read(place.path) != File.read(kept)
        else {
            return
        }
        throw Failure(
            .refused, "\(place.path) is not Sluice's, and the hook that stood there before is kept still",
            hints: ["join the two by hand, then remove one: `rm \(kept)`"])
    }

    /// Takes Sluice's hooks away; what stood there before stands there again, byte for byte.
    func uninstall() throws -> [HookOutcome] {
        guard folder.isOwn else { return names.map { HookOutcome(name: $0, path: folder.path, change: .absent) } }
        return try names.map(folder.place).map { HookOutcome(name: $0.name, path: $0.path, change: try uninstall($0)) }
    }

    private func uninstall(_ place: HookPlace) throws -> HookOutcome.Change {
        switch place.content {
        case .other, .caller: return .foreign
        case .nothing where place.kept.current == nil: return .absent
        case .nothing, .sluice: break
        }
        if place.kept.current != nil {
            try place.kept.restore(to: place.path)
            return .restored
        }
        try File.remove(place.path)
        return .removed
    }

    func status() throws -> [HookStanding] {
        try names.map(folder.place).map { place in
            HookStanding(
                hook: place.name.rawValue, state: state(of: place), path: place.path, program: program(of: place),
                chained: place.kept.current)
        }
    }

    private func state(of place: HookPlace) -> HookStanding.State {
        switch place.content {
        case .nothing, .other: return .absent
        case .caller: return .called
        case .sluice(let text, let program):
            guard File.isExecutable(program) else { return .programMissing }
            let expected = HookFile(place.name, program: program, policy: policy).text
            guard text == expected, File.isExecutable(place.path) else { return .outdated }
            return File.realPath(program) == File.realPath(self.program) ? .installed : .otherProgram
        }
    }

    private func program(of place: HookPlace) -> String? {
        if case .sluice(_, let program) = place.content { program } else { nil }
    }
}
