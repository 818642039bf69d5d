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
    /// All whom `Co-authored-by` and `Co-developed-by` lines name, each person once.
    ///
    /// Who wrote a change may not approve it, so lines that Git does not take for trailers count as well: those in lists and
    /// quotations, and those that name several people.
    var coAuthors: [CoAuthor] {
        let lines = message.lines.map { message.bytes[$0].drop(while: \.isListMark) }
            .filter { line in names.contains { line.beginsIgnoringCase(with: $0) } }
        guard !lines.isEmpty else { return [] }
        return (trailers + lines.compactMap { Trailer($0) })
            .filter { trailer in names.contains { trailer.name[...].equalsIgnoringCase($0) } }
            .flatMap { CoAuthor.all(in: $0.value[...]) }
            .unique(by: \.self)
    }
}

private let names = ["Co-authored-by", "Co-developed-by"]

extension UInt8 {
    /// What may stand before a line that is quoted, or an entry of a list.
    fileprivate var isListMark: Bool { isSpace || "*->".utf8.contains(self) }
}

extension CoAuthor {
    /// Reads `Name <address>`, several of them, or `Name address` without brackets; nobody is named without an address.
    fileprivate static func all(in text: Bytes) -> [CoAuthor] {
        var (people, rest): ([CoAuthor], Bytes) = ([], text)
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            guard let close = rest[open...].firstIndex(of: UInt8(ascii: ">")) else { break }
            let address = rest[(open + 1)..<close].trimmed()
            let name = rest[..<open].drop { $0.isSpace || ",;&".utf8.contains($0) }.trimmed()
            if !address.isEmpty { people.append(CoAuthor(name: Array(name), email: Array(address))) }
            rest = rest[(close + 1)...]
        }
        return people + bare(in: people.isEmpty ? text : rest)
    }

    /// Every word that is an address, with the words before it.
    private static func bare(in text: Bytes) -> [CoAuthor] {
        var (people, name): ([CoAuthor], [Bytes]) = ([], [])
        for word in text.split(whereSeparator: { $0.isSpace || ",;<>()".utf8.contains($0) }) {
            guard word.dropFirst().dropLast().contains(UInt8(ascii: "@")) else {
                name.append(word)
                continue
            }
            people.append(CoAuthor(name: Array(name.joined(separator: [UInt8(ascii: " ")])), email: Array(word)))
            name = []
        }
        return people
    }
}
