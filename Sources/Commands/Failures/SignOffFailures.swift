import Actions
import Changes
import Gate
import Ledger
import Releases

extension SignOff.Refusal: FailureConvertible {
    var failure: Failure {
        switch self {
        case .tagged(let release):
            Failure(
                .refused, "release \(release) is tagged: what was decided for it stands",
                hints: [
                    "record what is wrong with it: `sluice incident add --title '<title>'`",
                    "`sluice release hold \(release) <incident>` then stops its deployments",
                ])
        case .withoutRole(let among): .withoutRole(among)
        case .unknownRole(let role, let known):
            Failure(
                .usage, "the policy knows no role '\(role)'", hints: ["its roles are: \(known.joined(separator: ", "))"]
            )
        case .notMember(let person, let role): .notMember(person, role)
        case .notPlanned(let item, let release): .notPlanned(item, release)
        case .withoutCommits(let item, let release, let pull):
            Failure(
                .refused, "\(item.shown) has no commits in release \(release) that could be approved",
                hints: (pull.map { ["`\($0)` brings its commits"] } ?? [])
                    + ["`sluice release add \(release) \(item) --without-commits` declares that it needs none"])
        case .requester(let person, let item, let role, let release, let isUnvouched):
            Failure(
                .refused, "\(person.name) asked for \(item.shown) and cannot authorise it",
                hints: [Self.someoneElse(item, role, release)] + (isUnvouched ? [Self.correction(of: item)] : []))
        case .author(let person, let item, let role, let release):
            Failure(
                .refused, "\(person.name) worked on \(item.shown) and cannot approve it",
                hints: [Self.someoneElse(item, role, release)])
        case .answersNotRecorded:
            Failure(
                .refused, "this ledger does not record answers to rejections yet",
                hints: ["`sluice policy edit` allows it: [ledger] needs = \(Policy.answersFormat)"])
        case .unclearAnswer(let text, let role, let release, let known):
            .unclearAnswer(
                "\(text.quoted) names no rejection by \(role) in \(release)",
                known.map { "\($0.record.shortName) (\($0.statement.item.shown), by \($0.by.name))" })
        case .emptyAnswer(let rejection, let release):
            Failure(
                .refused,
                "the rejection of \(rejection.statement.item.shown) by \(rejection.by.name) is answered by all changes that it "
                    + "rejected and a further one, and no item here has these",
                hints: [
                    "commit the fix on top, or \(rejection.by.name) takes it back: `sluice revoke "
                        + "\(rejection.statement.item.shown) --release \(release) --role \(rejection.statement.role)`"
                ])
        }
    }

    private static func someoneElse(_ item: ItemID, _ role: String, _ release: Version) -> Hint {
        "someone else of \(role) has to: `sluice approve \(item) --release \(release) --role \(role)`"
    }

    private static func correction(of item: ItemID) -> Hint {
        "no key of the policy says so; another person who is an administrator can record who asked for it: "
            + "`\(BoardRule.correction(of: item))`"
    }
}

extension Clear.Refusal: FailureConvertible {
    var failure: Failure {
        switch self {
        case .notTagged(let release):
            Failure(
                .refused, "release \(release) is not tagged: what would be deployed is not known yet",
                hints: ["`sluice tag \(release)` tags it, once its gate is open"])
        case .noApproval(let environment): Failure(.usage, "\(environment) asks for no approval")
        case .withoutRole(let among): .withoutRole(among)
        case .notApprover(let role, let environment, let approvers):
            Failure(
                .usage, "\(role.quoted) does not approve deployments to \(environment)",
                hints: ["its approvers are: \(approvers.isEmpty ? "none" : approvers.joined(separator: ", "))"])
        case .notMember(let person, let role): .notMember(person, role)
        case .answersNotRecorded:
            Failure(
                .refused, "this ledger does not record answers to refusals of deployments yet",
                hints: ["`sluice policy edit` allows it: [ledger] needs = \(ClearanceStatement.answersFormat)"])
        case .unclearAnswer(let text, let statement, let known):
            .unclearAnswer(
                "\(text.quoted) names no refusal of \(statement.release) for \(statement.environment) by \(statement.role)",
                known.map { "\($0.record.shortName) (by \($0.by.name))" })
        case .present(let person, let statement):
            Failure(
                .refused, "\(person.name) refused it, and still speaks for \(statement.role)",
                hints: [
                    "\(person.name) can take it back: `sluice revoke --env \(statement.environment) "
                        + "--release \(statement.release) --role \(statement.role)`"
                ])
        }
    }
}

extension Failure {
    fileprivate static func withoutRole(_ among: [String]) -> Failure {
        Failure(.usage, "which role?", hints: ["name one with --role: \(among.joined(separator: ", "))"])
    }

    fileprivate static func notMember(_ person: Person, _ role: String) -> Failure {
        Failure(
            .refused, "\(person) may not speak for \(role)",
            hints: ["`sluice policy edit` names who may: [role \"\(role)\"] member = \(person.email)"])
    }

    fileprivate static func unclearAnswer(_ message: String, _ known: [String]) -> Failure {
        Failure(
            .usage, message, hints: [known.isEmpty ? "there is none" : "there are: \(known.joined(separator: ", "))"])
    }
}

extension StandingRejection {
    /// The commands that end it.
    var hints: [Hint] {
        let ends = "--release \(statement.release) --role \(statement.role)"
        let revoke: Hint =
            "\(rejection.by.name) can take it back: `sluice revoke \(statement.item) \(ShellCommand(verbatim: ends))`"
        let answer: Hint =
            "what is new may answer it: `sluice approve \(statement.item) \(ShellCommand(verbatim: ends)) --answers "
            + "\(rejection.record.shortName)`"
        return mayBeAnswered ? [revoke, answer] : [revoke]
    }
}
