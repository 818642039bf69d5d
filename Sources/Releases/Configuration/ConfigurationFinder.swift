import Changes
import Git
import Ledger

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
        ConfigurationComparison(
            old: try content(file.old), new: try content(file.new),
            format: file.kind == .file ? file.format : .lines,
            move: file.oldPath.map { .init(from: $0, to: file.path) }, mode: file.modeChange)
    }

    private func content(_ entry: TreeEntry?) throws -> [UInt8]? {
        guard let entry else { return nil }
        // As git-diff shows it: the commit is another repository's.
        if entry.mode == .submodule { return Array("Subproject commit \(entry.id)".utf8) }
        return try repository.blob(entry.id)
    }

    private func files(among changes: [PathChange]) throws -> [ConfigurationFile] {
        let found = changes.flatMap { change -> [ConfigurationFile] in
            let format = policy.format(of: change.path)
            return change.parts.compactMap { part in
                let owner = policy.item(of: change.path)
                // Whatever its name is, it decides what stands below an owned path.
                guard let format = format ?? (part.kind != .file && owner?.signOffRole != nil ? .lines : nil) else {
                    return nil
                }
                return ConfigurationFile(
                    path: change.path, oldPath: nil, kind: part.kind, format: format,
                    items: [owner?.name].compactMap(\.self), old: part.old, new: part.new)
            }
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
                    path: file.path, oldPath: before.path, kind: file.kind, format: file.format,
                    items: (file.items + before.items).unique(by: \.self), old: before.old, new: file.new))
        }
        // At one path, what is gone comes before what took its place.
        return (gone + result).enumerated().sorted { first, second in
            if first.element.path == second.element.path { return first.offset < second.offset }
            return first.element.path.lexicographicallyPrecedes(second.element.path)
        }.map(\.element)
    }

    /// As Git has it (git-diff, `--find-renames`): half of the content has to be the same.
    private func isRename(_ gone: ConfigurationFile, _ came: ConfigurationFile) throws -> Bool {
        // Where a link leads depends on where it stands.
        guard gone.kind == .file, came.kind == .file, gone.format == came.format, gone.path != came.path,
            let old = gone.old, let new = came.new
        else { return false }
        if old.id == new.id { return true }
        let sizes = try [old, new].map { try repository.header(of: $0.id)?.size ?? .max }
        guard sizes.allSatisfy({ $0 <= Self.comparedSize }) else { return false }
        let lines = try [old, new].map { try Set(repository.blob($0.id).split(separator: UInt8(ascii: "\n"))) }
        return lines[0].intersection(lines[1]).count * 2 > max(lines[0].count, lines[1].count)
    }

    private static let comparedSize = 1 << 18
}

/// What happened at a path to one sort of thing.
private struct PathChangePart {
    let kind: ConfigurationFile.Kind
    var old: TreeEntry?
    var new: TreeEntry?
}

extension PathChange {
    /// A file that gives way to a link or submodule is removed, and the other one is added.
    fileprivate var parts: [PathChangePart] {
        if let old, let new, ConfigurationFile.Kind(old.mode) == ConfigurationFile.Kind(new.mode) {
            return [PathChangePart(kind: .init(new.mode), old: old, new: new)]
        }
        return [
            old.map { PathChangePart(kind: .init($0.mode), old: $0) },
            new.map { PathChangePart(kind: .init($0.mode), new: $0) },
        ].compactMap(\.self)
    }
}
