import Glibc
import System

/// Who commits here, as Git knows them from its configuration and environment.
package struct Identity: Sendable {
    package let signature: Signature
    /// Git's form for commits: `Name <mail> seconds zone`.
    package let line: String

    /// Asks Git (git-var, `GIT_COMMITTER_IDENT`).
    ///
    /// - Throws: `RepositoryProblem.unknownIdentity` where Git knows nobody.
    package static func committer() throws -> Identity {
        let answer = try ExternalProgram("git", ["var", "GIT_COMMITTER_IDENT"]).run()
        guard answer.status == 0 else { throw RepositoryProblem.unknownIdentity(reason: answer.errorText) }
        let line = answer.output.prefix { $0 != UInt8(ascii: "\n") }
        return Identity(signature: Signature(line: line), line: String(decoding: line, as: UTF8.self))
    }
}

/// The date that `GIT_COMMITTER_DATE` names, in seconds since 1970, read as Git reads it, whoever commits here; nil where Git
/// can make no date of it.
package func committerDateGiven() -> Int64? {
    let nobody = ["-c", "user.name=-", "-c", "user.email=-"]
    guard let answer = try? ExternalProgram("git", nobody + ["var", "GIT_COMMITTER_IDENT"]).run(), answer.status == 0
    else { return nil }
    return Signature(line: answer.output.prefix { $0 != UInt8(ascii: "\n") }).time
}
