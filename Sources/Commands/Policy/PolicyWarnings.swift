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
}
