import Changes
package import Git
package import Ledger
import System

/// What a gate before an environment looks at beside the facts of the release.
package struct DeployFacts: Sendable {
    package let environment: DeploymentEnvironment
    package let now: Timestamp
    /// Who asks, and would deploy; nil where nobody is known.
    package let actor: Person?
    /// Whether an older release is wanted there on purpose.
    package let isRollBack: Bool
    /// The deployment that a roll-back goes back to; nil where it is none, or where the release never ran there.
    package let former: Deployment?
    /// The commit that the release's tag was on before the ledger; nil for a tag that came later.
    package let adopted: ObjectID?
    /// The windows and freezes that are in force now.
    package let windows: [Window]
    /// The next window; nil where none comes within a year.
    package let nextWindow: Window.Occurrence?
    package let deployments: Deployments
    /// Those to the environment before; nil for the first one.
    package let before: Deployments?
    /// What the approvers decided, by role, in the policy's order.
    package let clearances: [(role: String, words: Clearances)]
    package let package: PackageFacts
    /// Who took it over; nil where nobody has to.
    package let handOver: HandOverStanding?

    package init(
        environment: DeploymentEnvironment, now: Timestamp, actor: Person?, isRollBack: Bool,
        former: Deployment? = nil, adopted: ObjectID? = nil, windows: [Window],
        nextWindow: Window.Occurrence?, deployments: Deployments, before: Deployments?,
        clearances: [(role: String, words: Clearances)],
        package: PackageFacts = PackageFacts(), handOver: HandOverStanding? = nil
    ) {
        self.environment = environment
        self.now = now
        self.actor = actor
        self.isRollBack = isRollBack
        self.former = former
        self.adopted = adopted
        self.windows = windows
        self.nextWindow = nextWindow
        self.deployments = deployments
        self.before = before
        self.clearances = clearances
        self.package = package
        self.handOver = handOver
    }
}

extension FactsGatherer {
    /// - Parameter package: SHA-256 of what is to be deployed.
    /// - Throws: `ZoneProblem` where a window's zone is not known here.
    package func deployFacts(
        of facts: GateFacts, to environment: DeploymentEnvironment, at now: Timestamp, by actor: Person?,
        isRollBack: Bool, package: String? = nil
    ) throws -> DeployFacts {
        try ledger.verifyAhead([environment.name, environment.previous].compactMap(\.self).map { .environment($0) })
        let sequence = try ledger.records(of: .environment(environment.name))
        let component = facts.version.component
        let windows = Windows(sequence).of(policy.component(of: facts.version)?.name)
        let before = try environment.previous.map { try ledger.deployments(to: $0).of(component) }
        let deployments = Deployments(sequence, reading: policy.read).of(component)
        let (scope, adopted) = (facts.range.scope, try ledger.adoptedTags())
        let isAdopted = scope.tag.map { adopted[tag: $0.name] == $0.target } ?? false
        let former =
            isRollBack
            ? deployments.former(facts.version, on: scope.candidate, isAdopted: isAdopted, package: package) : nil
        return DeployFacts(
            environment: environment, now: now, actor: actor.map(policy.known), isRollBack: isRollBack, former: former,
            adopted: scope.tag.flatMap { adopted[tag: $0.name] },
            windows: try windows.all.filter { try $0.contains(now, zone: $0.zone(of: environment.name)) },
            nextWindow: try windows.next(after: now, of: environment.name),
            deployments: deployments, before: before,
            clearances: environment.approvers.map { role in
                let words = Clearances(of: facts.version, on: scope.candidate, as: role, in: sequence) {
                    policy.mayAct($0, as: role)
                }
                return (role, words)
            }, package: try packageFacts(of: facts, offered: package, before: before),
            handOver: try handOverStanding(of: facts, to: environment))
    }
}

extension Windows {
    /// The first change window that ends after a moment; nil where none comes within a year.
    ///
    /// - Throws: `ZoneProblem`.
    package func next(after now: Timestamp, of environment: String) throws -> Window.Occurrence? {
        let year = Timestamp(milliseconds: now.milliseconds + 366 * 86_400_000)
        return try all.filter { !$0.isFreeze }.compactMap {
            try $0.occurrences(from: now, to: year, zone: $0.zone(of: environment), limit: 1).first
        }.min { $0.from < $1.from }
    }
}

extension LedgerReader {
    package func windows(of environment: String) throws -> Windows {
        Windows(try records(of: .environment(environment)))
    }

    package func deployments(to environment: String) throws -> Deployments {
        Deployments(try records(of: .environment(environment)), reading: try policy().read)
    }
}

/// A zone whose rules the machine does not have.
package struct ZoneProblem: Error, Equatable, Sendable {
    package let name: String
    /// The window or freeze that names it, with its environment; nil where a person does.
    package var window: Window?
    package var environment: String?
}

extension Window {
    /// The rules by which it comes back. One that does not come back needs none.
    ///
    /// - Throws: `ZoneProblem`.
    package func zone(of environment: String) throws -> ZoneRules {
        do {
            return try ZoneRules.named(zone)
        } catch let problem as ZoneProblem {
            throw ZoneProblem(name: problem.name, window: self, environment: environment)
        }
    }
}

extension Windows {
    /// Those of which this machine can tell the times, and what is wrong with the others.
    package func readable(in environment: String) -> (windows: Windows, problems: [ZoneProblem]) {
        let (windows, others) = readable(ZoneRules.isKnown)
        return (
            windows, others.map { ZoneProblem(name: $0.zone ?? "", window: $0, environment: environment) }
        )
    }
}

extension ZoneRules {
    /// The rules of a zone by the IANA's name; UTC where none is named.
    package static func named(_ name: String?) throws -> ZoneRules {
        guard let name, name != "UTC" else { return .utc }
        guard let zone = SystemZone(named: name) else { throw ZoneProblem(name: name) }
        return ZoneRules(name: name) { moment in
            let reading = zone.reading(at: moment.seconds)
            return (CivilTime(seconds: reading.seconds), reading.abbreviation)
        }
    }

    /// Whether the machine has the rules of a zone by the IANA's name.
    package static func isKnown(_ name: String?) -> Bool {
        name.map { $0 == "UTC" || SystemZone(named: $0) != nil } ?? true
    }

    /// The zone that the machine, or TZ, says.
    package static var here: ZoneRules { (try? named(SystemZone.current)) ?? .utc }
}
