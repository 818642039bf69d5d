import Git

/// What commits change, each looked at once: which files, which is cheap to know, and their patches, which are not.
final class PatchBook {
    private let repository: Repository
    private var changes: [ObjectID: [PathChange]] = [:]
    /// What was found here. Nil for commits that change nothing.
    private var outlines: [ObjectID: ChangeOutline?] = [:]
    private var exactPatches: [ObjectID: ObjectID?] = [:]
    private let memo: CommitMemo?
    private lazy var known = memo?.outlines

    /// - Parameter memo: nil to look at everything, as for decisions.
    init(_ repository: Repository, memo: CommitMemo?) {
        self.repository = repository
        self.memo = memo
    }

    private init(_ repository: Repository, known: KnownOutlines?) {
        self.repository = repository
        memo = nil
        self.known = known
    }

    /// Answers a question about each of many things, for which patches have to be looked at: in two threads, each with a book
    /// of its own.
    func answers<Element: Sendable, Answer: Sendable>(
        about elements: [Element], _ answer: @escaping @Sendable (Element, PatchBook) throws -> Answer
    ) throws -> [Answer] {
        let known = known
        let (mine, theirs) = try repository.inTwoParts(elements) { elements, repository in
            let book = PatchBook(repository, known: known)
            return (answers: try elements.map { try answer($0, book) }, outlines: book.outlines)
        }
        for part in [mine, theirs] { memo?.keep(part.outlines.compactMapValues(\.self)) }
        return Array(dealt: mine.answers, theirs.answers)
    }

    /// Whether two commits make the same patch, line numbers and white space aside (git-patch-id).
    func haveOnePatch(_ first: Commit, _ second: Commit) throws -> Bool {
        guard let mine = try outline(of: first), let its = try outline(of: second), mine.places == its.places else {
            return false
        }
        if mine.content == its.content { return true }
        guard let patch = try patch(of: first, mine) else { return false }
        return try patch == self.patch(of: second, its)
    }

    /// Whether two commits make exactly the same change.
    func haveOneExactPatch(_ first: Commit, _ second: Commit) throws -> Bool {
        let (mine, its) = (try changes(of: first), try changes(of: second))
        guard !mine.isEmpty, mine.map(\.path) == its.map(\.path) else { return false }
        if mine == its { return true }
        guard let patch = try exactPatch(of: first) else { return false }
        return try patch == exactPatch(of: second)
    }

    /// Whether the first commit takes back exactly what the second one did: every file that it touches goes from what that
    /// one made of it to what it was before.
    ///
    /// A reversed patch would not do: the same lines may stand twice, and be added here and taken away there.
    /// - Parameter mainline: for a merge, the parent whose state comes back.
    func isExactReversal(_ revert: Commit, of target: Commit, mainline: ObjectID? = nil) throws -> Bool {
        let made = try changes(madeBy: target, onto: mainline)
        let taken = try changes(of: revert)
        guard !made.isEmpty, made.count == taken.count else { return false }
        return zip(made, taken).allSatisfy { $0.path == $1.path && $0.old == $1.new && $0.new == $1.old }
    }

    /// What a commit changed: for a merge, in the line of one of its parents.
    func changes(madeBy commit: Commit, onto mainline: ObjectID?) throws -> [PathChange] {
        guard commit.isMerge else { return try changes(of: commit) }
        return try mainline.map { try repository.changes(from: repository.commit($0).tree, to: commit.tree) } ?? []
    }

    private func exactPatch(of commit: Commit) throws -> ObjectID? {
        if let known = exactPatches[commit.id] { return known }
        let patch = try repository.exactPatch(of: commit)
        exactPatches[commit.id] = patch
        return patch
    }

    /// What a commit changed; nothing for merges.
    func changes(of commit: Commit) throws -> [PathChange] {
        if let known = changes[commit.id] { return known }
        let parent = try commit.parents.first.map { try repository.commit($0).tree }
        let found = commit.isMerge ? [] : try repository.changes(from: parent, to: commit.tree)
        changes[commit.id] = found
        return found
    }

    private func outline(of commit: Commit) throws -> ChangeOutline? {
        if let known = outlines[commit.id] { return known }
        if let known = known?.outline(of: commit.id) { return known }
        let found = try ChangeOutline(of: changes(of: commit))
        outlines[commit.id] = .some(found)
        return found
    }

    private func patch(of commit: Commit, _ outline: ChangeOutline) throws -> ObjectID? {
        if let known = outline.patch { return known }
        guard let patch = try repository.patchID(of: commit) else { return nil }
        var known = outline
        known.patch = patch
        outlines[commit.id] = known
        return patch
    }
}
