import Testing

/// A parser, with examples of what it reads.
struct FuzzTarget: Sendable, CustomTestStringConvertible {
    let name: String
    let seeds: @Sendable () throws -> [[UInt8]]
    /// What the language of the parser is made of.
    let words: [String]
    /// Reads an input, and tells whether it was taken. Throws a `FuzzFinding` where the answer contradicts itself.
    let read: @Sendable ([UInt8]) throws -> Bool

    var testDescription: String { name }

    init(
        _ name: String, seeds: [String], words: [String] = [], _ read: @escaping @Sendable ([UInt8]) throws -> Bool
    ) {
        self.init(name, bytes: { seeds.map { Array($0.utf8) } }, words: words, read)
    }

    init(
        _ name: String, bytes seeds: @escaping @Sendable () throws -> [[UInt8]], words: [String] = [],
        _ read: @escaping @Sendable ([UInt8]) throws -> Bool
    ) {
        self.name = name
        self.seeds = seeds
        self.words = words
        self.read = read
    }

    static let all = messages + configuration + ledger + values + numbers + objects + files + reports
}

/// An answer that cannot be right.
struct FuzzFinding: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// Refuses a wrong answer, as `#expect` would, without its price for each of millions of inputs.
func ensure(_ isRight: Bool, _ what: @autoclosure () -> String) throws {
    if !isRight { throw FuzzFinding(what()) }
}
