/// The shape of a binary property list, without its values. Foundation would follow containers within containers until
/// its stack is used up, and write a list that is referred to a million times a million times.
///
/// The format is Apple's, described in `CFBinaryPList.c`: objects, a table of their offsets, and 32 bytes that say how
/// wide the numbers in both are.
struct BinaryPropertyList {
    private let bytes: [UInt8]
    private var offsetWidth = 0
    private var referenceWidth = 0
    private var objects = 0
    private var top = 0
    private var offsetTable = 0
    private var visited = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count >= 40, let objects = number(at: bytes.count - 24, width: 8),
            let top = number(at: bytes.count - 16, width: 8), let table = number(at: bytes.count - 8, width: 8)
        else { return }
        (self.objects, self.top, offsetTable) = (objects, top, table)
        (offsetWidth, referenceWidth) = (Int(bytes[bytes.count - 26]), Int(bytes[bytes.count - 25]))
    }

    /// Whether all values, each counted as often as it is referred to, are within `ConfigurationLimits`.
    var isBounded: Bool {
        var walk = self
        return walk.isBounded(top, depth: 1)
    }

    private mutating func isBounded(_ object: Int, depth: Int) -> Bool {
        visited += 1
        guard visited <= ConfigurationLimits.nodes, depth <= ConfigurationLimits.depth,
            object < objects, objects <= bytes.count, offsetTable <= bytes.count,
            let start = number(at: offsetTable + object * offsetWidth, width: offsetWidth), start < bytes.count
        else { return false }
        // Arrays, ordered and other sets, dictionaries.
        guard [0xA0, 0xB0, 0xC0, 0xD0].contains(bytes[start] & 0xF0) else { return true }
        guard let (first, count) = elements(at: start), count <= ConfigurationLimits.nodes else { return false }
        for index in 0..<count * (bytes[start] & 0xF0 == 0xD0 ? 2 : 1) {
            guard let inner = number(at: first + index * referenceWidth, width: referenceWidth),
                isBounded(inner, depth: depth + 1)
            else { return false }
        }
        return true
    }

    /// Where the references of a container begin, and how many elements it has: four bits, or a number behind 15.
    private func elements(at start: Int) -> (first: Int, count: Int)? {
        let count = Int(bytes[start] & 0x0F)
        guard count == 15 else { return (start + 1, count) }
        guard start + 1 < bytes.count, bytes[start + 1] & 0xF0 == 0x10 else { return nil }
        let width = 1 << Int(bytes[start + 1] & 0x0F)
        return number(at: start + 2, width: width).map { (start + 2 + width, $0) }
    }

    private func number(at start: Int, width: Int) -> Int? {
        guard 1...8 ~= width, start >= 0, start + width <= bytes.count else { return nil }
        let number = bytes[start..<(start + width)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number <= UInt64(UInt32.max) ? Int(number) : nil
    }
}
