/// A person whom a message names as an author besides the commit's own.
package struct CoAuthor: Hashable, Sendable {
    package let name: [UInt8]
    package let email: [UInt8]

    package init(name: [UInt8], email: [UInt8]) {
        self.name = name
        self.email = email
    }
}

/// All `Co-authored-by` lines of a message, each person once.
///
/// Who wrote a change may not approve it, so lines that Git does not take for trailers count as well.
package func coAuthors(in message: [UInt8]) -> [CoAuthor] {
    let lines = Message(message).lines.compactMap { Trailer(message[$0]) }
    var seen: Set<CoAuthor> = []
    return (trailers(in: message) + lines)
        .filter { $0.name[...].equalsIgnoringCase("Co-authored-by") }
        .compactMap { CoAuthor($0.value[...]) }
        .filter { seen.insert($0).inserted }
}

extension CoAuthor {
    /// Reads `Name <address>`; nil without an address.
    fileprivate init?(_ text: Bytes) {
        guard let open = text.lastIndex(of: UInt8(ascii: "<")),
            let close = text[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1
        else { return nil }
        self.init(name: Array(text[..<open].trimmed()), email: Array(text[(open + 1)..<close].trimmed()))
    }
}
