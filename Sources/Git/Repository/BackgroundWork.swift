package import System

extension Repository {
    /// Starts work with a repository of its own, as libgit2 wants it: opened here, as this one was, for the environment
    /// must not be touched while several threads run.
    package func inBackground<Value: Sendable>(
        _ body: @escaping @Sendable (Repository) throws -> Value
    ) throws -> Background<Value> {
        // Only the one thread that does the work uses it from here on.
        nonisolated(unsafe) let own = try reopened()
        return Background { try body(own) }
    }

    /// Deals things out to two threads, this one and one with a repository of its own, and does the same work with both
    /// parts. `Array(dealt:_:)` puts together what came of it.
    package func inTwoParts<Element: Sendable, Part: Sendable>(
        _ elements: [Element], _ work: @escaping @Sendable ([Element], Repository) throws -> Part
    ) throws -> (Part, Part) {
        let parts = (0...1).map { part in elements.indices.filter { $0.part == part }.map { elements[$0] } }
        guard !parts[1].isEmpty else { return (try work(parts[0], self), try work([], self)) }
        let beside = try inBackground { try work(parts[1], $0) }
        return (try work(parts[0], self), try beside.value())
    }
}

extension Array {
    /// Puts what was dealt out by `inTwoParts` in order again.
    package init(dealt first: [Element], _ second: [Element]) {
        var parts = [first.makeIterator(), second.makeIterator()]
        self = (0..<(first.count + second.count)).compactMap { parts[$0.part].next() }
    }
}

extension Int {
    /// Who gets what stands at this place: by the sequence of Thue and Morse, which is fair also where things take turns in
    /// being much work and little.
    fileprivate var part: Int { nonzeroBitCount % 2 }
}
