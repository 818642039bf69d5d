import Changes
import Git

/// The commits of earlier releases that messages of a range mean by a subject, or by the number under which a host merged them.
/// Searched for once, the latest first, and not for ever.
struct EarlierTargets {
    private static let mostCommits = 10_000

    private let commits: [[UInt8]: Commit]

    /// - Parameters:
    ///   - reverts: commits of the range.
    ///   - bases: from where the search begins.
    init(of reverts: [ReadCommit], from bases: [ObjectID], _ repository: Repository, _ messages: MessageReader) {
        var wanted = Set(
            reverts.map(\.reading.relations).filter(\.pointsBySubject).flatMap { RevertedTexts(of: $0, messages).all })
        var found: [[UInt8]: Commit] = [:]
        var walk = DescendingWalk(from: bases, repository)
        var steps = 0
        // Where a clone ends the search does, too: what is not found is not named.
        while !wanted.isEmpty, steps < Self.mostCommits, let commit = try? walk.next() {
            steps += 1
            for text in TargetTexts(of: ReadCommit(commit, messages)).all where wanted.remove(text) != nil {
                found[text] = commit
            }
        }
        commits = found
    }

    func commit(meantBy texts: [[UInt8]]) -> Commit? { texts.lazy.compactMap { commits[$0] }.first }
}
