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
    /// Where rules and roles come from that no history shows.
    package private(set) var template: PolicyTemplate?
    private var hasExamplePeople = false
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

    /// Takes over the rules and roles of a template; what the history shows stays.
    ///
    /// - Parameter hasExamplePeople: whether the roles have the example's people, or nobody yet.
    package mutating func apply(_ template: PolicyTemplate, hasExamplePeople: Bool = false) {
        self.template = template
        self.hasExamplePeople = hasExamplePeople
        refusesMissing = template.refusesMissing ?? refusesMissing
        for index in components.indices { template.giveRole(&components[index]) }
    }

    /// The text of the first policy: the rules of a template first, then every other key with its comment. Keys without a
    /// value are comments.
    package var text: String {
        var lines = [
            "# The policy of this repository's releases. Change it with `sluice policy edit`.",
            "# The syntax is that of Git's configuration; an unknown key or a bad value is refused with its line.",
        ]
        if let template {
            lines += ["#"] + template.lines(for: components, hasExamplePeople: hasExamplePeople)
            lines += ["", "# All other keys of a policy."]
        }
        let stated = statedKeys
        var section = ""
        for key in PolicyKey.all where !stated.contains(key.name) {
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

    /// The keys that the template's part has.
    private var statedKeys: Set<String> {
        guard let template else { return [] }
        let lines = template.lines(for: components, hasExamplePeople: hasExamplePeople)
        let stated = PolicyLines(Array(lines.joined(separator: "\n").utf8)).settings
        return Set(stated.map { SettingName($0).pattern })
    }

    private func settings(of name: String, last: String) -> [String] {
        switch name {
        case "item.*.kind":
            keys.flatMap { key in
                ["[item \"\(key.name)\"]", "\tkind = \(key.noun.rawValue)"]
                    + forms[key.name, default: []].map { "\tform = \(PolicyText.quoted($0.description))" }
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
            administrator.map { [$0.sectionHead] + $0.nameLines }
                ?? ["# [person \"quinn\"]", "#\tname = Quinn Tester"]
        case "person.*.email":
            administrator?.addressLines ?? ["#\temail = quinn@example.org"]
        case "person.*.key":
            administrator?.keyLines ?? ["#\tkey = ssh-ed25519 AAAA…"]
        default:
            values(of: name).map { "\t\(last) = \(PolicyText.quoted($0))" }
                + (values(of: name).isEmpty ? ["\t# \(last) ="] : [])
        }
    }

    private func section(of component: Component) -> [String] {
        ["[component \"\(component.name ?? "")\"]"]
            + component.tagPatterns.map { "\ttag = \(PolicyText.quoted($0.description))" }
            + component.paths.map { "\tpath = \(PolicyText.quoted($0.text))" }
            + component.signOffRoles.map { "\tsignoff = \($0)" }
            + (component.scheme.map { ["\tscheme = \($0.rawValue)"] } ?? [])
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
