import Glibc

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

    /// The time of `GIT_COMMITTER_DATE`, or else the clock's, in seconds since 1970. Nobody has to be known to ask.
    package static func committerTime() throws -> Int64 {
        var git = ExternalProgram("git", ["var", "GIT_COMMITTER_IDENT"])
        git.environment = ["GIT_COMMITTER_NAME": "nobody", "GIT_COMMITTER_EMAIL": "nobody@localhost"]
        return Signature(line: try git.output().prefix { $0 != UInt8(ascii: "\n") }).time
    }
}

/// The clock of the machine, in milliseconds since 1970.
package func millisecondsNow() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}

/// Makes a folder the current one, as `git -C` does.
package func changeFolder(to path: String) throws {
    guard chdir(path) == 0 else { throw SystemError("change to \(path)") }
}
