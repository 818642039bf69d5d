package import Changes
package import Git

/// What was packed of a tagged release, to be deployed.
package struct PackageStatement: Hashable, Sendable {
    package enum Content: String, CaseIterable, Sendable {
        /// All files of the tagged commit.
        case tree
        /// Those of the configuration items that the release changes.
        case configuration
    }

    package var release: Version
    package var tag: String
    package var commit: ObjectID
    package var content: Content
    /// SHA-256 of the archive, 64 digits.
    package var digest: String
    /// Bytes.
    package var size: Int

    package init(release: Version, tag: String, commit: ObjectID, content: Content, digest: String, size: Int) {
        self.release = release
        self.tag = tag
        self.commit = commit
        self.content = content
        self.digest = digest
        self.size = size
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        tag = try fields.value("tag")
        commit = try fields.value("commit")
        content = try fields.value("content")
        digest = try fields.value("digest")
        size = try fields.value("size")
    }

    package var json: JSONValue {
        .object([
            "release": release, "tag": tag, "commit": commit, "content": content, "digest": digest, "size": size,
        ])
    }
}

extension PackageStatement.Content: RecordField, JSONConvertible {}

extension PackageStatement: StatementBody {
    package static let kind = Statement.Kind.package
    package var about: Subject { .release(release) }
    package var effect: StatementEffect { .opens }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { policy.rightToDeploy }
    package var deed: String { "package of \(release)" }
}
