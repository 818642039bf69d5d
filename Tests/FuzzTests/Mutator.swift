import TestSupport

/// Inputs without end: examples that are changed, cut, repeated and joined. What a parser took becomes an example itself,
/// so that later inputs get deeper.
struct Mutator {
    /// Longer inputs show nothing more, and take their time.
    private static let sizeLimit = 1 << 13
    private static let poolLimit = 400

    private var random: SequenceGenerator
    private let seeds: [[UInt8]]
    private let words: [[UInt8]]
    private var kept: [[UInt8]] = []

    init(seeds: [[UInt8]], words: [String], seed: UInt64) {
        random = SequenceGenerator(seed: seed)
        self.seeds = seeds
        self.words = words.map { Array($0.utf8) }
    }

    mutating func next() -> [UInt8] {
        var bytes = example()
        for _ in 0...below(4) { change(&bytes) }
        if bytes.count > Self.sizeLimit { bytes.removeLast(bytes.count - Self.sizeLimit) }
        return bytes
    }

    /// Takes an input as an example, in the place of another one where there are many.
    mutating func keep(_ bytes: [UInt8]) {
        guard bytes.count < 2_000 else { return }
        if kept.count < Self.poolLimit { kept.append(bytes) } else { kept[below(kept.count)] = bytes }
    }

    private mutating func example() -> [UInt8] {
        let place = below(seeds.count + kept.count)
        return place < seeds.count ? seeds[place] : kept[place - seeds.count]
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return insert(part(of: example()), into: &bytes) }
        switch below(10) {
        case 0: bytes[below(bytes.count)] ^= 1 << UInt8(below(8))
        case 1: bytes[below(bytes.count)] = UInt8(below(256))
        case 2: bytes[below(bytes.count)] = Self.oddBytes[below(Self.oddBytes.count)]
        case 3: bytes.removeSubrange(range(in: bytes))
        case 4: bytes.removeLast(below(bytes.count) + 1)
        case 5: insert(part(of: bytes), into: &bytes)
        case 6: insert(part(of: example()), into: &bytes)
        case 7, 8: if words.isEmpty { fallthrough } else { insert(words[below(words.count)], into: &bytes) }
        default:
            let part = part(of: bytes)
            let most = below(20) == 0 ? Self.sizeLimit / max(1, part.count) : 12
            insert(Array(repeatElement(part, count: below(most + 1)).joined()), into: &bytes)
        }
    }

    private mutating func insert(_ part: [UInt8], into bytes: inout [UInt8]) {
        bytes.insert(contentsOf: part, at: below(bytes.count + 1))
    }

    private mutating func part(of bytes: [UInt8]) -> [UInt8] { Array(bytes[range(in: bytes)]) }

    private mutating func range(in bytes: [UInt8]) -> Range<Int> {
        let start = below(bytes.count + 1)
        let longest = below(4) == 0 ? bytes.count : 12
        return start..<min(bytes.count, start + below(longest + 1))
    }

    private mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(max(1, bound))) }

    private static let oddBytes: [UInt8] =
        [0, 1, 9, 10, 13, 27, 0x7F, 0x80, 0xBF, 0xC3, 0xE2, 0xED, 0xEF, 0xF0, 0xFE, 0xFF]
        + Array(" \"'#:=[]{}<>\\/-,;|&".utf8)
}
