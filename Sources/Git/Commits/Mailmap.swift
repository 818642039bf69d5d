import CLibgit2

/// The people who commit under several names or addresses, as a repository says (gitmailmap).
package final class Mailmap {
    private let pointer: OpaquePointer

    /// libgit2 refuses a whole map for one line that it cannot use, such as one with an empty address: such lines are left out.
    init(_ text: [UInt8]) throws {
        let lines = text.split(separator: UInt8(ascii: "\n"))
        pointer = try Self.map(of: lines[...]) ?? Self.map(of: Self.usable(lines[...])) ?? handle(git_mailmap_new)
    }

    /// Nil where libgit2 refuses one of the lines.
    private static func map(of lines: ArraySlice<ArraySlice<UInt8>>) -> OpaquePointer? {
        let text = lines.joined(separator: [UInt8(ascii: "\n")]).map(CChar.init(bitPattern:))
        return try? handle { git_mailmap_from_buffer(&$0.pointee, text, text.count) }
    }

    private static func usable(_ lines: ArraySlice<ArraySlice<UInt8>>) -> ArraySlice<ArraySlice<UInt8>> {
        if let map = map(of: lines) {
            git_mailmap_free(map)
            return lines
        }
        guard lines.count > 1 else { return [] }
        let middle = lines.startIndex + lines.count / 2
        return usable(lines[..<middle]) + usable(lines[middle...])
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
