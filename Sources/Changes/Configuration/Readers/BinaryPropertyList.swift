/// Where things are in a binary property list.
///
/// The format is Apple's, described in `CFBinaryPList.c`: objects, a table of their offsets, and 32 bytes that say how
/// wide the numbers in both are.
struct BinaryPropertyList {
    /// An object: what its first byte says, and what follows.
    struct Object {
        /// The high four bits.
        let kind: UInt8
        /// The low four bits, or the number behind them where they are 15 and the kind has a count.
        let count: Int
        /// Where its content begins.
        let content: Int
    }

    let top: Int
    private let bytes: [UInt8]
    private let offsetWidth: Int
    private let referenceWidth: Int
    private let objects: Int
    private let offsetTable: Int

    /// Nil where the last 32 bytes do not fit the rest.
    init?(_ bytes: [UInt8]) {
        let end = bytes.count - 32
        guard bytes.starts(with: "bplist00".utf8), end >= 10, let objects = Self.number(bytes[(end + 8)...].prefix(8)),
            let top = Self.number(bytes[(end + 16)...].prefix(8)), let table = Self.number(bytes[(end + 24)...])
        else { return nil }
        (offsetWidth, referenceWidth) = (Int(bytes[end + 6]), Int(bytes[end + 7]))
        (self.bytes, self.objects, self.top, offsetTable) = (bytes, objects, top, table)
        guard 1...8 ~= offsetWidth, 1...8 ~= referenceWidth, top < objects, 9..<end ~= table,
            objects <= end, table + objects * offsetWidth == end,
            Self.holds(offsetWidth, table), Self.holds(referenceWidth, objects)
        else { return nil }
    }

    /// Whether numbers of that many bytes count that far.
    private static func holds(_ width: Int, _ count: Int) -> Bool { width >= 4 || count < 1 << (8 * width) }

    func object(_ number: Int) -> Object? {
        guard number < objects,
            let start = Self.number(bytes[(offsetTable + number * offsetWidth)...].prefix(offsetWidth)),
            8..<offsetTable ~= start
        else { return nil }
        let (kind, count) = (bytes[start] >> 4, Int(bytes[start] & 0x0F))
        guard count == 15, kind >= 4, kind != 8 else { return Object(kind: kind, count: count, content: start + 1) }
        // The count is an integer of its own.
        guard start + 1 < offsetTable, bytes[start + 1] >> 4 == 1, bytes[start + 1] & 0x0F <= 3 else { return nil }
        let width = 1 << Int(bytes[start + 1] & 0x0F)
        guard let long = content(at: start + 2, count: width).flatMap(Self.number) else { return nil }
        return Object(kind: kind, count: long, content: start + 2 + width)
    }

    /// Bytes of an object; nil where they reach into the table behind the objects.
    func content(at start: Int, count: Int) -> Bytes? {
        guard count <= offsetTable, start + count <= offsetTable else { return nil }
        return bytes[start..<(start + count)]
    }

    /// The objects that a container refers to.
    func references(of object: Object, count: Int) -> [Int]? {
        guard count <= offsetTable, let all = content(at: object.content, count: count * referenceWidth) else {
            return nil
        }
        var references: [Int] = []
        for index in 0..<count {
            guard let number = Self.number(all.dropFirst(index * referenceWidth).prefix(referenceWidth)) else {
                return nil
            }
            references.append(number)
        }
        return references
    }

    /// A number that counts something in a file.
    private static func number(_ bytes: Bytes) -> Int? {
        let number = unsigned(bytes)
        return number <= UInt64(UInt32.max) ? Int(number) : nil
    }

    /// Up to eight bytes, the highest first.
    static func unsigned(_ bytes: Bytes) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
