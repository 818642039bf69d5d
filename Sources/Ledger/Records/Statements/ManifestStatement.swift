package import Changes
package import Git

/// What a release consisted of when it was tagged.
package struct ManifestStatement: Hashable, Sendable {
    package struct Entry: ObjectField, Hashable, Sendable {
        package var commit: ObjectID
        /// Item IDs with how each was found; empty for an exempt commit.
        package var items: [FoundItem]
        package var exempt: String?

        package init(commit: ObjectID, items: [FoundItem], exempt: String?) {
            self.commit = commit
            self.items = items
            self.exempt = exempt
        }

        init(_ fields: RecordFields) throws(FieldProblem) {
            commit = try fields.value("commit")
            items = try fields.value("items")
            exempt = try fields.optional("exempt")
        }

        package var json: JSONValue { .object(["commit": commit, "items": items, "exempt": exempt]) }
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
    }

    package var json: JSONValue {
        .object([
            "release": release, "tag": tag, "candidate": candidate, "base": base, "baseRule": baseRule,
            "policy": policy, "items": items, "commits": commits, "signOffs": signOffs,
        ])
    }
}
