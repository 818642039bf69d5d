package import Changes

/// An exception to named rules of the gate: for one release, for a time, reviewed afterwards. Or its early end.
package struct WaiverStatement: Hashable, Sendable {
    package var release: Version
    /// The codes of the rules.
    package var rules: [String]
    /// The items that it is for; nil for the whole release.
    package var items: [ItemID]?
    /// The environment that it is for; nil for the tag and for all of them.
    package var environment: String?
    package var until: Timestamp
    package var reviewBy: Timestamp
    /// The waiver that this one ends.
    package var ends: RecordName?
    package var reason: String

    package init(
        release: Version, rules: [String], items: [ItemID]?, environment: String?, until: Timestamp,
        reviewBy: Timestamp,
        ends: RecordName? = nil, reason: String
    ) {
        self.release = release
        self.rules = rules
        self.items = items
        self.environment = environment
        self.until = until
        self.reviewBy = reviewBy
        self.ends = ends
        self.reason = reason
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        rules = try fields.value("rules")
        items = try fields.optional("items")
        environment = try fields.optional("environment")
        until = try fields.value("until")
        reviewBy = try fields.value("reviewBy")
        ends = try fields.optional("ends")
        reason = try fields.value("reason")
    }

    package var json: JSONValue {
        .object([
            "release": release, "rules": rules, "items": items, "environment": environment, "until": until,
            "reviewBy": reviewBy, "ends": ends, "reason": reason,
        ])
    }
}

/// That an emergency or a waiver was looked at afterwards, and what came of it.
package struct ReviewStatement: Hashable, Sendable {
    package var release: Version
    /// The waiver that was looked at; nil for the release as a whole.
    package var waiver: RecordName?
    package var note: String

    package init(release: Version, waiver: RecordName?, note: String) {
        self.release = release
        self.waiver = waiver
        self.note = note
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        release = try fields.value("release")
        waiver = try fields.optional("waiver")
        note = try fields.value("note")
    }

    package var json: JSONValue { .object(["release": release, "waiver": waiver, "note": note]) }
}

extension WaiverStatement: StatementBody {
    package static let kind = Statement.Kind.waiver
    package var about: Subject { .release(release) }
    /// What it let through has to be reviewed.
    package var effect: StatementEffect { ends == nil ? .both : .shuts }
    /// A role that names nobody lets nobody waive. A waiver is ended by anyone.
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight {
        ends == nil ? .members(policy.waiverRoles) : .anyone
    }
    package var deed: String { "waiver of \(rules.joined(separator: ", ")) for \(release)" }
    package var named: [ItemID] { items ?? [] }
    package var remark: String? { reason }

    package func referring(_ name: (RecordName) -> RecordName) -> WaiverStatement {
        var statement = self
        statement.ends = ends.map(name)
        return statement
    }
}

extension ReviewStatement: StatementBody {
    package static let kind = Statement.Kind.review
    package var about: Subject { .release(release) }
    package var effect: StatementEffect { .opens }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { .anyone }
    package var deed: String { "review of \(release)" }
    package var remark: String? { note }

    package func referring(_ name: (RecordName) -> RecordName) -> ReviewStatement {
        var statement = self
        statement.waiver = waiver.map(name)
        return statement
    }
}
