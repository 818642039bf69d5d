import Changes
import Git
import Ledger
import Releases

/// What is said of a name that leads nowhere in this repository.
extension HistorySession {
    func unknown(_ version: Version, named text: String) throws -> Failure {
        let failure = ScopeProblem.unknownRelease(version, known: []).failure
        let plan: Hint = ledger == nil ? "" : "`sluice release new \(version)` plans it; "
        let patterns = policy.components.flatMap(\.tagPatterns).map(\.description).joined(separator: " or ")
        let hints: [Hint?] = [
            try likeness(of: text) ?? nearRelease(version), plan + (try absence(of: "tags")),
            "release tags are read as \(patterns); --tag-pattern reads others",
        ]
        return Failure(failure.status, failure.message, hints: hints.compactMap(\.self))
    }

    private func nearRelease(_ version: Version) throws -> Hint? {
        version.nearest(among: try finder.tags.versions + (ledger?.releases() ?? []).map(\.version))
    }

    func unknownRevision(_ text: String) throws -> Failure {
        let failure = RepositoryProblem.unknownRevision(text).failure
        let hints: [Hint?] = [try likeness(of: text), try absence(of: "branches and tags")]
        return Failure(failure.status, failure.message, hints: hints.compactMap(\.self))
    }

    /// What may bring something that is not here, or else what lists all that is.
    func absence(of things: String) throws -> Hint {
        guard try repository.remoteNames().isEmpty else {
            return "`git fetch --all --tags` brings \(things); `git branch -a` and `git tag` list what is here"
        }
        return "there is no remote that could bring \(things); `git branch -a` and `git tag` list what is here"
    }

    /// The tags that name the same version, written otherwise: `3.8.0` for `v3.8.0`.
    private func likeness(of text: String) throws -> Hint? {
        let wanted = Self.number(in: text)
        guard wanted.contains(".") else { return nil }
        let near = try repository.references(under: "refs/tags/").map(\.shortName)
            .filter { $0 != text && Self.number(in: $0) == wanted }
        return near.isEmpty ? nil : "did you mean \(near.sorted().prefix(3).joined(separator: " or "))?"
    }

    private static func number(in name: String) -> String {
        String(name.drop { !$0.isASCII || !$0.isNumber }).lowercased()
    }
}
