/// Bytes on their way to a person. Control characters are left to the renderers, which know what harms where.
enum ShownText {
    /// At most `ConfigurationLimits.shownBytes` bytes, then `…`; what is not UTF-8 is repaired.
    static func cut(_ bytes: some Collection<UInt8>) -> String {
        let limit = ConfigurationLimits.shownBytes
        guard bytes.count > limit else { return String(decoding: bytes, as: UTF8.self) }
        var head = Array(bytes.prefix(limit))
        // Not within a character: bytes that continue one begin with the bits 10.
        if let next = bytes.dropFirst(limit).first, next & 0xC0 == 0x80 {
            while let last = head.popLast(), last & 0xC0 == 0x80 {}
        }
        return String(decoding: head, as: UTF8.self) + "…"
    }
}
