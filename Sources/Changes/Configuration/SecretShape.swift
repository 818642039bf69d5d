/// What a value says about its own secrecy.
enum SecretShape {
    /// Whether a text holds something that is known to be secret by its form, whatever its key.
    static func isKnown(in text: Bytes) -> Bool {
        for index in text.indices where isStart(text[index]) {
            let rest = text[index...]
            if rest.begins(with: "-----BEGIN") { return true }
            let beginsWord = text.byte(at: index - 1)?.isWord != true
            if beginsWord, isWebToken(rest) || tokens.contains(where: { $0.begins(rest) }) {
                return true
            }
            if rest.begins(with: "://"), hasPassword(rest.dropFirst(3)) { return true }
        }
        return text.drop { $0 == .quote }.begins(with: "$ANSIBLE_VAULT")
    }

    /// Whether a text is one long run of random letters and digits. Names and paths are not.
    static func isRandom(_ text: Bytes) -> Bool {
        guard text.count >= 32, text.count <= 4096, text.allSatisfy(\.isRandomLetter) else { return false }
        if text.allSatisfy(\.isHexadecimal) { return distinct(text) >= 8 }
        let kinds = [
            text.contains { $0.isDigit }, text.contains { $0.isLetter && $0 == $0.lowercased },
            text.contains { $0.isLetter && $0 != $0.lowercased },
        ]
        return kinds.allSatisfy { $0 } && distinct(text) >= 16 && !isMadeOfWords(text)
    }

    /// Whether nothing but a place for a value stands there: `${DB_PASSWORD}`, `{{ password }}`.
    static func isReference(_ text: Bytes) -> Bool {
        let text = text.trimmed()
        if let rest = text.after("${"), rest.last == UInt8(ascii: "}") {
            return rest.dropLast().allSatisfy { $0.isWord || $0 == .dot }
        }
        guard let rest = text.after("{{"), rest.suffix(2).equals("}}") else { return false }
        return rest.dropLast(2).allSatisfy { $0.isWord || $0 == .dot || $0 == .space }
    }

    /// A prefix that its issuer puts before every token, and how many letters follow at least.
    private struct IssuedToken {
        let prefix: String
        let length: Int

        func begins(_ text: Bytes) -> Bool {
            guard let rest = text.after(prefix) else { return false }
            return rest.prefix(length).allSatisfy { $0.isWord || $0 == .dash } && rest.count >= length
        }
    }

    private static let tokens = [
        ("AKIA", 16), ("ASIA", 16), ("ghp_", 30), ("gho_", 30), ("ghu_", 30), ("ghs_", 30), ("ghr_", 30),
        ("github_pat_", 22), ("glpat-", 20), ("xoxb-", 10), ("xoxp-", 10), ("xoxa-", 10), ("xoxr-", 10), ("xoxs-", 10),
        ("xapp-", 10), ("sk_live_", 16), ("rk_live_", 16), ("AIza", 35), ("npm_", 36), ("pypi-", 50), ("hvs.", 20),
        ("dop_v1_", 40), ("SG.", 22),
    ].map { IssuedToken(prefix: $0.0, length: $0.1) }

    private static let starts = Set(tokens.compactMap(\.prefix.utf8.first) + Array("-e:".utf8))

    private static func isStart(_ byte: UInt8) -> Bool { starts.contains(byte) }

    /// Three parts in base64url, the first two JSON objects (RFC 7519).
    private static func isWebToken(_ text: Bytes) -> Bool {
        guard text.begins(with: "eyJ") else { return false }
        let header = text.end(from: text.startIndex, while: \.isRandomLetter)
        guard text.byte(at: header) == .dot, text[(header + 1)...].begins(with: "eyJ") else { return false }
        return text.byte(at: text.end(from: header + 1, while: \.isRandomLetter)) == .dot
    }

    /// `user:password@host` behind `://` (RFC 3986, section 3.2.1); a reference in place of the password is none.
    private static func hasPassword(_ text: Bytes) -> Bool {
        let authority = text.prefix { !$0.isSpace && $0 != .slash && $0 != UInt8(ascii: "\"") && $0 != .quote }
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
            let colon = authority[..<at].firstIndex(of: .colon)
        else { return false }
        let password = authority[(colon + 1)..<at]
        return !password.isEmpty && !isReference(password)
    }

    private static func distinct(_ text: Bytes) -> Int { Set(text).count }

    /// Words joined by marks, as in paths and long names: no part of a random text is as short as all of these.
    private static func isMadeOfWords(_ text: Bytes) -> Bool {
        let parts = text.split { !$0.isLetter && !$0.isDigit }
        return parts.count > 2 && parts.allSatisfy { $0.count < 20 }
    }
}

extension UInt8 {
    fileprivate var isHexadecimal: Bool { isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= lowercased }

    /// base64 and base64url (RFC 4648).
    fileprivate var isRandomLetter: Bool {
        isWord || self == .dash || self == .slash || self == UInt8(ascii: "+") || self == UInt8(ascii: "=")
    }
}
