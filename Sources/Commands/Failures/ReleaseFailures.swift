import Changes
import Git
import Ledger
import Releases

extension ScopeProblem: FailureConvertible {
    var failure: Failure {
        switch self {
        case .unknownRelease(let version, let known):
            Failure(
                .cannotDecide, "release \(version) is neither tagged nor planned here",
                hints: [version.nearest(among: known)].compactMap(\.self) + [
                    "`sluice release new \(version)` plans it; `git fetch --tags` brings tags"
                ])
        case .unknownBase(let base):
            Failure(
                .cannotDecide, "the base '\(base)' names nothing here",
                hints: ["`git fetch --tags` brings tags; `sluice release new <version> --base <base>` sets another"])
        case .severalTags(let names):
            Failure(
                .cannotDecide, "\(names.joined(separator: " and ")) are one release, and mark different commits",
                hints: [
                    "the full name of a tag is that tag, unless it is a bare version: `sluice log \(names[0])`",
                    "a release after them names its base: `sluice release new <version> --base \(names[0])`",
                ])
        case .baseNotHere(let tag, let base):
            Failure(
                .cannotDecide, "\(tag) was tagged with the base \(base.abbreviated), which no release tag marks here",
                hints: ["`git fetch --tags` brings tags; a remote that lacks them gets them by `git push --tags`"])
        case .missingTags(let names):
            Failure(
                .cannotDecide,
                "the ledger knows of release tags that are not in this clone: \(names.joined(separator: ", "))",
                hints: [
                    "`git fetch --tags` brings them",
                    "one that was deleted before it was pushed: `git fsck --unreachable` still lists it as a tag, and "
                        + "`git update-ref refs/tags/\(names[0]) <its ID>` puts it back",
                ])
        case .tagsNotFetched(let remote):
            Failure(
                .cannotDecide, "there are no release tags, and remote \(remote) is set to bring none",
                hints: [
                    "`git fetch \(remote) --tags` brings them; `git config --unset remote.\(remote).tagOpt` keeps it so"
                ])
        case .emptyRange(let base, let candidate):
            Failure(.refused, "\(candidate) has no commit that \(base) lacks", hints: ["name another base with --base"])
        }
    }
}

extension Version {
    /// `did you mean 2.4.0?`; nil where nothing is like it.
    func nearest(among known: [Version]) -> Hint? {
        let near = Suggestion.nearest(to: description, among: Set(known).sorted().map(\.description))
        return near.isEmpty ? nil : "did you mean \(near.prefix(3).joined(separator: " or "))?"
    }
}
