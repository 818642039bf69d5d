import Git

/// What was found out about commits by comparing much, kept from one command to the next: what merges change by
/// themselves, by what the changes of commits are told apart, and what is lost between two commits. It follows from objects, which never change, so that
/// it can be deleted and found out again at any time.
///
/// Whoever decides something has none: nobody vouches for the file.
final class CommitMemo {
    private let store: IndexStore
    private let fingerprint: UInt64
    private lazy var known = store.memo(madeBy: fingerprint)
    private var new = MemoContent()

    init(in store: IndexStore) {
        self.store = store
        fingerprint = MemoRules.fingerprint()
    }

    /// The paths that a merge changes by itself; nil where that is still to be found out.
    func mergedContent(of merge: ObjectID) -> [[UInt8]]? { new.merges[merge] ?? known?.mergedContent(of: merge) }

    /// By what the changes of commits are told apart, as far as it is known by now: for another thread, too.
    var outlines: KnownOutlines { KnownOutlines(new: new.outlines, table: known) }

    /// What a search for what goes found (`LossKey`); nil where it is still to be made.
    func losses(of key: ObjectID) -> [UInt8]? { new.losses[key] ?? known?.losses(of: key) }

    func keep(losses: [UInt8], of key: ObjectID) { new.losses[key] = losses }

    func keep(mergedContent: [[UInt8]], of merge: ObjectID) { new.merges[merge] = mergedContent }

    func keep(_ outlines: [ObjectID: ChangeOutline]) { new.outlines.merge(outlines) { $1.patch == nil ? $0 : $1 } }

    /// Adds what is new to the file. Of two processes that do so at once one may lose what it found, and finds it again.
    /// Where nothing can be written, nothing is kept.
    func save() {
        guard !new.isEmpty else { return }
        var whole = store.memo(madeBy: fingerprint)?.content ?? MemoContent()
        whole.add(new)
        try? store.save(memo: (whole.isTooLarge ? new : whole).file(fingerprint: fingerprint))
        new = MemoContent()
    }
}

/// What a memo knows of the changes of commits.
struct KnownOutlines: Sendable {
    fileprivate let new: [ObjectID: ChangeOutline]
    fileprivate let table: MemoTable?

    func outline(of commit: ObjectID) -> ChangeOutline? { new[commit] ?? table?.outline(of: commit) }
}
