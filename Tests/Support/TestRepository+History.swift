/// Making history.
extension TestRepository {
    /// Commits the whole work tree, after writing `files` (or, without any, a file of its own); gives the commit's ID.
    /// The message is taken byte for byte; installed hooks run.
    @discardableResult
    package func commit(
        _ message: String, files: [String: String]? = nil, person: Person? = nil, options: [String] = []
    ) throws -> String {
        try commit(messageBytes: Array(message.utf8), files: files, person: person, options: options)
    }

    /// Commits with a message that need not be UTF-8; where it is not, Git is told that it is ISO-8859-1, and notes so in
    /// the commit, or else it would convert the message. For anything rawer there is `writeObject`.
    @discardableResult
    package func commit(
        messageBytes: [UInt8], files: [String: String]? = nil, person: Person? = nil, options: [String] = []
    ) throws -> String {
        tick()
        for (name, text) in files ?? ["\(name)-\(time).txt": "\(time)\n"] {
            try write(name, text)
        }
        try plainGit(["add", "--all"])
        let isUTF8 = String(validating: messageBytes, as: UTF8.self) != nil
        let encoding = isUTF8 ? [] : ["-c", "i18n.commitEncoding=ISO-8859-1"]
        let kept = ["commit", "--quiet", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "--file=-"]
        try plainGit(encoding + kept + options, input: messageBytes, person: person)
        return try resolve("HEAD")
    }

    /// Makes a branch without checking it out.
    package func branch(_ name: String, at revision: String = "HEAD") throws {
        try git("branch", "--quiet", name, revision)
    }

    /// Checks out a branch or commit, or, with `create`, a new branch here.
    package func checkout(_ revision: String, create: Bool = false) throws {
        tick()
        try plainGit(["checkout", "--quiet"] + (create ? ["-b"] : []) + [revision])
    }

    /// Merges branches by a merge commit, with Git's own message where none is given; gives the merge's ID.
    @discardableResult
    package func merge(
        _ branches: String..., message: String? = nil, person: Person? = nil, options: [String] = []
    ) throws -> String {
        tick()
        let wording = message.map { ["--message=\($0)"] } ?? ["--no-edit"]
        try plainGit(["merge", "--quiet", "--no-ff"] + wording + options + branches, person: person)
        return try resolve("HEAD")
    }

    /// Tags a revision; an annotated tag's message is the tag's name.
    package func tag(
        _ name: String, annotated: Bool = true, at revision: String = "HEAD", person: Person? = nil
    ) throws {
        tick()
        let kind = annotated ? ["--annotate", "--message=\(name)"] : []
        try plainGit(["tag"] + kind + [name, revision], person: person)
    }

    /// Writes an object as it stands, valid or not; gives its ID.
    package func writeObject(_ type: String, _ bytes: [UInt8]) throws -> String {
        try git("hash-object", "-w", "--literally", "-t", type, "--stdin", input: bytes)
    }

    /// Writes a big history at once, from a stream in the language of `git fast-import`.
    package func fastImport(_ stream: [UInt8]) throws {
        try git("fast-import", "--quiet", input: stream)
    }

    /// The full ID of what a revision names.
    package func resolve(_ revision: String) throws -> String {
        try plainGit(["rev-parse", "--verify", "--end-of-options", revision])
    }
}
