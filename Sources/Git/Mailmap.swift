import CLibgit2

/// The people who commit under several names or addresses, as a repository says (gitmailmap).
package final class Mailmap {
    private let pointer: OpaquePointer

    /// - Throws: `GitError` where the text cannot be read.
    init(_ text: [UInt8]) throws {
        let text = text.map(CChar.init(bitPattern:))
        pointer = try handle { git_mailmap_from_buffer(&$0.pointee, text, text.count) }
    }

    deinit { git_mailmap_free(pointer) }

    /// The name and address that stand for these.
    package func resolved(name: String, email: String) -> (name: String, email: String) {
        name.withCString { name in
            email.withCString { email in
                var (realName, realEmail): (UnsafePointer<CChar>?, UnsafePointer<CChar>?)
                guard git_mailmap_resolve(&realName, &realEmail, pointer, name, email) == 0, let realName, let realEmail
                else { return (String(cString: name), String(cString: email)) }
                return (String(cString: realName), String(cString: realEmail))
            }
        }
    }
}

extension Repository {
    /// The mailmap in a commit's tree; nil where there is none, or it is larger than any real one.
    package func mailmap(at commit: ObjectID) throws -> Mailmap? {
        guard let entry = try entry(named: ".mailmap", in: self.commit(commit).tree), entry.mode == .file,
            let size = try header(of: entry.id)?.size, size <= 4 << 20
        else { return nil }
        return try Mailmap(blob(entry.id))
    }
}
