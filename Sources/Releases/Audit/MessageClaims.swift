package import Changes
package import Git
package import Ledger

/// What commit messages say that counts for nothing, and that somebody should look at.
package struct MessageClaims: Sendable {
    /// Text that was likely meant as an item's ID (L2): a probable link.
    package struct ProbableLink: Hashable, Sendable {
        package let commit: ObjectID
        package let time: Int64
        package let text: [UInt8]
        package let suggestion: ItemID
    }

    /// A message that claims an approval (T6).
    package struct Claim: Hashable, Sendable {
        package let commit: ObjectID
        package let time: Int64
        /// The trailer, as it stands there.
        package let text: [UInt8]
    }

    package private(set) var probableLinks: [ProbableLink] = []
    package private(set) var approvals: [Claim] = []
    package private(set) var commits = 0

    package init() {}
}

extension MessageClaims {
    /// Reads the messages of all commits that came after the ledger, on whichever branch.
    ///
    /// - Throws: `RepositoryProblem` where the clone is incomplete.
    package init(
        in repository: Repository, policy: Policy, ledger: LedgerReader, adopted: AdoptedTags
    ) throws {
        let before = try ReleaseTags(repository, policy: policy).all
            .filter { $0.targetKind == .commit && adopted[tag: $0.name] == $0.target }.map(\.target)
        let all = try CommitRange.commits(
            of: repository.codeTips(besides: ledger.branch), without: before, in: repository,
            messages: MessageReader(rules: policy.links))
        commits = all.count
        let hasWords = try ledger.entries(at: ["commits"]) != nil
        for read in all {
            let words = hasWords && !read.reading.nearMisses.isEmpty ? try ledger.statements(on: read.commit.id) : .none
            probableLinks += read.probableLinks(besides: words)
            approvals += read.approvals
        }
        probableLinks.sort { ($0.time, $0.commit, $0.suggestion) < ($1.time, $1.commit, $1.suggestion) }
        approvals.sort { ($0.time, $0.commit) < ($1.time, $1.commit) }
    }
}

extension ReadCommit {
    /// What somebody said of by hand, one way or the other, is settled.
    fileprivate func probableLinks(besides words: CommitStatements) -> [MessageClaims.ProbableLink] {
        guard words.exemption?.value != true else { return [] }
        let linked = Set(reading.links.map(\.item))
        return reading.nearMisses.filter { words.links[$0.suggestion] == nil && !linked.contains($0.suggestion) }
            .unique(by: \.suggestion).map {
                .init(commit: commit.id, time: commit.committerTime, text: $0.text, suggestion: $0.suggestion)
            }
    }

    fileprivate var approvals: [MessageClaims.Claim] {
        let message = Array(commit.message)
        guard message.containsIgnoringCase("approved-by") else { return [] }
        return trailers(in: message)
            .filter { String(decoding: $0.name, as: UTF8.self).lowercased() == "approved-by" }
            .map {
                .init(commit: commit.id, time: commit.committerTime, text: $0.name + Array(": ".utf8) + $0.value)
            }
    }
}

extension [UInt8] {
    fileprivate func containsIgnoringCase(_ word: String) -> Bool {
        let word = Array(word.utf8)
        guard count >= word.count else { return false }
        return (0...(count - word.count)).contains { start in
            self[start] | 0x20 == word[0]
                && self[start...].prefix(word.count).elementsEqual(word) { $0 | 0x20 == $1 | 0x20 }
        }
    }
}
