import Changes
import Ledger

/// What somebody asks the first policy to say, on the command line of `init`.
struct PolicyWishes {
    let keys: [Policy.ItemKey]
    let tagPatterns: [TagPattern]
    let branch: String?
    let administrator: KnownPerson?
    /// Whether the hook refuses a commit without an item; nil for what the template or the history says.
    let refusesMissing: Bool?
    let template: PolicyTemplate?

    /// Of somebody who takes the policy as it is.
    static let none = PolicyWishes()

    private init() {
        (keys, tagPatterns, branch, administrator, refusesMissing, template) = ([], [], nil, nil, nil, nil)
    }

    /// - Throws: `Failure` for a wish that no policy can grant.
    init(
        keys: [String], tagPatterns: [String], branch: String?, administrator: KnownPerson? = nil,
        refusesMissing: Bool? = nil, template: PolicyTemplate? = nil
    )
        throws
    {
        self.template = template
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
    func refuse(unlessGrantedBy policy: Policy, _ text: @autoclosure () throws -> [UInt8]) throws {
        let wanted =
            keys.filter { !policy.keys.contains($0) }.map { "--key \($0.name)=\($0.noun.rawValue)" }
            + tagPatterns.filter { !policy.tagPatterns.contains($0) }.map { "--tag-pattern \($0)" }
            + (branch == nil || branch == policy.defaultBranch ? [] : ["--branch \(branch ?? "")"])
            + (administrator?.keys.first.map { policy.owner(of: $0.key) != nil } ?? true ? [] : ["--admin-key"])
        let missing = try wanted + refusedTemplate(text)
        guard missing.isEmpty else {
            throw Failure(
                .refused,
                "the policy is there already, version \(policy.version), without \(missing.joined(separator: ", "))",
                hints: ["`sluice policy edit` changes it"] + templateHints)
        }
    }

    private func refusedTemplate(_ text: () throws -> [UInt8]) throws -> [String] {
        guard let template, try !template.isContained(in: text()) else { return [] }
        return ["--template \(template.name.rawValue)"]
    }

    private var templateHints: [Hint] {
        guard let name = template?.name.rawValue else { return [] }
        return ["`sluice policy template \(name)` shows what to put into it"]
    }

    /// - Throws: `Failure` for a template whose decisions are signed, where nobody could sign the next policy.
    func refuseTemplateWithoutAdministrator() throws {
        guard let template, template.demandsSignatures, administrator == nil else { return }
        let name = template.name.rawValue
        throw Failure(
            .usage,
            "the template \(name) demands signed decisions, and needs an administrator with a key",
            hints: [
                "`sluice init --template \(name) --admin-key ~/.ssh/id_ed25519.pub` names you as one"
            ] + AdministratorKey.waysToAKey)
    }
}
