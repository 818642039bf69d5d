import Git

extension HistoryIndex {
    /// The positions of what some commits reach and others do not, highest first: a set difference, whatever the dates say.
    func members(of candidates: [Int], without bases: [Int]) -> [Int] {
        sides(of: candidates, without: bases, beside: nil).members
    }

    /// The positions on both sides of a range (`CommitRange.Sides`), highest first.
    ///
    /// One pass from the highest position down: all children of a commit have been seen before it.
    /// - Parameter beside: nil where the other side is of no interest.
    func sides(of candidates: [Int], without bases: [Int], beside: [Int]?) -> (members: [Int], others: [Int]) {
        let tips = candidates + bases + (beside ?? [])
        guard let top = tips.max() else { return ([], []) }
        var sides = [Side](repeating: [], count: top + 1)
        for base in bases { sides[base].insert(.base) }
        for candidate in candidates { sides[candidate].insert(.candidate) }
        for end in beside ?? [] { sides[end].insert(.beside) }
        let isOpen = { (side: Side) in side.isMember || beside != nil && side.isOther }
        var waiting = Set(tips).count { isOpen(sides[$0]) }
        var (members, others): ([Int], [Int]) = ([], [])
        var position = top
        while waiting > 0 {
            let side = sides[position]
            if side.isMember { members.append(position) }
            if side.isOther && beside != nil { others.append(position) }
            if isOpen(side) { waiting -= 1 }
            if !side.isEmpty {
                forEachParent(of: position) { parent in
                    let before = isOpen(sides[parent])
                    sides[parent].formUnion(side)
                    let after = isOpen(sides[parent])
                    if before != after { waiting += after ? 1 : -1 }
                }
            }
            position -= 1
        }
        return (members, others)
    }

    /// For each position, whether that commit is one of some tips or an ancestor of theirs.
    func ancestors(of tips: [Int]) -> [Bool] {
        var reached = [Bool](repeating: false, count: count)
        for tip in tips { reached[tip] = true }
        for position in reached.indices.reversed() where reached[position] {
            forEachParent(of: position) { reached[$0] = true }
        }
        return reached
    }

    private struct Side: OptionSet {
        let rawValue: UInt8
        static let candidate = Side(rawValue: 1)
        static let base = Side(rawValue: 2)
        static let beside = Side(rawValue: 4)

        var isMember: Bool { contains(.candidate) && !contains(.base) }
        var isOther: Bool { !isEmpty && !contains(.candidate) }
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
