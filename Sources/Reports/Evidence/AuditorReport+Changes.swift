import Changes
import Gate
import Git
import Ledger
import Releases

/// One change: request, requester, reason, risk, approvals and their times, independence, tests, configuration.
extension AuditorReport {
    func answers(on id: ItemID) -> [Page.Block] {
        let rows = request(id) + work(id) + decisions(id) + configuration(of: id) + outcome(id)
        return [.table(["question", "answer"], rows: rows)]
    }

    private func request(_ id: ItemID) -> [[String]] {
        guard let item = evidence.item(id) else { return [["Request", "the ledger knows nothing of it"]] }
        let added = "recorded \(item.added.shown) UTC by \(item.addedBy)"
        let kind = "\(item.noun.title), \(added)"
        let asked: [(String, ItemAttribute)] = [
            ("Requester", .requester), ("Reason", .reason), ("Description", .description), ("Risk", .risk),
            ("Priority", .priority), ("Deployment plan", .deploymentPlan), ("Back-out plan", .backOutPlan),
            ("Assignee", .assignee),
        ]
        // A task answers for itself, or its RfC does.
        let rfc = item.rfc.flatMap { evidence.item($0) }
        let nouns = [item.noun] + (rfc.map { [$0.noun] } ?? [])
        let answers = asked.filter { question in nouns.contains { $0.attributes.contains(question.1) } }
            .map { question in
                [question.0, item[question.1] ?? rfc?[question.1].map { "\($0) (of the RfC)" } ?? "not recorded"]
            }
        return [["Request", kind]] + (item[.type].map { [["Type", $0]] } ?? [])
            + (item.rfc.map { [["Implements", title(of: $0)]] } ?? []) + answers
    }

    private func work(_ id: ItemID) -> [[String]] {
        let commits = evidence.facts.items.content(of: id)
        let authors = (evidence.facts.signOffs.authors[id] ?? []).sorted().map(\.description)
        let none = evidence.facts.plan?.withoutCommits.contains(id) == true ? "declared to need none" : "none"
        return [
            ["Commits", commits.map(\.abbreviated).orNone(none)],
            ["Written by", Set(authors).sorted().orNone("nobody")],
        ]
    }

    private func decisions(_ id: ItemID) -> [[String]] {
        let standings = changes.signOffs[id] ?? []
        let rows = standings.flatMap { standing -> [[String]] in
            [
                [
                    "Sign-off by \(standing.role)",
                    "\(standing.state.rawValue): \(counted(standing.needed, "person", "people")) needed",
                ]
            ] + standing.valid.map { ["Approved by", approval($0)] }
        }
        return rows.isEmpty ? [["Sign-off", "the policy asks for none"]] : rows + [independence(standings)]
    }

    private func approval(_ decision: Decision) -> String {
        let record = evidence.record(decision.record)
        let roles = record.map { $0.roles.isEmpty ? "" : ", of \($0.roles.joined(separator: ", ")) at the time" } ?? ""
        let order = decision.at <= evidence.tagged ? "before the tag" : "AFTER the tag"
        let word = record.map { " (\($0.stored.authorship.word))" } ?? ""
        let note = decision.statement.note.map { ": \($0)" } ?? ""
        return "\(decision.by)\(word)\(roles), \(decision.at.shown) UTC, \(order)\(note)"
    }

    private func independence(_ standings: [SignOffStanding]) -> [String] {
        let own = Set(standings.flatMap(\.own).map(\.by.description)).sorted()
        let valid = standings.contains { !$0.valid.isEmpty }
        guard own.isEmpty else {
            return ["Independence", "does not count: approved own work: \(own.joined(separator: ", "))"]
        }
        return ["Independence", valid ? "who approved wrote none of it" : "nobody approved"]
    }

    private func configuration(of id: ItemID) -> [[String]] {
        let settings = changes.settings(of: id)
        return [["Configuration changes", settings.isEmpty ? "none" : settings.joined(separator: "; ")]]
    }

    private func outcome(_ id: ItemID) -> [[String]] {
        let count = changes.deployments
        return tests(of: id) + [["Deployment", count == 0 ? "not recorded" : "see below: \(counted(count, "record"))"]]
    }

    private func tests(of id: ItemID) -> [[String]] {
        guard let standings = changes.tests[id] else { return [["Tests", "not recorded"]] }
        return standings.map { standing in
            let result = standing.result.map { result in
                ", \(result.by)\(result.statement.source.map { ", from \($0)" } ?? ""), \(result.at.shown) UTC"
                    + (result.statement.note.map { ": \($0)" } ?? "")
            }
            let kind = standing.testCase.isMandatory ? standing.testCase.stage.rawValue : "not mandatory"
            return [
                "Test \(standing.testCase.id) (\(kind)): \(standing.testCase.title)",
                standing.state.rawValue + (result ?? ""),
            ]
        }
    }
}

extension ManifestStatement.ConfigurationEntry {
    /// `10 → 20`, `added: 20`; secrets are marks.
    var sentence: String {
        switch (old, new) {
        case (let old?, let new?): "\(old) → \(new)"
        case (nil, let new?): "\(kind): \(new)"
        case (let old?, nil): "\(kind): \(old)"
        case (nil, nil): kind
        }
    }
}
