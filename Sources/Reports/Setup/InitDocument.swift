import Changes
package import Ledger
package import Releases

/// What `init` found and did, for machines.
package struct InitDocument: Encodable {
    /// What became of the ledger.
    package enum Outcome: String, Encodable, Sendable {
        /// It would be made, but nothing was to be written.
        case proposed
        case created
        /// The remote has it; the local branch was made from there.
        case taken
        case unchanged
    }

    private struct Key: Encodable {
        let key: String
        let kind: ItemNoun
        let subjects: Int
    }

    private struct Pattern: Encodable {
        let pattern: String
        let tags: Int
    }

    private let ledger: Outcome
    private let ledgerBranch: String
    private var commits: Int?
    private var keys: [Key]?
    private var tagPatterns: [Pattern]?
    private var defaultBranch: String?
    private var caseSensitive: Bool?

    package init(_ outcome: Outcome, ledgerBranch: String) {
        ledger = outcome
        self.ledgerBranch = ledgerBranch
    }

    /// With what the first policy was made from.
    package init(_ outcome: Outcome, ledgerBranch: String, _ survey: HistorySurvey, _ proposal: PolicyProposal) {
        self.init(outcome, ledgerBranch: ledgerBranch)
        commits = survey.commits
        keys = proposal.keys.map {
            Key(key: $0.name, kind: $0.noun, subjects: survey.count(of: $0)?.subjects ?? 0)
        }
        tagPatterns = proposal.tagPatterns.map { pattern in
            Pattern(
                pattern: pattern.description, tags: survey.tagPatterns.first { $0.pattern == pattern }?.count ?? 0)
        }
        defaultBranch = proposal.defaultBranch
        caseSensitive = proposal.caseSensitive
    }
}
