import Changes
import Git
import Ledger
import Releases

/// What people type for a part of the history: a release, an item, a range or a revision.
extension HistorySession {
    /// A range is told by its dots. Of one name, a tagged or planned release comes first, then an item, then a revision.
    func history(named text: String) throws -> History {
        if let dots = text.firstRange(of: "..") { return try range(text, dots) }
        if let release = try releaseIfAny(named: text) {
            return try reader.history(of: release.scope, plan: release.plan)
        }
        if let item = policy.itemID(named: text) { return try history(of: item, membership: membership()) }
        return try reader.history(from: nil, to: end(named: text))
    }

    /// The release that a version or tag names.
    func release(named text: String) throws -> (scope: ReleaseScope, plan: ReleasePlan?) {
        let version = try names.release(text)
        guard let release = try releaseIfAny(named: text) else { throw try unknown(version, named: text) }
        return release
    }

    /// - Throws: a failure for an item that neither the ledger nor any commit knows.
    func history(of item: ItemID, membership: Membership, withPlaces: Bool = false) throws -> History {
        let history = try reader.history(of: item, membership: membership, withPlaces: withPlaces)
        guard history.items[item] != nil || !history.contents.commits.isEmpty else {
            throw Failure(
                .cannotDecide, "no commit here belongs to \(item.shown)",
                hints: [try absence(of: "branches and tags")])
        }
        return history
    }

    func releaseIfAny(named text: String) throws -> (scope: ReleaseScope, plan: ReleasePlan?)? {
        guard let version = try namedRelease(text) else { return nil }
        let plan = try ledger?.release(version)
        guard try plan != nil || finder.tags[version] != nil else { return nil }
        let scope = try finder.scope(of: version, plan: plan, named: text)
        console.warn(of: scope)
        return (scope, plan)
    }

    /// An item's ID, a commit or a branch can look like a version that no component has.
    private func namedRelease(_ text: String) throws -> Version? {
        do {
            return try names.releaseIfAny(text)
        } catch let failure as Failure where failure.status == .usage {
            return nil
        }
    }

    /// As in Git, a missing end is HEAD (gitrevisions, "Specifying Ranges").
    private func range(_ text: String, _ dots: Range<String.Index>) throws -> History {
        let names = [text[..<dots.lowerBound], text[dots.upperBound...]].map { $0.isEmpty ? "HEAD" : String($0) }
        guard !names[1].hasPrefix(".") else {
            throw Failure(
                .usage, "\(text.quoted) is a symmetric difference, which is no range",
                hints: [
                    "`sluice log \(names[0])..\(names[1].dropFirst())` tells what the second has and the first lacks"
                ])
        }
        return try reader.history(from: end(named: names[0]), to: end(named: names[1]))
    }

    /// A revision as Git reads it, or else a release by its version.
    func end(named text: String) throws -> History.End {
        if let id = ObjectID(text) {
            return .init(revision: text, commit: try repository.commitID(peeling: id, named: text))
        }
        if let commit = source.ancestor(named: text) { return .init(revision: text, commit: commit) }
        do {
            return .init(revision: text, commit: try repository.commitID(ofRevision: text))
        } catch RepositoryProblem.unknownRevision {
            guard let version = try names.releaseIfAny(text), version.numbers.count > 1 || version.component != nil
            else {
                throw try unknownRevision(text)
            }
            guard let commit = try finder.tags.commit(of: version), let tag = try finder.tags[version] else {
                throw try unknown(version, named: text)
            }
            return .init(revision: tag.name, commit: commit)
        }
    }
}
