import Changes
package import Git

/// What a record says. One case a kind; the kind's name is the record's `kind`.
package enum Statement: Hashable, Sendable {
    case item(ItemStatement)
    case link(LinkStatement)
    case exemption(ExemptionStatement)
    case plan(PlanStatement)
    case signOff(SignOffStatement)
    case move(MoveStatement)
    case testCase(TestCaseStatement)
    case testResult(TestResultStatement)
    case window(WindowStatement)
    case deployment(DeploymentStatement)
    case clearance(ClearanceStatement)
    case waiver(WaiverStatement)
    case review(ReviewStatement)
    case package(PackageStatement)
    case handover(HandoverStatement)
    case manifest(ManifestStatement)
    case policy(PolicyStatement)
    case verdict(VerdictStatement)

    package enum Kind: String, Sendable {
        case item, link, exemption, plan, move, window, deployment, clearance, waiver, review, package, handover
        case manifest, policy, verdict
        case signOff = "sign-off"
        case testCase = "test-case"
        case testResult = "test"
    }

    package var kind: Kind {
        switch self {
        case .item: .item
        case .link: .link
        case .exemption: .exemption
        case .plan: .plan
        case .signOff: .signOff
        case .move: .move
        case .testCase: .testCase
        case .testResult: .testResult
        case .window: .window
        case .deployment: .deployment
        case .clearance: .clearance
        case .waiver: .waiver
        case .review: .review
        case .package: .package
        case .handover: .handover
        case .manifest: .manifest
        case .policy: .policy
        case .verdict: .verdict
        }
    }

    /// What it is about, and so where its record stands.
    package var subject: Subject {
        switch self {
        case .item(let statement): .item(statement.item)
        case .link(let statement): .commit(statement.commit)
        case .exemption(let statement): .commit(statement.commit)
        case .plan(let statement): .release(statement.release)
        case .signOff(let statement): .releaseItem(statement.release, statement.item)
        case .move(let statement): .releaseItem(statement.release, statement.item)
        case .testCase(let statement): .testCase(statement.id)
        case .testResult(let statement): .releaseItem(statement.release, statement.item)
        case .window(let statement): .environment(statement.environment)
        case .deployment(let statement): .environment(statement.environment)
        case .clearance(let statement): .environment(statement.environment)
        case .waiver(let statement): .release(statement.release)
        case .review(let statement): .release(statement.release)
        case .package(let statement): .release(statement.release)
        case .handover(let statement): .release(statement.release)
        case .manifest(let statement): .release(statement.release)
        case .policy(let statement): .policy(statement.version)
        case .verdict(let statement): .release(statement.release)
        }
    }

    /// The same, naming the tip of the ledger that its writer saw, where decisions rest on it: a history from which
    /// something was taken out before it lacks that tip.
    func made(inViewOf tip: ObjectID) -> Statement {
        switch self {
        case .signOff(var statement):
            statement.ledger = tip
            return .signOff(statement)
        case .manifest(var statement):
            statement.ledger = tip
            return .manifest(statement)
        default: return self
        }
    }

    /// The tip of the ledger that its writer saw, where it is named.
    package var ledgerSeen: ObjectID? {
        switch self {
        case .signOff(let statement): statement.ledger
        case .manifest(let statement): statement.ledger
        default: nil
        }
    }

    init(_ kind: Kind, _ fields: RecordFields) throws(FieldProblem) {
        self =
            switch kind {
            case .item: .item(try ItemStatement(fields))
            case .link: .link(try LinkStatement(fields))
            case .exemption: .exemption(try ExemptionStatement(fields))
            case .plan: .plan(try PlanStatement(fields))
            case .signOff: .signOff(try SignOffStatement(fields))
            case .move: .move(try MoveStatement(fields))
            case .testCase: .testCase(try TestCaseStatement(fields))
            case .testResult: .testResult(try TestResultStatement(fields))
            case .window: .window(try WindowStatement(fields))
            case .deployment: .deployment(try DeploymentStatement(fields))
            case .clearance: .clearance(try ClearanceStatement(fields))
            case .waiver: .waiver(try WaiverStatement(fields))
            case .review: .review(try ReviewStatement(fields))
            case .package: .package(try PackageStatement(fields))
            case .handover: .handover(try HandoverStatement(fields))
            case .manifest: .manifest(try ManifestStatement(fields))
            case .policy: .policy(try PolicyStatement(fields))
            case .verdict: .verdict(try VerdictStatement(fields))
            }
    }

    /// Its fields in JSON.
    var members: [JSONObject.Member] {
        let json =
            switch self {
            case .item(let statement): statement.json
            case .link(let statement): statement.json
            case .exemption(let statement): statement.json
            case .plan(let statement): statement.json
            case .signOff(let statement): statement.json
            case .move(let statement): statement.json
            case .testCase(let statement): statement.json
            case .testResult(let statement): statement.json
            case .window(let statement): statement.json
            case .deployment(let statement): statement.json
            case .clearance(let statement): statement.json
            case .waiver(let statement): statement.json
            case .review(let statement): statement.json
            case .package(let statement): statement.json
            case .handover(let statement): statement.json
            case .manifest(let statement): statement.json
            case .policy(let statement): statement.json
            case .verdict(let statement): statement.json
            }
        guard case .object(let object) = json else { return [] }
        return object.members
    }
}
