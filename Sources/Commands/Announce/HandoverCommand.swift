import Changes
import Git
import Ledger
import Releases
import Reports

extension Command {
    static let handover = Command(
        "handover", summary: "Hand a release over to those who help its users, and take it",
        details: """
            Known errors with their workarounds, what users have to do, what is solved, and
            which settings change. Errors are known where a problem or incident is open, and
            was caused by the release (`--caused-by`) or is about a configuration item that it
            changes (`--affects`).

            Where the policy names who has to take it (handover.role), the gate before
            production asks for that. --acknowledge names what was read by its first digits,
            which the page tells: what changes afterwards has to be taken again.
            """,
        examples: [
            ("sluice handover 2.4.0", "read it"),
            ("sluice handover 2.4.0 --acknowledge 3f9a1c2e5b", "take it"),
        ],
        run: HandReleaseOver.run)
}

struct HandReleaseOver: Parameters {
    enum Format: String, CaseIterable, Sendable { case text, markdown, html, json }

    let release = Argument.required("release", help: "a version or tag: 2.4.0, v2.4.0")
    let format = Option.choice("format", default: Format.text, help: "how to write it")
    let acknowledge = Option.value("acknowledge", placeholder: "digits", help: "take what these digits name")
    let note = Option.value("note", short: "m", placeholder: "text", help: "what else there is to say")

    static func run(_ invocation: Invocation<HandReleaseOver>) throws -> ExitStatus {
        let workspace = try Workspace(invocation)
        if let digits = invocation.acknowledge { return try acknowledge(digits, workspace, invocation) }
        let gatherer = try workspace.showing()
        let version = try gatherer.ledger.release(named: invocation.release)
        let handOver = try gatherer.handOver(of: workspace.facts(of: version, by: gatherer))
        let standing = try standing(of: handOver, gatherer)
        let page = try HandOverPage(handOver, standing, zone: .here).page()
        let console = invocation.console
        switch invocation.wantsJSON ? .json : invocation.format {
        case .text: console.write(page.text(.text))
        case .markdown: console.write(page.text(.markdown))
        case .html: console.write(page.text(.html))
        case .json: console.write(try document(handOver, standing))
        }
        if let standing, !standing.acknowledgements.contains(where: \.isCurrent) {
            let digits = try handOver.content().abbreviated
            console.note(
                Hint("\(standing.role) takes it with `sluice handover \(version) --acknowledge \(digits)`.").text)
        }
        return .yes
    }

    private static func standing(of handOver: HandOver, _ gatherer: FactsGatherer) throws -> HandOverStanding? {
        guard let role = gatherer.policy.handoverRole else { return nil }
        return HandOverStanding(
            role: role, content: try handOver.content(),
            in: try gatherer.ledger.records(of: .release(handOver.version)), gatherer.policy)
    }

    private static func document(_ handOver: HandOver, _ standing: HandOverStanding?) throws -> String {
        let acknowledged = (standing?.acknowledgements ?? []).map {
            JSONValue.object(["at": $0.at, "by": $0.by, "current": $0.isCurrent])
        }
        return JSONText.document(
            handOver.json.adding(
                .object(["content": try handOver.content().description, "acknowledged": acknowledged])))
    }

    private static func acknowledge(
        _ digits: String, _ workspace: Workspace, _ invocation: Invocation<HandReleaseOver>
    ) throws -> ExitStatus {
        let author = try workspace.author()
        let written = try workspace.writer(by: author).append("handover: \(invocation.release)") {
            ledger in
            let gatherer = try FactsGatherer(workspace.repository, ledger: ledger, isShowing: true)
            let policy = gatherer.policy
            let version = try ledger.release(named: invocation.release)
            let handOver = try gatherer.handOver(of: workspace.facts(of: version, by: gatherer))
            let content = try handOver.content()
            guard let role = policy.handoverRole else {
                throw Failure(
                    .refused, "the policy names nobody who takes releases over",
                    hints: ["`sluice policy edit` names a role: [handover] role = service-desk"])
            }
            let person = try workspace.speaker(author, .handover, policy: policy)
            guard policy.mayAct(person, as: role) else {
                throw Failure(
                    .refused, "\(person) may not speak for \(role)",
                    hints: ["`sluice policy edit` names who may: [role \"\(role)\"] member = \(person.email)"])
            }
            guard digits.count >= 4, content.description.hasPrefix(digits.lowercased()) else {
                throw Failure(
                    .refused, "\(digits.quoted) is not what would be handed over now",
                    hints: ["read it again: `sluice handover \(handOver.version)`"])
            }
            return [
                .handover(
                    HandoverStatement(
                        release: handOver.version, commit: handOver.commit, role: role, content: content,
                        note: invocation.note))
            ]
        }
        for case .handover(let statement) in written.map(\.record.statement) {
            if invocation.wantsJSON {
                invocation.console.write(JSONText.document(statement.json))
            } else {
                invocation.console.print("Took over release \(statement.release) as \(statement.role).")
            }
        }
        return .yes
    }
}
