import Changes
import Ledger
import Testing

/// What may follow a record's line, before any program is asked about it.
@Suite("the armour of signatures") struct RecordSignatureTests {
    private static func armor(_ packets: [UInt8], checksum: String = "=abcd\n") -> [UInt8] {
        let text = String(decoding: Base64.text(packets[...]), as: UTF8.self)
        return Array(
            "-----BEGIN PGP SIGNATURE-----\n\n\(text)\n\(checksum)-----END PGP SIGNATURE-----\n".utf8)
    }

    private static func body(_ count: Int) -> [UInt8] { [4] + [UInt8](repeating: 7, count: count - 1) }

    @Test("one OpenPGP signature packet, with every form of its length (RFC 9580, section 4.2)")
    func readsOnePacket() throws {
        for packet in [
            [0x88, 20] + Self.body(20), [0x89, 1, 4] + Self.body(260), [0x8A, 0, 0, 1, 4] + Self.body(260),
            [0xC2, 20] + Self.body(20), [0xC2, 192, 68] + Self.body(260), [0xC2, 255, 0, 0, 1, 4] + Self.body(260),
        ] {
            #expect(try RecordSignature(Self.armor(packet)).kind == .openPGP)
            #expect(try RecordSignature(Self.armor(packet, checksum: "")).kind == .openPGP)
        }
    }

    @Test("two packets, other packets, and lengths that are partial or wrong are no signature")
    func refusesOtherPackets() {
        let one: [UInt8] = [0x88, 20] + Self.body(20)
        for packets in [
            one + one, one + [0xA3, 1, 0], [0xA3, 20] + Self.body(20), [0xC8, 20] + Self.body(20),
            [0x8B] + Self.body(20), [0xC2, 224] + Self.body(20), [0xC2, 255, 255, 255, 255, 255] + Self.body(20),
            [0x88, 21] + Self.body(20), [0x88, 19] + Self.body(20), [0x88], [],
        ] {
            #expect(throws: RecordSignatureProblem.damaged) { try RecordSignature(Self.armor(packets)) }
        }
    }

    @Test("armour without the blank line, or without anything behind it, is no signature")
    func refusesArmorWithoutBody() {
        for text in ["iAoEABYIAAAAAAAA\n", "\n", "x\n\n", "\n\n"] {
            let armor = "-----BEGIN PGP SIGNATURE-----\n\(text)-----END PGP SIGNATURE-----\n"
            #expect(throws: RecordSignatureProblem.damaged) { try RecordSignature(Array(armor.utf8)) }
        }
    }

    @Test("no armour is larger than 16 KiB")
    func refusesLargeArmor() throws {
        let packet = { (count: Int) in [0xC2, 255, 0, 0, UInt8(count >> 8), UInt8(count & 255)] + Self.body(count) }
        #expect(try RecordSignature(Self.armor(packet(12_000))).kind == .openPGP)
        #expect(throws: RecordSignatureProblem.tooLarge(limit: 16384)) {
            try RecordSignature(Self.armor(packet(13_000)))
        }
    }
}
