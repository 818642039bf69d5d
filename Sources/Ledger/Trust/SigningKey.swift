import Changes

/// The public half of a key that signs records, as a policy names it.
package enum PublicKey: Hashable, Sendable {
    /// An SSH key: its type and its blob (RFC 4253, section 6.6).
    case ssh(type: String, blob: [UInt8])
    /// An OpenPGP key, by the fingerprint of its primary key: 40 or 64 hexadecimal digits, in capitals.
    case openPGP(fingerprint: String)

    /// `ssh-ed25519 …x7Kq2mfA`, `OpenPGP …3F9A1C2E5B7D9F01`: short, for people.
    package var shown: String {
        switch self {
        case .ssh(let type, let blob):
            let text = String(decoding: Base64.text(blob[...]), as: UTF8.self)
            return "\(type) …\(text.prefix { $0 != "=" }.suffix(8))"
        case .openPGP(let fingerprint): return "OpenPGP …\(fingerprint.suffix(16))"
        }
    }
}

/// A key of a person of the policy, with the time in which its signatures count.
package struct SigningKey: Hashable, Sendable {
    package let key: PublicKey
    /// From this moment on; nil for always.
    package let from: Timestamp?
    /// Before this moment; nil for ever.
    package let until: Timestamp?
    /// The exported key (RFC 9580, section 10.1), for OpenPGP.
    package let exported: [UInt8]

    /// A key without bounds.
    package init(_ key: PublicKey, exported: [UInt8] = []) {
        (self.key, self.exported, from, until) = (key, exported, nil, nil)
    }

    package func isValid(at time: Timestamp) -> Bool {
        from.map { time >= $0 } ?? true && until.map { time < $0 } ?? true
    }

    /// The line of `authorized_keys` without its comment: `ssh-ed25519 AAAA…`; nil for OpenPGP.
    package var sshLine: String? {
        guard case .ssh(let type, let blob) = key else { return nil }
        return "\(type) " + String(decoding: Base64.text(blob[...]), as: UTF8.self)
    }

    /// The key as a policy names it, without times.
    package var text: String {
        switch key {
        case .ssh: sshLine ?? ""
        case .openPGP(let fingerprint):
            "openpgp \(fingerprint) " + String(decoding: Base64.text(exported[...]), as: UTF8.self)
        }
    }

    /// Reads the value of `person.*.key`: `[from=<time>] [until=<time>] <type> <key in Base64> [<comment>]`, or for OpenPGP
    /// `[from=…] [until=…] openpgp <fingerprint> <exported key in Base64>`.
    package init(_ text: String) throws(PolicyValueProblem) {
        var words = text.split(separator: " ").map(String.init)[...]
        from = try Self.time("from=", &words)
        until = try Self.time("until=", &words)
        if let from, let until, until <= from { throw .badTime("\(from) to \(until)") }
        guard words.count >= 2 else { throw .badSigningKey(text) }
        let type = words.removeFirst()
        if type.lowercased() == "openpgp" {
            let fingerprint = words.removeFirst().uppercased()
            guard Self.isFingerprint(fingerprint), let exported = Base64.bytes(Array(words.joined().utf8)),
                !exported.isEmpty
            else { throw .badSigningKey(text) }
            (key, self.exported) = (.openPGP(fingerprint: fingerprint), exported)
        } else {
            guard let key = Self.ssh(type, Base64.bytes(Array(words[words.startIndex].utf8))) else {
                throw .badSigningKey(text)
            }
            (self.key, exported) = (key, [])
        }
    }

    /// The key of a line that `ssh-keygen` wrote into a file with the ending `.pub`; nil for any other text.
    package static func ssh(line: String) -> PublicKey? {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count >= 2 else { return nil }
        return ssh(words[0], Base64.bytes(Array(words[1].utf8)))
    }

    /// The blob names its own type, which has to be the one that was written before it.
    private static func ssh(_ type: String, _ blob: [UInt8]?) -> PublicKey? {
        guard let blob, let key = PublicKey(sshBlob: blob), case .ssh(type, _) = key else { return nil }
        return key
    }

    private static func time(
        _ mark: String, _ words: inout ArraySlice<String>
    ) throws(PolicyValueProblem) -> Timestamp? {
        guard let word = words.first, word.hasPrefix(mark) else { return nil }
        words.removeFirst()
        let text = String(word.dropFirst(mark.utf8.count))
        guard let time = Timestamp(text) ?? Timestamp("\(text)T00:00:00.000Z") else { throw .badTime(text) }
        return time
    }

    private static func isFingerprint(_ text: String) -> Bool {
        [40, 64].contains(text.utf8.count) && text.utf8.allSatisfy("0123456789ABCDEF".utf8.contains)
    }
}

extension PublicKey {
    /// The types that `ssh-keygen -Y` signs with. Certificates are none: who vouches for them stands in no policy.
    private static let types = [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]

    init?(sshBlob blob: [UInt8]) {
        var rest = blob[...]
        guard let name = rest.popSSHString(), !rest.isEmpty else { return nil }
        let type = String(decoding: name, as: UTF8.self)
        guard Self.types.contains(type) else { return nil }
        self = .ssh(type: type, blob: blob)
    }
}

extension ArraySlice<UInt8> {
    /// Takes a string off the front: its length in four bytes, then its bytes (RFC 4251, section 5).
    mutating func popSSHString() -> [UInt8]? {
        guard count >= 4 else { return nil }
        let length = prefix(4).reduce(0) { $0 << 8 | Int($1) }
        guard count - 4 >= length else { return nil }
        let string = Array(dropFirst(4).prefix(length))
        self = dropFirst(4 + length)
        return string
    }
}
