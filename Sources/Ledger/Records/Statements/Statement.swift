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
    case setAside(SetAsideStatement)

    package enum Kind: String, CaseIterable, Sendable {
        case item, link, exemption, plan, move, window, deployment, clearance, waiver, review, package, handover
        case manifest, policy, verdict
        case signOff = "sign-off"
        case testCase = "test-case"
        case testResult = "test"
        case setAside = "set-aside"
    }

    /// What is known of its kind, with its fields.
    package var body: any StatementBody {
        switch self {
        case .item(let statement): statement
        case .link(let statement): statement
        case .exemption(let statement): statement
        case .plan(let statement): statement
        case .signOff(let statement): statement
        case .move(let statement): statement
        case .testCase(let statement): statement
        case .testResult(let statement): statement
        case .window(let statement): statement
        case .deployment(let statement): statement
        case .clearance(let statement): statement
        case .waiver(let statement): statement
        case .review(let statement): statement
        case .package(let statement): statement
        case .handover(let statement): statement
        case .manifest(let statement): statement
        case .policy(let statement): statement
        case .verdict(let statement): statement
        case .setAside(let statement): statement
        }
    }

    package var kind: Kind { type(of: body).kind }

    /// What it is about, and so where its record is kept.
    package var subject: Subject { body.about }

    package var effect: StatementEffect { body.effect }

    package var dependsOnOthers: Bool { body.dependsOnOthers }

    /// The same, naming the tip of the ledger that its writer saw, where decisions rest on it.
    func made(inViewOf tip: ObjectID) -> Statement {
        switch self {
        case .signOff(let statement): .signOff(statement.made(inViewOf: tip))
        case .manifest(let statement): .manifest(statement.made(inViewOf: tip))
        default: self
        }
    }

    /// The same with other names for the records of its subject that it refers to.
    func referring(_ name: (RecordName) -> RecordName) -> Statement {
        switch self {
        case .waiver(let statement): .waiver(statement.referring(name))
        case .review(let statement): .review(statement.referring(name))
        case .window(let statement): .window(statement.referring(name))
        case .deployment(let statement): .deployment(statement.referring(name))
        default: self
        }
    }

    /// The tip of the ledger that its writer saw, where it is named.
    package var ledgerSeen: ObjectID? { body.ledgerSeen }

    /// - Throws: `FieldProblem` also for a kind that the format of the ledger does not have.
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
            case .setAside: .setAside(try SetAsideStatement(fields))
            }
        guard type(of: body).format <= fields.format else { throw FieldProblem(name: "kind") }
    }

    /// Its fields in JSON.
    var members: [JSONObject.Member] {
        guard case .object(let object) = body.json else { return [] }
        return object.members
    }
}
