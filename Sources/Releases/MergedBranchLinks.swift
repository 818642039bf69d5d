import Changes
import Git

extension MessageReader {
    /// Some commits, where the policy wants it with the items in the names of the branches by which they were merged
    /// (`link.merged-branch = commits`): of the first merge that names any, for commits that name none and take nothing back.
    ///
    /// - Parameter commits: all of one side or of a history, children before parents.
    func linkingMerged(_ commits: [ReadCommit]) -> [ReadCommit] {
        guard rules.linksMergedCommits else { return commits }
        let places = Dictionary(commits.enumerated().map { ($1.commit.id, $0) }) { first, _ in first }
        var found: [Int: [ItemID]] = [:]
        for merge in commits.reversed() where merge.commit.isMerge {
            let items = merge.reading.links.filter { $0.source == .branch }.map(\.item)
            guard !items.isEmpty else { continue }
            let parents = merge.commit.parents.map { places[$0] }
            let mainline = Self.reached(from: parents.prefix(1), in: commits, places, without: [])
            for place in Self.reached(from: parents.dropFirst(), in: commits, places, without: mainline)
            where found[place] == nil && commits[place].reading.namesNothing { found[place] = items }
        }
        return commits.enumerated().map { place, read in
            found[place].map { ReadCommit(read.commit, reading: read.reading.inScope(of: $0)) } ?? read
        }
    }

    private static func reached(
        from starts: ArraySlice<Int?>, in commits: [ReadCommit], _ places: [ObjectID: Int], without past: Set<Int>
    ) -> Set<Int> {
        var reached: Set<Int> = []
        var waiting = starts.compactMap(\.self)
        while let place = waiting.popLast() {
            guard !past.contains(place), reached.insert(place).inserted else { continue }
            waiting += commits[place].commit.parents.compactMap { places[$0] }
        }
        return reached
    }
}

extension CommitRange.Sides {
    /// Each side by its own merges.
    func linkingMerged(_ messages: MessageReader) -> CommitRange.Sides {
        CommitRange.Sides(members: messages.linkingMerged(members), others: messages.linkingMerged(others))
    }
}

extension MessageReading {
    fileprivate var namesNothing: Bool { links.isEmpty && relations.reverts.isEmpty }
}
