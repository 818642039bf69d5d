package import Changes
package import Git

/// What came of trying a case on exact content of an item in a release.
package struct TestResultStatement: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Sendable {
        case pass, fail, blocked, skipped
    }

    /// A file that shows what came of it, known by its digest.
    package struct Attachment: Hashable, Sendable, ObjectField {
        package let name: String
        /// SHA-256, 64 digits.
        package let digest: String
        /// Bytes.
        package let size: Int

        package init(name: String, digest: String, size: Int) {
            self.name = name
            self.digest = digest
            self.size = size
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            name = try fields.value("name")
            digest = try fields.value("sha256")
            size = try fields.value("size")
        }

        package var json: JSONValue { .object(["name": name, "sha256": digest, "size": size]) }
    }

    package var release: Version
    package var item: ItemID
    package var testCase: ItemID
    package var outcome: Outcome
    /// As a sign-off has it: the item's commits in the release, and their exact patches.
    package var content: [ObjectID]
    package var patches: String?
    /// The candidate that was tried.
    package var commit: ObjectID
    /// The report that told it, where no person did.
    package var source: String?
    package var note: String?
    package var attachments: [Attachment]?
    /// The IDs of the statuses that the item passed by itself as this was recorded.
    package var moves: [String]?
    /// The digest of what the case said (`TestCase.digest`); nil in records from before it was kept.
    package var tried: String?

    /// The format that brought `tried`.
    package static let triedFormat = 4

    package init(
        release: Version, item: ItemID, testCase: ItemID, outcome: Outcome, content: [ObjectID], patches: [ObjectID],
        commit: ObjectID
    ) {
        self.release = release
        self.item = item
        self.testCase = testCase
        self.outcome = outcome
        self.content = content
        self.patches = patches.map(\.description).joined()
        self.commit = commit
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        item = try fields.value("item")
        testCase = try fields.value("case")
        outcome = try fields.value("outcome")
        content = try fields.value("content")
        patches = try fields.optional("patches")
        commit = try fields.value("commit")
        source = try fields.optional("source")
        note = try fields.optional("note")
        attachments = try fields.optional("attachments")
        moves = try fields.optional("moves")
        tried = try fields.optional("tried", since: Self.triedFormat)
    }

    package var json: JSONValue {
        .object([
            "release": release, "item": item, "case": testCase, "outcome": outcome, "content": content,
            "patches": patches, "commit": commit, "source": source, "note": note, "attachments": attachments,
            "moves": moves, "tried": tried,
        ])
    }

    package var subject: SignOffContent { SignOffContent(content, patches: patches) }
}

extension TestResultStatement.Outcome: RecordField, JSONConvertible {}

extension TestResultStatement: StatementBody {
    package static let kind = Statement.Kind.testResult
    package var about: Subject { .releaseItem(release, item) }
    package var effect: StatementEffect { outcome == .pass ? .opens : .shuts }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { policy.rightToTest }
    package var deed: String { "\(outcome.rawValue) of \(testCase) for \(item) in \(release)" }
    package var named: [ItemID] { [item] }
    package var remark: String? { note }
}
