import Git

/// Finds the commits that some tips reach and an index lacks, and adds them to it, parents before children.
struct IndexWalk {
    private let repository: Repository
    private let progress: IndexProgress
    private let known: HistoryIndex?
    private var content: IndexContent
    private var trees: [ObjectID] = []
    private var positions: [ObjectID: UInt32] = [:]
    private var readings: ReadingQueue
    /// For each new commit, in the order of positions, when it was found.
    private var order: [Int] = []
    private var found = 0

    private struct Visit {
        let number: Int
        let id: ObjectID
        let tree: ObjectID
        let time: Int64
        let parents: [ObjectID]
        var next = 0
    }

    init(_ repository: Repository, onto known: HistoryIndex?, rules: IndexRules, progress: @escaping IndexProgress)
        throws
    {
        self.repository = repository
        self.progress = progress
        self.known = known
        content = try known.map { try IndexContent($0) } ?? IndexContent()
        readings = ReadingQueue(rules)
    }

    /// Walks, and gives the index without what is read from trees, and the trees of the new commits in the order of their
    /// positions. What the walk itself needed is given up.
    ///
    /// - Throws: `RepositoryProblem.missingObject`, `.corruptObject`.
    consuming func walked(from tips: IndexTips) throws -> (content: IndexContent, trees: [ObjectID]) {
        try walk(from: tips.commits)
        append(tags: tips.tags)
        let read = try readings.finish()
        for number in order { content.append(read[number]) }
        return (content, trees)
    }

    private mutating func walk(from tips: [ObjectID]) throws {
        var stack: [Visit] = []
        for tip in tips where position(of: tip) == nil {
            stack.append(try visit(tip))
            while let top = stack.last {
                if top.next < top.parents.count {
                    stack[stack.count - 1].next += 1
                    let parent = top.parents[top.next]
                    if position(of: parent) == nil { stack.append(try visit(parent)) }
                } else {
                    stack.removeLast()
                    append(top)
                }
            }
        }
    }

    private mutating func visit(_ id: ObjectID) throws -> Visit {
        let commit = try repository.unverifiedCommit(id)
        try readings.add(commit)
        found += 1
        if found.isMultiple(of: 256) { progress(.commits(found)) }
        return Visit(
            number: found - 1, id: id, tree: commit.tree, time: commit.committerTime, parents: commit.parents)
    }

    private mutating func append(_ visit: Visit) {
        let parents = visit.parents.compactMap { position(of: $0) }
        positions[visit.id] = UInt32(content.ids.count)
        content.append(visit.id, parents: parents, time: visit.time)
        trees.append(visit.tree)
        order.append(visit.number)
    }

    private func position(of id: ObjectID) -> UInt32? {
        positions[id] ?? known?.position(of: id).map { UInt32($0) }
    }

    private mutating func append(tags: [(tag: ObjectID, target: ObjectID)]) {
        let known = Set(content.tags.map(\.tag))
        content.tags += tags.compactMap { tag, target in
            known.contains(tag) ? nil : position(of: target).map { (tag, $0) }
        }
    }
}
