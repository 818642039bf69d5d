/// What a zone's clocks show for some time: how many seconds they are ahead of UTC, and how people call that.
package struct ZonePeriod: Hashable, Sendable {
    package let offset: Int64
    package let abbreviation: String
}

/// The content of a file of rules of a time zone (tzfile(5), RFC 8536): the moments at which clocks changed, and a rule for the time
/// after the last of them.
package struct ZoneFile: Sendable {
    private let moments: [Int64]
    /// What holds from each moment on.
    private let periods: [ZonePeriod]
    private let before: ZonePeriod
    private let rule: ZoneRule?

    /// - Returns: nil where the bytes are no such file. So are those whose moments count leap seconds, which no clock of Unix shows.
    package init?(_ bytes: [UInt8]) {
        guard let first = Block(bytes[...], timeSize: 4) else { return nil }
        // The first block is for readers of long ago; since version 2 one with larger numbers follows, and then the rule.
        let isOld = first.version == 0
        guard let block = isOld ? first : Block(first.rest, timeSize: 8), block.leapSeconds == 0 else { return nil }
        guard let before = block.period(0) else { return nil }
        var periods: [ZonePeriod] = []
        for type in block.types {
            guard let period = block.period(Int(type)) else { return nil }
            periods.append(period)
        }
        (moments, self.periods, self.before) = (block.moments, periods, before)
        let footer = block.rest.dropFirst().prefix { $0 != UInt8(ascii: "\n") }
        rule = isOld ? nil : ZoneRule(String(decoding: footer, as: UTF8.self))
    }

    /// What its clocks show at a moment, in seconds since 1970.
    package func period(at seconds: Int64) -> ZonePeriod {
        var (low, high) = (0, moments.count)
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        if low == moments.count, let rule { return rule.period(at: seconds) }
        return low == 0 ? before : periods[low - 1]
    }
}

/// A header with the counts of what follows, and that.
private struct Block {
    let version: UInt8
    let moments: [Int64]
    /// For each moment, which of the kinds of time begins.
    let types: [UInt8]
    let leapSeconds: Int
    let rest: ArraySlice<UInt8>
    private let kinds: [ArraySlice<UInt8>]
    private let names: ArraySlice<UInt8>

    init?(_ bytes: ArraySlice<UInt8>, timeSize: Int) {
        guard bytes.starts(with: "TZif".utf8), bytes.count >= 44 else { return nil }
        version = bytes[bytes.startIndex + 4]
        let counts = (0..<6).map { Int(bytes.dropFirst(20 + $0 * 4).bigEndian(4)) }
        let (leaps, times, kinds, letters) = (counts[2], counts[3], counts[4], counts[5])
        // Far more than any zone has; their product with the sizes below cannot overflow.
        guard counts.allSatisfy({ 0...1 << 20 ~= $0 }) else { return nil }
        let sizes = [
            times * timeSize, times, kinds * 6, letters, leaps * (timeSize + 4), counts[1], counts[0],
        ]
        var rest = bytes.dropFirst(44)
        guard rest.count >= sizes.reduce(0, +) else { return nil }
        var parts: [ArraySlice<UInt8>] = []
        for size in sizes {
            parts.append(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        moments = (0..<times).map { parts[0].dropFirst($0 * timeSize).bigEndian(timeSize) }
        types = Array(parts[1])
        self.kinds = (0..<kinds).map { parts[2].dropFirst($0 * 6).prefix(6) }
        names = parts[3]
        (leapSeconds, self.rest) = (leaps, rest)
    }

    func period(_ kind: Int) -> ZonePeriod? {
        guard kinds.indices.contains(kind), let name = kinds[kind].last, Int(name) < names.count else { return nil }
        let letters = names.dropFirst(Int(name)).prefix { $0 != 0 }
        return ZonePeriod(offset: kinds[kind].bigEndian(4), abbreviation: String(decoding: letters, as: UTF8.self))
    }
}

extension ArraySlice<UInt8> {
    /// The number with a sign that begins the bytes, its highest byte first.
    fileprivate func bigEndian(_ size: Int) -> Int64 {
        let number = prefix(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: number)) : Int64(bitPattern: number)
    }
}
