package import Changes

/// How one of Git's hooks stands: one object of `sluice hooks status --json`.
package struct HookStanding: JSONConvertible, Hashable, Sendable {
    package enum State: String, Sendable {
        /// It calls this program.
        case installed
        /// It calls another copy of the program.
        case otherProgram = "other-program"
        /// Another hook calls Sluice.
        case called
        /// Another version or policy wrote it.
        case outdated
        /// Git does not run it, as nobody may execute it.
        case notExecutable = "not-executable"
        /// The program that it calls is not there.
        case programMissing = "program-missing"
        /// Sluice is not asked.
        case absent
    }

    /// Git's name of the hook.
    package let hook: String
    package let state: State
    /// Where Git looks for it.
    package let path: String
    /// The program that it calls.
    package let program: String?
    /// Who calls Sluice: `lefthook (lefthook.yml)`; for an absent hook, whose hook stands in its place: `lefthook`.
    package let caller: String?
    /// The hook that stood there before and is run first.
    package let chained: String?

    package init(hook: String, state: State, path: String, program: String?, caller: String? = nil, chained: String?) {
        self.hook = hook
        self.state = state
        self.path = path
        self.program = program
        self.caller = caller
        self.chained = chained
    }

    package var json: JSONValue {
        .object([
            "hook": hook, "state": state.rawValue, "path": path, "program": program, "caller": caller,
            "chained": chained,
        ])
    }

    /// Whether Sluice is asked.
    package var isInPlace: Bool { [.installed, .otherProgram, .called].contains(state) }
}

/// How all hooks stand, one a line.
package struct HookStandingText {
    private let standings: [HookStanding]
    private let palette: Palette

    package init(_ standings: [HookStanding], palette: Palette = .plain) {
        self.standings = standings
        self.palette = palette
    }

    package var text: String {
        Table(
            [Table.Column(), Table.Column()],
            rows: standings.map { [Table.Cell($0.hook), Table.Cell($0.sentence, $0.isInPlace ? .green : .red)] }
        ).text(palette: palette)
    }
}

extension HookStanding {
    /// What is said of the hook, without its name.
    package var sentence: String {
        let kept = chained.map { ", chained to \($0)" } ?? ""
        return words + kept
    }

    private var words: String {
        switch state {
        case .installed: "installed"
        case .otherProgram: "installed, calls another program: \(program ?? "")"
        case .called: "called by \(caller ?? "another hook")"
        case .outdated: "installed, but not up to date"
        case .notExecutable: "not executable, so that Git does not run it: \(path)"
        case .programMissing: "installed, but its program is missing: \(program ?? "")"
        case .absent: "not installed" + (caller.map { ": the hook of \($0) stands in its place" } ?? "")
        }
    }
}
