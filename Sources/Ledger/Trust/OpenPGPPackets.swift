/// The packets of an OpenPGP message or key (RFC 9580, section 4.2), by their tags and bodies.
struct OpenPGPPackets {
    struct Packet: Equatable {
        let tag: UInt8
        let body: ArraySlice<UInt8>
    }

    let packets: [Packet]

    /// Nil for bytes that are not whole packets of a known length: those of partial or indeterminate length can go on for ever.
    init?(_ bytes: [UInt8]) {
        var (rest, packets) = (bytes[...], [Packet]())
        while let first = rest.popFirst() {
            guard let length = Self.length(after: first, &rest), length <= rest.count else { return nil }
            // Bit 6 distinguishes the two forms of a header; the older one has the tag four bits wide.
            let tag = first & 0x40 != 0 ? first & 0x3F : (first & 0x3C) >> 2
            packets.append(Packet(tag: tag, body: rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        self.packets = packets
    }

    /// The length of a body, taken off the front.
    private static func length(after header: UInt8, _ rest: inout ArraySlice<UInt8>) -> Int? {
        guard header & 0x80 != 0 else { return nil }
        guard header & 0x40 != 0 else { return header & 3 == 3 ? nil : number(of: 1 << Int(header & 3), &rest) }
        guard let first = rest.popFirst() else { return nil }
        switch first {
        case ..<192: return Int(first)
        case ..<224: return rest.popFirst().map { (Int(first) - 192) << 8 + Int($0) + 192 }
        case 255: return number(of: 4, &rest)
        default: return nil
        }
    }

    private static func number(of octets: Int, _ rest: inout ArraySlice<UInt8>) -> Int? {
        guard rest.count >= octets else { return nil }
        defer { rest = rest.dropFirst(octets) }
        return rest.prefix(octets).reduce(0) { $0 << 8 | Int($1) }
    }
}

extension OpenPGPPackets {
    /// Whether they are one signature and nothing else: other packets can ask a program for any amount of time and memory.
    static func areOneSignature(_ bytes: [UInt8]) -> Bool {
        guard let packets = OpenPGPPackets(bytes)?.packets else { return false }
        return packets.count == 1 && packets[0].tag == signature && bytes.count > 6
    }

    /// Whether an exported key says that it, or a key below it, was revoked; true as well for bytes that nobody can read.
    static func holdRevocation(_ key: [UInt8]) -> Bool {
        guard let packets = OpenPGPPackets(key)?.packets else { return true }
        return packets.contains { $0.tag == signature && revocations.contains(type(of: $0.body)) }
    }

    private static let signature: UInt8 = 2

    /// Revocations of a key and of a subkey (RFC 9580, section 5.2.1).
    private static let revocations: Set<UInt8?> = [0x20, 0x28]

    /// The type of a signature, which version 3 has behind a length.
    private static func type(of body: ArraySlice<UInt8>) -> UInt8? {
        body.first.flatMap { body.dropFirst($0 == 3 ? 2 : 1).first }
    }
}
