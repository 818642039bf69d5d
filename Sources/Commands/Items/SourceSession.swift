import Changes
import Git
import Ledger
import Reports
import System

/// One question to another system: what does it know of these items, or of all?
struct SourceSession {
    private let source: ItemSource
    private let repository: Repository

    /// - Throws: a failure where the policy has no such source, or this machine's user has not allowed its command.
    init(_ name: String, _ policy: Policy, _ repository: Repository) throws {
        guard let source = policy.source(named: name) else {
            throw Failure(
                .usage, "the policy names no source \(name.quoted)",
                hints: [
                    Suggestion.hint(
                        for: name, among: policy.sources.map(\.name), "it names",
                        ifNone: "`sluice policy edit` names one: [source \"jira\"] command = …")
                ])
        }
        // The policy comes with a clone, and a clone must not run what its owner never saw.
        guard try repository.configuration().string("sluice.source.\(name)") == source.command else {
            throw Failure(
                .refused,
                "the policy's command of source \(name) is not allowed on this machine: \(source.command.quoted)",
                hints: [
                    "look at it, then allow it: `git config sluice.source.\(name) \(source.command)`"
                ])
        }
        self.source = source
        self.repository = repository
    }

    /// - Parameter items: empty for all that the source has.
    func answer(about items: [ItemID]) throws -> [ImportedRow] {
        if let stranger = items.first(where: { !source.covers(key: $0.key) }) {
            throw Failure(
                .usage, "source \(source.name) does not know items like \(stranger)",
                hints: ["its keys are: \(source.keys.joined(separator: ", "))"])
        }
        var program = ExternalProgram(
            "sh", ["-c", "\(source.command) \"$@\"", source.name, items.isEmpty ? "list" : "get"])
        program.folder = repository.workTree ?? repository.commonDirectory
        program.input = Array(question(items).utf8)
        let answer = try program.run()
        guard answer.status == 0 else {
            let last = answer.errorText.split(separator: "\n").last.map { SafeText.line(String($0)) }
            throw Failure(
                .cannotDecide, "source \(source.name) did not answer (status \(answer.status))",
                hints: [last.map { "it says: \($0)" } ?? "it says nothing", "nothing was changed; try again later"])
        }
        let rows: [ImportedRow]
        do {
            rows = try importedRows(answer: answer.output).filter { !$0.values(of: "unknown").contains("true") }
        } catch {
            throw Failure(
                .cannotDecide, "the answer of source \(source.name), \(error)",
                hints: ["the article \"Sources of items\" of Sluice's documentation describes the answers"])
        }
        let known = Set(rows.flatMap { $0.values(of: "id") }.compactMap { ItemID($0) })
        let missing = items.filter { !known.contains($0) }
        guard missing.isEmpty else {
            throw Failure(
                .refused, "source \(source.name) does not know \(ItemList(missing))", hints: ["nothing was changed"])
        }
        return rows
    }

    private func question(_ items: [ItemID]) -> String {
        let head = "protocol=1\nsource=\(source.name)\n"
        let asked = items.map { "id=\($0)\n" } + (items.isEmpty ? source.keys.map { "key=\($0)\n" } : [])
        return head + "\n" + asked.joined(separator: items.isEmpty ? "" : "\n") + (asked.isEmpty ? "" : "\n")
    }
}
