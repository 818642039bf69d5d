import System

/// What a remote said to a push.
package enum PushAnswer: Hashable, Sendable {
    /// With what the remote's hooks said.
    case taken(said: [String])
    /// Nothing was taken, or not all: Git's reasons for each reference, and what the remote's hooks or Git's own said.
    case refused(reasons: [String], said: [String])

    /// Whether another push to the remote was in the way just then.
    package var isCollision: Bool {
        guard case .refused(let reasons, _) = self else { return false }
        let signs = ["lock", "failed to update ref", "incorrect old value", "fetch first"]
        return reasons.contains { reason in signs.contains { reason.contains($0) } }
    }
}

extension Repository {
    /// Brings a branch of a remote to its remote-tracking branch (git-fetch); tags and FETCH_HEAD stay as they are.
    ///
    /// - Returns: false where the remote has no such branch.
    /// - Throws: `RepositoryProblem.remoteFailed` where the remote cannot be reached.
    package func fetch(branch: String, from remote: String) throws -> Bool {
        var git = ExternalProgram(
            "git",
            [
                "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--", remote,
                "+refs/heads/\(branch):refs/remotes/\(remote)/\(branch)",
            ])
        git.environment = Self.plainWords
        let answer = try git.run()
        if answer.status == 0 { return true }
        guard answer.errorText.contains("couldn't find remote ref") else {
            throw RepositoryProblem.remoteFailed(remote: remote, errors: answer.errorText)
        }
        return false
    }

    /// Whether a remote has a branch (git-ls-remote). Nothing is fetched.
    ///
    /// - Throws: `RepositoryProblem.remoteFailed` where the remote cannot be reached.
    package func isBranch(_ branch: String, at remote: String) throws -> Bool {
        var git = ExternalProgram("git", ["ls-remote", "--", remote, "refs/heads/\(branch)"])
        git.environment = Self.plainWords
        let answer = try git.run()
        guard answer.status == 0 else {
            throw RepositoryProblem.remoteFailed(remote: remote, errors: answer.errorText)
        }
        return answer.text.split(separator: "\n").contains { $0.hasSuffix("\trefs/heads/\(branch)") }
    }

    /// The references of a remote next to which it cannot take one of this full name (git-ls-remote). Sorted.
    ///
    /// - Throws: `RepositoryProblem.remoteFailed` where the remote cannot be reached.
    package func references(inTheWayOf name: String, at remote: String) throws -> [String] {
        let folders = name.indices.filter { name[$0] == "/" }.map { String(name[..<$0]) }
        var git = ExternalProgram("git", ["ls-remote", "--refs", "--", remote, name + "/*"] + folders)
        git.environment = Self.plainWords
        let answer = try git.run()
        guard answer.status == 0 else {
            throw RepositoryProblem.remoteFailed(remote: remote, errors: answer.errorText)
        }
        let names = answer.text.split(separator: "\n").compactMap { $0.split(separator: "\t").last.map(String.init) }
        return names.filter { Reference.exclude($0, name) }.sorted()
    }

    /// Pushes references under their own full names, never by force; several all together or not at all (git-push).
    ///
    /// - Throws: `RepositoryProblem.remoteFailed` where the remote cannot be reached, or cannot take several as one.
    package func push(_ names: [String], to remote: String) throws -> PushAnswer {
        let atomic = names.count > 1 ? ["--atomic"] : []
        var git = ExternalProgram(
            "git",
            ["push", "--porcelain", "--no-follow-tags", "--recurse-submodules=no"] + atomic + ["--", remote]
                + names.map { "\($0):\($0)" })
        git.environment = Self.plainWords
        let answer = try git.run()
        if answer.status == 0 { return .taken(said: Self.remarks(in: answer.errorText)) }
        let refused = answer.text.split(separator: "\n").filter { $0.hasPrefix("!\t") }
        // A hook of this side that refuses ends the push with 1 and no line of its own; what fails otherwise, with 128.
        guard !refused.isEmpty || answer.status == 1 else {
            throw RepositoryProblem.remoteFailed(remote: remote, errors: answer.errorText)
        }
        return .refused(
            reasons: refused.map { String($0.split(separator: "\t").last ?? "") },
            said: answer.errorText.split(separator: "\n").map(String.init).filter { !Self.isAdvice($0) })
    }

    /// Git's reasons are read, so that they have to be in Git's own words.
    private static let plainWords: [String: String?] = ["LC_ALL": "C"]

    /// What the remote's side said, without Git's own "remote: ", blank lines, and the progress of transfers.
    private static func remarks(in errors: String) -> [String] {
        errors.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("remote: ") else { return nil }
            let words = String(line.dropFirst("remote: ".count)).trimmingSpaces()
            return words.isEmpty ? nil : words
        }
    }

    private static func isAdvice(_ line: String) -> Bool { line.hasPrefix("hint: ") || line.hasPrefix("To ") }
}

extension String {
    /// Git pads each line of a remote, to write over what a terminal shows of progress.
    fileprivate func trimmingSpaces() -> String {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
