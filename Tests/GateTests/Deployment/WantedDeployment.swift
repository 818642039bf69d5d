import Changes
import FactsSupport
import Git
import Testing

@testable import Gate
@testable import Ledger
@testable import Releases

/// What a gate before production looks at, made by hand: Rene wants to deploy 1.0 of some facts, and nothing else is recorded.
struct WantedDeployment {
    static let environment = "production"

    var facts: Facts
    /// 1970-01-12, 13:46:40 UTC.
    var now = Timestamp(seconds: 1_000_000)
    var actor: Person? = Facts.rene
    var isRollBack = false
    var adopted: ObjectID?
    var package = PackageFacts()
    var handOver: HandOverStanding?
    private var records: [String: [StoredRecord]] = [:]

    /// - Parameter settings: the lines of the policy's section about production; it asks for nothing without any.
    init(_ settings: [String] = []) throws {
        facts = try Facts.approved()
        let lines = settings.isEmpty ? ["window = optional"] : settings
        let section = "[environment \"\(Self.environment)\"]\n" + lines.map { "\t\($0)\n" }.joined()
        let least = "[item \"RFC\"]\n\tkind = rfc\n[release]\n\ttag = v{version}\n[sign-off]\n\trole = qa\n"
        facts.policy.environments = try Policy(text: Array((least + section).utf8), version: 3).environments
    }

    /// Records something about an environment, in view of all that was recorded of it before.
    @discardableResult
    mutating func record(
        _ statement: Statement, by person: Person, in environment: String = environment,
        weight: StatementEffect? = nil
    ) throws -> RecordName {
        let before = records[environment, default: []]
        let record = try StoredRecord.made(
            statement, by: person, at: before.count, after: before.map(\.name), weight: weight)
        records[environment] = before + [record]
        return record.name
    }

    /// A deployment as its release's tag marks it; one without an outcome is under way.
    @discardableResult
    mutating func deploy(
        _ version: String, _ outcome: DeploymentStatement.Outcome?, in environment: String = environment,
        on commit: ObjectID = .zero, by person: Person = Facts.rene, weight: StatementEffect? = nil
    ) throws -> RecordName {
        var statement = DeploymentStatement(
            environment: environment, release: try #require(Version(version)), tag: "v\(version)", commit: commit)
        statement.outcome = outcome
        return try record(.deployment(statement), by: person, in: environment, weight: weight)
    }

    /// The decision of an approver about deploying 1.0.
    @discardableResult
    mutating func decide(
        _ decision: SignOffStatement.Decision, by person: Person, role: String = "cab", on commit: ObjectID = .zero,
        note: String? = nil, answers: [RecordName]? = nil
    ) throws -> RecordName {
        var statement = ClearanceStatement(
            environment: Self.environment, release: try Facts.version, commit: commit, role: role, decision: decision,
            note: note)
        statement.answers = answers
        return try record(.clearance(statement), by: person)
    }

    /// A window or a freeze, from and until some seconds after now.
    @discardableResult
    mutating func plan(
        _ form: WindowStatement.Form, _ seconds: Range<Int64>, by person: Person = Facts.rene, note: String? = nil
    ) throws -> RecordName {
        var statement = WindowStatement(Self.environment, form)
        statement.from = now + TimeSpan(seconds: seconds.lowerBound)
        statement.until = now + TimeSpan(seconds: seconds.upperBound)
        statement.note = note
        return try record(.window(statement), by: person)
    }

    func findings(_ rule: any DeployRule.Type) throws -> [Finding] {
        rule.findings(in: try facts.value, try value)
    }

    /// The single finding of a rule.
    func finding(_ rule: any DeployRule.Type) throws -> Finding {
        let findings = try findings(rule)
        try #require(findings.count == 1, "\(findings)")
        return findings[0]
    }

    var verdict: Verdict { get throws { Verdict(try facts.value, deploy: try value) } }

    private var value: DeployFacts {
        get throws {
            let policy = facts.policy
            let environment = try #require(policy.environment(named: Self.environment))
            let sequence = RecordSequence(records[environment.name] ?? [])
            let (windows, deployments) = (Windows(sequence), Deployments(sequence))
            let version = try Facts.version
            return DeployFacts(
                environment: environment, now: now, actor: actor, isRollBack: isRollBack,
                former: isRollBack ? deployments.former(version, on: .zero, package: nil) : nil, adopted: adopted,
                windows: windows.all.filter { $0.contains(now, zone: .utc) },
                nextWindow: try windows.next(after: now, of: environment.name), deployments: deployments,
                before: environment.previous.map { Deployments(RecordSequence(records[$0] ?? [])) },
                clearances: environment.approvers.map { role in
                    let words = Clearances(of: version, on: .zero, as: role, in: sequence) {
                        policy.mayAct($0, as: role)
                    }
                    return (role, words)
                }, package: package, handOver: handOver)
        }
    }
}
