import Actions
import Changes
import Git
import Ledger
import Releases
import Reports

extension Workspace {
    /// Records decisions about items, for the commands and for the board.
    ///
    /// - Parameters:
    ///   - names: the items as they were typed; nil for all that the release plans.
    ///   - release: as it was named; nil for the only one that is planned.
    func signOff(
        _ decision: SignOffStatement.Decision, _ names: [String]?, release: String?, role: String? = nil,
        note: String? = nil, conditions: [String] = [], answers: [String] = []
    ) throws -> SignedOff {
        let author = try author()
        let summary = "\(decision.rawValue): \(names?.joined(separator: ", ") ?? "all")"
        let (decided, records) = try writer(by: author).decide(summary) { ledger in
            let facts = try PlannedRelease(self, ledger, release: release).facts
            let person = try speaker(author, .signOff, policy: facts.policy)
            let action = SignOff(
                decision, items: try names?.map(facts.policy.item(named:)), role: role, note: note,
                conditions: conditions, answers: answers)
            let scope = try action.scope(in: facts, by: person)
            let statements = try action.statements(
                on: scope, in: facts, patches: facts.exactPatches(of: scope.items, in: repository))
            let rejections = action.standingRejections(after: statements, in: facts, by: person)
            return ((scope: scope, rejections: rejections, facts: facts), statements.map { .signOff($0) })
        }
        return SignedOff(
            decision: decision, scope: decided.scope, rejections: decided.rejections, records: records,
            facts: decided.facts)
    }
}

/// What was recorded about items, and what was not.
struct SignedOff {
    let decision: SignOffStatement.Decision
    let scope: SignOff.Scope
    let rejections: [StandingRejection]
    let records: [StoredRecord]
    /// As they were before.
    let facts: GateFacts

    var statements: [SignOffStatement] {
        records.compactMap { if case .signOff(let statement) = $0.record.statement { statement } else { nil } }
    }

    func tell(_ console: Console, asJSON: Bool) {
        if asJSON {
            console.write(
                JSONText.document(
                    JSONValue.object([
                        "decided": statements.map(\.json), "unchanged": scope.unchanged.map(\.item),
                    ])))
        } else {
            statements.forEach { console.print(sentence($0)) }
            scope.unchanged.forEach { tell($0, console) }
            if records.contains(where: { $0.signature == nil }) {
                console.note(
                    "The record is unsigned: it says \(scope.person), as Git is configured, and proves nothing.")
            } else if let signed = records.first {
                console.note("Signed by \(signed.author).")
            }
        }
        for rejection in rejections {
            console.warn(
                "\(rejection.rejection.by.name) rejected \(rejection.statement.item.shown), and that stands",
                hints: rejection.hints)
        }
        scope.refused.forEach { console.report($0.failure) }
    }

    func sentence(_ statement: SignOffStatement) -> String {
        let status = statement.moves?.last.flatMap { facts.policy.statuses[$0] }
        return "\(decision.past) \(statement.item.shown) in \(statement.release) as \(statement.role): "
            + counted(statement.content.count, "commit")
            + (status.map { "; it is \(SafeText.line($0.label)) now." } ?? ".")
    }

    private func tell(_ unchanged: SignOff.Unchanged, _ console: Console) {
        let item = unchanged.item
        console.note(
            "\(item.shown): nothing changes, \(decision.unchanged).",
            hints: unchanged.due.map {
                ["`sluice move \(item) \($0.id) --release \(facts.version)` makes it \(SafeText.line($0.label))"]
            } ?? [])
    }
}

extension SignOffStatement.Decision {
    var past: String {
        switch self {
        case .approve: "Approved"
        case .reject: "Rejected"
        case .revoke: "Revoked the decision on"
        }
    }

    fileprivate var unchanged: String {
        switch self {
        case .approve: "you have approved this content already"
        case .reject: "you have rejected this content already"
        case .revoke: "there is no decision to take back"
        }
    }
}
