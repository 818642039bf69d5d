/// What a key says about the secrecy of its value, judged by its words: `dbPassword`, `DB_PASSWORD`, `db-password`.
struct SecretKey {
    private let words: [String]

    init(_ key: Bytes) { words = KeyWords.words(of: key) }

    /// Whether a value right at the key is secret.
    var isSecret: Bool { !isAboutSecrets && (namesSecret || words.contains(where: Self.weak.contains)) }

    /// Whether this value right at the key is secret. A PIN has at least four digits: fewer number the pins of a chip.
    func isSecret(for value: Bytes) -> Bool {
        guard isSecret else { return false }
        let namesOnlyPIN = !namesSecret && !words.contains { Self.weak.contains($0) && $0 != "pin" }
        return !namesOnlyPIN || value.count > 3 || !value.allSatisfy(\.isDigit)
    }

    /// Whether all below the key is: `credentials: {user: …}`. `auth:` and `cookie:` often hold settings.
    var coversAllBelow: Bool { !isAboutSecrets && namesSecret }

    /// Whether the value says something about a secret without being one: `passwordPolicy`, `token_ttl`, `max_tokens`,
    /// `secretName`. Below a key that covers, such a value is shown, too.
    var isAboutSecrets: Bool {
        guard let last = words.last else { return false }
        return Self.describing.contains(last) || words.first.map(Self.counting.contains) ?? false
    }

    /// Whether long random text is usual here and no secret: `image.digest`, `revision`.
    var namesDigest: Bool { words.contains(where: Self.digests.contains) }

    private var namesSecret: Bool {
        if words.contains(where: Self.strong.contains) { return true }
        let joined = words.flatMap { Array($0.utf8) }
        // No fragment is shorter than six letters, and most keys are; this is asked for every word of a line.
        guard joined.count >= 5 else { return false }
        return Self.fragments.contains { joined[...].holds($0) } || joined.suffix(5).equals("token")
    }

    /// Words that are enough by themselves. `tokenizer` is another word than `token`.
    private static let strong: Set = [
        "password", "passwords", "passwd", "passphrase", "pwd", "secret", "secrets", "token", "tokens", "credential",
        "credentials", "creds",
    ]

    private static let weak: Set = [
        "auth", "authorization", "cookie", "cookies", "pass", "dsn", "otp", "htpasswd", "pin", "passcode",
        "pincode",
    ]

    /// What is written without a mark between its words, too: `dbpassword`, `apikey`, `clientkeydata`.
    private static let fragments = [
        "password", "passwd", "passphrase", "clientsecret", "secretkey", "apikey", "privatekey", "accesskey", "authkey",
        "encryptionkey", "signingkey", "masterkey", "accountkey", "sharedkey", "sharedaccess", "clientkeydata",
        "sshkey",
        "sessionkey", "servicekey", "hostkey", "deploykey", "licensekey", "credential", "connectionstring",
        "connectionuri", "authtoken", "accesstoken",
    ]

    private static let describing: Set = [
        "length", "min", "max", "minimum", "maximum", "count", "size", "limit", "ttl", "timeout", "expiry", "expires",
        "expiration", "lifetime", "age", "days", "hours", "minutes", "seconds", "policy", "policies", "name", "names",
        "type", "types", "class", "file", "files", "path", "paths", "dir", "url", "uri", "endpoint", "provider",
        "providers", "format", "encoder", "enabled", "disabled", "required", "optional", "algorithm", "rotation",
        "interval", "header", "headers", "field", "prompt", "ref", "refs", "version", "validity", "strength", "label",
        "labels", "description", "manager", "store", "mount", "mounts", "issuer", "audience", "scope", "scopes",
        "attempts", "retries", "reset", "column", "pattern", "regex", "annotations", "namespace", "kind", "mode",
        "method", "methods", "source", "engine", "backend", "driver", "service", "location", "stdin",
    ]

    private static let counting: Set = ["max", "min", "num", "number", "total", "count"]

    private static let digests: Set = [
        "digest", "digests", "checksum", "checksums", "sha", "sha1", "sha256", "sha384", "sha512", "md5", "hash",
        "hashes", "commit", "revision", "rev", "integrity", "fingerprint", "etag", "uuid", "guid",
    ]
}

/// The words of a key, in lower case.
enum KeyWords {
    /// Parts at marks and where a capital begins a word: `dbPassword`, `APIKey`.
    static func words(of key: Bytes) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for (index, byte) in zip(key.indices, key) {
            if !byte.isLetter && !byte.isDigit || beginsWord(at: index, in: key) { take(&word, into: &words) }
            if byte.isLetter || byte.isDigit { word.append(byte.lowercased) }
        }
        take(&word, into: &words)
        return words
    }

    private static func take(_ word: inout [UInt8], into words: inout [String]) {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
    }

    private static func beginsWord(at index: Int, in key: Bytes) -> Bool {
        guard key[index].isCapital, let before = key.byte(at: index - 1) else { return false }
        let next = key.byte(at: index + 1) ?? .zero
        return !before.isCapital || next.isLetter && !next.isCapital
    }
}

extension Bytes {
    fileprivate func holds(_ text: String) -> Bool {
        guard let first = text.utf8.first, count >= text.utf8.count else { return false }
        return indices.contains { self[$0] == first && self[$0...].begins(with: text) }
    }
}

extension UInt8 {
    fileprivate var isCapital: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
}
