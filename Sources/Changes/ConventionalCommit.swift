/// What a message says of its change, as Conventional Commits 1.0.0 write it: `feat(login)!: …`.
package struct ConventionalCommit: Hashable, Sendable {
    /// `feat`, `fix`, … in lowercase; nil where the subject begins otherwise.
    package let type: String?
    /// Whether users have to change something: `!` behind the type, or a line that begins with `BREAKING CHANGE:`.
    package let isBreaking: Bool

    package init(_ message: some Collection<UInt8>) {
        let message = Message(Array(message))
        let mark = message.subject[...].typeMark
        type = mark.map { String(decoding: $0.type, as: UTF8.self).lowercased() }
        isBreaking =
            mark?.isBreaking == true
            || message.lines.indices.dropFirst(message.title.upperBound).contains { line in
                ["BREAKING CHANGE:", "BREAKING-CHANGE:"].contains { message[line].begins(with: $0) }
            }
    }
}

extension Bytes {
    /// The letters before the colon, and whether `!` follows them and a scope in parentheses.
    fileprivate var typeMark: (type: Bytes, isBreaking: Bool)? {
        let type = prefix(while: \.isLetter)
        var rest = self[type.endIndex...]
        if let scope = rest.after("("), let end = scope.firstIndex(of: UInt8(ascii: ")")) { rest = self[(end + 1)...] }
        let mark = rest.after("!")
        guard !type.isEmpty, (mark ?? rest).first == .colon else { return nil }
        return (type, mark != nil)
    }
}
