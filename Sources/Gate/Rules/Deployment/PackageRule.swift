import Changes
import Git
import Ledger
package import Releases

/// What is deployed is what was packed of this release, and what the environment before has.
package enum PackageRule: DeployRule {
    package static let code = RuleCode.package

    package static func findings(in facts: GateFacts, _ deploy: DeployFacts) -> [Finding] {
        let (package, name) = (deploy.package, deploy.environment.name)
        guard let offered = package.offered else {
            guard deploy.environment.needsPackage else { return [] }
            return [
                Finding(
                    code, .release, expected: "a package of \(facts.version), as \(name) asks for one",
                    found: "none is named",
                    mend: [
                        "sluice package \(facts.version)",
                        "sluice deploy \(facts.version) --env \(name) --package <file> -- <command>",
                    ])
            ]
        }
        guard package.packed.contains(where: { $0.digest == offered }) else {
            return [
                Finding(
                    code, .release, expected: "a package that was made of \(facts.version)",
                    found: "SHA-256 \(offered) is "
                        + (package.packed.isEmpty ? "recorded nowhere" : "that of no such package"),
                    mend: ["sluice package \(facts.version) --verify <file>"], isUnverified: !package.packed.isEmpty)
            ]
        }
        guard let before = package.before, before != offered else { return [] }
        return [
            Finding(
                code, .release,
                expected: "the package that \(deploy.environment.previous ?? "the environment before") has",
                found: "SHA-256 \(offered), and there it is \(before)",
                mend: ["sluice deploy \(facts.version) --env \(name) --package <the same file> -- <command>"])
        ]
    }
}
