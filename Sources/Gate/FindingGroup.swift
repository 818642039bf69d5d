package import Changes
import Git

/// A command that fixes several findings of one rule at once.
package enum CommonFix: Hashable, Sendable {
    /// One command for all of them.
    case command(ShellCommand)
    /// One command that takes the names of all their subjects between two texts.
    case names(before: ShellCommand, after: ShellCommand = "")
    /// One command for each, with its subject's name between two texts.
    case each(before: ShellCommand, after: ShellCommand = "")

    /// More names than this make no command that anybody reads.
    private static let limit = 50

    /// The command for subjects by their names; of more than the limit, for the first ones.
    func command(for names: [String]) -> ShellCommand {
        let names = Array(names.prefix(Self.limit))
        switch self {
        case .command(let command): return command
        case .names(let before, let after): return "\(before)\(words: names)\(after)"
        case .each(let before, let after): return "for each in \(words: names); do \(before)\"$each\"\(after); done"
        }
    }
}

/// Findings of one rule that the same command fixes, or a single finding.
package struct FindingGroup: Sendable {
    /// Fewer findings are clearer one by one.
    private static let least = 5

    /// At least one.
    package let findings: [Finding]
    /// Commands that fix all of them, any one of them.
    package let fixes: [ShellCommand]

    /// The findings in their order, those that belong together at the place of the first one.
    package static func groups(of findings: [Finding]) -> [FindingGroup] {
        let byKind = Dictionary(grouping: findings.filter { !$0.together.isEmpty }, by: Kind.init)
        var shown: Set<Kind> = []
        return findings.compactMap { finding in
            let kind = Kind(finding)
            guard let all = byKind[kind], all.count >= least else {
                return FindingGroup(findings: [finding], fixes: finding.mend)
            }
            guard shown.insert(kind).inserted else { return nil }
            let names = all.compactMap(\.subject.name)
            return FindingGroup(findings: all, fixes: finding.together.map { $0.command(for: names) })
        }
    }

    private struct Kind: Hashable {
        let code: RuleCode
        let together: [CommonFix]

        init(_ finding: Finding) { (code, together) = (finding.code, finding.together) }
    }
}

extension Finding.Subject {
    /// As commands name it; nil for the release, and for a message.
    fileprivate var name: String? {
        switch self {
        case .release, .message: nil
        case .item(let item): item.description
        case .commit(let commit): commit.abbreviated
        }
    }
}
