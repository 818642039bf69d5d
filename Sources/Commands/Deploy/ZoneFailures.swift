import Changes
import Ledger
import Releases

extension ZoneProblem: FailureConvertible {
    var failure: Failure {
        guard let window, let environment else {
            return Failure(
                .cannotDecide, "the machine knows no zone \(name.quoted)",
                hints: ["install its rules (`apt install tzdata`), or name another one: Europe/Berlin, UTC"])
        }
        let kind = window.isFreeze ? "freeze" : "window"
        return Failure(
            .cannotDecide,
            "\(kind) \(window.record.shortName) of \(environment), by \(window.by), has the zone \(name.quoted), which the "
                + "machine does not know",
            hints: [
                "install the rules of zones (`apt install tzdata`)",
                "`sluice window close \(environment) \(window.record.shortName)` takes the \(kind) back",
            ])
    }
}

extension TimeInput {
    /// A moment that a person names with an option.
    ///
    /// - Throws: `Failure` of wrong usage.
    static func moment(_ text: String, option: String, now: Timestamp, zone: ZoneRules) throws -> Timestamp {
        do {
            return try TimeInput(text, now: now, zone: zone).moment
        } catch .skipped(let time) {
            throw Failure(
                .usage, "\(option): clocks skip \(time)",
                hints: ["name a time an hour later, or give an offset: 02:30+01:00"])
        } catch .unknown {
            throw Failure(
                .usage, "\(option): \(text.quoted) is no time",
                hints: ["write `2026-11-22 22:00`, `tomorrow 22:00`, `fri 9:00`, `+3d`, or `2026-11-22T22:00:00Z`"])
        }
    }
}

extension Policy {
    /// The environment that a person names.
    func deploymentEnvironment(named name: String) throws -> DeploymentEnvironment {
        if let environment = environment(named: name) { return environment }
        let names = environments.map(\.name)
        guard !names.isEmpty else {
            throw Failure(
                .refused, "the policy has no environments",
                hints: ["`sluice policy edit` adds one: [environment \"\(name)\"] production = true"])
        }
        throw Failure(
            .usage, "the policy has no environment \(name.quoted)",
            hints: [Suggestion.hint(for: name, among: names, "its environments are")])
    }

    /// - Throws: `Failure` where a person's words about windows and deployments do not count.
    func refuseStranger(_ person: Person) throws {
        guard !mayDeploy(person) else { return }
        throw Failure(
            .refused,
            "\(person) may neither change windows nor deploy: none of \(deploymentRoles.joined(separator: ", "))",
            hints: ["`sluice policy edit` names who may: [role \"\(deploymentRoles[0])\"] member = \(person.email)"])
    }
}
