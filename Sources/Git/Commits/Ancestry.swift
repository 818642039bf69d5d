extension Repository {
    /// Whether the first commit is the second, or one of its ancestors: exactly, whatever dates say (`AncestryWalk`).
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where what the clone lacks decides it.
    package func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws -> Bool {
        try reached(among: [ancestor], from: [descendant]).contains(ancestor)
    }

    /// Those of some commits that are among the tips or their ancestors, as exactly. What is no commit of this clone is none
    /// of them.
    package func reached(among commits: [ObjectID], from tips: [ObjectID]) throws -> Set<ObjectID> {
        let graph = commitGraph
        return try Self.reached(among: commits, from: tips, in: graph)
    }

    static func reached(
        among commits: [ObjectID], from tips: [ObjectID], in graph: CommitGraph
    ) throws -> Set<ObjectID> {
        var reached = Set(commits).intersection(tips)
        let ends = try tips.map { try graph.position(of: $0) }
        // By date, so that the questions of one walk are near each other.
        let questions = Set(commits).subtracting(reached).compactMap { try? graph.position(of: $0) }
            .sorted { (graph.time(at: $0), $0) > (graph.time(at: $1), $1) }
        for start in stride(from: 0, to: questions.count, by: AncestryWalk.width) {
            let part = Array(questions[start...].prefix(AncestryWalk.width))
            reached.formUnion(try AncestryWalk(part, in: graph).reached(from: ends).map { graph.id(at: $0) })
        }
        return reached
    }
}

extension RepositoryProblem {
    /// Whether the clone lacks something that the history has.
    package var isIncompleteness: Bool {
        switch self {
        case .shallow, .missingObject: true
        default: false
        }
    }

    /// Whether a commit cannot be read: the clone lacks it, or its bytes are damaged.
    package var isUnreadable: Bool {
        if case .corruptObject = self { true } else { isIncompleteness }
    }
}
