import Git
import System

/// Texts, each kept once and known by its number. Found by hash, and compared: texts as keys of a dictionary are slow.
struct TextTable {
    private(set) var starts: [UInt32] = [0]
    private(set) var bytes: [UInt8] = []
    private var numbers: [UInt64: UInt32] = [:]

    init() {}

    /// Takes up what `starts` and `bytes` held.
    ///
    /// - Throws: `IndexProblem.damaged` where they do not fit together.
    init(starts: [UInt32], bytes: [UInt8]) throws {
        for (start, end) in zip(starts, starts.dropFirst()) {
            guard start <= end, end <= bytes.count else { throw IndexProblem.damaged(nil) }
            _ = number(of: bytes[Int(start)..<Int(end)])
        }
        guard self.starts == starts else { throw IndexProblem.damaged(nil) }
    }

    var count: Int { starts.count - 1 }

    subscript(number: UInt32) -> ArraySlice<UInt8> {
        guard number < count else { return [] }
        return bytes[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])]
    }

    mutating func number(of text: ArraySlice<UInt8>) -> UInt32 {
        var hash = Checksum.of(text)
        while let known = numbers[hash] {
            if self[known] == text { return known }
            hash = Checksum.mixed(hash, 1)
        }
        let number = UInt32(count)
        numbers[hash] = number
        bytes += text
        starts.append(UInt32(bytes.count))
        return number
    }
}
