package import Changes

/// One thing that `doctor` looked at: one object of `sluice doctor --json`.
package struct Check: JSONConvertible, Hashable, Sendable {
    package enum State: String, Sendable {
        case ok
        /// It works, but not as well or as safely as it could; or it cannot be told.
        case warning
        case problem
    }

    package let name: String
    package let state: State
    package let found: String
    /// Commands that fix it, any one of them.
    package let mend: [ShellCommand]

    init(_ name: String, _ state: State, _ found: String, mend: [ShellCommand] = []) {
        self.name = name
        self.state = state
        self.found = found
        self.mend = mend
    }

    package var json: JSONValue {
        .object(["check": name, "state": state.rawValue, "found": found, "mend": mend])
    }
}

/// All checks, one a line, what fixes one below it.
package struct CheckText {
    private let checks: [Check]
    private let palette: Palette

    package init(_ checks: [Check], palette: Palette = .plain) {
        self.checks = checks
        self.palette = palette
    }

    package var text: String {
        checks.flatMap { check in
            let name = check.name + String(repeating: " ", count: max(0, 12 - check.name.utf8.count))
            let state = check.state.rawValue + String(repeating: " ", count: 7 - check.state.rawValue.utf8.count)
            return ["\(name)  \(palette(state, check.state.paint))  \(SafeText.line(check.found))"]
                + check.mend.map { "    fix  \(SafeText.line($0.text))" }
        }.joined(separator: "\n") + "\n"
    }
}

extension Check.State {
    fileprivate var paint: Paint {
        switch self {
        case .ok: .green
        case .warning: .yellow
        case .problem: .red
        }
    }
}
