/// Commits that need no item, as one author made them and they touch nothing but some files: what a bot does to a list of versions.
package struct AuthorExemption: Hashable, Sendable {
    package let name: String
    /// Names or addresses, as the commit says them: a claim, so that only the files bound what it lets through.
    package fileprivate(set) var authors: [String] = []
    package fileprivate(set) var paths: [PathPattern] = []

    package func covers(author name: [UInt8], email: [UInt8], paths changed: [[UInt8]]) -> Bool {
        let names = [name, email].map { String(decoding: $0, as: UTF8.self) }
        return authors.contains(where: names.contains) && !changed.isEmpty
            && changed.allSatisfy { path in paths.contains { $0.matches(path: path) } && path.isOfWorkTree }
    }
}

extension PolicyKey {
    static let authorExemptions = [
        PolicyKey(
            "exempt.*.author", isRepeatable: true,
            "Authors whose commits need no item if they touch only the paths of the section: a name or an address, `dependabot[bot]`."
        ) { policy, value, section throws(PolicyValueProblem) in
            try policy.edit(exemption: section) { $0.authors.append(value) }
        },
        PolicyKey(
            "exempt.*.path", isRepeatable: true, "Such paths: `package-lock.json`. Author and path both have to fit."
        ) {
            policy, value, section throws(PolicyValueProblem) in
            let path = try pattern(value)
            try policy.edit(exemption: section) { $0.paths.append(path) }
        },
    ]
}

extension Policy {
    /// Whether a commit that touches only such files needs no item, whoever made it.
    package func exempts(path: [UInt8]) -> Bool {
        exemptPaths.contains { $0.matches(path: path) } && path.isOfWorkTree
    }

    fileprivate mutating func edit(
        exemption name: String, _ change: (inout AuthorExemption) -> Void
    ) throws(PolicyValueProblem) {
        guard RoleName.accepts(name) else { throw .badSectionName(name) }
        if !authorExemptions.contains(where: { $0.name == name }) {
            authorExemptions.append(AuthorExemption(name: name))
        }
        for index in authorExemptions.indices where authorExemptions[index].name == name {
            change(&authorExemptions[index])
        }
    }

    /// - Throws: `PolicyProblem.missing` for a section that lacks one of the two: it would exempt nothing, or everything.
    func checkExemptions() throws {
        for exemption in authorExemptions where exemption.authors.isEmpty || exemption.paths.isEmpty {
            throw PolicyProblem.missing(
                name: "exempt.\(exemption.name).\(exemption.authors.isEmpty ? "author" : "path")")
        }
    }
}
