import Changes
package import Git
package import Ledger

/// The commits of a range that imported a subtree as the policy exempts it (`[exempt "…"] subtree`).
///
/// `git subtree --squash` writes a commit of the other project's files alone, in a history of its own, whose trailer names
/// the folder; and a merge that moves these files there. A trailer is a claim that everybody can write, so files decide:
/// - a commit of ordinary history changes nothing but files below the folder;
/// - a commit in a history of its own consists of nothing but such imports, and all that comes after it are such imports
///   of the folder, or merges that change nothing outside it;
/// - a merge has such a commit as its second parent, and differs from its first parent below the folder alone.
package struct SubtreeImports {
    /// The sections of the policy by the commits that they exempt.
    private var sections: [ObjectID: String] = [:]
    /// Merges that bring an import, and files outside its folder: none of these is a merge without changes of its own.
    private var misplaced: Set<ObjectID> = []
    /// The folders of commits that are imports in a history of their own; nil for all others.
    private var folders: [ObjectID: String?] = [:]
    private let repository: Repository
    private let policy: Policy

    /// - Parameter range: all commits of a range, children before parents: an exemption depends on all children of a commit.
    package init(_ range: [Commit], in repository: Repository, policy: Policy) throws {
        self.repository = repository
        self.policy = policy
        guard !policy.subtreeExemptions.isEmpty else { return }
        var children: [ObjectID: [ObjectID]] = [:]
        for commit in range {
            for parent in commit.parents { children[parent, default: []].append(commit.id) }
            if let section = try section(of: commit, children: children[commit.id] ?? []) {
                sections[commit.id] = section
            }
        }
    }

    package func section(exempting commit: ObjectID) -> String? { sections[commit] }

    package func isMisplaced(_ merge: ObjectID) -> Bool { misplaced.contains(merge) }

    private mutating func section(of commit: Commit, children: [ObjectID]) throws -> String? {
        if commit.isMerge { return try section(ofMerge: commit) }
        guard let folder = Self.folder(of: commit), let section = policy.subtreeExemption(of: folder)?.name else {
            return nil
        }
        let paths = try repository.ownChanges(of: commit)
        if !paths.isEmpty, paths.allSatisfy({ SubtreeExemption.isBelow(folder, path: $0) }) { return section }
        let isBroughtThere = !children.isEmpty && children.allSatisfy { sections[$0] == section }
        return try isBroughtThere && ownFolder(commit.id) == folder ? section : nil
    }

    private mutating func section(ofMerge merge: Commit) throws -> String? {
        let imported = try merge.parents.map { try ownFolder($0) }
        guard imported.contains(where: { $0 != nil }) else { return nil }
        if imported.count == 2, imported[0] == nil, let folder = imported[1] {
            let trees = try [merge.parents[0], merge.id].map { try repository.commit($0).tree }
            let paths = try repository.changes(from: trees[0], to: trees[1]).map(\.path)
            if paths.allSatisfy({ SubtreeExemption.isBelow(folder, path: $0) }) {
                return policy.subtreeExemption(of: folder)?.name
            }
        }
        misplaced.insert(merge.id)
        return nil
    }

    /// The folder of an import in a history of its own: its ancestors are imports of the same folder, and nothing else.
    private mutating func ownFolder(_ id: ObjectID) throws -> String? {
        var (line, next): ([ObjectID], ObjectID?) = ([], id)
        var folder: String?
        while let current = next, folders[current] == nil {
            let commit = try repository.commit(current)
            let own = commit.isMerge ? nil : Self.folder(of: commit)
            line.append(current)
            guard let own, policy.subtreeExemption(of: own) != nil, folder == nil || own == folder else {
                for commit in line { folders[commit] = .some(nil) }
                return nil
            }
            folder = own
            next = commit.parents.first
        }
        if let next, let known = folders[next], folder != nil, known != folder { folder = nil }
        for commit in line { folders[commit] = .some(folder) }
        return folders[id] ?? nil
    }

    private static let mark = Array("git-subtree-dir".utf8)

    /// The folder that the trailers of a message name; nil where they name none, or several.
    private static func folder(of commit: Commit) -> String? {
        let message = Array(commit.message)
        guard message.firstRange(of: mark) != nil else { return nil }
        let values = trailers(in: message).filter { $0.name == mark }.map(\.value)
        guard values.count == 1 else { return nil }
        return String(validating: values[0], as: UTF8.self)
    }
}
