package import Changes
package import Git

/// What a release consisted of when it was tagged.
package struct ManifestStatement: Hashable, Sendable {
    package struct Entry: ObjectField, Hashable, Sendable {
        package var commit: ObjectID
        /// Item IDs with how each was found; empty for an exempt commit.
        package var items: [FoundItem]
        package var exempt: String?
        /// The commits of the release that take it back, and those that it takes back, by their messages.
        package var revertedBy: [ObjectID]?
        package var reverts: [ObjectID]?
        /// A commit of an earlier release with the same change.
        package var equivalent: EquivalentCommit?
        /// True where it counts for nothing: it was taken back exactly, or the change counts in an earlier release.
        package var gone: Bool?

        package init(commit: ObjectID, items: [FoundItem], exempt: String?) {
            self.commit = commit
            self.items = items
            self.exempt = exempt
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            commit = try fields.value("commit")
            items = try fields.value("items")
            exempt = try fields.optional("exempt")
            revertedBy = try fields.optional("revertedBy")
            reverts = try fields.optional("reverts")
            equivalent = try fields.optional("equivalent")
            gone = try fields.optional("gone")
        }

        package var json: JSONValue {
            .object([
                "commit": commit, "items": items, "exempt": exempt, "revertedBy": revertedBy, "reverts": reverts,
                "equivalent": equivalent, "gone": gone,
            ])
        }
    }

    package struct EquivalentCommit: ObjectField, Hashable, Sendable {
        package var commit: ObjectID
        /// How it was found (`Rung`).
        package var rung: String
        package var release: Version?

        package init(commit: ObjectID, rung: String, release: Version?) {
            self.commit = commit
            self.rung = rung
            self.release = release
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            commit = try fields.value("commit")
            rung = try fields.value("rung")
            release = try fields.optional("release")
        }

        package var json: JSONValue { .object(["commit": commit, "rung": rung, "release": release]) }
    }

    package struct FoundItem: ObjectField, Hashable, Sendable {
        package var item: ItemID
        package var source: String

        package init(item: ItemID, source: String) {
            self.item = item
            self.source = source
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            item = try fields.value("item")
            source = try fields.value("source")
        }

        package var json: JSONValue { .object(["item": item, "source": source]) }
    }

    package var release: Version
    /// The tag object that this manifest was made for.
    package var tag: String
    package var candidate: ObjectID
    /// Nil for a first release.
    package var base: ObjectID?
    package var baseRule: String
    package var policy: Int
    package var items: [ItemID]
    package var commits: [Entry]
    /// Names of the sign-off records relied on.
    package var signOffs: [RecordName]
    /// Items of earlier releases that this one takes away, and those that it brings back; nil for none.
    package var removed: [ItemID]?
    package var restored: [ItemID]?
    /// The commits of the base that go, sorted; nil for none.
    package var goes: [ObjectID]?
    /// Items that were carried over in part, sorted; nil for none.
    package var partly: [PartialItem]?
    /// What differs in the configuration, without secrets; nil for nothing.
    package var configuration: [ConfigurationFile]?
    /// A tip of the ledger that the writer saw; nil in records from before it was kept.
    package var ledger: ObjectID?

    package init(
        release: Version, tag: String, candidate: ObjectID, base: ObjectID?, baseRule: String, policy: Int,
        items: [ItemID], commits: [Entry], signOffs: [RecordName]
    ) {
        self.release = release
        self.tag = tag
        self.candidate = candidate
        self.base = base
        self.baseRule = baseRule
        self.policy = policy
        self.items = items
        self.commits = commits
        self.signOffs = signOffs
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        tag = try fields.value("tag")
        candidate = try fields.value("candidate")
        base = try fields.optional("base")
        baseRule = try fields.value("baseRule")
        policy = try fields.value("policy")
        items = try fields.value("items")
        commits = try fields.value("commits")
        signOffs = try fields.value("signOffs")
        removed = try fields.optional("removed")
        restored = try fields.optional("restored")
        goes = try fields.optional("goes", since: Policy.goingFormat)
        partly = try fields.optional("partly")
        configuration = try fields.optional("configuration")
        ledger = try fields.optional("ledger")
    }

    package var json: JSONValue {
        .object([
            "release": release, "tag": tag, "candidate": candidate, "base": base, "baseRule": baseRule,
            "policy": policy, "items": items, "commits": commits, "signOffs": signOffs,
            "removed": removed, "restored": restored, "goes": goes, "partly": partly, "configuration": configuration,
            "ledger": ledger,
        ])
    }
}

extension ManifestStatement: StatementBody {
    package static let kind = Statement.Kind.manifest
    package var about: Subject { .release(release) }
    /// It makes its candidate the base of later releases. Its tag can be neither moved nor deleted, and an emergency has to be
    /// reviewed.
    package var effect: StatementEffect { .both }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight {
        policy.tagger.map { .roles([$0]) } ?? .anyone
    }
    package var deed: String { "manifest of \(release)" }
    package var named: [ItemID] { items }
    package var ledgerSeen: ObjectID? { ledger }

    package func made(inViewOf tip: ObjectID) -> ManifestStatement {
        var statement = self
        statement.ledger = tip
        return statement
    }
}
