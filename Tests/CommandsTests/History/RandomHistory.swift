import TestSupport

/// A history that nobody would draw: commits with one to three parents anywhere before them, several roots, dates as told.
///
/// Commit `n` is branch `c<n>`; every tenth is tagged `v0.<n>.0`. What reaches what is told by the graph itself: Git's
/// own `rev-list` stops too early on dates like these, unless it has a commit-graph file.
struct RandomHistory {
    enum Dates: String, CaseIterable {
        /// Each commit a minute after the one before.
        case rising
        /// All commits in one second.
        case equal
        /// Any time in forty years.
        case random
        /// Rising, but one in eight is years off.
        case skewed
    }

    let repository: TestRepository
    let count: Int
    private var parents: [Int: [Int]] = [:]

    init(count: Int, dates: Dates, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var stream = ""
        for number in 1...count {
            let parents = Self.parents(of: number, &random)
            self.parents[number] = parents
            let time = Self.time(of: number, dates, &random)
            let message = "KEY-\(number): \(number)"
            stream += "commit refs/heads/c\(number)\nmark :\(number)\ncommitter A <a@example.org> \(time) +0000\n"
            stream += "data \(message.utf8.count)\n\(message)\n"
            for (position, parent) in parents.enumerated() {
                stream += "\(position == 0 ? "from" : "merge") :\(parent)\n"
            }
            if parents.isEmpty { stream += "deleteall\n" }
            if number.isMultiple(of: 10) { stream += "reset refs/tags/v0.\(number).0\nfrom :\(number)\n\n" }
        }
        self.count = count
        repository = try TestRepository()
        try repository.fastImport(Array(stream.utf8))
    }

    /// The numbers of a commit and all its ancestors.
    func ancestors(of number: Int) -> Set<Int> {
        var found: Set<Int> = [number]
        var waiting = [number]
        while let next = waiting.popLast() {
            for parent in parents[next] ?? [] where found.insert(parent).inserted { waiting.append(parent) }
        }
        return found
    }

    /// The ID of each commit, by number.
    func ids() throws -> [Int: String] {
        let lines = try repository.git("for-each-ref", "--format=%(refname:lstrip=2) %(objectname)", "refs/heads/")
        return lines.split(separator: "\n").reduce(into: [:]) { ids, line in
            let words = line.split(separator: " ")
            if let number = Int(words[0].dropFirst()) { ids[number] = String(words[1]) }
        }
    }

    private static func parents(of number: Int, _ random: inout SeededGenerator) -> [Int] {
        guard number > 1, Int.random(in: 0..<20, using: &random) > 0 else { return [] }
        let count = [1, 1, 1, 1, 2, 2, 3][Int.random(in: 0..<7, using: &random)]
        let lowest = Bool.random(using: &random) ? 1 : max(1, number - 8)
        return Set((0..<count).map { _ in Int.random(in: lowest..<number, using: &random) }).sorted(by: >)
    }

    private static func time(of number: Int, _ dates: Dates, _ random: inout SeededGenerator) -> Int {
        let start = 1_200_000_000
        switch dates {
        case .rising: return start + 60 * number
        case .equal: return start
        case .random: return Int.random(in: 1...start, using: &random)
        case .skewed:
            let isOff = Int.random(in: 0..<8, using: &random) == 0
            return start + 60 * number + (isOff ? Int.random(in: -100_000_000...100_000_000, using: &random) : 0)
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same sequence for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
