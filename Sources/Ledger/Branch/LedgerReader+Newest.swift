import Git

extension LedgerReader {
    /// The time of the newest record that is not after a moment, by the names of the records that the last commits added; nil
    /// where there is none.
    ///
    /// Nobody writes a record that is older than the newest one, so that the last commit holds it. A commit that joins two
    /// ledgers adds to each what the other one had. Records of ledgers of before can be older: this looks no further than to
    /// the last commits that added any.
    func newest(until moment: Timestamp) throws -> Timestamp? {
        var (waiting, known): ([ObjectID], Set<ObjectID>) = (tips, Set(tips))
        var newest: Timestamp?
        while let id = waiting.popLast() {
            let commit = try repository.commit(id)
            let times =
                try commit.parents.isEmpty
                ? added(since: nil, to: commit.tree)
                : commit.parents.flatMap {
                    try added(since: repository.commit($0).tree, to: commit.tree)
                }
            let latest = times.filter { $0 <= moment }.max()
            newest = [newest, latest].compactMap(\.self).max()
            if latest == nil { waiting += commit.parents.filter { known.insert($0).inserted } }
        }
        return newest
    }

    private func added(since old: ObjectID?, to new: ObjectID) throws -> [Timestamp] {
        try changes(from: old, to: new).compactMap { change in
            let start = change.path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
            return change.new.flatMap { _ in RecordName(fileName: Array(change.path[start...]))?.time }
        }
    }
}
