import Changes
import Git
import Ledger
import Reports

/// What a policy leads to that nobody may have wanted, and that is no fault of it.
enum PolicyWarnings {
    /// Nothing where an administrator has a key without an end.
    static func end(of policy: Policy, on console: Console) {
        guard let end = policy.endOfAdministration else { return }
        console.warn(
            "from \(end.shown) UTC on nobody can change the policy: no administrator has a key that counts longer",
            hints: ["`sluice policy edit` adds one before that: a further `key` of an administrator, without until="])
    }

    /// Keys of a template's example, which no version of a policy may have.
    static func exampleKeys(of policy: Policy, on console: Console) {
        guard let person = policy.exampleKeyOwner else { return }
        console.note(
            "The key of \(person) is that of the template's example: `sluice policy edit` asks for a real one.")
    }

    /// Release tags that were read before.
    static func unreadTags(_ ledger: LedgerReader, before: Policy, on console: Console) throws {
        let policy = try ledger.policy()
        let unread = try ledger.releaseTags(readBy: before).filter { policy.version(ofTag: $0) == nil }
        guard let first = unread.first else { return }
        let shown = unread.prefix(mostShown).joined(separator: ", ") + (unread.count > mostShown ? ", …" : "")
        let state = unread.count == 1 ? "is no release tag any more" : "are no release tags any more"
        console.warn(
            "\(SafeText.line(shown)) \(state); nothing of what they have may be lost all the same",
            hints: [keep(first, as: before, policy)])
    }

    private static let mostShown = 5

    /// The line that has the tag read again.
    private static func keep(_ tag: String, as before: Policy, _ policy: Policy) -> Hint {
        let covers = { (policy: Policy) in policy.components.flatMap(\.tagPatterns).first { $0.covers(tag) } }
        guard covers(policy) == nil, let pattern = covers(before) else {
            return "`sluice policy edit` reads them again: [version] scheme = \(before.scheme.rawValue)"
        }
        return "`sluice policy edit` reads them again: keep `tag = \(ShellCommand(verbatim: pattern.description))`"
    }
}
