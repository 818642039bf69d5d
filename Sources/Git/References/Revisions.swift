import CLibgit2

extension Repository {
    /// The commit that a revision names, in any of Git's spellings (gitrevisions), through tags.
    ///
    /// Where a branch and a tag share the name, neither is taken: the answer depends on which was meant.
    package func commitID(ofRevision revision: String) throws -> ObjectID {
        if !revision.hasPrefix("refs/"), try isAmbiguous(revision.prefix { !"~^:@".contains($0) }) {
            throw RepositoryProblem.ambiguousRevision(revision)
        }
        // `@` alone stands for HEAD; libgit2 1.5 does not know all that may follow it.
        let isShort = revision == "@" || revision.hasPrefix("@~") || revision.hasPrefix("@^")
        let spelled = isShort ? "HEAD" + revision.dropFirst() : revision
        var object: OpaquePointer?
        defer { git_object_free(object) }
        let code = try Library.verifyingHashes(verifiesHashes) { git_revparse_single(&object, pointer, spelled) }
        guard code != GitError.Code.ambiguous.number else { throw RepositoryProblem.ambiguousRevision(revision) }
        guard code == 0, let id = git_object_id(object) else {
            guard let id = try commitID(ofName: revision) else { throw RepositoryProblem.unknownRevision(revision) }
            return id
        }
        return try commitID(peeling: ObjectID(id.pointee), named: revision)
    }

    /// The one commit that an ID names, whole or abbreviated. libgit2 finds no commit that it cannot parse, and is stricter
    /// there than Git.
    private func commitID(ofName text: String) throws -> ObjectID? {
        guard let name = CommitName(word: Array(text.utf8)[...], fewest: CommitName.fewestDigits) else { return nil }
        let found = try commits(named: name)
        guard found.count < 2 else { throw RepositoryProblem.ambiguousRevision(text) }
        return found.first?.id
    }

    /// The commit behind an object, through tags; a tag of a tree or blob is an error that names its kind.
    package func commitID(peeling id: ObjectID, named name: String) throws -> ObjectID {
        let (commit, kind) = try peeled(id)
        guard kind == .commit else { throw RepositoryProblem.notACommit(name, kind) }
        return commit
    }

    private func isAmbiguous(_ name: Substring) throws -> Bool {
        guard let branch = try reference("refs/heads/" + name), let tag = try reference("refs/tags/" + name) else {
            return false
        }
        return try peeled(branch.target).id != peeled(tag.target).id
    }
}
