import Glibc
import System

/// The hook that stood where Sluice's stands now. It keeps its place: it runs first, and its refusal counts.
struct ChainedHook {
    /// Set for chained hooks: the hook that they are run by.
    private static let runner = "SLUICE_CHAIN"

    private let folder: String
    private let path: String
    private let environment: Environment
    private let manager: HookManager?
    private let isIdle: Bool

    /// Nil where the hook was not called by a file that Sluice installed.
    init?(of call: HookCall) {
        guard let caller = call.folder else { return nil }
        // A manager's hook that is kept finds Sluice's next to itself, by a link.
        let kept = "/" + KeptHook.folderName
        let folder = caller.hasSuffix(kept) ? String(caller.dropLast(kept.count)) : caller
        self.folder = folder
        environment = call.context.environment
        let hook = KeptHook(call.name, in: folder)
        path = hook.current ?? hook.path
        manager = hook.manager
        // Its manager was removed; or stands in the place itself, in front of Sluice's, and would be called by itself.
        isIdle = hook.isAbandoned || call.isEarlierHook && manager?.endingOfEarlierHook != nil
    }

    /// Whether this very hook runs the chained one just now: a manager of hooks can call Sluice from there once more.
    var isRunning: Bool {
        environment.nonempty(Self.runner).map { $0 == absolutePath } ?? false
    }

    private var absolutePath: String? { File.realPath(folder).map { "\($0)/\(path.dropFirst(folder.count + 1))" } }

    /// Runs it with what Git gave; true where it agrees, or there is none.
    func run(_ call: HookCall) throws -> Bool {
        guard !isIdle, File.isExecutable(path) else { return true }
        defer { takeBackPlaces() }
        do {
            return try start([path] + call.arguments, call) == 0
        } catch let error as SystemError where error.number == ENOEXEC {
            // Git hands a file without `#!` to the shell.
            return try start(["sh", path] + call.arguments, call) == 0
        }
    }

    /// lefthook, called by the kept hook, puts Sluice's hooks aside when its settings have changed.
    private func takeBackPlaces() {
        guard let manager, manager.writesOverHooks else { return }
        for name in HookName.allCases {
            guard let place = try? HookPlace(name, in: folder), place.content == .other(manager),
                let aside = place.putAside.first(where: { $0 == place.path + HookManager.oldEnding })
            else { continue }
            // What cannot be taken back, `prepare-commit-msg` reports.
            try? place.kept.keep(place.path)
            try? File.move(aside, to: place.path)
        }
    }

    private func start(_ words: [String], _ call: HookCall) throws -> Int32 {
        var program = ExternalProgram(words[0], Array(words.dropFirst()))
        let replaced = "GIT_NO_REPLACE_OBJECTS"
        program.environment = [HookFile.caller: nil, Self.runner: absolutePath, replaced: environment[replaced]]
        program.input = call.input
        return try program.runInForeground(withInput: call.name.readsInput)
    }
}
