import Changes
import Git
import Ledger
package import Releases

/// It is inside a change window, where the environment needs one, and outside every freeze.
package enum WindowRule: DeployRule {
    package static let code = RuleCode.window

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        let name = deploy.environment.name
        let freezes = deploy.windows.filter(\.isFreeze).map { freeze in
            Finding(
                code, .release, expected: "no freeze of \(name)",
                found: "\(freeze.by.name) froze it" + (freeze.statement.note.map { ": \($0)" } ?? ""),
                mend: [
                    "sluice window list \(name)", "sluice window close \(name) \(freeze.record.shortName) --note \"…\"",
                ])
        }
        let isOpen = !deploy.environment.needsWindow || deploy.windows.contains { !$0.isFreeze }
        guard !isOpen else { return freezes }
        let next = deploy.nextWindow.map { "the next one begins \($0.from)" } ?? "none is planned"
        return freezes + [
            Finding(
                code, .release, expected: "a change window of \(name)", found: "it is \(deploy.now), and \(next)",
                mend: ["sluice window open \(name) --from now --until +2h"])
        ]
    }
}
