/// The words by which keys are judged. Where a word is in doubt, it is here.
enum SecretWords {
    /// Words that are enough by themselves. `tokenizer` is another word than `token`.
    static let strong: Set = [
        "password", "passwords", "passwd", "passphrase", "passwort", "pwd", "pw", "pswd", "psw", "pwrd", "pword",
        "passw", "passwrd", "pss", "secret", "secrets",
        "token", "tokens", "credential", "credentials", "creds", "cred", "bearer", "psk", "passkey", "tok", "tkn",
        "secr", "scrt", "authtok", "pepper", "rocommunity", "rwcommunity",
        // Passwords in other languages.
        "kennwort", "geheimnis", "mdp", "contrasena", "contrase", "clave", "senha", "wachtwoord", "losenord",
        "loesenord", "heslo", "haslo", "parola", "salasana", "jelszo", "sifre", "lozinka", "geslo", "adgangskode",
        "kodeord", "passord", "parole", "slaptazodis",
    ]

    /// Words that end so are: `appsecret`, `dbpwd`, `bindpw`, `wpapsk`.
    static let strongEndings = ["secret", "pwd", "pw", "psk"]

    static let weak: Set = [
        "auth", "authorization", "cookie", "cookies", "pass", "dsn", "otp", "htpasswd", "pin", "passcode",
        "pincode", "salt", "sig", "signature", "pat", "mnemonic", "hmac", "masterauth",
        "basicauth", "community",
    ]

    /// Words that are enough at the end of a key of several words: `STRIPE_SK`, `JWT_SIGNING`.
    static let weakLast: Set = ["sk", "signing"]

    /// Words before `key` with which it names no secret: `publicKey`, `sort_key`, `ParameterKey`.
    static let harmlessKeys: Set = [
        "public", "pub", "foreign", "primary", "sort", "partition", "range", "hash", "unique", "composite", "natural",
        "surrogate", "cache", "restore", "row", "column", "object", "map", "lookup", "index", "group", "grouping",
        "shard",
        "sharding", "routing", "tag", "label", "annotation", "short", "hot", "arrow", "enter", "escape", "shortcut",
        "modifier", "config", "configuration", "setting", "settings", "property", "field", "parameter", "param",
        "option",
        "attribute", "variable", "var", "env", "header", "type", "id", "name", "value", "text", "message",
        "translation",
        "locale", "i18n", "event", "metric", "metrics", "item", "issue", "project", "ticket", "order", "ordering",
        "idempotency", "dedup", "deduplication", "topology", "taint", "node", "selector",
        "feature", "flag", "registry", "path", "json", "yaml", "xml", "dict", "map", "first", "last", "next",
        "no", "any", "is", "has", "by", "of", "patch",
    ]

    /// Words that end in these letters and mean no key.
    static let otherKeys: Set = [
        "key", "monkey", "donkey", "turkey", "whiskey", "hockey", "jockey", "jokey", "lackey", "hotkey", "pubkey",
        "publickey", "foreignkey", "primarykey", "sortkey", "partitionkey", "cachekey", "rowkey", "groupkey", "tagkey",
        "labelkey", "hashkey", "rangekey", "shardkey", "routingkey", "mapkey", "objectkey",
    ]

    /// Words on `pass` that name none, as `requirepass` and `dbpass` do.
    static let otherPasses: Set = [
        "bypass", "nopass", "resetpass", "compass", "encompass", "multipass", "surpass", "trespass", "underpass",
        "overpass", "lowpass",
        "highpass", "bandpass", "allpass", "renderpass", "subpass", "onepass", "twopass", "singlepass",
    ]

    /// What is written without a mark between its words, too: `dbpassword`, `apikey`, `clientkeydata`.
    static let fragments = [
        "password", "passwd", "passphrase", "clientsecret", "secretkey", "apikey", "privatekey", "accesskey", "authkey",
        "encryptionkey", "signingkey", "masterkey", "accountkey", "sharedkey", "sharedaccess", "clientkeydata",
        "sshkey", "sessionkey", "servicekey", "hostkey", "deploykey", "licensekey", "credential", "connectionstring",
        "connectionuri", "authtoken", "accesstoken", "appkey", "consumerkey", "cipherkey", "cryptkey", "cryptokey",
        "encryptkey", "decryptkey", "decryptionkey", "validationkey", "storagekey", "unsealkey", "gpgkey", "pgpkey",
        "hmackey", "presharedkey", "httpbasic",
        "preshared", "seedphrase", "recoveryphrase", "recoverycode", "backupcode", "dockerconfigjson", "securestring",
        "passwort", "kennwort",
        "contrasena", "wachtwoord", "motdepasse",
    ]

    static let describing: Set = [
        "length", "min", "max", "minimum", "maximum", "count", "size", "limit", "ttl", "timeout", "expiry", "expires",
        "expiration", "lifetime", "age", "days", "hours", "minutes", "seconds", "policy", "policies", "name", "names",
        "type", "types", "class", "file", "files", "path", "paths", "dir", "url", "uri", "endpoint", "provider",
        "providers", "format", "encoder", "enabled", "disabled", "required", "optional", "algorithm", "rotation",
        "interval", "header", "headers", "field", "prompt", "ref", "refs", "version", "validity", "strength", "label",
        "labels", "description", "manager", "store", "mount", "mounts", "issuer", "audience", "scope", "scopes",
        "attempts", "retries", "reset", "column", "pattern", "regex", "annotations", "namespace", "kind", "mode",
        "method", "methods", "source", "engine", "backend", "driver", "service", "location", "stdin",
        "rounds", "iterations",
    ]

    static let counting: Set = ["max", "min", "num", "number", "total", "count"]

    static let digests: Set = [
        "digest", "digests", "checksum", "checksums", "sha", "sha1", "sha256", "sha384", "sha512", "md5", "hash",
        "hashes", "commit", "revision", "rev", "integrity", "fingerprint", "etag", "uuid", "guid",
    ]

    /// Whether a key has a word for passwords that other letters than those of ASCII write.
    static func isForeignSecret(_ key: Bytes) -> Bool {
        guard key.contains(where: { $0 >= 0x80 }) else { return false }
        let text = String(decoding: key, as: UTF8.self).lowercased()
        return foreign.contains { text.utf8.holds($0) }
    }

    private static let foreign = [
        "contraseñ", "lösenord", "hasło", "şifre", "jelszó", "пароль", "密码", "密碼", "パスワード", "비밀번호", "סיסמה",
        "كلمة المرور", "κωδικός",
    ].map { Array($0.lowercased().utf8) }
}

extension Collection<UInt8> {
    /// Whether some bytes are in these, one after another.
    func holds(_ part: some Collection<UInt8>) -> Bool {
        guard let first = part.first, count >= part.count else { return false }
        return indices.contains { self[$0] == first && self[$0...].starts(with: part) }
    }

    func holds(_ text: String) -> Bool { holds(text.utf8) }
}
