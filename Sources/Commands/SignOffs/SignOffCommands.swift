import Actions
import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let approve = Command(
        "approve", summary: "Approve items of a release, as they are in it now",
        details: """
            The approval is bound to this repository, the release, the item, and the exact
            commits that the item has in the release: when they change, it is stale. The boards
            that the policy names authorise RfCs as changes, whatever their commits, also before
            there are any; --condition says what has to be kept.
            What somebody else of the role rejected stays rejected until they decide anew, or
            until --answers names the rejection in an approval of the rejected changes with a
            further one on top. With --env it answers the refusal of a deployment by somebody who
            may not speak for the role any more.
            """,
        examples: [
            ("sluice approve RFC-12 --release 2.4.0", "approve RFC-12 in release 2.4.0"),
            ("sluice approve --all --note 'regression run 417'", "approve every planned item"),
            (
                "sluice approve RFC-12 --role cab --condition 'after the closing of the books'",
                "authorise an RfC as the board"
            ),
            ("sluice approve RFC-12 --answers 3f9a1c2e", "accept what was rejected, with the fix on top of it"),
        ],
        run: Approve.run)

    static let reject = Command(
        "reject", summary: "Reject items of a release",
        examples: [("sluice reject RFC-12 --release 2.4.0 --note 'login fails'", "refuse RFC-12, and say why")],
        run: Reject.run)

    static let revoke = Command(
        "revoke", summary: "Take back what a role decided about items of a release",
        examples: [("sluice revoke RFC-12 --release 2.4.0 --note 'wrong build'", "RFC-12 is undecided again")],
        run: Revoke.run)
}

/// What the three commands have in common.
struct SignOffParameters: Parameters {
    let items = Argument.any("item", help: "items of the release")
    let all = Option.flag("all", help: "every item that the release plans")
    let release = Option.value(
        "release", placeholder: "version", help: "the release; needed where several are planned and not tagged")
    let role = Option.value("role", placeholder: "role", help: "the role you speak for; needed where there are several")
    let env = Option.value(
        "env", placeholder: "environment", help: "decide about deploying the release to this environment")
    let note = Option.value("note", short: "m", placeholder: "text", help: "why, or what was tested")
}

struct Approve: Parameters {
    let shared = SignOffParameters()
    let conditions = Option.values(
        "condition", placeholder: "text", help: "what has to be kept, for the decision of a board")
    let answers = Option.values(
        "answers", placeholder: "record", help: "the rejection that the changes since then answer, by its first digits")

    static func run(_ invocation: Invocation<Approve>) throws -> ExitStatus {
        try invocation.shared.record(.approve, conditions: invocation.conditions, answers: invocation.answers)
    }
}

struct Reject: Parameters {
    let shared = SignOffParameters()

    static func run(_ invocation: Invocation<Reject>) throws -> ExitStatus { try invocation.shared.record(.reject) }
}

struct Revoke: Parameters {
    let shared = SignOffParameters()

    static func run(_ invocation: Invocation<Revoke>) throws -> ExitStatus { try invocation.shared.record(.revoke) }
}

extension Invocation<SignOffParameters> {
    fileprivate func record(
        _ decision: SignOffStatement.Decision, conditions: [String] = [], answers: [String] = []
    ) throws -> ExitStatus {
        if let env = self.env { return try clear(decision, env, answers: answers) }
        guard self.all || !self.items.isEmpty else {
            throw Failure(.usage, "which items?", hints: ["name them, or all planned ones with --all"])
        }
        let signedOff = try Workspace(self).signOff(
            decision, self.all ? nil : self.items, release: self.release, role: self.role, note: self.note,
            conditions: conditions,
            answers: answers)
        signedOff.tell(console, asJSON: wantsJSON)
        return signedOff.scope.refused.isEmpty ? .yes : .refused
    }
}
