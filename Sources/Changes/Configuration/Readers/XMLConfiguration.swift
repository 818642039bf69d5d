import Foundation
import FoundationXML

/// XML, read by Foundation. An element is a table of its attributes (`@name`), its elements and, where there is more
/// beside it, its text (`#text`); one that has text alone is that text. Elements of one name beside each other are a list.
enum XMLConfiguration: ConfigurationReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        .table(try ConfigurationText.table([try XMLElements.root(of: bytes).entry]))
    }
}

/// An element that is read or being read.
struct XMLElementText {
    let name: String
    let line: Int
    var attributes: [(name: String, value: String)] = []
    var elements: [XMLElementText] = []
    var text: [UInt8] = []

    fileprivate var entry: (key: [UInt8], value: ConfigurationNode) {
        get throws(NotReadable) { (Array(name.utf8), try node) }
    }

    /// White space around text is layout; within it, it stays.
    fileprivate var node: ConfigurationNode {
        get throws(NotReadable) {
            let text = text[...].trimmed()
            if attributes.isEmpty, elements.isEmpty { return .text(text) }
            guard text.isEmpty || elements.isEmpty else { throw NotReadable(line: line, reason: .mixedContent) }
            var entries = attributes.map { (Array("@\($0.name)".utf8), ConfigurationNode.text($0.value.utf8)) }
            entries += try elementEntries()
            if !text.isEmpty { entries.append((Array("#text".utf8), .text(text))) }
            return .table(try ConfigurationText.table(entries))
        }
    }

    private func elementEntries() throws(NotReadable) -> [([UInt8], ConfigurationNode)] {
        var names: [[UInt8]] = []
        var nodes: [[UInt8]: [ConfigurationNode]] = [:]
        for element in elements {
            let (name, node) = try element.entry
            if nodes[name] == nil { names.append(name) }
            nodes[name, default: []].append(node)
        }
        return names.map { name in
            let all = nodes[name] ?? []
            return (name, all.count == 1 ? all[0] : .list(all))
        }
    }
}

/// Listens to Foundation's parser, and stops it at the limits.
final class XMLElements: NSObject, XMLParserDelegate {
    private var open: [XMLElementText] = []
    private var root: XMLElementText?
    private var count = 0
    private var problem: NotReadable?

    static func root(of bytes: [UInt8]) throws(NotReadable) -> XMLElementText {
        // An entity can stand for a file, or for billions of letters.
        if let entity = bytes[...].firstOffset(of: "<!ENTITY") {
            throw NotReadable(line: ConfigurationText.line(of: entity, in: bytes), reason: .entityDeclaration)
        }
        // Text of two bytes a letter would hide one.
        if let zero = bytes.firstIndex(of: 0) {
            throw NotReadable(line: ConfigurationText.line(of: zero, in: bytes), reason: .controlCharacter)
        }
        let parser = XMLParser(data: Data(bytes))
        let elements = XMLElements()
        parser.shouldResolveExternalEntities = false
        parser.delegate = elements
        let isWhole = parser.parse()
        if let problem = elements.problem { throw problem }
        guard isWhole, let root = elements.root else {
            throw NotReadable(line: max(1, parser.lineNumber), reason: .notXML)
        }
        return root
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        count += 1 + attributes.count
        if open.count >= ConfigurationLimits.depth { stop(parser, .tooDeep) }
        if count > ConfigurationLimits.nodes { stop(parser, .tooManyValues) }
        var element = XMLElementText(name: name, line: parser.lineNumber)
        element.attributes = attributes.map { ($0.key, $0.value) }.sorted { $0.name < $1.name }
        open.append(element)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].elements.append(element) }
    }

    func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
        stop(parser, .entityDeclaration)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { append(string.utf8) }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { append(block) }

    private func append(_ text: some Sequence<UInt8>) {
        if !open.isEmpty { open[open.count - 1].text += text }
    }

    private func stop(_ parser: XMLParser, _ reason: NotReadable.Reason) {
        if problem == nil { problem = NotReadable(line: max(1, parser.lineNumber), reason: reason) }
        parser.abortParsing()
    }
}

extension Bytes {
    fileprivate func firstOffset(of text: String) -> Int? {
        indices.first { self[$0] == UInt8(ascii: "<") && self[$0...].begins(with: text) }
    }
}
