import Git

/// The layout of the index: a head, a table of sections, the sections. All numbers have their lowest byte first.
///
///     0   8  magic                       table entry, 32 bytes each:
///     8   4  version                     0   4  section
///     12  4  number of sections          8   8  offset from the start of the file
///     16  8  fingerprint of the rules    16  8  length in bytes
///     24  8  size of the file            24  8  checksum of the section
///     32  8  checksum of head (0 to 31) and table
///
/// A section more is a case more here, a column in `IndexContent`, and a new version.
enum IndexFormat {
    /// `SLUICEIX`
    static let magic: UInt64 = 0x5849_4543_4955_4C53
    /// To be raised with every change of the layout, or of what is read from a commit.
    static let version: UInt32 = 6
    static let headSize = 40
    static let entrySize = 32
    /// Stands for "no commit" where a position is expected.
    static let none = UInt32.max
    /// A second parent with this bit is the place of the further parents in the section `octopus`.
    static let octopusBit: UInt32 = 0x8000_0000
}

/// What the index holds, and the memo beside it (`CommitMemo`). Columns have one value a commit, by position: parents come before their children.
enum IndexSection: UInt32, CaseIterable, Sendable {
    /// Column: 20 bytes of ID.
    case ids = 1
    /// The positions in the order of their IDs.
    case order = 2
    /// 257 numbers: how many IDs begin with a lower byte.
    case fanOut = 3
    /// Column: two positions, `IndexFormat.none` where there is no such parent.
    case parents = 4
    /// Of commits with three parents or more: how many follow the first, and their positions.
    case octopus = 5
    /// Column: 1 for a root, else 1 more than the highest of the parents'.
    case generations = 6
    /// Column: the committer's time, signed, 8 bytes.
    case times = 7
    /// Column: a hash of author, author's time and subject (`ChangeHash`), 8 bytes.
    case marks = 8
    /// Column: a byte of `CommitFlags`.
    case flags = 9
    /// Column, and one more: where the commit's links begin.
    case linkStarts = 10
    /// An item each.
    case links = 11
    /// Two numbers each: the text of the key, and the item's number.
    case items = 12
    /// Where each key begins, and the end.
    case textStarts = 13
    case texts = 14
    /// Column, and one more: where the commit's changed configuration files begin.
    case changeStarts = 15
    /// A path each.
    case changes = 16
    case pathStarts = 17
    case paths = 18
    /// Tag objects in the order of their IDs: 20 bytes, and the position of what they mark.
    case tags = 19
    /// What messages say of other commits (`IndexRelation`): position, kind with the digits of the name, 20 bytes of name.
    case relations = 20
    /// Column: what the commit changed in its first parent's line (`ChangeSum`), 8 bytes; 0 where nobody knows.
    case sums = 25
    /// Of the memo: merges in the order of their IDs.
    case merges = 21
    /// Of the memo, for each merge and one more: where its paths begin.
    case mergeStarts = 22
    /// Of the memo: paths that merges change by themselves, each with a NUL behind it.
    case mergePaths = 23
    /// Of the memo: commits in the order of their IDs, each with the three IDs of its `ChangeOutline`; zero where there is
    /// no patch ID.
    case outlines = 24
    /// Of the memo: what names a search for what goes (`LossKey`), in the order of these IDs.
    case lossKeys = 26
    /// Of the memo, for each search and one more: where what it found begins.
    case lossStarts = 27
    /// Of the memo: what searches found (`LostLines`).
    case losses = 28

    static let memo: [IndexSection] = [.merges, .mergeStarts, .mergePaths, .outlines, .lossKeys, .lossStarts, .losses]
    static let history = allCases.filter { !memo.contains($0) }
    /// What answers need that ask for commits, ranges and releases only.
    static let graph: [IndexSection] = [.ids, .order, .fanOut, .parents, .octopus, .flags, .tags]
}

/// Why an index is not used; it is built anew.
enum IndexProblem: Error, Equatable {
    /// Another version, other rules, or no index at all.
    case other
    /// Its bytes are not those that were written.
    case damaged(IndexSection?)
}

/// What was found out about a commit's trees.
struct CommitFlags: OptionSet, Sendable {
    let rawValue: UInt8

    /// There are paths at which it differs from every parent.
    static let differsFromAllParents = CommitFlags(rawValue: 1)
    /// Its trees could not be read: nothing is known of its files.
    static let changesUnknown = CommitFlags(rawValue: 2)
}
