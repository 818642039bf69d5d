import Changes
import Ledger
import Releases

/// Approvals that answer rejections.
extension SignOffSession {
    /// The rejections of the release that `--answers` names.
    func answered(_ role: String, _ facts: GateFacts) throws -> [Decision] {
        guard !answers.isEmpty else { return [] }
        guard facts.policy.recordsAnswers else {
            throw Failure(
                .refused, "this ledger does not record answers to rejections yet",
                hints: ["`sluice policy edit` allows it: [ledger] needs = \(Policy.answersFormat)"])
        }
        let rejections = facts.signOffs.decided.values.joined().filter { $0.role == role }
            .flatMap(\.unansweredRejections).sorted { $0.record < $1.record }
        return try answers.map { text in
            let named = rejections.filter { $0.record.isNamed(by: text) }
            guard named.count == 1 else {
                let known = rejections.map { "\($0.record.shortName) (\($0.statement.item.shown), by \($0.by.name))" }
                throw Failure(
                    .usage, "\(text.quoted) names no rejection by \(role) in \(facts.version)",
                    hints: [known.isEmpty ? "there is none" : "there are: \(known.joined(separator: ", "))"])
            }
            return named[0]
        }
    }

    func refuseEmptyAnswers(
        _ answered: [Decision], by statements: [SignOffStatement], _ facts: GateFacts
    ) throws {
        for rejection in answered
        where !statements.contains(where: { $0.answers?.contains(rejection.record) == true }) {
            throw Failure(
                .refused,
                "the rejection of \(rejection.statement.item.shown) by \(rejection.by.name) is answered by all changes that it "
                    + "rejected and a further one, and no item here has these",
                hints: [
                    "commit the fix on top, or \(rejection.by.name) takes it back: `sluice revoke "
                        + "\(rejection.statement.item.shown) --release \(facts.version) --role \(rejection.statement.role)`"
                ])
        }
    }

    /// The command of another member of the role that accepts what was rejected, where something came on top of it.
    func answer(to rejection: Decision, by statement: SignOffStatement) -> [Hint] {
        guard statement.subject.extends(rejection.statement.subject) else { return [] }
        return [
            "what is new may answer it: `sluice approve \(statement.item) --release \(statement.release) "
                + "--role \(statement.role) --answers \(rejection.record.shortName)`"
        ]
    }
}
