import Git

extension HistoryIndex {
    /// The positions of what some commits reach and others do not, highest first: a set difference, whatever the dates say.
    ///
    /// One pass from the highest position down: all children of a commit have been seen before it.
    func members(of candidates: [Int], without bases: [Int]) -> [Int] {
        guard let top = candidates.max().map({ max($0, bases.max() ?? 0) }) else { return [] }
        var sides = [Side](repeating: [], count: top + 1)
        for base in bases { sides[base] = .base }
        for candidate in candidates { sides[candidate].insert(.candidate) }
        var waiting = candidates.reduce(into: Set()) { if sides[$1] == .candidate { $0.insert($1) } }.count
        var members: [Int] = []
        var position = top
        while waiting > 0 {
            let side = sides[position]
            if side == .candidate {
                members.append(position)
                waiting -= 1
            }
            if !side.isEmpty {
                forEachParent(of: position) { parent in
                    let before = sides[parent]
                    sides[parent].formUnion(side)
                    if before == .candidate && sides[parent] != .candidate { waiting -= 1 }
                    if before != .candidate && sides[parent] == .candidate { waiting += 1 }
                }
            }
            position -= 1
        }
        return members
    }

    private struct Side: OptionSet {
        let rawValue: UInt8
        static let candidate = Side(rawValue: 1)
        static let base = Side(rawValue: 2)
    }

    /// The same positions in the order in which ranges are told: children before parents, of several possible orders the
    /// one by date, then ID.
    ///
    /// - Throws: `IndexProblem.damaged`.
    func ordered(_ members: [Int]) throws -> [Int] {
        try check([.times])
        var children = [Int32](repeating: -1, count: (members.first ?? -1) + 1)
        for member in members { children[member] = 0 }
        for member in members {
            forEachParent(of: member) { if children[$0] >= 0 { children[$0] += 1 } }
        }
        var ready = CommitQueue()
        for member in members where children[member] == 0 { insert(member, into: &ready) }
        var result: [Int] = []
        result.reserveCapacity(members.count)
        while let position = ready.popFirst() {
            result.append(position)
            forEachParent(of: position) { parent in
                guard children[parent] >= 0 else { return }
                children[parent] -= 1
                if children[parent] == 0 { insert(parent, into: &ready) }
            }
        }
        return result
    }

    private func insert(_ position: Int, into queue: inout CommitQueue) {
        queue.insert(position, id: id(at: position) ?? .zero, time: times[position])
    }
}
