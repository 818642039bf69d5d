import Actions
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
        run: WaiveRules.run)

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
        run: ReviewRelease.run)
}

struct WaiveRules: Parameters {
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

    static func run(_ invocation: Invocation<WaiveRules>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("waive: \(invocation.release)") {
            ledger in
            let policy = try ledger.policy()
            let version = try ledger.release(named: invocation.release)
            guard let plan = try ledger.release(version) else { throw try ledger.unknownRelease(version) }
            if let name = invocation.end {
                let waivers = plan.waivers.all.filter { !$0.isEnded }
                let waiver = try plan.waiver(named: name, among: waivers, in: ledger)
                return [.waiver(Waive.end(of: waiver, reason: invocation.reason))]
            }
            let person = try workspace.speaker(author, .waiver, policy: policy)
            let action = try Waive(invocation, policy, now: author.now)
            return [.waiver(try action.decide(version, policy, by: person, now: author.now, time: author.time))]
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

struct ReviewRelease: Parameters {
    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let waiver = Option.value("waiver", placeholder: "name", help: "the waiver; the release as a whole else")
    let note = Option.required("note", short: "m", placeholder: "text", help: "what came of it")

    static func run(_ invocation: Invocation<ReviewRelease>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("review: \(invocation.release)") {
            ledger in
            let policy = try ledger.policy()
            let version = try ledger.release(named: invocation.release)
            guard let plan = try ledger.release(version) else { throw try ledger.unknownRelease(version) }
            let waiver = try invocation.waiver.map { try plan.waiver(named: $0, among: plan.waivers.all, in: ledger) }
            let person = try workspace.speaker(author, .review, policy: policy)
            let review = Review(of: waiver, note: invocation.note)
            let taggings = try ledger.records(of: .release(version)).taggings
            return [.review(try review.decide(plan, taggings: taggings, by: person))]
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

extension Waive {
    /// Reads what was typed.
    fileprivate init(_ invocation: Invocation<WaiveRules>, _ policy: Policy, now: Timestamp) throws {
        guard !invocation.rules.isEmpty else {
            throw Failure(
                .usage, "which rules?", hints: ["name their codes, as `sluice gate` tells them: tests, board"])
        }
        guard let text = invocation.until else {
            throw Failure(.usage, "until when?", hints: ["say it with --until: +4h, 'today 22:00'"])
        }
        let zone = ZoneRules.here
        self.init(
            try invocation.rules.map(Self.rule),
            items: invocation.items.isEmpty ? nil : try invocation.items.map { try policy.item(named: $0) },
            environment: try invocation.env.map { try policy.deploymentEnvironment(named: $0).name },
            until: try TimeInput.moment(text, option: "--until", now: now, zone: zone),
            reviewBy: try invocation.reviewBy.map {
                try TimeInput.moment($0, option: "--review-by", now: now, zone: zone)
            }, reason: invocation.reason)
    }

    private static func rule(_ text: String) throws -> RuleCode {
        let known = RuleCode.ofGate.map(\.rawValue)
        guard let code = RuleCode(rawValue: text), RuleCode.ofGate.contains(code) else {
            throw Failure(
                .usage, "the gate has no rule \(text.quoted)",
                hints: [Suggestion.hint(for: text, among: known, "its rules are")])
        }
        return code
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
