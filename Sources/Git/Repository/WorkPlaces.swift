import System

extension Repository {
    /// The folder in which a branch is checked out, by its full name: this repository's own work tree, or one that
    /// `git worktree add` made. Nil where it is nowhere.
    package func workPlace(of branch: String) -> String? {
        let own = isBare ? nil : workTree
        if let own, head(in: gitDirectory) == branch { return own }
        if !isBare, head(in: commonDirectory) == branch { return Self.parent(of: commonDirectory) }
        let worktrees = commonDirectory + "/worktrees"
        return ((try? File.names(inFolder: worktrees)) ?? []).sorted().lazy.compactMap { name in
            let folder = "\(worktrees)/\(name)"
            guard self.head(in: folder) == branch, let link = Self.line(of: folder + "/gitdir") else { return nil }
            let place = Self.parent(of: link.hasPrefix("/") ? link : "\(folder)/\(link)")
            // A work tree that was deleted is none, though Git keeps its name (git-worktree, `prune`).
            return File.realPath(place)
        }.first
    }

    /// The full name of the branch that a HEAD names.
    private func head(in folder: String) -> String? {
        Self.line(of: folder + "/HEAD").flatMap { $0.hasPrefix("ref: ") ? String($0.dropFirst(5)) : nil }
    }

    private static func line(of path: String) -> String? {
        guard let bytes = try? File.read(path, limit: 1 << 16) else { return nil }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }

    private static func parent(of path: String) -> String {
        path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }
}
