package import Git
package import Ledger

/// A tag and the tags before it in its history.
package struct TagStep: Hashable, Sendable {
    package let tag: String
    package let commit: ObjectID
    /// The tags of the nearest tagged commit along first parents.
    package let before: [String]

    package init(tag: String, commit: ObjectID, before: [String] = []) {
        self.tag = tag
        self.commit = commit
        self.before = before
    }
}

/// How well a scheme fits the tags of a history.
package struct SchemeFit: Hashable, Sendable {
    package let scheme: VersionScheme
    /// Tags that are no release under the scheme.
    package let unread: [String]
    /// Tags whose version is not higher than that of a tag before them.
    package let backwards: [Backwards]

    package struct Backwards: Hashable, Sendable {
        package let tag: String
        package let after: String
    }

    package init(_ scheme: VersionScheme, of steps: [TagStep], patterns: [TagPattern]) {
        self.scheme = scheme
        var versions: [String: Version] = [:]
        for step in steps {
            versions[step.tag] = patterns.lazy.compactMap { $0.version(ofTag: step.tag, scheme: scheme) }.first
        }
        unread = steps.map(\.tag).filter { versions[$0] == nil }.sorted()
        // `v1` on the commit of `v1.2.3` is moved from release to release.
        for names in Dictionary(grouping: steps, by: \.commit).values.map({ $0.map(\.tag) }) {
            let here = names.compactMap { versions[$0] }
            for name in names where versions[name].map({ here.contains(where: $0.leads(to:)) }) == true {
                versions[name] = nil
            }
        }
        backwards = steps.flatMap { step in
            step.before.filter { name in
                guard let version = versions[step.tag], let earlier = versions[name] else { return false }
                return version.isNoHigher(than: earlier)
            }.map { Backwards(tag: step.tag, after: $0) }
        }
    }

    package var misfits: Int { unread.count + backwards.count }
}

extension Version {
    /// Two variants of one release are neither higher nor lower; the plain release comes before each.
    fileprivate func isNoHigher(than other: Version) -> Bool {
        guard hasSamePlace(as: other) else { return hasLowerPlace(than: other) }
        return variant.isEmpty || variant == other.variant
    }
}

extension HistorySurvey {
    /// The scheme under which versions grow along the history most consistently; natural, where no other fits better.
    package func bestFit(_ patterns: [TagPattern]) -> SchemeFit {
        let natural = SchemeFit(.natural, of: tagSteps, patterns: patterns)
        return VersionScheme.allCases.map { SchemeFit($0, of: tagSteps, patterns: patterns) }
            .reduce(natural) { $1.misfits < $0.misfits ? $1 : $0 }
    }
}

/// Finds the tagged commits before tagged commits.
struct TagStepReader {
    private let repository: Repository
    private let tags: [ObjectID: [String]]
    /// The nearest tagged commit at or before a commit, where it is known.
    private var nearest: [ObjectID: ObjectID?] = [:]
    private var left = HistorySurvey.commitLimit

    /// - Parameter references: those of tags.
    init(_ repository: Repository, _ references: [Reference]) throws {
        self.repository = repository
        let source = HistorySource(repository, indexes: nil)
        var tags: [ObjectID: [String]] = [:]
        for reference in references {
            let target = try source.peeled(reference.target)
            if target.kind == .commit { tags[target.id, default: []].append(reference.shortName) }
        }
        self.tags = tags
    }

    /// In the order of the tags' names.
    mutating func steps() -> [TagStep] {
        var steps: [TagStep] = []
        for (commit, names) in tags {
            let before = before(commit).flatMap { tags[$0] } ?? []
            steps += names.map { TagStep(tag: $0, commit: commit, before: before) }
        }
        return steps.sorted { $0.tag < $1.tag }
    }

    /// Nil where the history ends, or has been read for long enough: a survey decides nothing.
    private mutating func before(_ commit: ObjectID) -> ObjectID? {
        var passed: [ObjectID] = []
        var found: ObjectID?
        var next = firstParent(of: commit)
        while let current = next {
            if tags[current] != nil {
                found = current
                break
            }
            if let known = nearest[current] {
                found = known
                break
            }
            passed.append(current)
            next = left > 0 ? firstParent(of: current) : nil
            left -= 1
        }
        for current in passed { nearest[current] = found }
        return found
    }

    private func firstParent(of commit: ObjectID) -> ObjectID? {
        guard !repository.shallowBoundary.contains(commit) else { return nil }
        return try? repository.commit(commit).parents.first
    }
}
