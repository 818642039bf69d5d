/// What stands beside elements and text.
extension XMLReader {
    /// The XML declaration (XML 1.0, 2.8). It stands at the very start; elsewhere it is an instruction that is refused.
    mutating func declaration() throws(NotReadable) {
        guard cursor.isAt("<?xml"), let next = cursor.byte(after: 5), !XMLName.mayHave(next) else { return }
        cursor.position += 5
        guard let version = try field("version"), version.equals("1.0") else { throw problem }
        if let encoding = try field("encoding"), !isRead(encoding) { throw cursor.problem(.notUTF8) }
        if let standalone = try field("standalone"), !standalone.equals("yes"), !standalone.equals("no") {
            throw problem
        }
        skipSpace()
        guard cursor.skip("?>") else { throw problem }
    }

    private func isRead(_ encoding: Bytes) -> Bool {
        encoding.equalsIgnoringCase("UTF-8")
            || encoding.equalsIgnoringCase("US-ASCII") && cursor.bytes.allSatisfy { $0 < 0x80 }
    }

    private mutating func field(_ name: String) throws(NotReadable) -> Bytes? {
        let start = cursor.position
        guard skipSpace(), cursor.skip(name) else {
            cursor.position = start
            return nil
        }
        try equalsSign()
        return try literal()
    }

    /// Text in quotation marks in which nothing is replaced.
    private mutating func literal() throws(NotReadable) -> Bytes {
        let mark = try quotationMark()
        let text = cursor.skip { $0 != mark }
        guard !cursor.isAtEnd else { throw problem }
        cursor.position += 1
        return text
    }

    /// A document type that names declarations elsewhere, at most (2.8); whether there is one.
    mutating func documentType() throws(NotReadable) -> Bool {
        guard cursor.skip("<!DOCTYPE") else { return false }
        guard skipSpace() else { throw problem }
        _ = try name()
        if skipSpace() { try externalID() }
        skipSpace()
        if cursor.next == UInt8(ascii: "[") { throw cursor.problem(.entityDeclaration, at: firstDeclaration) }
        guard cursor.skip(">") else { throw problem }
        return true
    }

    /// `SYSTEM "…"` or `PUBLIC "…" "…"` (4.2.2).
    private mutating func externalID() throws(NotReadable) {
        if cursor.skip("PUBLIC") {
            guard skipSpace(), try literal().allSatisfy(\.isPublicIdentifier) else { throw problem }
        } else if !cursor.skip("SYSTEM") {
            return
        }
        guard skipSpace() else { throw problem }
        _ = try literal()
    }

    /// The first entity that is declared, or else where declarations begin: an entity can stand for a file, or for
    /// billions of letters, and an attribute for one that is not written.
    private var firstDeclaration: Int {
        let rest = cursor.bytes[cursor.position...]
        return rest.indices.first { rest[$0] == UInt8(ascii: "<") && rest[$0...].begins(with: "<!ENTITY") }
            ?? cursor.position
    }

    /// Passes over a comment (2.5), or takes a processing instruction (2.6); whether there was one.
    mutating func skipAside() throws(NotReadable) -> Bool {
        if cursor.skip("<!--") {
            _ = try skip(past: "--")
            guard cursor.skip(">") else { throw problem }
            return true
        }
        guard cursor.skip("<?") else { return false }
        let target = try name()
        guard !target[...].equalsIgnoringCase("xml"), !target.contains(.colon), cursor.isAt("?>") || skipSpace() else {
            throw problem
        }
        append(.init(target: target, text: Array(try skip(past: "?>"))))
        return true
    }

    /// What stands before a mark, which is passed over, too.
    mutating func skip(past mark: String) throws(NotReadable) -> Bytes {
        let start = cursor.position
        while !cursor.skip(mark) {
            guard !cursor.isAtEnd else { throw cursor.problem(.notXML, at: start) }
            cursor.position += 1
            cursor.skip { $0 != mark.utf8.first }
        }
        return cursor.bytes[start..<(cursor.position - mark.utf8.count)]
    }
}

extension UInt8 {
    private static let publicMarks = Array(" \n-'()+,./:=?;!*#@$_%".utf8)

    /// PubidChar (2.3).
    fileprivate var isPublicIdentifier: Bool { isLetter || isDigit || UInt8.publicMarks.contains(self) }
}
