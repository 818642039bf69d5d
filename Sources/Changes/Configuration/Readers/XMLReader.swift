/// Reads XML 1.0 (fifth edition) as far as configuration files use it, in one pass: declarations within the document are
/// refused, those outside are not looked for, and an entity is one of the five that need none.
///
/// Foundation's parser is not used: linked into the program, Foundation adds thousands of conformances that every
/// dynamic look-up of one goes through, which each start and each gate pays for.
struct XMLReader {
    var cursor: TextCursor
    /// Elements that are begun and not closed. A list of them makes depth cost no stack.
    private var open: [XMLElement] = []
    private var root: XMLElement?
    /// The processing instructions around the outermost element.
    private var around: [XMLElement.Instruction] = []
    private var namespaces = XMLNamespaces()
    private var lines = (before: 0, count: 1)

    private init(_ text: [UInt8]) { cursor = TextCursor(text) }

    /// The outermost element of a document (2.1).
    static func root(of bytes: [UInt8]) throws(NotReadable) -> XMLElement {
        var reader = XMLReader(try XMLCharacters.plain(bytes))
        try reader.declaration()
        try reader.miscellaneous()
        if try reader.documentType() { try reader.miscellaneous() }
        var root = try reader.element()
        try reader.miscellaneous()
        guard reader.cursor.isAtEnd else { throw reader.problem }
        root.instructions += reader.around
        return root
    }

    var problem: NotReadable { cursor.problem(.notXML) }

    /// Comments, instructions and white space (2.8).
    private mutating func miscellaneous() throws(NotReadable) {
        repeat { skipSpace() } while try skipAside()
    }

    private mutating func element() throws(NotReadable) -> XMLElement {
        guard cursor.next == UInt8(ascii: "<") else { throw problem }
        try startTag()
        while true {
            if let root { return root }
            try content()
        }
    }

    /// What stands in an element (3.1), piece by piece.
    private mutating func content() throws(NotReadable) {
        switch cursor.next {
        case UInt8(ascii: "<"): try markup()
        case UInt8(ascii: "&"): append(try reference()[...])
        default:
            let text = cursor.skip { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: ">") }
            append(text)
            guard !cursor.isAtEnd else { throw problem }
            if cursor.next == UInt8(ascii: ">") { try greaterThan() }
        }
    }

    /// `>` may stand in text, but not after `]]` (2.4). All markup ends in another byte than `]`.
    private mutating func greaterThan() throws(NotReadable) {
        let bracket = UInt8(ascii: "]")
        guard cursor.byte(after: -1) != bracket || cursor.byte(after: -2) != bracket else { throw problem }
        append(cursor.bytes[cursor.position...cursor.position])
        cursor.position += 1
    }

    private mutating func markup() throws(NotReadable) {
        if cursor.byte(after: 1) == .slash { return try endTag() }
        if cursor.skip("<![CDATA[") { return append(try skip(past: "]]>")) }
        if try !skipAside() { try startTag() }
    }

    mutating func append(_ instruction: XMLElement.Instruction) {
        if open.isEmpty { around.append(instruction) } else { open[open.count - 1].instructions.append(instruction) }
    }

    private mutating func append(_ text: Bytes) { open[open.count - 1].text += text }

    private mutating func startTag() throws(NotReadable) {
        let (line, start) = (lineHere(), cursor.position)
        cursor.position += 1
        try cursor.enter()
        try cursor.count()
        let name = try name()
        let element = XMLElement(name: name, line: line, attributes: try attributes())
        do { try namespaces.enter(element) } catch { throw cursor.problem(error, at: start) }
        open.append(element)
        let isEmpty = cursor.skip("/")
        guard cursor.skip(">") else { throw problem }
        if isEmpty { close() }
    }

    private mutating func endTag() throws(NotReadable) {
        let start = cursor.position
        cursor.position += 2
        guard try name() == open.last?.name else { throw cursor.problem(.notXML, at: start) }
        skipSpace()
        guard cursor.skip(">") else { throw problem }
        close()
    }

    private mutating func close() {
        guard let element = open.popLast() else { return }
        cursor.leave()
        namespaces.leave()
        if open.isEmpty { root = element } else { open[open.count - 1].elements.append(element) }
    }

    /// Counts on from where it counted before: from the start for each element would take squared time.
    private mutating func lineHere() -> Int {
        lines.count += cursor.bytes[lines.before..<cursor.position].count { $0 == .lineFeed }
        lines.before = cursor.position
        return lines.count
    }
}
