import Foundation

/// Turns what Foundation reads from a binary property list into a tree. Its keys have no order: they are sorted.
///
/// Writing the list as XML would leave one reading for both forms, but Foundation cannot do that in a fully static program.
enum BinaryPropertyListReader: ConfigurationReader {
    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        guard BinaryPropertyList(bytes).isBounded else { throw problem }
        return try node(try value(of: bytes))
    }

    private static let problem = NotReadable(line: 1, reason: .notPropertyList)

    private static func value(of bytes: [UInt8]) throws(NotReadable) -> Any {
        do {
            return unsafe try PropertyListSerialization.propertyList(from: Data(bytes), format: nil)
        } catch {
            throw problem
        }
    }

    private static func node(_ value: Any) throws(NotReadable) -> ConfigurationNode {
        if let table = value as? [String: Any] { return .table(try self.table(table)) }
        if let list = value as? [Any] {
            var nodes: [ConfigurationNode] = []
            for element in list { nodes.append(try node(element)) }
            return .list(nodes)
        }
        guard let scalar = scalar(value) else { throw problem }
        return .scalar(scalar)
    }

    private static func table(_ table: [String: Any]) throws(NotReadable) -> ConfigurationTable {
        var entries: [([UInt8], ConfigurationNode)] = []
        for (key, value) in table { entries.append((Array(key.utf8), try node(value))) }
        return try ConfigurationText.table(entries.sorted { $0.0.lexicographicallyPrecedes($1.0) })
    }

    /// As the XML form would have it.
    private static func scalar(_ value: Any) -> ConfigurationScalar? {
        switch value {
        case let text as String: ConfigurationScalar(Array(text.utf8), .string)
        // A number is one of Foundation's own, and casts to a boolean, too.
        case let flag as Bool where type(of: value) == Bool.self:
            ConfigurationScalar(Array("\(flag)".utf8), .boolean)
        case let number as Int: ConfigurationScalar(Array("\(number)".utf8), .number)
        case let number as Double: ConfigurationScalar(Array("\(number)".utf8), .number)
        case let date as Date: ConfigurationScalar(Array(date.ISO8601Format().utf8), .date)
        case let data as Data: ConfigurationScalar(Array(data.base64EncodedString().utf8), .tagged)
        default: nil
        }
    }
}
