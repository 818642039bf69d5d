import Git

/// Tree comparisons that a second process of ourselves makes: two threads of one process wait for each other inside
/// libgit2, two processes do not.
package enum ChangeHelper {
    /// The one argument by which the program is asked to do so; no command of its users.
    package static let word = "compare-trees"

    /// What the second process does: reads the work from standard input, and gives the bytes of its answer. It runs in the
    /// folder and the environment of the first one, and so opens the same repository.
    package static func answer() throws -> [UInt8] {
        let repository = try Repository.open()
        repository.verifiesHashes = false
        let works = try works(in: File.readStandardInput())
        return bytes(of: ChangeCollector(configuration: .usual).changes(of: works, in: repository))
    }

    /// Starts the program on some work.
    ///
    /// - Throws: where it cannot do the work, or its answer makes no sense.
    static func changes(of works: [ChangeCollector.Work], by program: String) throws -> [CommitChanges] {
        var helper = ExternalProgram(program, [word])
        helper.input = bytes(of: works)
        let changes = try changes(in: helper.output())
        guard changes.count == works.count else { throw IndexProblem.damaged(nil) }
        return changes
    }

    private static func bytes(of works: [ChangeCollector.Work]) -> [UInt8] {
        var writer = BinaryWriter()
        for work in works {
            writer.append(UInt32(work.parents.count))
            writer.append(work.tree)
            for parent in work.parents { writer.append(parent) }
        }
        return writer.bytes
    }

    private static func works(in bytes: [UInt8]) throws -> [ChangeCollector.Work] {
        var reader = try BinaryReader(bytes)
        var works: [ChangeCollector.Work] = []
        while !reader.isAtEnd {
            guard let count = reader.uint32(), count <= bytes.count, let tree = reader.id() else { break }
            let parents = (0..<count).compactMap { _ in reader.id() }
            works.append(ChangeCollector.Work(tree: tree, parents: parents))
        }
        return works
    }

    private static func bytes(of changes: [CommitChanges]) -> [UInt8] {
        var writer = BinaryWriter()
        for change in changes {
            writer.append([UInt32(change.flags.rawValue), UInt32(change.configuration.count)])
            for path in change.configuration {
                writer.append(UInt32(path.count))
                writer.append(path)
            }
        }
        return writer.bytes
    }

    private static func changes(in bytes: [UInt8]) throws -> [CommitChanges] {
        var reader = try BinaryReader(bytes)
        var result: [CommitChanges] = []
        while !reader.isAtEnd {
            guard let flags = reader.uint32(), flags < 256, let count = reader.uint32(), count <= bytes.count else {
                throw IndexProblem.damaged(nil)
            }
            let paths = (0..<count).compactMap { _ in reader.uint32().flatMap { reader.bytes(Int($0)) } }
            guard paths.count == count else { throw IndexProblem.damaged(nil) }
            result.append(CommitChanges(configuration: paths, flags: CommitFlags(rawValue: UInt8(flags))))
        }
        return result
    }
}
