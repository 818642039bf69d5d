import Changes

/// A part of the repository that has releases of its own: tags, and the paths that it owns.
package struct Component: Hashable, Sendable {
    /// The format of a ledger that brought components.
    package static let format = 4

    /// Nil for the unnamed one: everything, in a repository without components.
    package internal(set) var name: String?
    /// Whether it has adopted the unnamed component with its history: records do not name it.
    package internal(set) var isDefault = false
    /// How its release tags are named; the first is used to make them.
    package internal(set) var tagPatterns: [TagPattern] = []
    /// The files that it owns, others may own them, too; empty where all are its own.
    package internal(set) var paths: [PathPattern] = []
    /// The roles that have to approve every item of its releases, besides those of the policy.
    package internal(set) var signOffRoles: [String] = []
    /// Nil for the policy's.
    package internal(set) var scheme: VersionScheme?

    package init(
        name: String? = nil, tagPatterns: [TagPattern] = [], paths: [PathPattern] = [], scheme: VersionScheme? = nil
    ) {
        (self.name, self.tagPatterns, self.paths, self.scheme) = (name, tagPatterns, paths, scheme)
    }

    /// Its name in records.
    package var recordedName: String? { isDefault ? nil : name }

    /// Whether it owns a file, or something below what stands at the path.
    package func owns(_ path: [UInt8]) -> Bool { paths.isEmpty || paths.contains { $0.reaches(path: path) } }

    /// Names are typed before a version, and stored in records: a letter, then letters, digits, `.`, `_` and `-`.
    package static func accepts(name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (1...40).contains(bytes.count), let first = bytes.first, first.isLetterOrDigit, !first.isDigit else {
            return false
        }
        return bytes.allSatisfy { $0.isLetterOrDigit || "._-".utf8.contains($0) }
    }
}

extension Policy {
    /// All lines of releases: the components of the policy, and the unnamed one where releases can be of none of them.
    package var components: [Component] {
        let patterns = tagPatterns
        let named = namedComponents.map { component in
            var component = component
            if component.isDefault { component.tagPatterns += patterns }
            component.scheme = component.scheme ?? scheme
            return component
        }
        guard !named.contains(where: \.isDefault), named.isEmpty || !patterns.isEmpty else { return named }
        return named + [Component(tagPatterns: patterns, scheme: scheme)]
    }

    /// The component that a release is of; nil for one that the policy does not have any more.
    package func component(of version: Version) -> Component? {
        components.first { $0.recordedName == version.component }
    }

    /// Reads release tags by other patterns, all of them of one line.
    package mutating func readTags(by patterns: [TagPattern]) {
        tagPatterns = patterns
        namedComponents = []
    }

    /// The component of this name.
    package func component(named name: String) -> Component? { components.first { $0.name == name } }

    /// How the versions of a release's component are read.
    package func scheme(of version: Version) -> VersionScheme { component(of: version)?.scheme ?? scheme }

    /// The roles that have to approve every item of a release.
    package func signOffRoles(of version: Version) -> [String] {
        guard !namedComponents.isEmpty else { return signOffRoles }
        return (signOffRoles + (component(of: version)?.signOffRoles ?? [])).unique(by: \.self)
    }

    /// The release as the policy reads it; as it is where the scheme cannot read it, as no policy changes what is recorded.
    package func read(_ version: Version) -> Version {
        guard let component = component(of: version) else { return version }
        return Version(version.text, scheme: component.scheme ?? scheme).map { release($0, of: component) } ?? version
    }

    /// A version as a release of the component.
    func release(_ version: Version, of component: Component) -> Version {
        guard component.recordedName == nil, !namedComponents.isEmpty else { return version.of(component.recordedName) }
        if let name = component.name { return version.of(nil, shownBetween: name + "/") }
        let literals = component.tagPatterns.first?.literals ?? (before: "", after: "")
        return version.of(nil, shownBetween: literals.before, and: literals.after)
    }

    /// The release that a tag names, by the pattern that fits best: the one with most text besides the version, then the
    /// first. Nil where none fits, or where the text cannot be read under the scheme.
    package func version(ofTag name: String) -> Version? {
        guard !namedComponents.isEmpty else {
            return tagPatterns.lazy.compactMap { $0.version(ofTag: name, scheme: scheme) }.first
        }
        var best: (length: Int, version: Version)?
        for component in components {
            for pattern in component.tagPatterns where pattern.literalLength > best?.length ?? -1 {
                guard let version = pattern.version(ofTag: name, scheme: component.scheme ?? scheme) else { continue }
                best = (pattern.literalLength, release(version, of: component))
            }
        }
        return best?.version
    }

    /// The release tag, or the pattern of those, that cannot be made where a tag of this name exists; nil for the name of a release
    /// tag, and for one that is in nobody's way.
    package func releaseTag(blockedBy name: String) -> String? {
        guard version(ofTag: name) == nil else { return nil }
        return components.lazy.flatMap { component in
            component.tagPatterns.lazy.compactMap { $0.blocked(by: name, scheme: component.scheme ?? self.scheme) }
        }.first
    }

    /// The name of the tag that a release gets; nil for one of a component that the policy does not have.
    package func tag(for version: Version) -> String? { component(of: version)?.tagPatterns.first?.tag(for: version) }

    /// All releases that a person can mean who types this: a tag is one release, `web/2.4.0` is that of the component `web`,
    /// and a bare version can be that of each component.
    package func releases(named text: String) -> [Version] {
        let bare = components.compactMap { component in
            Version(text, scheme: component.scheme ?? scheme).map { release($0, of: component) }
        }
        guard bare.count < 2 else { return bare }
        if let tagged = version(ofTag: text) { return [tagged] }
        if let bare = bare.first { return [bare] }
        guard let slash = text.firstIndex(of: "/"), let component = component(named: String(text[..<slash])) else {
            return []
        }
        let rest = String(text[text.index(after: slash)...])
        let version = component.tagPatterns.lazy
            .compactMap { $0.version(ofTag: rest, scheme: component.scheme ?? scheme) }.first
        return (Version(rest, scheme: component.scheme ?? scheme) ?? version).map { [release($0, of: component)] } ?? []
    }
}

extension Version {
    /// Whether it is a release of a component; every release is where none is asked for.
    package func isOf(_ component: Component?) -> Bool {
        component.map { $0.recordedName == self.component } ?? true
    }
}
