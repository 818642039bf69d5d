extension PolicyKey {
    static let components = [
        PolicyKey(
            "component.*.tag", isRepeatable: true,
            "A part of the repository with releases of its own: how its release tags are named, `web-v{version}`."
        ) { policy, value, section throws(PolicyValueProblem) in
            let pattern = try tagPattern(value)
            let others = policy.namedComponents.filter { $0.name != section && $0.tagPatterns.contains(pattern) }
            if let other = others.first?.name { throw .tagOfOther(other) }
            try policy.edit(component: section) { $0.tagPatterns.append(pattern) }
        },
        PolicyKey(
            "component.*.path", isRepeatable: true,
            "The files whose commits are in its releases: `web/`. Several components can share files; all files by default."
        ) { policy, value, section throws(PolicyValueProblem) in
            let pattern = try pattern(value)
            // `web` alone would be files of this name at any depth, and so mostly nothing.
            guard value.utf8.contains(UInt8(ascii: "/")) || !pattern.isLiteral else { throw .noFolder(value) }
            try policy.edit(component: section) { $0.paths.append(pattern) }
        },
        PolicyKey(
            "component.*.signoff", isRepeatable: true,
            "Roles that have to approve every item of its releases, besides those of [sign-off]."
        ) { policy, value, section throws(PolicyValueProblem) in
            let role = try role(value)
            try policy.edit(component: section) { $0.signOffRoles.append(role) }
        },
        PolicyKey("component.*.scheme", "How its versions are read; by default as `version.scheme` says.") {
            policy, value, section throws(PolicyValueProblem) in
            let scheme: VersionScheme = try choice(value)
            try policy.edit(component: section) { $0.scheme = scheme }
        },
        PolicyKey(
            "component.*.default",
            "True for the component that takes over the earlier releases: records do not name it, and it owns the tags of [release]."
        ) { policy, value, section throws(PolicyValueProblem) in
            let isDefault = try truth(value)
            if isDefault, let other = policy.namedComponents.first(where: { $0.isDefault && $0.name != section }) {
                throw .secondDefault(other.name ?? section)
            }
            try policy.edit(component: section) { $0.isDefault = isDefault }
        },
    ]

    static func tagPattern(_ value: String) throws(PolicyValueProblem) -> TagPattern {
        do { return try TagPattern(value) } catch { throw .badTagPattern(value, "\(error)") }
    }
}

extension Policy {
    fileprivate mutating func edit(
        component name: String, _ body: (inout Component) -> Void
    ) throws(PolicyValueProblem) {
        guard Component.accepts(name: name) else { throw .badComponent(name) }
        if !namedComponents.contains(where: { $0.name == name }) { namedComponents.append(Component(name: name)) }
        for index in namedComponents.indices where namedComponents[index].name == name { body(&namedComponents[index]) }
    }

    /// - Throws: `PolicyProblem`: a component without tags, or components in a ledger whose records cannot name them.
    func checkComponents(_ line: (_ setting: String) -> Int?) throws {
        guard !namedComponents.isEmpty else {
            guard !tagPatterns.isEmpty else { throw PolicyProblem.missing(name: "release.tag") }
            return
        }
        guard needs >= Component.format else { throw PolicyProblem.componentsNeed(format: Component.format) }
        for component in namedComponents {
            let name = "component.\(component.name ?? "").tag"
            let isAdopting = component.isDefault && !tagPatterns.isEmpty
            guard !component.tagPatterns.isEmpty || isAdopting else { throw PolicyProblem.missing(name: name) }
            guard component.isDefault || !component.tagPatterns.contains(where: tagPatterns.contains) else {
                throw PolicyProblem.badValue(line: line(name), name: name, .tagOfOther("[release]"))
            }
        }
    }
}
