import Git
import System

/// Commits whose trees are to be compared: the tree of each, and those of its parents.
struct TreeWork: Sendable {
    private(set) var trees: [ObjectID] = []
    private var parents: [ObjectID] = []
    /// Where the parents of each begin, and the end.
    private var starts: [UInt32] = [0]

    var count: Int { trees.count }

    func parents(of place: Int) -> [ObjectID] { Array(parents[Int(starts[place])..<Int(starts[place + 1])]) }

    mutating func append(_ tree: ObjectID, parents new: [ObjectID]) {
        trees.append(tree)
        parents += new
        starts.append(UInt32(parents.count))
    }
}

extension TreeWork {
    /// A number and so many IDs for each: the parents' count, the tree, the parents.
    var bytes: [UInt8] {
        var writer = BinaryWriter()
        for place in trees.indices {
            let parents = parents(of: place)
            writer.append(UInt32(parents.count))
            for id in [trees[place]] + parents { writer.append(id) }
        }
        return writer.bytes
    }

    /// - Throws: `IndexProblem.damaged` for what is no work.
    init(_ bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        while !reader.isAtEnd {
            guard let count = reader.uint32(), count <= bytes.count, let tree = reader.id() else {
                throw IndexProblem.damaged(nil)
            }
            let parents = (0..<count).compactMap { _ in reader.id() }
            guard parents.count == count else { throw IndexProblem.damaged(nil) }
            append(tree, parents: parents)
        }
    }
}
