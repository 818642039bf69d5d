/// The namespaces that are declared where a document is being read (Namespaces in XML 1.0, third edition). They are no part
/// of what is told; a document that breaks their rules is none to most programs.
struct XMLNamespaces {
    /// What each prefix stands for, the innermost declaration last.
    private var names: [[UInt8]: [[UInt8]]] = [Array("xml".utf8): [xml]]
    /// The prefixes that each open element declares.
    private var declared: [[[UInt8]]] = []

    private static let xml = Array("http://www.w3.org/XML/1998/namespace".utf8)
    private static let reserved = [xml, Array("http://www.w3.org/2000/xmlns/".utf8)]

    mutating func enter(_ element: XMLElement) throws(NotReadable.Reason) {
        declared.append([])
        for attribute in element.attributes { try declare(attribute) }
        if let prefix = try Self.parts(of: element.name).prefix { _ = try namespace(of: prefix) }
        try checkAttributes(of: element)
    }

    mutating func leave() {
        for prefix in declared.popLast() ?? [] { names[prefix]?.removeLast() }
    }

    private mutating func declare(_ attribute: XMLElement.Attribute) throws(NotReadable.Reason) {
        let (prefix, name) = try Self.parts(of: attribute.name)
        guard prefix?[...].equals("xmlns") ?? name.equals("xmlns") else { return }
        guard prefix != nil else {
            if Self.reserved.contains(attribute.value) { throw .namespace }
            return
        }
        let isXML = name.equals("xml")
        guard !attribute.value.isEmpty, !name.equals("xmlns"), isXML == (attribute.value == Self.xml),
            isXML || !Self.reserved.contains(attribute.value)
        else { throw .namespace }
        names[Array(name), default: []].append(attribute.value)
        declared[declared.count - 1].append(Array(name))
    }

    /// No two attributes may have one name in one namespace, by whatever prefixes (6.3).
    private func checkAttributes(of element: XMLElement) throws(NotReadable.Reason) {
        var seen: Set<[[UInt8]]> = []
        for attribute in element.attributes {
            let (prefix, name) = try Self.parts(of: attribute.name)
            guard let prefix, !prefix[...].equals("xmlns") else { continue }
            guard seen.insert([try namespace(of: prefix), Array(name)]).inserted else {
                throw .repeatedKey(Array("@".utf8) + attribute.name)
            }
        }
    }

    private func namespace(of prefix: [UInt8]) throws(NotReadable.Reason) -> [UInt8] {
        guard let name = names[prefix]?.last else { throw .unknownPrefix(prefix) }
        return name
    }

    /// A name and the prefix before it: one colon at most, a name on either side of it (4).
    private static func parts(of name: [UInt8]) throws(NotReadable.Reason) -> (prefix: [UInt8]?, name: Bytes) {
        guard let colon = name.firstIndex(of: .colon) else { return (nil, name[...]) }
        let local = name[(colon + 1)...]
        guard colon > 0, !local.contains(.colon), XMLName.isName(local) else { throw .namespace }
        return (Array(name[..<colon]), local)
    }
}
