import Git
import System

/// Where the hook is kept that stood in a place before Sluice's: in a folder, under its own name, as hooks ask what they are called
/// by, and with links to the files next to them: `commit-msg.d`, `husky.sh`.
struct KeptHook {
    static let folderName = "before-sluice"
    /// What earlier versions added to the name of a hook that made room.
    static let formerSuffix = ".before-sluice"

    let path: String
    private let former: String
    private let hooks: String

    init(_ name: HookName, in hooks: String) {
        self.hooks = hooks
        path = "\(hooks)/\(Self.folderName)/\(name.rawValue)"
        former = "\(hooks)/\(name.rawValue)\(Self.formerSuffix)"
    }

    /// The file that is kept; nil where there is none.
    var current: String? { [path, former].first(where: File.exists) }

    /// The manager that wrote it; nil for a hook of one's own, and where there is none.
    var manager: HookManager? {
        current.flatMap { try? File.read($0) }.flatMap { HookManager(ofHook: String(decoding: $0, as: UTF8.self)) }
    }

    private var folder: String { "\(hooks)/\(Self.folderName)" }

    /// Whether its manager was removed since: its hook would fail, or install the manager again.
    var isAbandoned: Bool { manager?.commonFile.map { !File.exists("\(hooks)/\($0)") } ?? false }

    /// Under a second name first, so that at no time no hook stands in its place. A file system that has no second names
    /// has it moved.
    func keep(_ hook: String) throws {
        try File.makeFolder(folder)
        if let current { try File.remove(current) }
        if let target = File.target(ofLink: hook), !target.hasPrefix("/") {
            // One folder deeper the same file is one step further away.
            try File.makeLink(to: "../" + target, at: path)
        } else {
            do {
                try File.addName(path, to: hook)
            } catch is SystemError {
                try File.move(hook, to: path)
            }
        }
        try linkNeighbours()
    }

    /// Gives a hook that an earlier version kept its own name.
    func rename() throws -> Bool {
        guard current == former else { return false }
        try File.makeFolder(folder)
        if let target = File.target(ofLink: former), !target.hasPrefix("/") {
            try File.makeLink(to: "../" + target, at: path)
            try File.remove(former)
        } else {
            try File.move(former, to: path)
        }
        try linkNeighbours()
        return true
    }

    /// Puts the hook back, and takes the links away behind the last one.
    func restore(to hook: String) throws {
        guard let current else { return }
        if current == path, let target = File.target(ofLink: path), target.hasPrefix("../") {
            let aside = path + ".back"
            try File.makeLink(to: String(target.dropFirst("../".count)), at: aside)
            try File.move(aside, to: hook)
            try File.remove(path)
        } else {
            try File.move(current, to: hook)
        }
        removeEmptyFolder()
    }

    /// Removes the hook for good: another one, or nothing, takes its place.
    func drop() throws {
        guard let current else { return }
        try File.remove(current)
        removeEmptyFolder()
    }

    private func removeEmptyFolder() {
        let names = (try? File.names(inFolder: folder)) ?? []
        guard names.allSatisfy({ HookName(rawValue: $0) == nil && File.target(ofLink: "\(folder)/\($0)") != nil })
        else {
            return
        }
        File.removeTree(folder)
    }

    /// The files next to the hooks that are none. Hooks call such files by their own place.
    private func linkNeighbours() throws {
        for name in try File.names(inFolder: hooks) {
            let isHook =
                HookName(rawValue: name) != nil || name.hasSuffix(".sample") || name.hasSuffix(Self.formerSuffix)
            let isThere = File.target(ofLink: "\(folder)/\(name)") != nil
            guard !isHook, name != Self.folderName, !isThere else { continue }
            try File.makeLink(to: "../\(name)", at: "\(folder)/\(name)")
        }
    }
}
