import Git
import System

/// The place of one hook, and the file in it.
struct HookPlace {
    enum Content: Equatable {
        case nothing
        /// A file of Sluice's in the place itself.
        case sluice(SluiceFile)
        /// A file of Sluice's that the hook in the place runs first, as the one that was there before.
        case earlier(SluiceFile, of: HookManager?)
        /// Another hook, which calls Sluice by itself or by the settings of its manager.
        case caller(HookCaller)
        /// Another hook; nil for one that no known manager wrote.
        case other(HookManager?)
    }

    /// A hook file that Sluice wrote.
    struct SluiceFile: Equatable {
        let path: String
        let text: String
        /// The program that it calls.
        let program: String
    }

    let name: HookName
    let path: String
    let content: Content
    /// The hook that stood here before.
    let kept: KeptHook
    /// Files of Sluice's that a manager put aside and does not run, and would put back later.
    let putAside: [String]

    /// - Parameters:
    ///   - workTree: where managers have their settings; nil where these do not matter.
    ///   - projectHooks: the folder whose hooks those in `folder` run (husky 9).
    init(_ name: HookName, in folder: String, workTree: String? = nil, projectHooks: String? = nil) throws {
        self.name = name
        path = "\(folder)/\(name.rawValue)"
        kept = KeptHook(name, in: folder)
        let earlier = HookManager.earlierPlaces(of: name).compactMap { place in
            Self.sluiceFile(of: name, at: "\(folder)/\(place)")
        }
        content = try Self.content(of: name, at: path, earlier.first, workTree, projectHooks)
        let used = if case .earlier(let file, _) = content { file.path } else { "" }
        putAside = earlier.map(\.path).filter { $0 != used }
    }

    private static func content(
        of name: HookName, at path: String, _ earlier: SluiceFile?, _ workTree: String?, _ projectHooks: String?
    ) throws -> Content {
        guard File.exists(path) else { return .nothing }
        let text = String(decoding: try File.read(path), as: UTF8.self)
        if let program = HookFile.program(in: text, of: name) {
            return .sluice(SluiceFile(path: path, text: text, program: program))
        }
        if HookFile.isCalled(in: text, for: name),
            !name.isForServers || HookFile.isObeyed(in: text, for: name) && File.isExecutable(path)
        {
            return .caller(HookCaller(manager: nil, file: path))
        }
        let manager = HookManager(ofHook: text)
        if let file = manager?.settingsCalling(name, in: workTree) {
            return .caller(HookCaller(manager: manager, file: file))
        }
        if manager == .husky, let file = projectHooks.map({ "\($0)/\(name.rawValue)" }), calls(name, at: file) {
            return .caller(HookCaller(manager: manager, file: file))
        }
        if let earlier, earlier.path == path + HookManager.legacyEnding,
            manager?.endingOfEarlierHook != nil || text.contains(HookManager.legacyEnding)
        {
            return .earlier(earlier, of: manager)
        }
        return .other(manager)
    }

    private static func sluiceFile(of name: HookName, at path: String) -> SluiceFile? {
        guard let bytes = try? File.read(path) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return HookFile.program(in: text, of: name).map { SluiceFile(path: path, text: text, program: $0) }
    }

    private static func calls(_ name: HookName, at path: String) -> Bool {
        (try? File.read(path)).map { HookFile.isCalled(in: String(decoding: $0, as: UTF8.self), for: name) } ?? false
    }

    /// Whether Git runs the file.
    var isExecutable: Bool { File.isExecutable(path) }

    /// Whether Git asks Sluice here.
    var isSluice: Bool {
        if case .sluice = content { isExecutable } else { false }
    }

    /// The file of Sluice's by which Sluice is asked; nil where another hook calls it, or none does.
    var sluiceFile: SluiceFile? {
        switch content {
        case .sluice(let file), .earlier(let file, _): file
        case .nothing, .caller, .other: nil
        }
    }

    /// Whether exactly this file stands here, and Git will run it.
    func holds(_ file: HookFile) -> Bool {
        guard case .sluice(let present) = content else { return false }
        return present.text == file.text && isExecutable
    }

    var isCalled: Bool {
        if case .caller = content { true } else { false }
    }

    /// Who calls Sluice, or whose hook stands in its place, as people say it; nil where that is Sluice's, or one of nobody known.
    var caller: String? {
        switch content {
        case .caller(let caller): caller.name
        case .earlier(_, let manager): manager?.rawValue ?? HookCaller(manager: nil, file: path).name
        case .other(let manager): manager?.rawValue
        case .nothing, .sluice: nil
        }
    }

    /// The manager whose hook stands here.
    var manager: HookManager? {
        switch content {
        case .earlier(_, let manager), .other(let manager): manager
        case .caller(let caller): caller.manager
        case .nothing, .sluice: nil
        }
    }

    /// Whether the kept hook is an older copy of the one that stands here.
    func keepsSameHook() throws -> Bool {
        guard content != .nothing, let current = kept.current else { return false }
        if let manager, manager == kept.manager { return true }
        return try File.read(path) == File.read(current)
    }
}
