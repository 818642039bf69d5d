import CLibgit2

extension Repository {
    /// The commits that a message names: an abbreviated name means all commits that it fits. A name of something that is
    /// missing, damaged, or no commit names nothing, as anybody can write any name into a message.
    package func commits(named name: CommitName) throws -> [Commit] {
        let commits = try objectIDs(named: name).compactMap { id -> Commit? in
            do {
                return try header(of: id)?.kind == .commit ? try commit(id) : nil
            } catch RepositoryProblem.missingObject, RepositoryProblem.corruptObject {
                return nil
            }
        }
        if commits.isEmpty { try namedInVain() }
        return commits
    }

    /// libgit2 looks for a name that fits nothing in all folders and packs anew. Messages can have any number of these.
    private func namedInVain() throws {
        namesInVain += 1
        if namesInVain == Self.mostNamesInVain { objectNames = try SortedNames(allObjectIDs()) }
    }

    private static let mostNamesInVain = 500

    /// The IDs of all objects that are here.
    private func allObjectIDs() throws -> [ObjectID] {
        var ids: [ObjectID] = []
        _ = try withUnsafeMutablePointer(to: &ids) { ids in
            try check(
                git_odb_foreach(
                    objects,
                    { oid, ids in
                        guard let oid, let ids else { return -1 }
                        ids.assumingMemoryBound(to: [ObjectID].self).pointee.append(ObjectID(oid.pointee))
                        return 0
                    }, ids))
        }
        return ids
    }

    private func objectIDs(named name: CommitName) throws -> [ObjectID] {
        if let objectNames { return Array(objectNames.fitting(name.padded, digits: name.description.utf8.count)) }
        if let id = name.id { return [id] }
        var found: [ObjectID] = []
        var prefixes = [name.description]
        while let text = prefixes.popLast() {
            var (prefix, id) = (git_oid(), git_oid())
            try check(git_oid_fromstrn(&prefix, text, text.utf8.count))
            switch git_odb_exists_prefix(&id, objects, &prefix, text.utf8.count) {
            case 0: found.append(ObjectID(id))
            // libgit2 does not list what fits: longer names do.
            case GIT_EAMBIGUOUS.rawValue where text.utf8.count < ObjectID.digitCount:
                prefixes += "0123456789abcdef".map { text + String($0) }
            default: continue
            }
        }
        return found.sorted()
    }
}
