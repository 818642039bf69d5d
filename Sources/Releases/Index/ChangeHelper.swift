import Git
import System

/// Tree comparisons that a second process of ourselves makes: two threads of one process wait for each other inside
/// libgit2, two processes do not.
package enum ChangeHelper {
    /// The command by which the program is asked to do so; not one for its users.
    package static let word = "compare-trees"

    /// What the second process does: reads the work from standard input, and gives the bytes of its answer. It runs in the
    /// folder and the environment of the first one, and so opens the same repository.
    package static func answer() throws -> [UInt8] {
        let repository = try Repository.open()
        repository.verifiesHashes = false
        let work = try TreeWork(File.readStandardInput())
        return ChangeCollector.changes(of: work, by: .usual, in: repository).bytes
    }

    /// Starts the program on some work.
    ///
    /// - Parameter work: the bytes of a `TreeWork`.
    /// - Throws: where it cannot do the work, or its answer makes no sense.
    static func changes(of work: [UInt8], by program: String) throws -> TreeChanges {
        var helper = ExternalProgram(program, [word])
        helper.input = work
        return try TreeChanges(helper.output())
    }
}
