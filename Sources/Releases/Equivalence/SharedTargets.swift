import Changes
import Git

/// Finds the commits that base and candidate share and that messages of the base's side say to revert.
///
/// It reads the messages liberally, as its caller looks at the files: a wrong claim costs a look, a missed one opens a gate.
struct SharedTargets {
    struct Claim {
        let revert: Commit
        let target: Commit
        /// For a merge the parent whose state comes back.
        let mainline: ObjectID?
    }

    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let linker: CommitLinker
    private let patches: PatchBook
    private let candidate: ObjectID
    private let bases: [ObjectID]

    init(
        _ source: HistorySource, _ linker: CommitLinker, _ patches: PatchBook, candidate: ObjectID, bases: [ObjectID]
    ) {
        self.source = source
        self.linker = linker
        self.patches = patches
        self.candidate = candidate
        self.bases = bases
    }

    /// A message that says to revert something, and the commits that it names.
    private struct Mention {
        let read: ReadCommit
        let names: [CommitName]
        let subjects: [[UInt8]]
        /// For each name the commits that it fits.
        var named: [[ReadCommit]] = []
        /// Those from which these were picked.
        var origins: [ReadCommit] = []

        var all: [Commit] { (named.joined() + origins).map(\.commit) }
    }

    /// - Parameter members: commits of the base's side, children before parents.
    func claims(of members: [ReadCommit]) throws -> [Claim] {
        let mentions = try members.compactMap { try mention($0) }
        guard !mentions.isEmpty else { return [] }
        let named = Array(Set(mentions.flatMap { $0.all.map(\.id) }))
        let shared = try source.reached(among: named, from: [candidate])
            .intersection(source.reached(among: named, from: bases))
        var claims: [Claim] = []
        for mention in mentions {
            let targets = mention.all.filter { shared.contains($0.id) }
            claims += targets.unique(by: \.id).map { claim(of: mention.read, on: $0) }
        }
        return try claims + self.claims(besides: shared, of: mentions, members)
    }

    private func mention(_ read: ReadCommit) throws -> Mention? {
        let (pointers, relations) = (RevertPointers(read.commit.message), read.reading.relations)
        let names = (pointers?.commits ?? []) + relations.reverts.map(\.commit)
        let subjects = (pointers?.subjects ?? []) + [relations.hints.subject].compactMap(\.self)
        guard !(names.isEmpty && subjects.isEmpty) else { return nil }
        var mention = Mention(read: read, names: names.unique { $0 }, subjects: subjects.unique { $0 })
        mention.named = try mention.names.map { name in
            try commits(named: name).filter { $0.commit.id != read.commit.id }
        }
        mention.origins = try mention.named.joined().flatMap { try $0.reading.relations.pickedFrom.flatMap(commits) }
        return mention
    }

    private func commits(named name: CommitName) throws -> [ReadCommit] {
        try repository.commits(named: name).map { ReadCommit($0, linker.messages) }
    }

    private func claim(of revert: ReadCommit, on target: Commit) -> Claim {
        let parents = revert.reading.relations.reverts.compactMap(\.mainline)
        let named = target.parents.first { parent in parents.contains { $0.names(parent) } }
        return Claim(
            revert: revert.commit, target: target, mainline: target.isMerge ? named ?? target.parents.first : nil)
    }

    /// The claims that do not name a shared commit by its ID: Sluice searches the whole shared history for their targets, once,
    /// and only as long as one is not found.
    private func claims(
        besides shared: Set<ObjectID>, of mentions: [Mention], _ members: [ReadCommit]
    ) throws -> [Claim] {
        let tips = try Set(bases.flatMap { try repository.mergeBases(of: candidate, $0) }).sorted()
        let recent = RecentCommits(members, above: tips, source)
        var wanted = WantedTargets()
        for mention in mentions {
            let isSettled = try want(mention, shared, recent, &wanted)
            guard !isSettled else { continue }
            for subject in mention.subjects where try !isRecent(subject, mention, recent) {
                wanted.want(subject: linker.messages.read(subject), by: mention.read)
            }
        }
        return try found(wanted, from: tips)
    }

    /// Wants the kin of what a message names on other lines.
    ///
    /// - Returns: whether a name says what is meant.
    private func want(
        _ mention: Mention, _ shared: Set<ObjectID>, _ recent: RecentCommits, _ wanted: inout WantedTargets
    ) throws -> Bool {
        var isSettled = false
        for (name, fitting) in zip(mention.names, mention.named) {
            if fitting.contains(where: { shared.contains($0.commit.id) }) {
                isSettled = true
            } else if fitting.isEmpty {
                wanted.want(pickOf: name, by: mention.read)
            } else if try fitting.allSatisfy({ try recent.contains($0.commit.id) }) {
                isSettled = true
            } else {
                for other in fitting { wanted.want(kinOf: other, by: mention.read) }
            }
        }
        return isSettled
    }

    /// Whether the subject means a commit that only the base's side has.
    private func isRecent(_ subject: [UInt8], _ mention: Mention, _ recent: RecentCommits) throws -> Bool {
        try recent.commits(under: linker.messages.read(subject)).prefix(100).contains {
            try patches.isExactReversal(mention.read.commit, of: $0, mainline: $0.parents.first)
                && recent.contains($0.id)
        }
    }

    private func found(_ wanted: WantedTargets, from tips: [ObjectID]) throws -> [Claim] {
        var (wanted, claims) = (wanted, [Claim]())
        var walk = DescendingWalk(from: tips, repository)
        while !wanted.isEmpty, let commit = try walk.next() {
            let read = ReadCommit(commit, linker.messages)
            for (want, revert) in wanted.wants(meaning: read) {
                let claim = claim(of: revert, on: commit)
                if try patches.isExactReversal(revert.commit, of: commit, mainline: claim.mainline) {
                    wanted.close(want)
                } else if try !touchOnePath(claim) {
                    continue
                }
                claims.append(claim)
            }
        }
        return claims
    }

    private func touchOnePath(_ claim: Claim) throws -> Bool {
        let taken = try patches.changes(madeBy: claim.revert, onto: claim.revert.parents.first).map(\.path)
        let made = try patches.changes(madeBy: claim.target, onto: claim.mainline).map(\.path)
        return !Set(taken).isDisjoint(with: made)
    }
}

/// The commits that came after all that base and candidate share, so that no shared commit can be a copy of them.
private struct RecentCommits {
    private let tips: [ObjectID]
    private let source: HistorySource
    private let members: Set<ObjectID>
    private let later: [Set<ObjectID>]
    private let bySubject: [[UInt8]: [Commit]]

    init(_ members: [ReadCommit], above tips: [ObjectID], _ source: HistorySource) {
        self.tips = tips
        self.source = source
        self.members = Set(members.map(\.commit.id))
        let descent = RangeDescent(members.map(\.commit))
        later = tips.map { descent.seeing($0) }
        bySubject = members.reduce(into: [:]) { known, read in
            for subject in read.reading.comparedSubjects { known[subject, default: []].append(read.commit) }
        }
    }

    func contains(_ commit: ObjectID) throws -> Bool {
        if members.contains(commit) { return later.allSatisfy { $0.contains(commit) } }
        do {
            return try source.reached(among: tips, from: [commit]).count == tips.count
        } catch let problem as RepositoryProblem where problem.isUnreadable {
            // Anybody can name a commit of which nobody has the history.
            return false
        }
    }

    func commits(under subject: MessageReading) -> [Commit] {
        subject.comparedSubjects.flatMap { bySubject[$0] ?? [] }
    }
}
