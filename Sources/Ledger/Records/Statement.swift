package import Changes
package import Git

/// What a record says. One case a kind; the kind's name is the record's `kind`.
package enum Statement: Hashable, Sendable {
    case item(ItemStatement)
    case link(LinkStatement)
    case exemption(ExemptionStatement)
    case plan(PlanStatement)
    case signOff(SignOffStatement)
    case manifest(ManifestStatement)
    case policy(PolicyStatement)

    package enum Kind: String, Sendable {
        case item, link, exemption, plan, manifest, policy
        case signOff = "sign-off"
    }

    package var kind: Kind {
        switch self {
        case .item: .item
        case .link: .link
        case .exemption: .exemption
        case .plan: .plan
        case .signOff: .signOff
        case .manifest: .manifest
        case .policy: .policy
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
        case .manifest(let statement): .release(statement.release)
        case .policy(let statement): .policy(statement.version)
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
            case .manifest: .manifest(try ManifestStatement(fields))
            case .policy: .policy(try PolicyStatement(fields))
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
            case .manifest(let statement): statement.json
            case .policy(let statement): statement.json
            }
        guard case .object(let object) = json else { return [] }
        return object.members
    }
}

/// Attributes of an item set to new values; an empty value takes the attribute away.
package struct ItemStatement: Hashable, Sendable {
    package var item: ItemID
    package var noun: ItemNoun
    package var set: [String: String]
    /// Why, where a reason was given (closing, reopening).
    package var reason: String?

    package init(item: ItemID, noun: ItemNoun, set: [ItemAttribute: String], reason: String? = nil) {
        self.item = item
        self.noun = noun
        self.set = Dictionary(uniqueKeysWithValues: set.map { ($0.key.rawValue, $0.value) })
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        item = try fields.value("item")
        noun = try fields.value("noun")
        set = try fields.value("set")
        reason = try fields.optional("reason")
    }

    package var json: JSONValue { .object(["item": item, "noun": noun, "set": set, "reason": reason]) }
}

/// A link between a commit and an item, made or taken back by hand.
package struct LinkStatement: Hashable, Sendable {
    package var commit: ObjectID
    package var item: ItemID
    /// False: the commit does not belong to the item, whatever its message says.
    package var belongs: Bool
    package var reason: String

    package init(commit: ObjectID, item: ItemID, belongs: Bool, reason: String) {
        self.commit = commit
        self.item = item
        self.belongs = belongs
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        commit = try fields.value("commit")
        item = try fields.value("item")
        belongs = try fields.value("belongs")
        reason = try fields.value("reason")
    }

    package var json: JSONValue { .object(["commit": commit, "item": item, "belongs": belongs, "reason": reason]) }
}

/// A commit declared to need no item, or that declaration taken back.
package struct ExemptionStatement: Hashable, Sendable {
    package var commit: ObjectID
    package var exempt: Bool
    package var reason: String

    package init(commit: ObjectID, exempt: Bool, reason: String) {
        self.commit = commit
        self.exempt = exempt
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        commit = try fields.value("commit")
        exempt = try fields.value("exempt")
        reason = try fields.value("reason")
    }

    package var json: JSONValue { .object(["commit": commit, "exempt": exempt, "reason": reason]) }
}

/// A change of a release's plan: what it says replaces or adds to what was planned before.
package struct PlanStatement: Hashable, Sendable {
    package var release: Version
    /// A full reference name or a commit ID.
    package var target: String?
    /// A version or a commit ID, where the release has a base of its own.
    package var base: String?
    package var add: [ItemID]?
    package var drop: [ItemID]?
    /// Items among the planned that are declared to need no commits.
    package var withoutCommits: [ItemID]?
    package var reason: String?

    package init(release: Version) { self.release = release }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        target = try fields.optional("target")
        base = try fields.optional("base")
        add = try fields.optional("add")
        drop = try fields.optional("drop")
        withoutCommits = try fields.optional("withoutCommits")
        reason = try fields.optional("reason")
    }

    package var json: JSONValue {
        .object([
            "release": release, "target": target, "base": base, "add": add, "drop": drop,
            "withoutCommits": withoutCommits, "reason": reason,
        ])
    }
}

/// A decision by a person in a role about exact content of an item in a release.
package struct SignOffStatement: Hashable, Sendable {
    package enum Decision: String, Sendable {
        case approve, reject, revoke
    }

    package var release: Version
    package var item: ItemID
    package var role: String
    package var decision: Decision
    /// The item's commits in the release, sorted, as the person saw them.
    package var content: [ObjectID]
    package var note: String?

    package init(
        release: Version, item: ItemID, role: String, decision: Decision, content: [ObjectID], note: String?
    ) {
        self.release = release
        self.item = item
        self.role = role
        self.decision = decision
        self.content = content
        self.note = note
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        item = try fields.value("item")
        role = try fields.value("role")
        decision = try fields.value("decision")
        content = try fields.value("content")
        note = try fields.optional("note")
    }

    package var json: JSONValue {
        .object([
            "release": release, "item": item, "role": role, "decision": decision, "content": content,
            "note": note,
        ])
    }
}

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

/// A new version of the policy; the text itself stands beside the record.
package struct PolicyStatement: Hashable, Sendable {
    package var version: Int
    /// The ID of the policy's text as a blob.
    package var text: ObjectID
    package var reason: String?

    package init(version: Int, text: ObjectID, reason: String?) {
        self.version = version
        self.text = text
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        version = try fields.value("version")
        text = try fields.value("text")
        reason = try fields.optional("reason")
    }

    package var json: JSONValue { .object(["version": version, "text": text, "reason": reason]) }
}
