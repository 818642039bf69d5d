import Git

/// Rules and roles that many teams want, to begin a policy with.
package struct PolicyTemplate: Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case smallTeam = "small-team"
        case regulated
        case openSource = "open-source"
        case monorepo
    }

    /// A role that the rules name, and how many of its members decide.
    struct Role: Sendable {
        let name: String
        /// What its members do, as a sentence.
        let task: String
        /// The example people who are in it.
        let members: [ExamplePerson]
        /// Nil where one of them is enough.
        var threshold: Int?
    }

    package let name: Name
    /// What it asks of whom, in one sentence.
    package let summary: String
    /// Settings in the syntax of Git's configuration, each with its reason.
    private let rules: String
    private let roles: [Role]
    /// Whether the hook refuses a commit without an item; nil for what the history shows.
    let refusesMissing: Bool?
    /// Whether decisions count only with a signature, so that the policy needs an administrator with a key.
    package let demandsSignatures: Bool
    /// The parts of the repository that its example has releases of; empty where releases are of all of it.
    let components: [Component]

    init(
        _ name: Name, summary: String, rules: String, roles: [Role], refusesMissing: Bool? = nil,
        demandsSignatures: Bool = false, components: [Component] = []
    ) {
        self.name = name
        self.summary = summary
        self.rules = rules
        self.roles = roles
        self.refusesMissing = refusesMissing
        self.demandsSignatures = demandsSignatures
        self.components = components
    }

    package init(_ name: Name) {
        self =
            switch name {
            case .smallTeam: .smallTeam
            case .regulated: .regulated
            case .openSource: .openSource
            case .monorepo: .monorepo
            }
    }

    /// The roles that people have to be named for, without those of components.
    package var roleNames: [String] { roles.map(\.name).filter { $0 != Policy.administrators } }

    package static var all: [PolicyTemplate] { Name.allCases.map(PolicyTemplate.init) }

    /// Whether releases are of components, each of which has a role of its own to approve them.
    package var needsComponents: Bool { !components.isEmpty }

    /// A complete policy for a repository about which nothing is known, with example people to be replaced.
    package var text: String {
        let patterns = needsComponents ? [] : TagPattern.usual
        var proposal = PolicyProposal(keys: Policy.ItemKey.own, tagPatterns: patterns, defaultBranch: "main")
        proposal.components = components
        proposal.apply(self, hasExamplePeople: true)
        return proposal.text
    }

    /// Whether a policy says all that the rules say.
    package func isContained(in policy: [UInt8]) throws -> Bool {
        let entries = { (text: [UInt8]) in Set(try Configuration(text: text).entries()) }
        return try entries(policy).isSuperset(of: entries(Array(rules.utf8)))
    }

    /// Gives a component the role that approves every item of its releases.
    func giveRole(_ component: inout Component) {
        guard needsComponents, let name = component.name else { return }
        let letters = name.utf8.prefix(37).map { RoleName.isLetterDigitOrDash($0) ? $0 : UInt8(ascii: "-") }
        component.signOffRoles = [String(decoding: letters, as: UTF8.self) + "-qa"]
    }

    /// The rules and roles as a policy has them.
    ///
    /// - Parameter hasExamplePeople: false where people are still to be named.
    func lines(for components: [Component], hasExamplePeople: Bool) -> [String] {
        let roles = roles + Self.roles(of: components)
        let shown = hasExamplePeople ? roles : roles.filter { $0.name != Policy.administrators }
        let rules = rules.split(separator: "\n").map(String.init)
        let head =
            ["# The template \(name.rawValue): \(summary)", ""] + rules
            + shown.flatMap { ["", "# \($0.task)"] + $0.lines(hasExamplePeople: hasExamplePeople) }
        guard hasExamplePeople else { return head }
        let people = ExamplePerson.allCases.filter { person in roles.contains { $0.members.contains(person) } }
        let note = demandsSignatures ? " Nobody can sign with their keys." : ""
        return head + ["", "# These people are examples: put your own in their places.\(note)"]
            + people.flatMap { $0.lines(hasKey: demandsSignatures) }
    }

    private static func roles(of components: [Component]) -> [Role] {
        let testers = [ExamplePerson.uma, .quinn]
        return components.enumerated().flatMap { index, component in
            component.signOffRoles.map { role in
                Role(
                    name: role, task: "Tests what \(component.name ?? "") releases, and approves it.",
                    members: [testers[index % testers.count]])
            }
        }
    }
}

extension PolicyTemplate.Role {
    fileprivate func lines(hasExamplePeople: Bool) -> [String] {
        let people =
            hasExamplePeople
            ? members.map { "\tmember = \($0.rawValue)" } : ["\t# member = <address, or the name of a [person] below>"]
        return ["[role \"\(name)\"]"] + people + (threshold.map { ["\tthreshold = \($0)"] } ?? [])
    }
}
