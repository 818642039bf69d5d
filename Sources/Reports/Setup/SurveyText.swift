import Changes
package import Ledger
package import Releases

/// What was found in a history, and what it is taken for, as a table.
package struct SurveyText {
    private let survey: HistorySurvey
    private let proposal: PolicyProposal

    package init(_ survey: HistorySurvey, proposal: PolicyProposal) {
        self.survey = survey
        self.proposal = proposal
    }

    package var text: String {
        let fit = survey.fit(of: proposal)
        let rows =
            proposal.keys.map(row) + proposal.tagPatterns.map(row) + components
            + [row(fit), row(branch: proposal.defaultBranch)] + survey.lines.files.map(row)
        let table = Table([.init(), .init(), .init(), .init()], rows: rows.map { $0.map { Table.Cell($0) } })
        return head + "\n" + table.text() + fit.text
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

    private func row(_ key: Policy.ItemKey) -> [String] {
        ["  key", key.name, key.noun.title, survey.count(of: key).map(evidence) ?? ""]
    }

    private func evidence(_ count: KeyCount) -> String {
        let others = count.subjects - count.inCapitals
        return "leads \(counted(count.subjects, "subject"))" + (others > 0 ? ", \(others) not in capitals" : "")
    }

    private func row(_ pattern: TagPattern) -> [String] {
        let count = survey.tagPatterns.first { $0.pattern == pattern }?.count
        return ["  tag", pattern.description, "release", count.map { "names \(counted($0, "tag"))" } ?? ""]
    }

    private func row(_ file: LineSurvey.File) -> [String] {
        [
            "  path", SafeText.line(file.path), "exempt",
            "changed without an item on \(file.lines) of \(counted(survey.lines.lines, "release line"))",
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

    /// How often the subjects of the history begin with a key, in any letters.
    func count(of key: Policy.ItemKey) -> KeyCount? {
        keys.first { $0.key == key.name.uppercased() }
    }
}
