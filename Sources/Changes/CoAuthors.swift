/// A person whom a message names as an author besides the commit's own.
package struct CoAuthor: Hashable, Sendable {
    package let name: [UInt8]
    package let email: [UInt8]

    package init(name: [UInt8], email: [UInt8]) {
        self.name = name
        self.email = email
    }
}

extension MessageParts {
    /// All `Co-authored-by` lines, each person once.
    ///
    /// Who wrote a change may not approve it, so lines that Git does not take for trailers count as well.
    var coAuthors: [CoAuthor] {
        let lines = message.lines.filter { message.bytes[$0].beginsIgnoringCase(with: name) }
        guard !lines.isEmpty else { return [] }
        let written = lines.compactMap { Trailer(message.bytes[$0]) }
        return (trailers + written)
            .filter { $0.name[...].equalsIgnoringCase(name) }
            .compactMap { CoAuthor($0.value[...]) }
            .unique(by: \.self)
    }
}

private let name = "Co-authored-by"

extension CoAuthor {
    /// Reads `Name <address>`; nil without an address.
    fileprivate init?(_ text: Bytes) {
        guard let open = text.lastIndex(of: UInt8(ascii: "<")),
            let close = text[open...].firstIndex(of: UInt8(ascii: ">")), close > open + 1
        else { return nil }
        self.init(name: Array(text[..<open].trimmed()), email: Array(text[(open + 1)..<close].trimmed()))
    }
}
