package import Changes
package import Git

/// What a server's gate said of a release tag that was pushed to it. A witness: nothing is decided by it.
package struct VerdictStatement: Hashable, Sendable {
    package var release: Version
    package var tag: String
    /// What the tag's reference named: the tag object, where it is annotated.
    package var object: ObjectID
    package var commit: ObjectID
    package var open: Bool
    /// The codes of the gate's findings, in the gate's order, each once.
    package var findings: [String]

    package init(release: Version, tag: String, object: ObjectID, commit: ObjectID, findings: [String]) {
        self.release = release
        self.tag = tag
        self.object = object
        self.commit = commit
        self.findings = findings
        open = findings.isEmpty
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        tag = try fields.value("tag")
        object = try fields.value("object")
        commit = try fields.value("commit")
        open = try fields.value("open")
        findings = try fields.value("findings")
    }

    package var json: JSONValue {
        .object([
            "release": release, "tag": tag, "object": object, "commit": commit, "open": open, "findings": findings,
        ])
    }
}

extension VerdictStatement: StatementBody {
    package static let kind = Statement.Kind.verdict
    package var about: Subject { .release(release) }
    /// A witness: nothing is decided by it.
    package var effect: StatementEffect { [] }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .anyone }
    package var deed: String { "verdict on \(tag)" }
}
