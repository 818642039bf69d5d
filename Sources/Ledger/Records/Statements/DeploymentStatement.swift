package import Changes
package import Git

/// That a deployment began, how it ended, or both at once where it was made elsewhere.
package struct DeploymentStatement: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case succeeded, failed
        case rolledBack = "rolled-back"
    }

    package var environment: String
    package var release: Version
    /// Empty where something was deployed that no release tag marks.
    package var tag: String
    package var commit: ObjectID
    /// The record of the beginning, where this one is of the end.
    package var ends: RecordName?
    /// Nil at the beginning.
    package var outcome: Outcome?
    /// What is run, as it was typed.
    package var command: [String]?
    /// The command's exit status; 128 plus the number of the signal that ended it.
    package var exit: Int?
    /// Times, where it is recorded afterwards.
    package var started: Timestamp?
    package var ended: Timestamp?
    /// Whether it takes an environment back to an older release on purpose.
    package var isRollBack: Bool
    package var reason: String?
    /// SHA-256 of what is deployed, where it was named.
    package var package: String?

    package init(environment: String, release: Version, tag: String, commit: ObjectID) {
        self.environment = environment
        self.release = release
        self.tag = tag
        self.commit = commit
        isRollBack = false
    }

    package var isTagged: Bool { !tag.isEmpty }

    /// When it began: the only time that is known, where just the end of one that was made elsewhere is.
    package func began(recorded time: Timestamp) -> Timestamp { started ?? ended ?? time }

    init(_ fields: RecordFields) throws(FieldProblem) {
        environment = try fields.value("environment")
        release = try fields.value("release")
        tag = try fields.value("tag")
        commit = try fields.value("commit")
        ends = try fields.optional("ends")
        outcome = try fields.optional("outcome")
        command = try fields.optional("command")
        exit = try fields.optional("exit")
        started = try fields.optional("started")
        ended = try fields.optional("ended")
        isRollBack = try fields.optional("rollBack") ?? false
        reason = try fields.optional("reason")
        package = try fields.optional("package")
        guard ends == nil || outcome != nil else { throw FieldProblem(name: "outcome") }
    }

    package var json: JSONValue {
        .object([
            "environment": environment, "release": release, "tag": tag, "commit": commit, "ends": ends,
            "outcome": outcome, "command": command, "exit": exit, "started": started, "ended": ended,
            "rollBack": isRollBack ? true : nil, "reason": reason, "package": package,
        ])
    }
}

extension DeploymentStatement.Outcome: RecordField, JSONConvertible {}

extension DeploymentStatement: StatementBody {
    package static let kind = Statement.Kind.deployment
    package var about: Subject { .environment(environment) }
    /// As long as it goes on nobody else deploys, and nothing older goes where it went; its success lets the release go further.
    package var effect: StatementEffect { .both }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { policy.rightToDeploy }
    package var deed: String { "deployment of \(release) to \(environment)" }
    package var remark: String? { reason }

    package func referring(_ name: (RecordName) -> RecordName) -> DeploymentStatement {
        var statement = self
        statement.ends = ends.map(name)
        return statement
    }
}
