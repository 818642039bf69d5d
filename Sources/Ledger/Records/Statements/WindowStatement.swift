package import Changes

/// A time in which an environment may be changed, or in which it may not; or the end of such a word.
package struct WindowStatement: Hashable, Sendable {
    package enum Form: String, CaseIterable, Sendable {
        case open, freeze
        /// Takes back an earlier one.
        case close
    }

    package enum Recurrence: String, CaseIterable, Sendable {
        case daily, weekly, monthly
    }

    package var environment: String
    package var form: Form
    package var from: Timestamp?
    package var until: Timestamp?
    /// How it comes back, counted by the clocks of `zone`.
    package var every: Recurrence?
    /// No occurrence begins after this.
    package var last: Timestamp?
    /// The IANA's name of the zone; UTC where none is named.
    package var zone: String?
    /// The record that is taken back.
    package var closes: RecordName?
    package var note: String?
    /// The component whose releases alone a window is for, by the policy's name; nil for all. A freeze is for all.
    package var component: String?

    package init(_ environment: String, _ form: Form) {
        self.environment = environment
        self.form = form
    }

    init(_ fields: RecordFields) throws(FieldProblem) {
        environment = try fields.value("environment")
        form = try fields.value("form")
        from = try fields.optional("from")
        until = try fields.optional("until")
        every = try fields.optional("every")
        last = try fields.optional("last")
        zone = try fields.optional("zone")
        closes = try fields.optional("closes")
        note = try fields.optional("note")
        component = try fields.optional("component", since: Component.format)
        guard component == nil || form == .open else { throw FieldProblem(name: "component") }
        if form == .close {
            guard closes != nil else { throw FieldProblem(name: "closes") }
        } else {
            guard let from, let until, from < until else { throw FieldProblem(name: "until") }
        }
    }

    package var json: JSONValue {
        .object([
            "environment": environment, "form": form, "from": from, "until": until, "every": every, "last": last,
            "zone": zone, "closes": closes, "note": note, "component": component,
        ])
    }
}

extension WindowStatement.Form: RecordField, JSONConvertible {}
extension WindowStatement.Recurrence: RecordField, JSONConvertible {}

extension WindowStatement: StatementBody {
    package static let kind = Statement.Kind.window
    package var about: Subject { .environment(environment) }
    /// What an end does depends on what it ends.
    package var effect: StatementEffect {
        switch form {
        case .open: .opens
        case .freeze: .shuts
        case .close: .both
        }
    }
    package func right(in policy: Policy, after records: RecordSequence) -> SpeakingRight { policy.rightToDeploy }
    package var deed: String { "\(form.rawValue) of \(environment)" }
    package var remark: String? { note }

    package func referring(_ name: (RecordName) -> RecordName) -> WindowStatement {
        var statement = self
        statement.closes = closes.map(name)
        return statement
    }
}
