import Changes
import Git
import Ledger

/// Finds what goes: the commits of the base's side whose change the candidate lacks. Content alone decides, file by file; see
/// Design, "What goes, and what comes back".
struct GoingFinder {
    private let source: HistorySource
    private var repository: Repository { source.repository }
    private let linker: CommitLinker
    private let patches: PatchBook
    private let exemptPaths: [PathPattern]
    private let base: ObjectID
    private let candidate: ObjectID
    private let versions: (base: Version?, candidate: Version?)
    private let origins: LineOrigins

    init(
        _ source: HistorySource, _ linker: CommitLinker, _ patches: PatchBook, exemptPaths: [PathPattern],
        candidate: ObjectID, base: ObjectID, versions: (base: Version?, candidate: Version?)
    ) {
        self.versions = versions
        self.source = source
        self.linker = linker
        self.patches = patches
        self.exemptPaths = exemptPaths
        self.candidate = candidate
        self.base = base
        origins = LineOrigins(source.repository)
    }

    /// A commit of the base's side with what it did to the files that matter.
    private struct Member {
        let commit: LinkedCommit
        let release: Version?
        let changes: [PathChange]
    }

    /// - Parameters:
    ///   - coming: the commits of the range, children before parents.
    ///   - returns: those that come back, as messages say.
    func outcome(of other: OtherSide, coming: [LinkedCommit], returns: [Return]) throws -> GoingOutcome {
        let members = try ownMembers(of: other)
        guard !members.isEmpty else { return GoingOutcome() }
        let linked = try linker.link(members.map(\.read))
        let ends = try [base, candidate].map { try repository.commit($0).tree }
        let differing = Dictionary(
            try repository.changes(from: ends[0], to: ends[1]).map { ($0.path, $0) }
        ) { first, _ in first }
        let names = try FileNames(repository, origins, base: base, candidate: candidate, differing: differing)
        let mine = try ComingChanges(coming, touched)
        var accounted = mine.paths
        let going = try zip(members, linked).map { member, commit in
            let changes = try touched(by: commit)
            accounted.formUnion(changes.map(\.path))
            return Member(commit: commit, release: member.release, changes: changes.filter { !isExempt($0.path) })
        }
        var outcome = GoingOutcome()
        outcome.unaccounted = try unaccounted(
            differing.keys.filter { !accounted.contains($0) && !isExempt($0) }, merges: (coming + linked))
        let lost = try lost(among: going, names, mine)
        guard !lost.isEmpty else { return outcome }
        let known = Set(returns.map(\.commit.commit.id))
        outcome.returns = try returned(going, lost, names).filter { !known.contains($0.commit.commit.id) }
        let finder = EquivalenceFinder(among: coming.map(\.read))
        for (position, member) in going.enumerated() {
            guard let losses = lost[position],
                try !isExplained(member.commit.commit, losses, by: returns + outcome.returns)
            else { continue }
            outcome.goes.append(
                Going(
                    commit: member.commit, release: member.release,
                    paths: Set(losses.map(\.path)).sorted { $0.lexicographicallyPrecedes($1) },
                    proposal: try proposal(for: member, losses, among: coming, finder, mine)))
        }
        return outcome
    }

    /// The commits that the base has and the candidate lacks: exactly, as dates can mislead the walk.
    private func ownMembers(of other: OtherSide) throws -> [OtherSide.Member] {
        let members = other.members.filter(\.isInBase)
        let shared = try source.reached(among: members.map(\.read.commit.id), from: [candidate])
        return members.filter { !shared.contains($0.read.commit.id) }
    }

    private func isExempt(_ path: [UInt8]) -> Bool { exemptPaths.contains { $0.matches(path: path) } }

    /// What a commit did to files; a merge, to those of which it has content of its own.
    private func touched(by linked: LinkedCommit) throws -> [PathChange] {
        guard linked.commit.isMerge else { return try patches.changes(of: linked.commit) }
        guard let first = linked.commit.parents.first, linked.changesByItself else { return [] }
        let before = try repository.commit(first).tree
        return try linked.mergedContent.map { path in
            PathChange(
                path: path, old: try file(at: path, in: before), new: try file(at: path, in: linked.commit.tree))
        }
    }

    /// Nil where there is nothing, or a folder.
    private func file(at path: [UInt8], in tree: ObjectID) throws -> TreeEntry? {
        try repository.entry(atPath: path, in: tree).flatMap { $0.mode == .tree ? nil : $0 }
    }

    /// What is lost of each commit, by its place: as a memo has it, or searched for.
    private func lost(
        among going: [Member], _ names: FileNames, _ coming: ComingChanges
    ) throws -> [Int: [LostLines]] {
        guard let memo = source.memo else { return try searchedLosses(among: going, names, coming) }
        var key = LossKey(base: base, candidate: candidate, versions: versions)
        for member in going { key.add(member.commit.commit.id, paths: member.changes.map(\.path)) }
        for commit in coming.commits { key.add(commit, paths: coming.paths(of: commit)) }
        let id = try key.id()
        if let known = memo.losses(of: id).flatMap({ KeptLosses($0, members: going.count) }) { return known.lost }
        let found = try searchedLosses(among: going, names, coming)
        memo.keep(losses: KeptLosses(found).bytes, of: id)
        return found
    }

    private func searchedLosses(
        among going: [Member], _ names: FileNames, _ coming: ComingChanges
    ) throws -> [Int: [LostLines]] {
        let files = try files(of: going, names, coming)
        let living = try repository.inTwoParts(files) { files, repository in
            try files.map { try $0.living(in: repository) }
        }
        let open = zip(files, Array(dealt: living.0, living.1)).filter { !$1.isEmpty }.map { file, changes in
            OpenFile(ends: file.ends, changes: changes, known: Set(file.going.map(\.commit)))
        }
        let found = try repository.inTwoParts(open) { [base, candidate, versions] files, repository in
            let finder = LostLineFinder(
                repository: repository, origins: LineOrigins(repository), base: base, candidate: candidate,
                versions: versions)
            return try files.map { try finder.losses(by: $0.changes, known: $0.known, at: $0.ends) }
        }
        let places = Dictionary(going.enumerated().map { ($1.commit.commit.id, $0) }) { first, _ in first }
        var result: [Int: [LostLines]] = [:]
        for (file, losses) in zip(open, Array(dealt: found.0, found.1)) {
            for (change, lines) in zip(file.changes, losses.lost) where !lines.isEmpty {
                result[change.member, default: []].append(lines)
            }
            for (commit, missing) in losses.missing.sorted(by: { $0.key < $1.key }) {
                guard let place = places[commit],
                    try !isMade(missing, by: going[place].changes, as: file.ends, coming)
                else { continue }
                var lines = LostLines(file.ends.path)
                lines.missing = missing
                result[place, default: []].append(lines)
            }
        }
        return result
    }

    /// Whether the candidate's side made exactly the changes that brought some lines to a file, under the name that it had then.
    private func isMade(
        _ missing: Set<ArraySlice<UInt8>>, by changes: [PathChange], as file: FilePair, _ coming: ComingChanges
    ) throws -> Bool {
        let bringing = try changes.filter { try !missing.isDisjoint(with: lines(of: $0.new)) }
        return try !bringing.isEmpty
            && bringing.allSatisfy { change in
                try ChangeParity(repository).isMade(change, by: coming.changes(to: file, before: change.path))
            }
    }

    /// The files in which base and candidate differ and that commits of the base's side touched, sorted by path.
    private func files(
        of going: [Member], _ names: FileNames, _ coming: ComingChanges
    ) throws -> [FileOfBothSides] {
        var byFile: [FilePair: [BaseChange]] = [:]
        // The oldest first.
        for (position, member) in going.enumerated().reversed() {
            for change in member.changes {
                guard let pair = try names.pair(of: change.path) else { continue }
                byFile[pair, default: []].append(
                    BaseChange(
                        member: position, commit: member.commit.commit.id,
                        change: try pair.isMoved ? names.change(change, among: member.changes) : change))
            }
        }
        return byFile.sorted {
            ($0.key.path + [0] + $0.key.newPath).lexicographicallyPrecedes($1.key.path + [0] + $1.key.newPath)
        }
        .map { pair, changes in
            FileOfBothSides(ends: pair, going: changes, coming: coming.changes(to: pair))
        }
    }

    /// A file with changes of the base's side that only its lines can tell about.
    private struct OpenFile: Sendable {
        let ends: FilePair
        let changes: [BaseChange]
        /// All commits of the base's side that touched it.
        let known: Set<ObjectID>
    }

    /// The shared commits that brought what a commit of the base's side took out and the candidate still has, where the base
    /// lacks all of them.
    private func returned(
        _ going: [Member], _ lost: [Int: [LostLines]], _ names: FileNames
    ) throws -> [Return] {
        var reverts: [ObjectID: Int] = [:]
        for (position, losses) in lost.sorted(by: { $0.key < $1.key }) {
            for loss in losses where !loss.places.lines.isEmpty {
                let owners = try origins.owners(of: loss.places.path, at: candidate, lines: loss.places.lines) ?? []
                for owner in owners.compactMap(\.self) where reverts[owner] == nil { reverts[owner] = position }
            }
        }
        for (position, target) in try exactTargets(of: going, lost) where reverts[target] == nil {
            reverts[target] = position
        }
        for (position, owners) in try ownersOfRemovedFiles(going, lost, names) {
            for owner in owners where reverts[owner] == nil { reverts[owner] = position }
        }
        let trees = try [base, candidate].map { try repository.commit($0).tree }
        let commits = try reverts.keys.sorted().map { try repository.commit($0) }.filter { commit in
            guard !commit.isMerge else { return false }
            let changes = try patches.changes(of: commit)
            // Where what stands beside it changed as well, its lines tell.
            return
                switch (
                    try repository.presence(of: changes, in: trees[0]),
                    try repository.presence(of: changes, in: trees[1])
                )
            {
            case (.absent, .present): true
            case (.unclear, .present), (.absent, .unclear), (.unclear, .unclear): try hasNothing(of: changes, names)
            case (.present, _), (_, .absent): false
            }
        }
        return try linker.link(commits).compactMap { linked in
            reverts[linked.commit.id].map { position in
                Return(
                    commit: linked, revert: going[position].commit.commit.id, release: going[position].release)
            }
        }
    }

    /// The commits that brought the lines of files which the base's side removed and the candidate has, by the commit that removed
    /// such a file.
    private func ownersOfRemovedFiles(
        _ going: [Member], _ lost: [Int: [LostLines]], _ names: FileNames
    ) throws -> [(position: Int, owners: [ObjectID])] {
        var seen: Set<[UInt8]> = []
        let removed = try lost.sorted { $0.key < $1.key }.flatMap { position, losses in
            try losses.filter(\.isWhole).compactMap { loss -> (position: Int, path: [UInt8])? in
                guard let pair = try names.pair(of: loss.path), pair.base == nil, let entry = pair.candidate,
                    try repository.lines(of: entry) != nil, seen.insert(pair.newPath).inserted
                else { return nil }
                return (position, pair.newPath)
            }
        }
        return try removed.prefix(Self.mostRemovedFiles).map { position, path in
            let owners = try origins.owners(of: path, at: candidate) ?? []
            return (position, owners.compactMap(\.self).unique { $0 })
        }
    }

    /// Each takes a program of its own. Who removes more takes away a part of the product, which is a loss that somebody approves.
    private static let mostRemovedFiles = 100

    /// Whether the base has none of the lines that some changes brought, and the candidate some, under whatever names of the files.
    private func hasNothing(of changes: [PathChange], _ names: FileNames) throws -> Bool {
        var isAsked = false
        for change in changes {
            let added = Set(try lines(of: change.new)).subtracting(try lines(of: change.old)).filter(\.saysSomething)
            guard !added.isEmpty else { continue }
            isAsked = true
            let ends = try names.files(of: change.path)
            guard try added.isDisjoint(with: lines(of: ends.base)),
                try !added.isDisjoint(with: lines(of: ends.candidate))
            else { return false }
        }
        return isAsked
    }

    /// The shared commits that some of those of which something is lost take back exactly, with the places of these. The
    /// candidate has the files as such a commit left them; else their lines tell.
    private func exactTargets(
        of going: [Member], _ lost: [Int: [LostLines]]
    ) throws -> [(position: Int, target: ObjectID)] {
        let tree = try repository.commit(candidate).tree
        var steps = ReversalSearch.mostSteps
        let found = try lost.keys.sorted().compactMap { position -> (position: Int, target: ObjectID)? in
            let commit = going[position].commit.commit
            let changes = try patches.changes(of: commit)
            guard !commit.isMerge, let parent = commit.parents.first, try repository.isTakenBack(changes, in: tree),
                steps > 0, var search = ReversalSearch(of: changes, in: repository, steps: steps)
            else { return nil }
            defer { steps = search.steps }
            try search.search(from: parent) { try patches.isExactReversal(commit, of: $0) }
            return search.reversals.first.map { (position, $0.id) }
        }
        let shared = try source.reached(among: found.map(\.target), from: [candidate])
        return found.filter { shared.contains($0.target) }
    }

    /// Whether all that is lost of a commit is that it took back what comes back now.
    private func isExplained(_ commit: Commit, _ losses: [LostLines], by returns: [Return]) throws -> Bool {
        let targets = returns.filter { $0.revert == commit.id }.map(\.commit.commit)
        guard !targets.isEmpty else { return false }
        if try targets.contains(where: { try patches.isExactReversal(commit, of: $0) }) { return true }
        return try losses.allSatisfy { loss in
            guard !loss.isWhole else { return false }
            let changes = try targets.flatMap { try patches.changes(of: $0) }.filter { $0.path == loss.path }
            let (added, removed) = try changes.reduce(into: (Set<ArraySlice<UInt8>>(), Set<ArraySlice<UInt8>>())) {
                let (old, new) = try (lines(of: $1.old), lines(of: $1.new))
                $0.0.formUnion(Set(new).subtracting(old))
                $0.1.formUnion(Set(old).subtracting(new))
            }
            return loss.missing.isSubset(of: removed) && loss.kept.isSubset(of: added)
        }
    }

    private func lines(of entry: TreeEntry?) throws -> [ArraySlice<UInt8>] {
        LostLineFinder.lines(try entry.flatMap { try repository.lines(of: $0) } ?? [])
    }

    /// A commit of the range that says of itself to carry the change, or else the latest that has an item of it and touches a
    /// file in which it is lost.
    private func proposal(
        for member: Member, _ losses: [LostLines], among coming: [LinkedCommit], _ finder: EquivalenceFinder,
        _ changes: ComingChanges
    ) throws -> ObjectID? {
        if let found = try finder.equivalent(of: member.commit.read, by: patches) {
            return coming[found.position].commit.id
        }
        let paths = Set(losses.map(\.path))
        return coming.first { linked in
            linked.items.contains(where: member.commit.items.contains)
                && changes.paths(of: linked.commit.id).contains(where: paths.contains)
        }?.commit.id
    }

    /// Merges that put files elsewhere touch both names.
    private func unaccounted(_ paths: [[UInt8]], merges: [LinkedCommit]) throws -> [[UInt8]] {
        guard !paths.isEmpty else { return [] }
        var rest = Set(paths)
        for linked in merges where linked.commit.isMerge && !rest.isEmpty {
            rest.subtract(try repository.ownChanges(of: linked.commit))
        }
        return rest.sorted { $0.lexicographicallyPrecedes($1) }
    }
}

/// What the commits of a range did to files.
private struct ComingChanges {
    /// The oldest first.
    let commits: [ObjectID]
    private var byCommit: [ObjectID: [[UInt8]]] = [:]
    /// With their places in the order of all; the oldest first.
    private var byPath: [[UInt8]: [(place: Int, change: PathChange)]] = [:]

    init(_ commits: [LinkedCommit], _ touched: (LinkedCommit) throws -> [PathChange]) throws {
        self.commits = commits.reversed().map(\.commit.id)
        var place = 0
        for linked in commits.reversed() {
            let changes = try touched(linked)
            byCommit[linked.commit.id] = changes.map(\.path)
            for change in changes {
                byPath[change.path, default: []].append((place, change))
                place += 1
            }
        }
    }

    /// All files that any of them touches.
    var paths: Set<[UInt8]> { Set(byPath.keys) }

    func paths(of commit: ObjectID) -> [[UInt8]] { byCommit[commit] ?? [] }

    /// What they did to a file under any of its names. That a file went from its old name is no removal of it, as it is still
    /// there under the new one.
    ///
    /// - Parameter earlier: a further name that it had in between.
    func changes(to file: FilePair, before earlier: [UInt8]? = nil) -> [PathChange] {
        let names = file.paths.union([earlier].compactMap(\.self))
        let isElsewhere = file.candidate != nil && names.count > 1
        return names.flatMap { byPath[$0] ?? [] }.sorted { $0.place < $1.place }.map(\.change).filter {
            !isElsewhere || $0.new != nil || $0.path == file.newPath
        }
    }
}
