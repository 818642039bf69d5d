/// Commits that need no item, as `git subtree` imported another project into a folder with them.
package struct SubtreeExemption: Hashable, Sendable {
    package let name: String
    /// Paths from the top of the tree, without a slash at either end.
    package fileprivate(set) var folders: [String] = []

    /// Whether a file lies below one of its folders.
    package static func isBelow(_ folder: String, path: [UInt8]) -> Bool {
        path.starts(with: Array((folder + "/").utf8)) && path.isOfWorkTree
    }
}

extension PolicyKey {
    static let subtreeExemptions = [
        PolicyKey(
            "exempt.*.subtree", isRepeatable: true,
            "A folder whose imports by `git subtree --squash` need no item: `vendor/zlib`. It holds for commits whose trailer",
            "`git-subtree-dir` names this folder, and only as far as they bring files below it."
        ) { policy, value, section throws(PolicyValueProblem) in
            let folder = value.last == "/" ? String(value.dropLast()) : value
            let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains { "*?[\\".contains($0) } })
            else {
                throw .badFolder(value)
            }
            guard RoleName.accepts(section) else { throw .badSectionName(section) }
            if !policy.subtreeExemptions.contains(where: { $0.name == section }) {
                policy.subtreeExemptions.append(SubtreeExemption(name: section))
            }
            for index in policy.subtreeExemptions.indices where policy.subtreeExemptions[index].name == section {
                policy.subtreeExemptions[index].folders.append(folder)
            }
        }
    ]
}

extension Policy {
    /// The section that exempts imports into a folder.
    package func subtreeExemption(of folder: String) -> SubtreeExemption? {
        subtreeExemptions.first { $0.folders.contains { $0.utf8.elementsEqual(folder.utf8) } }
    }

    /// - Throws: `PolicyProblem.mixedExemption` for a section that names authors or paths as well: nobody could say which of
    ///   its conditions have to hold together.
    func checkSubtreeExemptions() throws {
        let names = Set(authorExemptions.map(\.name))
        if let mixed = subtreeExemptions.first(where: { names.contains($0.name) }) {
            throw PolicyProblem.mixedExemption(mixed.name)
        }
    }
}
