/// Reads a binary property list into the tree that its XML form has. Its keys have no order: they are sorted.
///
/// Objects can be referred to more than once, and by themselves: each time counts against `ConfigurationLimits`.
struct BinaryPropertyListReader: ConfigurationReader {
    private let list: BinaryPropertyList
    private var nodes = 0
    private var textBytes = 0

    static func read(_ bytes: [UInt8]) throws(NotReadable) -> ConfigurationNode {
        guard let list = BinaryPropertyList(bytes) else { throw problem(.notPropertyList) }
        var reader = BinaryPropertyListReader(list: list)
        return try reader.node(list.top, depth: 1)
    }

    private init(list: BinaryPropertyList) { self.list = list }

    /// It has no lines.
    private static func problem(_ reason: NotReadable.Reason) -> NotReadable { NotReadable(line: 1, reason: reason) }

    private mutating func node(_ number: Int, depth: Int) throws(NotReadable) -> ConfigurationNode {
        guard depth <= ConfigurationLimits.depth else { throw Self.problem(.tooDeep) }
        guard let object = list.object(number) else { throw Self.problem(.notPropertyList) }
        switch object.kind {
        case 0xA:
            var nodes: [ConfigurationNode] = []
            for element in try references(of: object, each: 1) { nodes.append(try node(element, depth: depth + 1)) }
            return .list(nodes)
        case 0xD: return .table(try table(object, depth: depth))
        case 0x8:
            // As the XML form has it.
            let entry = (Array("CF$UID".utf8), ConfigurationNode.scalar(try scalar(object)))
            return .table(try ConfigurationText.table([entry]))
        default: return .scalar(try scalar(object))
        }
    }

    /// Keys first, then their values.
    private mutating func table(
        _ object: BinaryPropertyList.Object, depth: Int
    ) throws(NotReadable) -> ConfigurationTable {
        let all = try references(of: object, each: 2)
        var entries: [([UInt8], ConfigurationNode)] = []
        for (key, value) in zip(all.prefix(object.count), all.suffix(object.count)) {
            guard let key = list.object(key), key.kind == 0x5 || key.kind == 0x6 else {
                throw Self.problem(.notPropertyList)
            }
            entries.append((try scalar(key).text, try node(value, depth: depth + 1)))
        }
        return try ConfigurationText.table(entries.sorted { $0.0.lexicographicallyPrecedes($1.0) })
    }

    /// Counted before they are followed: the count itself may be hostile.
    private mutating func references(
        of object: BinaryPropertyList.Object, each: Int
    ) throws(NotReadable) -> [Int] {
        guard object.count <= ConfigurationLimits.nodes else { throw Self.problem(.tooManyValues) }
        nodes += 1 + object.count * each
        guard nodes <= ConfigurationLimits.nodes else { throw Self.problem(.tooManyValues) }
        guard let references = list.references(of: object, count: object.count * each) else {
            throw Self.problem(.notPropertyList)
        }
        return references
    }

    private mutating func scalar(_ object: BinaryPropertyList.Object) throws(NotReadable) -> ConfigurationScalar {
        guard let scalar = BinaryPropertyListScalar(list, object).scalar else { throw Self.problem(.notPropertyList) }
        textBytes += scalar.text.count
        guard textBytes <= ConfigurationLimits.size else { throw Self.problem(.tooLarge) }
        return scalar
    }
}
