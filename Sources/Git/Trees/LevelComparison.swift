import Glibc

/// What stands otherwise in one tree than in another under one name, folders not looked into.
struct LevelChange {
    let old: RawTree.Entry?
    let new: RawTree.Entry?
}

/// Compares two trees, one level of them.
///
/// Nearly always a commit gives other IDs to a few of the names that were there. Then both trees have one length, and
/// all that differs lies in the IDs: such trees are compared in steps of words, and the places of the names of the one
/// are those of the other.
struct LevelComparison {
    let old: RawTree
    let new: RawTree
    private(set) var changes: [LevelChange] = []

    init(_ old: RawTree, _ oldID: ObjectID?, _ new: RawTree, _ newID: ObjectID?) throws {
        (self.old, self.new) = (old, new)
        if old.bytes.count == new.bytes.count, !old.bytes.isEmpty {
            let places = try old.places(oldID)
            if compareIDs(at: places) {
                new.starts = places
                return
            }
            changes.removeAll()
        }
        _ = try (old.places(oldID), new.places(newID))
        compareNames()
    }

    /// False where more than IDs differs.
    private mutating func compareIDs(at places: [UInt32]) -> Bool {
        var (position, index) = (0, 0)
        while let difference = firstDifference(from: position) {
            index = Self.index(of: difference, in: places, from: index)
            guard let entry = old.entry(at: Int(places[index])), difference > entry.nameEnd else { return false }
            changes.append(LevelChange(old: entry, new: entry))
            position = entry.end
        }
        return true
    }

    private func firstDifference(from start: Int) -> Int? {
        guard let old = old.bytes.baseAddress, let new = new.bytes.baseAddress else { return nil }
        let end = self.old.bytes.count
        var position = start
        while position + 8 <= end {
            let difference =
                old.loadUnaligned(fromByteOffset: position, as: UInt64.self)
                ^ new.loadUnaligned(fromByteOffset: position, as: UInt64.self)
            if difference != 0 { return position + UInt64(littleEndian: difference).trailingZeroBitCount / 8 }
            position += 8
        }
        while position < end {
            if self.old.bytes[position] != self.new.bytes[position] { return position }
            position += 1
        }
        return nil
    }

    /// The last place that is not behind an offset.
    private static func index(of offset: Int, in places: [UInt32], from start: Int) -> Int {
        var (low, high) = (start, places.count - 1)
        while low + 1 < high {
            let middle = (low + high) / 2
            if Int(places[middle]) <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private mutating func compareNames() {
        var left = old.entry(at: 0)
        var right = new.entry(at: 0)
        while left != nil || right != nil {
            let order = order(left, right)
            if order == 0, let before = left, let after = right {
                if before.mode != after.mode || old.id(of: before) != new.id(of: after) {
                    changes.append(LevelChange(old: before, new: after))
                }
            } else {
                changes.append(LevelChange(old: order < 0 ? left : nil, new: order < 0 ? nil : right))
            }
            if order <= 0 { left = left.flatMap { old.entry(at: $0.end) } }
            if order >= 0 { right = right.flatMap { new.entry(at: $0.end) } }
        }
    }

    private func order(_ left: RawTree.Entry?, _ right: RawTree.Entry?) -> Int {
        guard let left else { return 1 }
        guard let right else { return -1 }
        return old.order(left, before: new, right)
    }
}
