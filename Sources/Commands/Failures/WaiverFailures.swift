import Actions
import Changes
import Gate
import Ledger

extension Waive.Refusal: FailureConvertible {
    var failure: Failure {
        switch self {
        case .notAllowed(let person, let roles):
            Failure(
                .refused,
                roles.isEmpty
                    ? "the policy lets nobody lift rules"
                    : "\(person) has no role that may lift rules (\(roles.joined(separator: ", ")))",
                hints: [
                    "`sluice policy edit` names who may: [waiver] role = <role>, [role \"<role>\"] member = <address>"
                ])
        case .neverWaived(let rule):
            Failure(
                .refused, "the rule \(rule.rawValue) cannot be lifted", hints: ["`sluice gate tag` tells what mends it"]
            )
        case .over(let time): Failure(.usage, "--until: \(time) is over", hints: ["name a time to come"])
        case .tooLong(let excess):
            Failure(
                .refused, excess, hints: ["`[waiver] longest` of the policy says how long; name an earlier time"])
        }
    }
}

extension Review.Refusal: FailureConvertible {
    var failure: Failure {
        switch self {
        case .waivedBy(let person, let release):
            Failure(
                .refused, "\(person.name) lifted rules for \(release) and cannot review that",
                hints: [Self.someoneElse(release)])
        case .notTagged(let release):
            Failure(
                .refused, "\(release) is an emergency that is not tagged yet, and its review comes after that",
                hints: ["`sluice gate tag \(release)` shows what its tag still needs"])
        case .taggedBy(let person, let release):
            Failure(
                .refused, "\(person.name) tagged \(release), which is an emergency, and cannot review it",
                hints: [Self.someoneElse(release)])
        }
    }

    private static func someoneElse(_ release: Version) -> Hint {
        "someone else has to: `sluice review \(release) --note \"…\"`"
    }
}
