import CLibgit2

/// The people who commit under several names or addresses, as a repository says (gitmailmap).
package final class Mailmap {
    private let pointer: OpaquePointer

    /// - Throws: `GitError` where the text cannot be read.
    init(_ text: [UInt8]) throws {
        let lines = text.split(separator: UInt8(ascii: "\n")).filter { !$0.hasEmptyAddress }
        let text = lines.joined(separator: [UInt8(ascii: "\n")]).map(CChar.init(bitPattern:))
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

extension ArraySlice<UInt8> {
    /// Whether a line maps nobody's address, or to nobody's: libgit2 refuses the whole map for one such line, which says nothing of
    /// people.
    fileprivate var hasEmptyAddress: Bool {
        let comment =
            firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }.map { self[$0] } == UInt8(ascii: "#")
        let marks = filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        return !comment && zip(marks, marks.dropFirst()).contains { $0 == UInt8(ascii: "<") && $1 == UInt8(ascii: ">") }
    }
}
