package import Changes

/// What `init` found in a repository and puts into its first policy.
package struct PolicyProposal: Sendable {
    package var keys: [Policy.ItemKey]
    package var tagPatterns: [TagPattern]
    package var defaultBranch: String
    /// Patterns of the branches on which work and releases are, besides the usual ones.
    package var branchPatterns: [String] = []
    package var caseSensitive: Bool
    /// Whether the keys are those that the history shows, and not those that somebody wants.
    package var isOfFoundKeys = true
    package var forms: [String: [ItemForm]] = [:]
    package var places: [LinkRules.Place] = [.lead]
    package var requests = LinkRules.Requests.ignore
    /// Trailers that the history uses, besides the usual ones.
    package var trailers: [String] = []
    package var closingTrailers: [String] = []
    package var closingWords: [String] = []
    /// Whether a commit without an item is refused by the hook, or only remarked on.
    package var refusesMissing = true
    package var scheme: VersionScheme
    /// What has releases of its own.
    package var components: [Component] = []
    /// Files that release lines change for themselves.
    package var exemptPaths: [String] = []
    /// Who writes the policies that follow; nil where anyone may.
    package var administrator: KnownPerson?

    package init(
        keys: [Policy.ItemKey], tagPatterns: [TagPattern], defaultBranch: String, caseSensitive: Bool = true,
        scheme: VersionScheme = .natural
    ) {
        self.keys = keys
        self.tagPatterns = tagPatterns
        self.defaultBranch = defaultBranch
        self.caseSensitive = caseSensitive
        self.scheme = scheme
    }

    /// The text of the first policy: every key with its comment; keys without a value stand as comments.
    package var text: String {
        var lines = [
            "# The policy of this repository's releases. Change it with `sluice policy edit`.",
            "# The syntax is that of Git's configuration; an unknown key or a bad value is refused with its line.",
        ]
        var section = ""
        for key in PolicyKey.all {
            let parts = key.name.split(separator: ".").map(String.init)
            if parts[0] != section {
                section = parts[0]
                lines += ["", parts.count == 2 ? "[\(section)]" : "# [\(section) \"<name>\"]"]
            }
            lines += key.summary.map { "\t# \($0)" }
            lines += settings(of: key.name, last: parts[parts.count - 1])
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The proposal for a repository without a history, as the documentation shows it.
    package static let example = PolicyProposal(
        keys: Policy.ItemKey.own, tagPatterns: TagPattern.usual, defaultBranch: "main")

    /// The lines of a key that has a value in the text, or an example of one.
    package func settings(of key: PolicyKey) -> [String] {
        settings(of: key.name, last: key.name.split(separator: ".").last.map(String.init) ?? "")
            .filter { !$0.hasSuffix(" =") }
    }

    private func settings(of name: String, last: String) -> [String] {
        switch name {
        case "item.*.kind":
            keys.flatMap { key in
                ["[item \"\(key.name)\"]", "\tkind = \(key.noun.rawValue)"]
                    + forms[key.name, default: []].map { "\tform = \(Self.quoted($0.description))" }
            }
        case "item.*.form": ["# [item \"CHG\"]", "#\tform = CHG{7}"]
        case "component.*.tag":
            components.isEmpty
                ? ["# [component \"web\"]", "#\ttag = web-v{version}"] : components.flatMap { section(of: $0) }
        case "component.*.path": components.isEmpty ? ["#\tpath = web/"] : []
        case "component.*.signoff": components.isEmpty ? ["#\tsignoff = web-qa"] : []
        case "component.*.scheme": components.isEmpty ? ["#\tscheme = semver"] : []
        case "component.*.default": components.isEmpty ? ["#\tdefault = true"] : []
        case "configuration-item.*.path": ["# [configuration-item \"billing\"]", "#\tpath = billing/**"]
        case "configuration-item.*.owner": ["#\towner = Billing Operations"]
        case "configuration-item.*.signoff": ["#\tsignoff = operations"]
        case "exempt.*.author": ["# [exempt \"dependabot\"]", "#\tauthor = dependabot[bot]"]
        case "exempt.*.path": ["#\tpath = package-lock.json"]
        case "exempt.*.subtree": ["# [exempt \"vendor\"]", "#\tsubtree = vendor/zlib"]
        case "status.*.label": ["# [status \"ready-for-review\"]", "#\tlabel = In Review"]
        case "status.*.class": ["#\tclass = review"]
        case "status.*.role": ["#\trole = developer"]
        case "status.*.guard": ["#\tguard = linked"]
        case "status.*.disabled": ["#\tdisabled = false"]
        case "environment.*.after": ["# [environment \"production\"]", "#\tafter = acceptance"]
        case "environment.*.approver": ["#\tapprover = operations"]
        case "environment.*.window": ["#\twindow = required"]
        case "environment.*.package": ["#\tpackage = required"]
        case "environment.*.production": ["#\tproduction = true"]
        case "source.*.command": ["# [source \"jira\"]", "#\tcommand = jira-items https://jira.example.org"]
        case "source.*.key": ["#\tkey = RFC"]
        case "role.*.member":
            ["# [role \"qa\"]", "#\tmember = quinn@example.org"]
                + (administrator.map { ["[role \"\(Policy.administrators)\"]", "\tmember = \($0.id)"] } ?? [])
        case "role.*.threshold": ["#\tthreshold = 1"]
        case "person.*.name":
            administrator.map { ["[person \"\($0.id)\"]", "\tname = \(Self.quoted($0.name ?? $0.id))"] }
                ?? ["# [person \"quinn\"]", "#\tname = Quinn Tester"]
        case "person.*.email":
            administrator?.addresses.map { "\temail = \(Self.quoted($0))" } ?? ["#\temail = quinn@example.org"]
        case "person.*.key":
            administrator?.keys.map { "\tkey = \($0.text)" } ?? ["#\tkey = ssh-ed25519 AAAA…"]
        default:
            values(of: name).map { "\t\(last) = \(Self.quoted($0))" }
                + (values(of: name).isEmpty ? ["\t# \(last) ="] : [])
        }
    }

    private func section(of component: Component) -> [String] {
        ["[component \"\(component.name ?? "")\"]"]
            + component.tagPatterns.map { "\ttag = \(Self.quoted($0.description))" }
            + component.paths.map { "\tpath = \(Self.quoted($0.text))" }
            + (component.scheme.map { ["\tscheme = \($0.rawValue)"] } ?? [])
    }

    /// A value as Git's configuration has it: in quotation marks where a part would be read as a comment or an escape.
    private static func quoted(_ value: String) -> String {
        guard value.utf8.contains(where: "#;\"\\".utf8.contains) else { return value }
        return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }

    private func values(of name: String) -> [String] {
        switch name {
        case "link.trailer":
            (["RfC", "Task", "Refs", "Fixes"] + trailers).unique { $0.lowercased() }.filter { name in
                !closingTrailers.contains { $0.lowercased() == name.lowercased() }
            }
        case "link.closing-trailer": closingTrailers.unique { $0.lowercased() }
        case "link.closing-word": closingWords.unique { $0.lowercased() }
        case "link.place": places.map(\.rawValue)
        case "link.requests": [requests.rawValue]
        case "hooks.missing": [(refusesMissing ? Policy.MissingItem.refuse : .warn).rawValue]
        case "link.lenient-trailers", "link.branch-names", "exempt.merges": ["true"]
        case "link.squash-bodies": ["mention"]
        case "link.case-sensitive": ["\(caseSensitive)"]
        case "exempt.path": exemptPaths
        case "hooks.branch":
            ([defaultBranch, "release/**", "feature/**", "bugfix/**", "hotfix/**"] + branchPatterns).unique { $0 }
        case "hooks.without-program": ["refuse"]
        case "release.tag": tagPatterns.map(\.description)
        case "release.work-branch": ["**"]
        case "release.branch": [defaultBranch, "release/**"]
        case "version.scheme": [scheme.rawValue]
        case "release.backports": [Policy.Backports.eachLine.rawValue]
        case "status.profile": [StatusEngine.Profile.itil.rawValue]
        case "sign-off.rebased": [Policy.RebasedSignOffs.keep.rawValue]
        case "configuration.require-link": [ConfigurationPolicy.RequiredLink.none.rawValue]
        case "sign-off.role", "test.role": ["qa"]
        case "ledger.needs": ["\(Record.newestFormat)"]
        case "plan.back-out": [Requirement.required.rawValue]
        case "signature.required":
            [(administrator == nil ? RequiredSignatures.none : .decisions).rawValue]
        default: []
        }
    }
}
