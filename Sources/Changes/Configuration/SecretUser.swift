/// A user with a password before a host, where no scheme says that it is an address: `proxy: user:password@host:8080`.
enum SecretUser {
    /// Whether a text holds one.
    static func isHeld(in text: Bytes) -> Bool {
        guard let at = text.firstIndex(of: at), text[..<at].contains(.colon) else { return false }
        return text.split(whereSeparator: \.endsUser).contains(where: isOne)
    }

    private static func isOne(_ word: Bytes) -> Bool {
        guard let end = word.lastIndex(of: at), let colon = word[..<end].firstIndex(of: .colon) else { return false }
        let (user, password) = (word[..<colon], word[(colon + 1)..<end])
        guard let first = password.first, first != .slash, first != UInt8(ascii: "\\"), first != .colon,
            user.contains(where: \.isLetter), user.allSatisfy({ $0.isWord || $0 == .dot || $0 == .dash }),
            !others.contains(where: user.equalsIgnoringCase), !SecretShape.isReference(password),
            password.first != UInt8(ascii: "$")
        else { return false }
        return isHost(word[(end + 1)...])
    }

    /// A name or an address, with a port or a path behind it. `nginx:1.27@sha256:…` is an image.
    private static func isHost(_ text: Bytes) -> Bool {
        let host = text.prefix { $0 != .colon && $0 != .slash }
        guard let first = host.first, host.allSatisfy({ $0.isWord || $0 == .dot || $0 == .dash }) else { return false }
        let isNumbers = host.split(separator: .dot).count == 4 && host.allSatisfy { $0.isDigit || $0 == .dot }
        return (first.isLetter || isNumbers) && !SecretKey(host).namesDigest
    }

    private static let at = UInt8(ascii: "@")

    /// What stands before a colon and is no user.
    private static let others = [
        "mailto", "xmpp", "sip", "sips", "acct", "npm", "ssh", "pkg", "jdbc", "workspace", "patch", "link", "portal",
        "file",
        "docker", "oci", "git", "email", "mail", "from", "to", "cc", "by", "contact", "author", "maintainer", "github",
        "jsr",
    ]
}

extension UInt8 {
    /// Whether a byte parts such a user from the text around it.
    fileprivate var endsUser: Bool { isSpace || Array("\"'<>`=,;()[]{}|".utf8).contains(self) }
}
