import CLibgit2

/// The four kinds of Git objects.
package enum ObjectKind: String, Sendable {
    case commit, tree, blob, tag

    init?(_ type: git_object_t) {
        switch type {
        case GIT_OBJECT_COMMIT: self = .commit
        case GIT_OBJECT_TREE: self = .tree
        case GIT_OBJECT_BLOB: self = .blob
        case GIT_OBJECT_TAG: self = .tag
        default: return nil
        }
    }

    var type: git_object_t {
        switch self {
        case .commit: GIT_OBJECT_COMMIT
        case .tree: GIT_OBJECT_TREE
        case .blob: GIT_OBJECT_BLOB
        case .tag: GIT_OBJECT_TAG
        }
    }
}

extension Repository {
    /// An object's kind and bytes, read raw: no parsing, one look-up, replace refs ignored.
    ///
    /// - Throws: `RepositoryProblem.missingObject`, `.corruptObject`; else `GitError`.
    package func object(_ id: ObjectID) throws -> (kind: ObjectKind, bytes: [UInt8]) {
        let found = try unverifiedObject(id)
        if verifiesHashes { try Self.verify(found.bytes, found.kind, are: id) }
        return found
    }

    /// - Throws: `RepositoryProblem.corruptObject` where the bytes are not those that the name stands for.
    package static func verify(_ bytes: [UInt8], _ kind: ObjectKind, are id: ObjectID) throws {
        guard try Self.id(of: bytes, kind) == id else {
            throw RepositoryProblem.corruptObject(id, reason: "its content is not what its name stands for")
        }
    }

    private func unverifiedObject(_ id: ObjectID) throws -> (kind: ObjectKind, bytes: [UInt8]) {
        if let object = lent[id] { return object }
        let object = try opened(id)
        defer { git_odb_object_free(object) }
        guard let kind = ObjectKind(git_odb_object_type(object)) else {
            throw RepositoryProblem.corruptObject(id, reason: "its type is unknown")
        }
        let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object))
        return (kind, [UInt8](bytes))
    }

    func opened(_ id: ObjectID) throws -> OpaquePointer {
        var object: OpaquePointer?
        guard try isReadable(id, { git_odb_read(&object, objects, $0) }), let object else {
            throw RepositoryProblem.missingObject(id, partialClone: isPartialClone)
        }
        return object
    }

    /// False where the object is not there; what libgit2 says of one that it cannot read goes into the error.
    private func isReadable(_ id: ObjectID, _ read: (UnsafePointer<git_oid>) -> CInt) throws -> Bool {
        do {
            return try id.withOid { try found(read($0)) }
        } catch let error as GitError {
            throw RepositoryProblem.corruptObject(id, reason: error.message)
        }
    }

    /// The bytes of an object of which the kind is known beforehand.
    package func bytes(of id: ObjectID, _ kind: ObjectKind) throws -> [UInt8] {
        let bytes = try unverifiedBytes(of: id, kind)
        if verifiesHashes { try Self.verify(bytes, kind, are: id) }
        return bytes
    }

    /// The same without hashing them again, for those who do that at another time.
    func unverifiedBytes(of id: ObjectID, _ kind: ObjectKind) throws -> [UInt8] {
        let (found, bytes) = try unverifiedObject(id)
        guard found == kind else {
            throw RepositoryProblem.corruptObject(id, reason: "it is a \(found.rawValue), not a \(kind.rawValue)")
        }
        return bytes
    }

    package func blob(_ id: ObjectID) throws -> [UInt8] { try bytes(of: id, .blob) }

    /// The kind and the size in bytes, without reading the object's content.
    package func header(of id: ObjectID) throws -> (kind: ObjectKind, size: Int)? {
        if let object = lent[id] { return (object.kind, object.bytes.count) }
        var size = 0
        var type = GIT_OBJECT_INVALID
        guard try isReadable(id, { git_odb_read_header(&size, &type, objects, $0) }) else { return nil }
        return ObjectKind(type).map { ($0, size) }
    }

    package func contains(_ id: ObjectID) -> Bool {
        lent[id] != nil || id.withOid { git_odb_exists(objects, $0) == 1 }
    }

    /// The name that an object with this content has.
    package static func id(of bytes: [UInt8], _ kind: ObjectKind) throws -> ObjectID {
        var oid = git_oid()
        try check(git_odb_hash(&oid, bytes, bytes.count, kind.type))
        return ObjectID(oid)
    }
}
