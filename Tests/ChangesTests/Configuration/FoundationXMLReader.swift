import Foundation
// Its `XMLElement` would hide ours.
import class FoundationXML.XMLParser
import protocol FoundationXML.XMLParserDelegate

@testable import Changes

/// Foundation's reading of XML, to hold ours against.
final class FoundationXMLReader: NSObject, XMLParserDelegate {
    private var open: [XMLElement] = []
    private var root: XMLElement?

    /// Foundation crashes at an instruction of a name alone, and leaves carriage returns in CDATA sections (against XML 1.0,
    /// 2.11).
    static func canJudge(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard !bytes.contains(13) || !text.contains("<![CDATA[") else { return false }
        return text.range(of: #"<\?[^ \t\r\n]*\?>"#, options: .regularExpression) == nil
    }

    /// Nil where Foundation reads none.
    static func root(of bytes: [UInt8]) -> XMLElement? {
        let (parser, reader) = (XMLParser(data: Data(bytes)), FoundationXMLReader())
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        return parser.parse() ? reader.root : nil
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let attributes = attributes.map { XMLElement.Attribute(name: Array($0.key.utf8), value: Array($0.value.utf8)) }
        let sorted = attributes.sorted { $0.name.lexicographicallyPrecedes($1.name) }
        open.append(XMLElement(name: Array(name.utf8), line: 1, attributes: sorted))
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard let element = open.popLast() else { return }
        if open.isEmpty { root = element } else { open[open.count - 1].elements.append(element) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { append(string.utf8) }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { append(block) }

    private func append(_ text: some Sequence<UInt8>) {
        if !open.isEmpty { open[open.count - 1].text += text }
    }
}
