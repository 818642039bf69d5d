/// The commits that walks over the history have met, by position. Each is read once, from its object: what a commit-graph
/// file or another cache says of parents and dates is a claim of whoever wrote it.
final class CommitGraph {
    private let read: (ObjectID) throws -> Commit
    /// The commits at which a shallow clone ends.
    private let boundary: Set<ObjectID>
    private var positions: [ObjectID: Int] = [:]
    private var nodes: [Node] = []

    private struct Node {
        let id: ObjectID
        let time: Int64
        let parentIDs: [ObjectID]
        /// Nil until they are asked for.
        var parents: [Int]?
    }

    init(boundary: Set<ObjectID> = [], read: @escaping (ObjectID) throws -> Commit) {
        self.boundary = boundary
        self.read = read
    }

    var count: Int { nodes.count }

    func id(at position: Int) -> ObjectID { nodes[position].id }

    /// The committer's date, as the commit claims it.
    func time(at position: Int) -> Int64 { nodes[position].time }

    /// - Throws: `RepositoryProblem` where the commit cannot be read.
    func position(of id: ObjectID) throws -> Int {
        if let known = positions[id] { return known }
        let commit = try read(id)
        positions[id] = nodes.count
        nodes.append(Node(id: id, time: commit.committerTime, parentIDs: commit.parents))
        return nodes.count - 1
    }

    /// - Throws: `RepositoryProblem.shallow` at the end of a shallow clone; as `position(of:)` for the parents.
    func parents(at position: Int) throws -> [Int] {
        if let known = nodes[position].parents { return known }
        guard !boundary.contains(nodes[position].id) else { throw RepositoryProblem.shallow(at: nodes[position].id) }
        let parents = try nodes[position].parentIDs.map { try self.position(of: $0) }
        nodes[position].parents = parents
        return parents
    }
}
