import CLibgit2

extension Repository {
    /// The commit that a text names; nil where it names none here, or several.
    package func commitID(named name: CommitName) throws -> ObjectID? {
        if let id = name.id { return try header(of: id)?.kind == .commit ? id : nil }
        var object: OpaquePointer?
        defer { git_object_free(object) }
        var prefix = git_oid()
        try check(git_oid_fromstrn(&prefix, name.description, name.description.utf8.count))
        let code = git_object_lookup_prefix(&object, pointer, &prefix, name.description.utf8.count, GIT_OBJECT_COMMIT)
        guard code == 0, let id = git_object_id(object) else { return nil }
        return ObjectID(id.pointee)
    }
}
