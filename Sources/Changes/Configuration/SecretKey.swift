/// What a key says about the secrecy of its value, judged by its words: `dbPassword`, `DB_PASSWORD`, `db-password`.
struct SecretKey {
    private let words: [String]
    private let isForeignSecret: Bool

    init(_ key: Bytes) {
        words = KeyWords.words(of: key)
        isForeignSecret = SecretWords.isForeignSecret(key)
    }

    /// Whether a value right at the key is secret.
    var isSecret: Bool { !isAboutSecrets && (namesSecret || isWeak) }

    /// Whether this value right at the key is secret. A PIN has at least four digits: fewer number the pins of a chip.
    func isSecret(for value: Bytes) -> Bool {
        if namesSensitive { return !SecretMarking.isHarmless(value) }
        guard isSecret else { return false }
        let namesOnlyPIN = !namesSecret && !endsWeakly && !words.contains { $0 != "pin" && Self.isWeak($0) }
        return !namesOnlyPIN || value.count > 3 || !value.allSatisfy(\.isDigit)
    }

    /// Whether all below the key is: `credentials: {user: …}`. `auth:` and `cookie:` often hold settings.
    var coversAllBelow: Bool { namesSensitive || !isAboutSecrets && namesSecret }

    /// Whether the value is what is sensitive, unless it only says so of others: `sensitive = true` (Terraform).
    var namesSensitive: Bool { words == ["sensitive"] }

    /// Whether the value says something about a secret without being one: `passwordPolicy`, `token_ttl`, `max_tokens`,
    /// `secretName`. Below a key that covers, such a value is shown, too.
    var isAboutSecrets: Bool {
        guard let last = words.last else { return false }
        return SecretWords.describing.contains(last) || words.first.map(SecretWords.counting.contains) ?? false
    }

    /// Whether long random text is usual here and no secret: `image.digest`, `revision`.
    var namesDigest: Bool { words.contains(where: SecretWords.digests.contains) }

    private var namesSecret: Bool {
        if isForeignSecret || words.contains(where: Self.isStrong) { return true }
        let joined = words.flatMap { Array($0.utf8) }
        // No fragment is shorter than six letters, and most keys are; this is asked for every word of a line.
        guard joined.count >= 5 else { return false }
        // No key is as long as that; a doubt hides, and costs nothing.
        guard joined.count <= 512 else { return true }
        return SecretWords.fragments.contains { joined[...].holds($0) } || joined.suffix(5).equals("token")
    }

    private var isWeak: Bool { words.contains(where: Self.isWeak) || endsWeakly }

    /// `STRIPE_SK`, `enc_key`, `joinkey`: what some words mean at the end only. `key` alone is what a table calls its keys.
    private var endsWeakly: Bool {
        guard let last = words.last?.withoutNumber else { return false }
        if words.count > 1, SecretWords.weakLast.contains(last) { return true }
        guard last.hasSuffix("key") else { return false }
        if last == "key" { return words.count > 1 && !SecretWords.harmlessKeys.contains(words[words.count - 2]) }
        return !SecretWords.otherKeys.contains(last)
    }

    private static func isStrong(_ word: String) -> Bool {
        let word = word.withoutNumber
        return SecretWords.strong.contains(word) || SecretWords.strongEndings.contains(where: word.hasSuffix)
    }

    private static func isWeak(_ word: String) -> Bool {
        let word = word.withoutNumber
        return SecretWords.weak.contains(word) || word.hasSuffix("pass") && !SecretWords.otherPasses.contains(word)
    }
}

extension String {
    /// `token` of `token2`.
    fileprivate var withoutNumber: String {
        guard utf8.last?.isDigit == true else { return self }
        return String(decoding: utf8.reversed().drop(while: \.isDigit).reversed(), as: UTF8.self)
    }
}
