/// An annotated tag object.
package struct Tag: Sendable {
    package let id: ObjectID
    package let target: ObjectID
    package let targetKind: ObjectKind
    /// Who made it, and when; nil for old tags that do not say.
    package let tagger: Signature?
    private let text: ArraySlice<UInt8>

    init(id: ObjectID, bytes: [UInt8]) throws {
        var head = HeaderCursor(bytes)
        guard let target = head.take(Array("object ".utf8)).flatMap({ ObjectID(hex: bytes[$0]) }),
            let type = head.take(Array("type ".utf8)),
            let kind = ObjectKind(rawValue: String(decoding: bytes[type], as: UTF8.self))
        else { throw RepositoryProblem.corruptObject(id, reason: "the tag names no object") }
        self.id = id
        self.target = target
        targetKind = kind
        // Git leaves out the tagger where it is none (git-mktag, "tagger").
        _ = head.take(Array("tag ".utf8))
        tagger = head.take(Array("tagger ".utf8)).map { Signature(line: bytes[$0]) }
        text = bytes[head.messageStart...]
    }

    /// Whether the tag's text holds a word of letters and dashes in any case, its signature included: much less work than
    /// taking the text apart.
    package func mentions(_ word: String) -> Bool {
        let word = word.utf8.map { $0 | 0x20 }
        return text.indices.contains { start in
            text[start] | 0x20 == word[0] && text[start...].prefix(word.count).elementsEqual(word) { $0 | 0x20 == $1 }
        }
    }

    /// What the tagger wrote, without the signature that Git puts below it.
    package var message: [UInt8] { Array(text[..<Self.signatureStart(in: text)]) }

    /// Where the last line stands that begins a signature, as Git finds it (gpg-interface, `parse_signed_buffer`).
    private static func signatureStart(in text: ArraySlice<UInt8>) -> Int {
        let lines = text.split(separator: UInt8(ascii: "\n"))
        return lines.last { line in armours.contains { line.starts(with: $0) } }?.startIndex ?? text.endIndex
    }

    private static let armours = ["PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE", "SSH SIGNATURE"]
        .map { Array("-----BEGIN \($0)-----".utf8) }
}

extension Repository {
    /// An annotated tag; kept, as one look at a release asks for each several times.
    package func tag(_ id: ObjectID) throws -> Tag {
        if let known = tags[id] { return known }
        let tag = try Tag(id: id, bytes: bytes(of: id, .tag))
        tags[id] = tag
        return tag
    }

    /// Follows tags, nested ones too, to what they mark.
    package func peeled(_ id: ObjectID) throws -> (id: ObjectID, kind: ObjectKind) {
        var current = id
        while let tag = tags[current] { current = tag.target }
        while true {
            guard let header = try header(of: current) else {
                throw RepositoryProblem.missingObject(current, partialClone: isPartialClone)
            }
            guard header.kind == .tag else { return (current, header.kind) }
            current = try tag(current).target
        }
    }
}
