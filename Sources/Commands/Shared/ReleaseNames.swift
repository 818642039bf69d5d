import Changes
import Ledger
import Releases

/// What people type for a release: a version, a tag, or a version behind its component (`web/2.4.0`).
struct ReleaseNames {
    private let policy: Policy
    /// The releases that are planned or tagged, with the names of the tags; asked where a version can be of several components.
    private let known: () throws -> (planned: Set<Version>, tags: [ReleaseTag])

    init(_ policy: Policy, known: @escaping () throws -> (planned: Set<Version>, tags: [ReleaseTag])) {
        self.policy = policy
        self.known = known
    }

    init(_ ledger: LedgerReader) throws {
        let policy = try ledger.policy()
        self.init(policy) {
            (Set(try ledger.releases().map(\.version)), try ReleaseTags(ledger.repository, policy: policy).all)
        }
    }

    /// The release that is meant; nil for what names none. A bare version is that of the only component that has it.
    ///
    /// - Throws: a failure where several components have it, or none of several.
    func releaseIfAny(_ text: String) throws -> Version? {
        let meant = policy.releases(named: text)
        guard meant.count > 1 else { return meant.first }
        let known = try known()
        if let tag = known.tags.first(where: { $0.name == text }) { return tag.version }
        let existing = meant.filter { release in
            known.planned.contains(release) || known.tags.contains { $0.version == release }
        }
        guard existing.count != 1 else { return existing[0] }
        guard !existing.isEmpty else {
            throw Self.unclear(.usage, "release \(text.quoted) of which component? None of them has it", meant)
        }
        let names = existing.map(\.description).joined(separator: ", ")
        throw Self.unclear(.cannotDecide, "\(text.quoted) is a release of several components: \(names)", existing)
    }

    private static func unclear(_ status: ExitStatus, _ message: String, _ meant: [Version]) -> Failure {
        Failure(
            status, message,
            hints: ["name the component: `\(ShellCommand(verbatim: meant[0].description))`, or `--component`"])
    }

    func release(_ text: String) throws -> Version {
        if let slash = text.firstIndex(of: "/"), policy.releases(named: text).isEmpty {
            _ = try policy.knownComponent(named: String(text[..<slash]))
        }
        guard let version = try releaseIfAny(text) else {
            let tag = policy.components.first?.tagPatterns.first?.description ?? "v2.4.0"
            throw Failure(
                .usage, "\(text.quoted) is no version and no release tag",
                hints: [
                    policy.namedComponents.isEmpty
                        ? "name a release by its version (2.4.0) or its tag (\(tag))"
                        : "name a release by its component and version (\(policy.namedComponents[0].name ?? "")/2.4.0) or its tag (\(tag))"
                ])
        }
        return version
    }

    /// The release that is to be planned: of which component is never guessed.
    func newRelease(_ text: String) throws -> Version {
        let meant = policy.releases(named: text)
        guard meant.count > 1 else { return try release(text) }
        throw Self.unclear(.usage, "release \(text.quoted) of which component?", meant)
    }
}

extension Policy {
    /// - Throws: a failure where the policy names no such component.
    func knownComponent(named name: String) throws -> Component {
        if let component = component(named: name) { return component }
        let names = namedComponents.compactMap(\.name)
        throw Failure(
            .usage, "\(name.quoted) is no component of the policy",
            hints: [
                names.isEmpty
                    ? "`sluice policy edit` adds components: `[component \"web\"]` with `tag` and `path`"
                    : "the components are: \(names.joined(separator: ", "))"
            ])
    }
}

extension LedgerReader {
    /// The release that a person means who types a version or a tag.
    func release(named text: String) throws -> Version { try ReleaseNames(self).release(text) }
}
