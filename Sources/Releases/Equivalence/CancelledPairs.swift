import Git

/// Finds which changes of a range and their exact reverts cancel each other out, so that both leave the range for a
/// decision. The conditions, and the proof that they are enough, are in the article Ancestry.
struct CancelledPairs {
    /// A change, or a merge with all that it brought, and the revert that takes back exactly that.
    struct Pair {
        let target: Int
        /// The commits that the merge brought; none for other commits.
        let brought: [Int]
        let revert: Int
        /// The changes that the revert takes back.
        let changes: [PathChange]
    }

    /// A file of a pair, with what was there without the change and with it.
    private struct Place {
        let path: [UInt8]
        let old: TreeEntry?
        let new: TreeEntry?
    }

    private enum Finding {
        case free
        /// A commit that would have to be cancelled first.
        case blocked(by: Int)
        case never
    }

    private let graph: RangeGraph
    private let repository: Repository
    private let patches: PatchBook
    /// The number of its pair for each commit that is cancelled.
    private var pairOf: [Int: Int] = [:]
    private var pairs: [Pair] = []
    /// Those that wait for another commit to be cancelled.
    private var waiting: [Int: [Pair]] = [:]
    private var steps = RangeGraph.mostSteps

    init(_ graph: RangeGraph, _ repository: Repository, _ patches: PatchBook) {
        self.graph = graph
        self.repository = repository
        self.patches = patches
    }

    func isCancelled(_ position: Int) -> Bool { pairOf[position] != nil }

    /// Cancels a pair if it may be, and then those that waited for that.
    ///
    /// - Returns: the pairs that were cancelled.
    mutating func cancel(_ pair: Pair) throws -> [Pair] {
        var (next, cancelled) = ([pair], [Pair]())
        while let pair = next.popLast() {
            switch try finding(on: pair) {
            case .never: continue
            case .blocked(let position): waiting[position, default: []].append(pair)
            case .free:
                let commits = [pair.target, pair.revert] + pair.brought
                for position in commits { pairOf[position] = pairs.count }
                pairs.append(pair)
                cancelled.append(pair)
                // The latest come first, as everywhere.
                next += commits.flatMap { waiting.removeValue(forKey: $0) ?? [] }.sorted { $0.revert > $1.revert }
            }
        }
        return cancelled
    }

    private mutating func finding(on pair: Pair) throws -> Finding {
        guard !isCancelled(pair.target), !isCancelled(pair.revert), isWhole(pair),
            let span = graph.span(from: pair.target, to: pair.revert, steps: &steps)
        else { return .never }
        let places = try places(of: pair)
        if !span.merges.isEmpty {
            guard try mergesAgree(pair, span, places), joinOnce(pair, span) else { return .never }
        }
        let paths = Set(places.map(\.path))
        for position in span.members.dropFirst() + graph.joined(span) where !isCancelled(position) {
            if try touches(position, paths) { return .blocked(by: position) }
        }
        return .free
    }

    /// Whether the commits that a merge brought came to the range by this merge alone, and no other pair cancelled one of them.
    private func isWhole(_ pair: Pair) -> Bool {
        let whole = Set(pair.brought + [pair.target])
        return pair.brought.allSatisfy { position in
            guard graph.children[position].allSatisfy(whole.contains) else { return false }
            guard let other = pairOf[position].map({ pairs[$0] }) else { return true }
            return whole.isSuperset(of: [other.target, other.revert] + other.brought)
        }
    }

    /// The files of the pair, with what was there without the change and with it. A merge may have brought commits that cancel
    /// each other out at a path: it is one of theirs all the same.
    private func places(of pair: Pair) throws -> [Place] {
        var places = pair.changes.map { Place(path: $0.path, old: $0.old, new: $0.new) }
        guard !pair.brought.isEmpty else { return places }
        var known = Set(places.map(\.path))
        let tree = graph.commits[pair.target].commit.tree
        for position in pair.brought {
            for path in try paths(of: position) where known.insert(path).inserted {
                let entry = try repository.entry(atPath: path, in: tree)
                places.append(Place(path: path, old: entry, new: entry))
            }
        }
        return places
    }

    /// Whether each merge that has the change and not the revert has the files as the change left them; whether each line
    /// without the change that was merged with such a one has them as they were before; and whether what has both takes
    /// them from what has the revert.
    private func mergesAgree(_ pair: Pair, _ span: RangeGraph.Span, _ places: [Place]) throws -> Bool {
        let members = Set(span.members)
        let earlier = graph.ancestors(of: pair.revert, within: members)
        for position in span.merges {
            let merge = graph.commits[position].commit
            let isBetween = members.contains(position)
            if isBetween, try !holds(merge.tree, places, \.new) { return false }
            for parent in merge.parents {
                let tree = try repository.commit(parent).tree
                let place = graph.positions[parent]
                if let place, members.contains(place) { continue }
                if let place, span.later.contains(place) {
                    guard try places.allSatisfy({ try isEqual(at: $0.path, merge.tree, tree) }) else { return false }
                } else {
                    guard !isBetween || earlier.contains(position), try holds(tree, places, \.old) else { return false }
                }
            }
        }
        return true
    }

    /// Whether each commit that has the change, and came not before the revert, came together with it in one way only: Git
    /// would take it for a common ancestor of two later lines otherwise, whose files it would compare with the change.
    private mutating func joinOnce(_ pair: Pair, _ span: RangeGraph.Span) -> Bool {
        let members = Set(span.members)
        let parallel = members.subtracting(graph.ancestors(of: pair.revert, within: members))
        var joints: [Int: Int] = [:]
        for joint in span.merges.subtracting(members).sorted(by: >) {
            var stack = graph.parents[joint].filter(parallel.contains)
            while let position = stack.popLast() {
                if let known = joints[position] {
                    guard known == joint || graph.span(from: known, to: joint, steps: &steps) != nil else {
                        return false
                    }
                } else {
                    joints[position] = joint
                    stack += graph.parents[position].filter(parallel.contains)
                }
            }
        }
        return true
    }

    private func isEqual(at path: [UInt8], _ first: ObjectID, _ second: ObjectID) throws -> Bool {
        try repository.entry(atPath: path, in: first) == repository.entry(atPath: path, in: second)
    }

    private func holds(
        _ tree: ObjectID, _ places: [Place], _ side: KeyPath<Place, TreeEntry?>
    ) throws -> Bool {
        try places.allSatisfy { try repository.entry(atPath: $0.path, in: tree) == $0[keyPath: side] }
    }

    private func touches(_ position: Int, _ paths: Set<[UInt8]>) throws -> Bool {
        try self.paths(of: position).contains(where: paths.contains)
    }

    /// The files that a commit touches; a merge touches those of which it has content of its own.
    private func paths(of position: Int) throws -> [[UInt8]] {
        let linked = graph.commits[position]
        return linked.commit.isMerge ? linked.mergedContent : try patches.changes(of: linked.commit).map(\.path)
    }
}
