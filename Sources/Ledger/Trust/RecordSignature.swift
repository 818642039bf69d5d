import Changes

/// What follows a record's line, where the record is signed: one armoured signature of that line, and nothing else.
package struct RecordSignature: Hashable, Sendable {
    /// How it was made, and what it says of itself. Nothing of that is believed before it verifies.
    package enum Kind: Hashable, Sendable {
        /// By `ssh-keygen -Y sign` (OpenSSH, PROTOCOL.sshsig): with the key and the namespace that it holds.
        case ssh(PublicKey, namespace: String)
        case openPGP
    }

    package let armor: [UInt8]
    package let kind: Kind

    /// - Throws: `RecordSignatureProblem` where it is none, or more than one (T7).
    package init(_ armor: [UInt8]) throws(RecordSignatureProblem) {
        self.armor = armor
        guard armor.count <= Self.sizeLimit else { throw .tooLarge(limit: Self.sizeLimit) }
        let lines = String(decoding: armor, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count > 3, lines.last == "", lines.count(where: { $0.hasPrefix("-----") }) == 2 else {
            throw .notOne
        }
        switch (lines[0], lines[lines.count - 2]) {
        case ("-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"):
            kind = try Self.ssh(lines[1..<lines.count - 2].joined())
        case ("-----BEGIN PGP SIGNATURE-----", "-----END PGP SIGNATURE-----"):
            guard Self.isOneSignaturePacket(lines) else { throw .damaged }
            kind = .openPGP
        default: throw .notOne
        }
    }

    /// Bytes of the armour. Those of an RSA key of 16,384 bits have 3,000.
    private static let sizeLimit = 1 << 14

    /// Whether the armour (RFC 9580, section 6.2) holds one signature packet and nothing else.
    private static func isOneSignaturePacket(_ lines: [String]) -> Bool {
        let body = lines[1..<(lines.count - 2)]
        guard let blank = body.firstIndex(where: { $0.allSatisfy(\.isWhitespace) }) else { return false }
        let text = body[(blank + 1)...].filter { !$0.hasPrefix("=") }.joined()
        return Base64.bytes(Array(text.utf8)).map(OpenPGPPackets.areOneSignature) ?? false
    }

    private static func ssh(_ text: String) throws(RecordSignatureProblem) -> Kind {
        let magic = Array("SSHSIG".utf8)
        guard let bytes = Base64.bytes(Array(text.utf8)), bytes.starts(with: magic) else { throw .damaged }
        var rest = bytes.dropFirst(magic.count)
        guard Array(rest.prefix(4)) == [0, 0, 0, 1] else { throw .damaged }
        rest = rest.dropFirst(4)
        guard let blob = rest.popSSHString(), let key = PublicKey(sshBlob: blob), let namespace = rest.popSSHString()
        else { throw .damaged }
        return .ssh(key, namespace: String(decoding: namespace, as: UTF8.self))
    }
}

/// Why what follows a record's line is no signature of it.
package enum RecordSignatureProblem: Error, Hashable, Sendable {
    /// Not one armoured signature and nothing else.
    case notOne
    case tooLarge(limit: Int)
    /// The armour holds no signature that can be read.
    case damaged
    /// Made for another sort of statement, or for something that is no record at all.
    case otherPurpose(found: String)
    /// It does not fit the line, or not the key: the verifying program's own words.
    case doesNotVerify(String)
}

extension Statement.Kind {
    /// What an SSH signature of such a statement is made for (ssh-keygen, `-n`): one for another kind is none for this.
    package var signatureNamespace: String { "\(rawValue)@sluice" }
}
