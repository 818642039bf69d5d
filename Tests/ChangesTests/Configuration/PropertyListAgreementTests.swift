import Foundation
import TestSupport
import Testing

@testable import Changes

/// Random property lists, written by Foundation and read by us.
@Suite struct PropertyListAgreementTests {
    @Test("100 random lists are read as Foundation wrote them")
    func readsWhatFoundationWrites() throws {
        var random = SequenceGenerator(seed: 93)
        for _ in 0..<100 {
            let list = GeneratedPropertyList.value(0, &random)
            let expected = try #require(FoundationPropertyList.node(list))
            let bytes = try PropertyListSerialization.data(fromPropertyList: list, format: .xml, options: 0)
            let tree = try ConfigurationNode([UInt8](bytes), format: .propertyList)
            #expect(tree == expected, "\(list)")
        }
    }

    @Test("of 2,000 damaged lists none is read that Foundation refuses")
    func refusesWhatFoundationRefuses() throws {
        var random = SequenceGenerator(seed: 94)
        var read = 0
        for _ in 0..<2_000 {
            // No tables: they are written in another order in each run.
            let list = (0..<Int.random(in: 0..<12, using: &random)).map { _ in GeneratedPropertyList.value(4, &random) }
            let bytes = try PropertyListSerialization.data(fromPropertyList: list, format: .xml, options: 0)
            let damaged = random.damaged([UInt8](bytes))
            guard let ours = try? ConfigurationNode(damaged, format: .propertyList) else { continue }
            read += 1
            let theirs = try? PropertyListSerialization.propertyList(from: Data(damaged), format: nil)
            #expect(theirs != nil, "\(ours): \(String(decoding: damaged, as: UTF8.self))")
        }
        #expect(read > 20)
    }
}

/// What Foundation holds a property list in, as a tree.
private enum FoundationPropertyList {
    static func node(_ value: Any) -> ConfigurationNode? {
        if let table = value as? [String: Any] {
            let entries = table.compactMap { key, value in
                node(value).map { ConfigurationTable.Entry(Array(key.utf8), $0) }
            }
            return entries.count == table.count ? (try? ConfigurationTable(entries)).map { .table($0) } : nil
        }
        if let list = value as? [Any] {
            let nodes = list.compactMap(node)
            return nodes.count == list.count ? .list(nodes) : nil
        }
        return scalar(value).map { .scalar($0) }
    }

    private static func scalar(_ value: Any) -> ConfigurationScalar? {
        switch value {
        case let text as String: ConfigurationScalar(Array(text.utf8), .string)
        // A number is one of Foundation's own, and casts to a boolean, too.
        case let flag as Bool where type(of: value) == Bool.self: ConfigurationScalar(Array("\(flag)".utf8), .boolean)
        case let number as Int: ConfigurationScalar(Array("\(number)".utf8), .number)
        case let number as Double: ConfigurationScalar(Array("\(number)".utf8), .number)
        case let date as Date: ConfigurationScalar(Array(date.ISO8601Format().utf8), .date)
        case let data as Data: ConfigurationScalar(Array(data.base64EncodedString().utf8), .tagged)
        default: nil
        }
    }
}

private enum GeneratedPropertyList {
    static func value(_ depth: Int, _ random: inout SequenceGenerator) -> Any {
        let kind = Int.random(in: depth == 0 ? 6..<8 : depth < 4 ? 0..<8 : 0..<6, using: &random)
        switch kind {
        case 0: return text(&random)
        case 1: return Int(truncatingIfNeeded: random.next() >> Int.random(in: 0..<64, using: &random))
        case 2: return Double(Int.random(in: -1_000...1_000, using: &random)) + 0.5
        case 3: return Bool.random(using: &random)
        case 4:
            return Date(timeIntervalSince1970: Double(Int.random(in: -9_000_000_000...90_000_000_000, using: &random)))
        case 5:
            return Data(
                (0..<Int.random(in: 0..<70, using: &random)).map { _ in UInt8(truncatingIfNeeded: random.next()) })
        case 6: return (0..<Int.random(in: 0..<20, using: &random)).map { _ in value(depth + 1, &random) }
        default:
            var table: [String: Any] = [:]
            for _ in 0..<Int.random(in: 0..<6, using: &random) { table[text(&random)] = value(depth + 1, &random) }
            return table
        }
    }

    private static func text(_ random: inout SequenceGenerator) -> String {
        let letters = [
            "a", "Z", " ", "&", "<", "]]>", "é", "€", "\u{1F600}", "\n", "0", "\"", "a longer piece of text",
        ]
        return (0..<Int.random(in: 0..<6, using: &random)).map { _ in
            letters[Int.random(in: 0..<letters.count, using: &random)]
        }.joined()
    }
}
