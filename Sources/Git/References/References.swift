import CLibgit2
import System

/// A name that points to an object: `refs/tags/v1`, with what it names directly (a tag object, where annotated).
package struct Reference: Hashable, Sendable {
    package let name: String
    package let target: ObjectID

    package init(name: String, target: ObjectID) {
        self.name = name
        self.target = target
    }

    package var shortName: String { Self.shortName(of: name) }

    /// A name without `refs/heads/`, `refs/tags/` or `refs/remotes/`.
    package static func shortName(of name: String) -> String {
        for prefix in ["refs/heads/", "refs/tags/", "refs/remotes/"] where name.hasPrefix(prefix) {
            return String(name.dropFirst(prefix.count))
        }
        return name
    }
}

extension Reference {
    /// Whether no repository can have references of both names: one of them is a folder of the other (git-check-ref-format).
    package static func exclude(_ one: String, _ other: String) -> Bool {
        one.hasPrefix(other + "/") || other.hasPrefix(one + "/")
    }
}

/// What a reference must be for a move to happen.
package enum ExpectedValue: Hashable, Sendable {
    case absent
    case exactly(ObjectID)
}

extension Repository {
    /// The reference of this full name; nil where there is none. Symbolic ones are followed.
    package func reference(_ name: String) throws -> Reference? {
        var oid = git_oid()
        let code = git_reference_name_to_id(&oid, pointer, name)
        if code == GIT_ERROR.rawValue, let broken = brokenReference(name) {
            throw RepositoryProblem.brokenReference(broken)
        }
        guard code != GitError.Code.invalidSpecification.number, try found(code) else { return nil }
        return Reference(name: name, target: ObjectID(oid))
    }

    /// All references under a full prefix like `refs/tags/`, sorted by name. Symbolic ones are followed; those that lead
    /// nowhere are left out.
    package func references(under prefix: String) throws -> [Reference] {
        let iterator: OpaquePointer = try handle {
            git_reference_iterator_glob_new(&$0.pointee, pointer, prefix + "*")
        }
        defer { git_reference_iterator_free(iterator) }
        var result: [Reference] = []
        var next: OpaquePointer?
        while try found(git_reference_next(&next, iterator), orNone: .iterationOver), let current = next {
            defer { git_reference_free(current) }
            if let found = try reference(from: current) { result.append(found) }
        }
        return result.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private func reference(from handle: OpaquePointer) throws -> Reference? {
        guard let name = git_reference_name(handle).map({ String(cString: $0) }) else { return nil }
        guard let target = git_reference_target(handle) else { return try reference(name) }
        return Reference(name: name, target: ObjectID(target.pointee))
    }

    /// The full name of the branch that is checked out, also when it has no commit yet; nil where HEAD is detached.
    package func currentBranch() throws -> String? { try symbolicTarget(of: "HEAD") }

    /// The remote-tracking branch that a branch, given by its full name, follows by Git's settings (git-config,
    /// `branch.<name>.merge`); nil where they name none, or none was fetched.
    package func trackedBranch(of branch: String) throws -> Reference? {
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        let code = git_branch_upstream_name(&buffer, pointer, branch)
        // The setting may be an address in place of a remote's name, which no refspec belongs to.
        guard code != GitError.Code.invalidSpecification.number, try found(code), let name = buffer.ptr else {
            return nil
        }
        return try reference(String(cString: name))
    }

    /// The full name that a symbolic reference stands for; nil where there is none, or it names an object.
    package func symbolicTarget(of name: String) throws -> String? {
        var reference: OpaquePointer?
        defer { git_reference_free(reference) }
        guard try found(git_reference_lookup(&reference, pointer, name)) else { return nil }
        return git_reference_symbolic_target(reference).map { String(cString: $0) }
    }

    /// Moves a reference if it is still what the caller saw.
    ///
    /// - Throws: `RepositoryProblem.referenceBusy` where another process moved it or holds its lock.
    package func update(_ name: String, to id: ObjectID, expecting: ExpectedValue, reason: String) throws {
        var moved: OpaquePointer?
        defer { git_reference_free(moved) }
        let code = sharing.applied {
            id.withOid { new in
                switch expecting {
                case .absent:
                    git_reference_create(&moved, pointer, name, new, 0, reason)
                case .exactly(let old):
                    old.withOid { git_reference_create_matching(&moved, pointer, name, new, 1, $0, reason) }
                }
            }
        }
        // Not found: a reference that was to be moved is gone.
        let busy: [GitError.Code] = [.modified, .locked, .exists, .notFound]
        guard !busy.contains(.init(number: code)) else { throw RepositoryProblem.referenceBusy(name: name) }
        try check(code)
    }
}
