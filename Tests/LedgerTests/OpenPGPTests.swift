import Testing

@testable import Ledger

/// The answers of `gpgv` (GnuPG, doc/DETAILS), and the packets that they are about (RFC 9580).
@Suite("OpenPGP") struct OpenPGPTests {
    private static func answer(_ words: String..., valid: Bool = true, status: Int32 = 0) -> OpenPGPAnswer {
        let lines =
            words.map { "[GNUPG:] \($0) 0123 Sam\n" }
            + (valid ? ["[GNUPG:] VALIDSIG 01 2026-01-01 1 0 4 0 22 8 00 AB\n"] : [])
        return OpenPGPAnswer(lines.joined(), status: status)
    }

    @Test("a good signature of a key that has ended is neither good nor bad")
    func distinguishesDoubt() {
        #expect(Self.answer("NEWSIG", "GOODSIG") == .good(fingerprint: "AB"))
        #expect(Self.answer("KEYEXPIRED", "EXPKEYSIG") == .inDoubt(fingerprint: "AB", isRevoked: false))
        #expect(Self.answer("EXPSIG", status: 1) == .inDoubt(fingerprint: "AB", isRevoked: false))
        #expect(Self.answer("REVKEYSIG") == .inDoubt(fingerprint: "AB", isRevoked: true))
        #expect(Self.answer("BADSIG", valid: false, status: 1) == .bad)
        #expect(Self.answer("BADSIG", "EXPKEYSIG", status: 1) == .bad)
        #expect(Self.answer("EXPKEYSIG", valid: false) == .bad)
        #expect(Self.answer("GOODSIG", status: 2) == .bad)
        #expect(Self.answer("ERRSIG", "NO_PUBKEY", valid: false, status: 2) == .stranger)
    }

    @Test("a key with a revocation, of it or of a subkey, in each form of a packet; bytes that nobody can read")
    func findsRevocations() {
        let key: [UInt8] = [0x98, 2, 4, 0]
        let signature = { (type: UInt8) -> [UInt8] in [0x88, 4, 4, type, 0, 0] }
        #expect(!OpenPGPPackets.holdRevocation(key + signature(0x13)))
        #expect(OpenPGPPackets.holdRevocation(key + signature(0x20) + signature(0x13)))
        #expect(OpenPGPPackets.holdRevocation(key + signature(0x13) + signature(0x28)))
        #expect(OpenPGPPackets.holdRevocation(key + [0xC2, 3, 6, 0x20, 0]), "the newer form")
        #expect(OpenPGPPackets.holdRevocation(key + [0x88, 4, 3, 5, 0x20, 0]), "version 3")
        #expect(!OpenPGPPackets.holdRevocation(key + [0x88, 4, 3, 0x20, 0x10, 0]))
        #expect(OpenPGPPackets.holdRevocation(key + [0x88, 200, 4]), "cut off")
        #expect(OpenPGPPackets.holdRevocation(key + [0x8B, 4]), "without a length")
    }
}
