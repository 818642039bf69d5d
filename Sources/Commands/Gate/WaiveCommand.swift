import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let waive = Command(
        "waive", summary: "Lift rules of the gate for a release, for a time, to be reviewed afterwards",
        details: """
            For emergencies: the verdict shows what was lifted, by whom, until when and why.
            Only the roles that the policy names may (`waiver.role`), and never the rules
            ledger, history and tagged. A review that is overdue shuts all later gates.
            """,
        examples: [
            ("sluice waive tests board --release 2.4.1 --until +4h -m 'orders are lost'", "for four hours"),
            ("sluice waive window --release 2.4.1 --env production --until +1h -m 'same'", "in one environment"),
            ("sluice waive --end 3f9a1c2e --release 2.4.1 -m 'not needed any more'", "end one early"),
        ],
        run: Waive.run)

    static let review = Command(
        "review", summary: "Record the review of an emergency release, or of a waiver",
        details: """
            Who waived something, or tagged an emergency, cannot be the one who reviews it.
            An emergency is reviewed after its tag.
            """,
        examples: [
            (
                "sluice review 2.4.1 -m 'the test was made up for; no harm was done'",
                "the release, with all its waivers"
            ),
            ("sluice review 2.4.1 --waiver 3f9a1c2e -m 'was not needed'", "one of them"),
        ],
        run: Review.run)
}

struct Waive: Parameters {
    let rules = Argument.any("rule", help: "codes of rules, as the verdict tells them")
    let release = Option.required("release", placeholder: "version", help: "the release")
    let items = Option.values("item", placeholder: "item", help: "only for this item")
    let env = Option.value("env", placeholder: "environment", help: "only for deployments to this environment")
    let until = Option.value("until", placeholder: "time", help: "when it ends: +4h, 'today 22:00'")
    let reviewBy = Option.value(
        "review-by", placeholder: "time",
        help: "when it has to be reviewed; else after the policy's review.within, or 14 days")
    let end = Option.value(
        "end", placeholder: "waiver", help: "end this waiver instead: the first digits of its record")
    let reason = Option.required("reason", short: "m", placeholder: "text", help: "why")

    static func run(_ invocation: Invocation<Waive>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("waive: \(invocation.release)") {
            ledger in
            let policy = try ledger.policy()
            let version = try ledger.release(named: invocation.release)
            guard let plan = try ledger.release(version) else { throw try ledger.unknownRelease(version) }
            if let name = invocation.end { return [.waiver(try ending(name, plan, ledger, invocation.reason))] }
            try refuseStranger(workspace.speaker(author, .waiver, policy: policy), policy)
            return [.waiver(try statement(version, policy, invocation, by: author))]
        }
        let period = invocation.reviewBy == nil ? try workspace.ledger().policy().waiverReview : nil
        for stored in written {
            guard case .waiver(let statement) = stored.record.statement else { continue }
            if invocation.wantsJSON {
                invocation.console.write(JSONText.document(statement.json))
            } else {
                tell(statement, within: period, invocation.console)
            }
        }
        return .yes
    }

    private static func refuseStranger(_ person: Person, _ policy: Policy) throws {
        guard !policy.mayWaive(person) else { return }
        let roles = policy.waiverRoles
        throw Failure(
            .refused,
            roles.isEmpty
                ? "the policy lets nobody lift rules"
                : "\(person) has no role that may lift rules (\(roles.joined(separator: ", ")))",
            hints: ["`sluice policy edit` names who may: [waiver] role = <role>, [role \"<role>\"] member = <address>"])
    }

    private static func statement(
        _ version: Version, _ policy: Policy, _ invocation: Invocation<Waive>, by author: Author
    ) throws -> WaiverStatement {
        let now = author.now
        let codes = try invocation.rules.map(code)
        guard !codes.isEmpty else {
            throw Failure(
                .usage, "which rules?", hints: ["name their codes, as `sluice gate` tells them: tests, board"])
        }
        guard let text = invocation.until else {
            throw Failure(.usage, "until when?", hints: ["say it with --until: +4h, 'today 22:00'"])
        }
        let zone = ZoneRules.here
        let until = try TimeInput.moment(text, option: "--until", now: now, zone: zone)
        guard until > now else {
            throw Failure(.usage, "--until: \(text.quoted) is over", hints: ["name a time to come"])
        }
        let review = try invocation.reviewBy.map {
            try TimeInput.moment($0, option: "--review-by", now: now, zone: zone)
        }
        let statement = WaiverStatement(
            release: version, rules: codes.map(\.rawValue),
            items: invocation.items.isEmpty ? nil : try invocation.items.map { try policy.item(named: $0) },
            environment: try invocation.env.map { try policy.deploymentEnvironment(named: $0).name }, until: until,
            reviewBy: review ?? min(now + policy.waiverReview, author.time + policy.longestWaiver),
            reason: invocation.reason)
        try refuseTooLong(statement, from: author.time, policy)
        return statement
    }

    private static func refuseTooLong(_ statement: WaiverStatement, from start: Timestamp, _ policy: Policy) throws {
        guard let excess = policy.excess(of: statement, from: start) else { return }
        throw Failure(
            .refused, excess, hints: ["`[waiver] longest` of the policy says how long; name an earlier time"])
    }

    private static func code(_ text: String) throws -> RuleCode {
        let known = RuleCode.ofGate.map(\.rawValue)
        guard let code = RuleCode(rawValue: text), RuleCode.ofGate.contains(code) else {
            throw Failure(
                .usage, "the gate has no rule \(text.quoted)",
                hints: [Suggestion.hint(for: text, among: known, "its rules are")])
        }
        guard !RuleCode.neverWaived.contains(code) else {
            throw Failure(
                .refused, "the rule \(text) cannot be lifted", hints: ["`sluice gate tag` tells what mends it"])
        }
        return code
    }

    private static func ending(
        _ name: String, _ plan: ReleasePlan, _ ledger: LedgerReader, _ reason: String
    ) throws -> WaiverStatement {
        let waiver = try plan.waiver(named: name, among: plan.waivers.all.filter { !$0.isEnded }, in: ledger)
        var statement = waiver.statement
        (statement.ends, statement.reason) = (waiver.record, reason)
        return statement
    }

    /// - Parameter period: how long the policy leaves for the review; nil where somebody named a time.
    private static func tell(_ statement: WaiverStatement, within period: TimeSpan?, _ console: Console) {
        guard statement.ends == nil else {
            return console.print(
                "Ended the waiver of \(statement.rules.joined(separator: ", ")) for \(statement.release).")
        }
        let zone = ZoneRules.here
        console.print(
            "Lifted \(statement.rules.joined(separator: ", ")) for \(statement.release) until \(statement.until.shown(in: zone))."
        )
        console.note(
            "It has to be reviewed \(period.map { "within \($0), " } ?? "")by \(statement.reviewBy.shown(in: zone)): "
                + "`sluice review \(statement.release)`.")
    }
}

struct Review: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let waiver = Option.value("waiver", placeholder: "name", help: "the waiver; the release as a whole else")
    let note = Option.required("note", short: "m", placeholder: "text", help: "what came of it")

    static func run(_ invocation: Invocation<Review>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("review: \(invocation.release)") {
            ledger in
            let policy = try ledger.policy()
            let version = try ledger.release(named: invocation.release)
            guard let plan = try ledger.release(version) else { throw try ledger.unknownRelease(version) }
            let waiver = try invocation.waiver.map { try plan.waiver(named: $0, among: plan.waivers.all, in: ledger) }
            let person = try workspace.speaker(author, .review, policy: policy)
            let own = (waiver.map { [$0] } ?? plan.waivers.all).first { $0.by.isSamePerson(as: person) }
            guard own == nil else {
                throw Failure(
                    .refused, "\(person.name) lifted rules for \(version) and cannot review that",
                    hints: ["someone else has to: `sluice review \(version) --note \"…\"`"])
            }
            if waiver == nil, plan.type == .emergency || plan.wasEmergency {
                try refuseTagger(person, of: version, ledger)
            }
            return [.review(ReviewStatement(release: version, waiver: waiver?.record, note: invocation.note))]
        }
        for case .review(let statement) in written.map(\.record.statement) {
            if invocation.wantsJSON {
                invocation.console.write(JSONText.document(statement.json))
            } else {
                invocation.console.print(
                    "Reviewed \(statement.waiver.map { "waiver \($0.shortName) of " } ?? "")\(statement.release).")
            }
        }
        return .yes
    }
}

extension Review {
    /// An emergency is reviewed after its tag, and by somebody else.
    private static func refuseTagger(_ person: Person, of version: Version, _ ledger: LedgerReader) throws {
        let taggings = try ledger.records(of: .release(version)).taggings
        guard !taggings.isEmpty else {
            throw Failure(
                .refused, "\(version) is an emergency that is not tagged yet, and its review comes after that",
                hints: ["`sluice gate tag \(version)` shows what its tag still needs"])
        }
        guard taggings.contains(where: { person.isSamePerson(as: $0.author) }) else { return }
        throw Failure(
            .refused, "\(person.name) tagged \(version), which is an emergency, and cannot review it",
            hints: ["someone else has to: `sluice review \(version) --note \"…\"`"])
    }
}

extension ReleasePlan {
    /// The waiver that a person names by the first digits of its record.
    fileprivate func waiver(named name: String, among waivers: [Waiver], in ledger: LedgerReader) throws -> Waiver {
        let names = try ledger.records(of: .release(version)).names(beginning: name)
        let named = waivers.filter { names.contains($0.record) }
        guard named.count == 1 else {
            let known = waivers.map { "\($0.record.shortName) (\($0.statement.rules.joined(separator: ", ")))" }
            throw Failure(
                .usage, "\(name.quoted) is \(named.isEmpty ? "no waiver" : "more than one waiver") of \(version)",
                hints: [known.isEmpty ? "none is in force for it" : "its waivers are: \(known.joined(separator: ", "))"]
            )
        }
        return named[0]
    }
}
