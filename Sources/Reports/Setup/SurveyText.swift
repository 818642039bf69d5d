import Changes
package import Ledger
package import Releases

/// What was found in a history, and what it is taken for, as a table.
package struct SurveyText {
    private let survey: HistorySurvey
    private let proposal: PolicyProposal
    private let items: ItemProposal
    private let isRecorded: Bool

    /// - Parameter isRecorded: whether the proposal is the policy now, which options of `init` do not change any more.
    package init(_ survey: HistorySurvey, proposal: PolicyProposal, isRecorded: Bool) {
        self.isRecorded = isRecorded
        self.survey = survey
        self.proposal = proposal
        items = survey.items(of: proposal)
    }

    package var text: String {
        let fit = survey.fit(of: proposal)
        let rows =
            proposal.keys.flatMap(rows) + proposal.tagPatterns.map(row) + components
            + [row(fit), row(branch: proposal.defaultBranch)]
            + proposal.branchPatterns.map { ["  branch", SafeText.line($0), "hooks", ""] } + survey.lines.files.map(row)
        let table = Table([.init(), .init(), .init(), .init()], rows: rows.map { $0.map { Table.Cell($0) } })
        return head + "\n" + table.text() + fit.text + coverage
    }

    /// Where the policy has them as they were found.
    private var components: [[String]] {
        guard !proposal.components.isEmpty else { return [] }
        return survey.components.map { component in
            let patterns = component.tagPatterns.map(\.description).joined(separator: ", ")
            let folder =
                component.folder.map {
                    "\($0)/, changed in \(component.touched) of \(counted(component.releases, "release"))"
                } ?? "no folder found: it owns all files until the policy says `path`"
            return [
                "  component", component.name, patterns, SafeText.line("\(counted(component.tags, "tag")), \(folder)"),
            ]
        }
    }

    private func row(_ fit: SchemeFit) -> [String] {
        let misfits =
            fit.misfits > 0 ? "\(counted(fit.misfits, "tag")) \(fit.misfits == 1 ? "does" : "do") not fit" : ""
        return ["  scheme", fit.scheme.rawValue, "versions", misfits]
    }

    private var head: String {
        let limit = survey.commits == HistorySurvey.commitLimit ? "the newest " : ""
        return "Read \(limit)\(counted(survey.commits, "commit")) and \(counted(survey.tags, "tag"))."
    }

    /// A key, and below it where its IDs stand.
    private func rows(_ key: Policy.ItemKey) -> [[String]] {
        let evidence = items.evidence.filter { $0.key == key.name.uppercased() && $0.messages > 0 }
        guard let first = evidence.first else { return [["  key", key.name, key.noun.title, ""]] }
        return [["  key", key.name, key.noun.title, phrase(first)]]
            + evidence.dropFirst().prefix(5).map { ["", "", "", phrase($0)] }
    }

    private func phrase(_ evidence: ItemProposal.Evidence) -> String {
        let share = evidence.messages * 100 / max(1, items.messages)
        return SafeText.line(
            "\(evidence.spot.phrase): \(share < 1 ? "under 1" : "\(share)") % of \(counted(items.messages, "commit")), "
                + "\(evidence.numbers) distinct")
    }

    /// What share of the history the rules read, and what they do not.
    private var coverage: String {
        guard items.messages > 0 else { return "" }
        var lines = [
            "\n\(items.share) % of \(counted(items.messages, "commit")) without merges name an item by these rules."
        ]
        if items.changeIDs > 0 {
            lines.append("Gerrit's Change-Id: \(counted(items.changeIDs, "commit")); it names a change, and no item.")
        }
        if items.mergedRequests > 0 { lines.append("Merges of requests, made by a host: \(items.mergedRequests).") }
        if !items.uncovered.isEmpty, items.covered > 0 {
            lines.append("The newest that name none:")
            lines += items.uncovered.map { "  " + SafeText.line(String(decoding: $0, as: UTF8.self)) }
        }
        lines.append(
            proposal.refusesMissing
                ? "The hook `commit-msg` refuses a commit without an item (hooks.missing = refuse)."
                : "The hook `commit-msg` only warns of a commit without an item (hooks.missing = warn; "
                    + (isRecorded
                        ? "`sluice policy edit` changes it to refuse)." : "`sluice init --strict` makes it refuse).")
        )
        return lines.map { $0 + "\n" }.joined()
    }

    private func row(_ pattern: TagPattern) -> [String] {
        let count = survey.tagPatterns.first { $0.pattern == pattern }?.count
        return ["  tag", pattern.description, "release", count.map { "names \(counted($0, "tag"))" } ?? ""]
    }

    private func row(_ file: LineSurvey.File) -> [String] {
        [
            "  path", SafeText.line(file.path), "exempt",
            "changed on \(file.lines) of \(counted(survey.lines.lines, "release line")) alone",
        ]
    }

    private func row(branch: String) -> [String] { ["  branch", branch, "default"] }
}

extension SchemeFit {
    /// What does not fit, a line for each sort; nothing where all does.
    fileprivate var text: String {
        let lines = [
            ("no releases", TagNames.listed(unread)),
            ("not in order", TagNames.listed(backwards.map { "\($0.tag) after \($0.after)" })),
        ]
        let told = lines.filter { !$0.1.isEmpty }.map { "  \($0): \(SafeText.line($1))\n" }
        return told.isEmpty ? "" : "\n" + told.joined()
    }
}

extension HistorySurvey {
    /// How the proposed scheme fits the tags; those of components have their own.
    func fit(of proposal: PolicyProposal) -> SchemeFit {
        let named = proposal.components.flatMap(\.tagPatterns)
        let own = tagSteps.filter { step in !named.contains { $0.covers(step.tag) } }
        return SchemeFit(proposal.scheme, of: own, patterns: proposal.tagPatterns)
    }
}

extension ItemCensus.Spot {
    /// `(#{n}) at the end of the subject`, `Closes-Bug: #{n}`, `KAFKA-{n} in front of the subject`.
    fileprivate var phrase: String {
        let form = form.contains("{") ? form : form + "-{n}"
        return switch place {
        case .lead: "\(form) in front of the subject"
        case .scope: "(\(form)) in the scope of the subject"
        case .tail: "(\(form)) at the end of the subject"
        case .request: "(\(form)) that hosts add to the subject"
        case .title: "\(form) in the subject"
        case .alone: "\(form) alone in a paragraph"
        case .trailer(let name): form.hasPrefix(name + ":") ? form : "\(name): \(form)"
        case .closing(let word): "\(word) \(form)"
        }
    }
}
