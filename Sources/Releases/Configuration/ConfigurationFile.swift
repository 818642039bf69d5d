package import Changes
import Git
import Ledger

/// A configuration file that differs between two states.
package struct ConfigurationFile: Hashable, Sendable {
    package let path: [UInt8]
    /// Where it stood before, if it was renamed.
    package let oldPath: [UInt8]?
    package let format: ConfigurationFormat
    /// The name of the configuration item that it belongs to; nil for none.
    package let item: String?

    let old: TreeEntry?
    let new: TreeEntry?
}

/// Finds configuration files among changed paths, and compares them by key.
struct ConfigurationFinder {
    private let repository: Repository
    private let policy: ConfigurationPolicy

    init(_ repository: Repository, policy: ConfigurationPolicy) {
        self.repository = repository
        self.policy = policy
    }

    /// The configuration files that differ between two trees; nil is the empty one. Sorted by path.
    func files(from old: ObjectID?, to new: ObjectID?) throws -> [ConfigurationFile] {
        try files(among: repository.changes(from: old, to: new))
    }

    /// The configuration files that a commit changes: against its parent, or, for a merge, those of `mergedContent`.
    func files(of linked: LinkedCommit) throws -> [ConfigurationFile] {
        let commit = linked.commit
        if commit.isMerge && linked.mergedContent.isEmpty { return [] }
        let parent = try commit.parents.first.map { try repository.commit($0).tree }
        let changes = try repository.changes(from: parent, to: commit.tree)
        guard commit.isMerge else { return try files(among: changes) }
        let own = Set(linked.mergedContent)
        return try files(among: changes.filter { own.contains($0.path) })
    }

    func comparison(of file: ConfigurationFile) throws -> ConfigurationComparison {
        ConfigurationComparison(old: try content(file.old), new: try content(file.new), format: file.format)
    }

    private func content(_ entry: TreeEntry?) throws -> [UInt8]? { try entry.map { try repository.blob($0.id) } }

    private func files(among changes: [PathChange]) throws -> [ConfigurationFile] {
        let found = changes.compactMap { change -> ConfigurationFile? in
            guard let format = policy.format(of: change.path), change.isOfFile else { return nil }
            return ConfigurationFile(
                path: change.path, oldPath: nil, format: format, item: policy.item(of: change.path)?.name,
                old: change.old, new: change.new)
        }
        return try joiningRenames(found)
    }

    /// Makes one of a file that is gone and one that came, where the content or, in other words, most lines are the same.
    private func joiningRenames(_ files: [ConfigurationFile]) throws -> [ConfigurationFile] {
        var gone = files.filter { $0.new == nil }
        guard !gone.isEmpty, files.contains(where: { $0.old == nil }) else { return files }
        var result = files.filter { $0.new != nil && $0.old != nil }
        for file in files where file.old == nil {
            guard let place = try gone.firstIndex(where: { try isRename($0, file) }) else {
                result.append(file)
                continue
            }
            let before = gone.remove(at: place)
            result.append(
                ConfigurationFile(
                    path: file.path, oldPath: before.path, format: file.format, item: file.item, old: before.old,
                    new: file.new))
        }
        return (result + gone).sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    /// As Git has it (git-diff, `--find-renames`): half of the content has to be the same.
    private func isRename(_ gone: ConfigurationFile, _ came: ConfigurationFile) throws -> Bool {
        guard gone.format == came.format, let old = gone.old, let new = came.new else { return false }
        if old.id == new.id { return true }
        let sizes = try [old, new].map { try repository.header(of: $0.id)?.size ?? .max }
        guard sizes.allSatisfy({ $0 <= Self.comparedSize }) else { return false }
        let lines = try [old, new].map { try Set(repository.blob($0.id).split(separator: UInt8(ascii: "\n"))) }
        return lines[0].intersection(lines[1]).count * 2 > max(lines[0].count, lines[1].count)
    }

    private static let comparedSize = 1 << 18
}

extension PathChange {
    /// Whether it is about text: a link or submodule has none.
    fileprivate var isOfFile: Bool {
        [old, new].allSatisfy { $0.map { $0.mode == .file || $0.mode == .executable } ?? true } && old?.id != new?.id
    }
}
