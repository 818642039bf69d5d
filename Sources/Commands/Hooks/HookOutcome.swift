import Changes
import Reports

/// What became of one hook.
struct HookOutcome: Equatable {
    enum Change: String, Equatable {
        /// It is in place already; or another hook calls Sluice.
        case unchanged
        case installed
        /// Another version of Sluice, or another policy, had written it.
        case renewed
        /// Installed before a hook that stood there.
        case chained
        /// Installed where the manager of the hook that stands there runs it first.
        case joined
        /// Removed, as the settings of the manager whose hook was chained call Sluice.
        case left
        /// Not installed: a file of the project has to call Sluice.
        case toBeCalled = "to-be-called"
        case removed
        /// Removed, and what stood there before is back.
        case restored
        /// There was nothing to remove.
        case absent
        /// Another hook stands there; it was left alone.
        case foreign
    }

    let name: HookName
    let path: String
    let change: Change
    /// Who calls Sluice, or whose hook it is that stands there.
    var caller: String?

    var isChange: Bool { ![.unchanged, .toBeCalled, .absent, .foreign].contains(change) }
}

extension HookOutcome {
    var document: JSONValue {
        .object(["hook": name.rawValue, "path": path, "change": change.rawValue, "caller": caller])
    }

    private var folder: Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }

    fileprivate var sentence: String {
        switch change {
        case .unchanged: caller.map { "in place, called by \($0)" } ?? "in place"
        case .installed: "installed"
        case .renewed: "renewed"
        case .chained:
            "installed, runs the hook that was there first: \(folder)/\(KeptHook.folderName)/\(name.rawValue)"
        case .joined: "installed, \(caller ?? "the hook in its place") runs it first"
        case .left: "left to \(caller ?? "another hook"), which calls Sluice"
        case .toBeCalled: "not installed: \(caller ?? "another hook") does not call Sluice yet"
        case .removed: "removed"
        case .restored: "removed, the hook that was there before is back"
        case .absent: "not installed"
        case .foreign: caller.map { "left alone: Sluice is called by \($0)" } ?? "left alone: it is not Sluice's"
        }
    }
}

extension [HookOutcome] {
    /// Tells what became of each hook, one a line.
    func tell(on console: Console, asJSON: Bool = false) {
        guard !asJSON else { return console.write(JSONText.document(map(\.document))) }
        for outcome in self { console.print(SafeText.line("\(outcome.name.rawValue): \(outcome.sentence)")) }
    }
}
