import Changes
import Ledger

/// What somebody asks the first policy to say, on the command line of `init`.
struct PolicyWishes {
    let keys: [Policy.ItemKey]
    let tagPatterns: [TagPattern]
    let branch: String?
    let administrator: KnownPerson?
    /// Whether the hook refuses a commit without an item; nil for what the history shows.
    let refusesMissing: Bool?

    /// - Throws: `Failure` for a wish that no policy can grant.
    init(
        keys: [String], tagPatterns: [String], branch: String?, administrator: KnownPerson? = nil,
        refusesMissing: Bool? = nil
    )
        throws
    {
        self.administrator = administrator
        self.refusesMissing = refusesMissing
        self.keys = try keys.map(Self.key)
        self.tagPatterns = try tagPatterns.map(Self.pattern)
        self.branch = branch
        let names = self.keys.map(\.name)
        if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw Failure(.usage, "--key \(name) is given more than once", hints: ["keep one of the two"])
        }
    }

    private static func key(_ text: String) throws -> Policy.ItemKey {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard ItemID.isKey(Array(parts[0].utf8)[...]) else {
            let problem = PolicyValueProblem.badKey(parts[0])
            throw Failure(.usage, "--key: \(problem.text)", hints: [problem.hint])
        }
        guard parts.count == 2 else { return Policy.ItemKey(named: parts[0]) }
        guard let noun = ItemNoun(rawValue: parts[1]) else {
            let problem = PolicyValueProblem.notAmong(parts[1], ItemNoun.allCases.map(\.rawValue))
            throw Failure(.usage, "--key \(parts[0]): \(problem.text)", hints: [problem.hint])
        }
        return Policy.ItemKey(name: parts[0], noun: noun)
    }

    private static func pattern(_ text: String) throws -> TagPattern {
        do {
            return try TagPattern(text)
        } catch {
            let problem = PolicyValueProblem.badTagPattern(text, error.description)
            throw Failure(.usage, "--tag-pattern: \(problem.text)", hints: [problem.hint])
        }
    }

    /// - Throws: `Failure` where the policy in force says otherwise: `init` changes no policy.
    func refuse(unlessGrantedBy policy: Policy) throws {
        let missing =
            keys.filter { !policy.keys.contains($0) }.map { "--key \($0.name)=\($0.noun.rawValue)" }
            + tagPatterns.filter { !policy.tagPatterns.contains($0) }.map { "--tag-pattern \($0)" }
            + (branch == nil || branch == policy.defaultBranch ? [] : ["--branch \(branch ?? "")"])
            + (administrator?.keys.first.map { policy.owner(of: $0.key) != nil } ?? true ? [] : ["--admin-key"])
        guard missing.isEmpty else {
            throw Failure(
                .refused,
                "the policy is there already, version \(policy.version), without \(missing.joined(separator: ", "))",
                hints: ["`sluice policy edit` changes it"])
        }
    }
}
