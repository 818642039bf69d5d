/// What a value says about its own secrecy.
enum SecretShape {
    /// Whether a text holds something that is known to be secret by its form, whatever its key.
    static func isKnown(in text: Bytes) -> Bool {
        for index in text.indices where isStart(text[index]) {
            let rest = text[index...]
            if rest.begins(with: "-----BEGIN") || isPasswordHash(rest) { return true }
            let beginsWord = text.byte(at: index - 1)?.isWord != true
            if beginsWord, isWebToken(rest) || isAuthorization(rest) || SecretTokens.begin(rest) { return true }
            if rest.begins(with: "://"), hasPassword(rest.dropFirst(3)) { return true }
            if beginsWord, let address = rest.after("jdbc:oracle:"), hasOraclePassword(address) { return true }
        }
        return text.drop { $0 == .quote }.begins(with: "$ANSIBLE_VAULT")
            || webhooks.contains { text.holds($0) } || SecretUser.isHeld(in: text)
    }

    /// Whether a text is one long run of random letters and digits. Names and paths are not.
    static func isRandom(_ text: Bytes) -> Bool {
        guard text.count >= 32, text.count <= 4096, text.allSatisfy(\.isRandomLetter) else { return false }
        if text.allSatisfy(\.isHexadecimal) { return distinct(text) >= 8 }
        let kinds = [
            text.contains { $0.isDigit }, text.contains { $0.isLetter && $0 == $0.lowercased },
            text.contains { $0.isLetter && $0 != $0.lowercased },
        ]
        guard kinds.allSatisfy(\.self), distinct(text) >= 16 else { return false }
        return hasLengthOfAWSKey(text) || !isMadeOfWords(text)
    }

    /// Whether one of the words of a text is random, and none that a digest or a version is expected to be.
    static func holdsRandom(_ text: Bytes) -> Bool {
        text.split(whereSeparator: \.endsWord).contains { word in
            isRandom(word) && !SecretKey(text[..<word.startIndex].suffix(40)).namesDigest
        }
    }

    /// Whether a text is base64 of a text that holds a secret: an address with its password, a credential's JSON.
    static func isEncodedSecret(_ text: Bytes) -> Bool {
        guard 12...4096 ~= text.count, let plain = Base64.bytes(Array(text)),
            plain.allSatisfy({ $0.isSpace || 0x20..<0x7F ~= $0 })
        else { return false }
        return isKnown(in: plain[...]) || SecretAssignment.isHeld(in: plain[...])
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

    private static let starts = Set(SecretTokens.starts + Array("-e:j$bBtT{".utf8))

    private static func isStart(_ byte: UInt8) -> Bool { starts.contains(byte) }

    /// Three parts in base64url, the first two JSON objects (RFC 7519).
    private static func isWebToken(_ text: Bytes) -> Bool {
        guard text.begins(with: "eyJ") else { return false }
        let header = text.end(from: text.startIndex, while: \.isRandomLetter)
        guard text.byte(at: header) == .dot, text[(header + 1)...].begins(with: "eyJ") else { return false }
        return text.byte(at: text.end(from: header + 1, while: \.isRandomLetter)) == .dot
    }

    /// `Bearer x`, `Basic x`, `token x` (RFC 9110, section 11.4), and not a sentence about it.
    private static func isAuthorization(_ text: Bytes) -> Bool {
        guard let scheme = ["bearer ", "basic ", "token "].first(where: text.beginsIgnoringCase) else { return false }
        let word = text.dropFirst(scheme.utf8.count).prefix {
            $0.isRandomLetter || $0 == .dot || $0 == UInt8(ascii: "~")
        }
        return word.count >= 8 && (word.contains { $0.isDigit } || word.count >= 20)
    }

    /// How passwords are kept (crypt(5)): they can be guessed at.
    private static func isPasswordHash(_ text: Bytes) -> Bool {
        guard let start = hashes.lazy.compactMap(text.after).first else { return false }
        return start.prefix { $0.isRandomLetter || Array("./$,=".utf8).contains($0) }.count >= 8
    }

    private static let hashes = [
        "$1$", "$2a$", "$2b$", "$2y$", "$5$", "$6$", "$7$", "$y$", "$gy$", "$apr1$", "$argon2", "$pbkdf2", "$scrypt$",
        "{SHA}", "{SSHA}", "{SSHA256}", "{SSHA512}", "{CRYPT}",
    ]

    /// Addresses that anyone who knows them may post to.
    private static let webhooks = [
        "hooks.slack.com/services/", "hooks.slack.com/workflows/", "discord.com/api/webhooks/",
        "discordapp.com/api/webhooks/", "outlook.office.com/webhook", ".webhook.office.com/", "api.telegram.org/bot",
    ]

    /// `user:password@host` behind `://` (RFC 3986, section 3.2.1); a reference in place of the password is none. People
    /// write passwords as they are, marks and all: a slash ends the address only behind the digits of a port.
    private static func hasPassword(_ text: Bytes) -> Bool {
        let address = text.prefix { !$0.endsAddress }
        guard let colon = address.firstIndex(of: .colon), !address[..<colon].contains(.slash) else { return false }
        let port = address[(colon + 1)...].prefix { $0 != .slash }
        let hasPort = !port.isEmpty && port.allSatisfy(\.isDigit) && port.endIndex < address.endIndex
        let authority = hasPort ? address[..<port.endIndex] : address
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")), colon < at else { return false }
        let password = authority[(colon + 1)..<at]
        return !password.isEmpty && !isReference(password)
    }

    /// `thin:user/password@host`.
    private static func hasOraclePassword(_ text: Bytes) -> Bool {
        let address = text.prefix { !$0.endsAddress }
        guard let at = address.firstIndex(of: UInt8(ascii: "@")), let slash = address.firstIndex(of: .slash) else {
            return false
        }
        return slash + 1 < at && !isReference(address[(slash + 1)..<at])
    }

    private static func distinct(_ text: Bytes) -> Int { Set(text).count }

    /// The secret half of a pair of keys, in base64: its slashes are no path's.
    private static func hasLengthOfAWSKey(_ text: Bytes) -> Bool {
        text.count == 40 && text.first != .slash
            && text.allSatisfy { $0.isLetter || $0.isDigit || $0 == .slash || $0 == UInt8(ascii: "+") }
    }

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

    fileprivate var endsAddress: Bool { isSpace || Array("\"'<>`".utf8).contains(self) }

    fileprivate var endsWord: Bool { isSpace || Array("\"'=:,;()[]{}<>@".utf8).contains(self) }
}
