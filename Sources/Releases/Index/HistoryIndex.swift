package import Git
import System

/// The commits of a repository as an index has them: a graph by position, parents before children.
///
/// It is a hint and no proof. Whatever it says is checked for sense where it is used: a parent that does not come before
/// its child is none.
package final class HistoryIndex {
    let file: IndexFile
    let count: Int
    private var checked: Set<IndexSection> = []

    /// - Parameter expected: the fingerprint of the rules that its readings must have; nil where any will do.
    /// - Throws: `IndexProblem` where it cannot be used, `SystemError` where it cannot be read.
    init(_ mapped: MappedFile, fingerprint expected: UInt64?) throws {
        file = try IndexFile(mapped)
        guard expected == nil || expected == file.fingerprint else { throw IndexProblem.other }
        count = file.size(of: .ids) / ObjectID.byteCount
        let columns: [(IndexSection, Int)] = [
            (.ids, ObjectID.byteCount), (.order, 4), (.parents, 8), (.generations, 4), (.times, 8), (.marks, 8),
            (.flags, 1), (.sums, 8),
        ]
        for (section, size) in columns where file.size(of: section) != count * size {
            throw IndexProblem.damaged(section)
        }
        try check(IndexSection.graph)
    }

    /// To be called before anything but the graph is asked for.
    ///
    /// - Throws: `IndexProblem.damaged` where these sections are not what was written.
    func check(_ sections: [IndexSection]) throws {
        let new = sections.filter { !checked.contains($0) }
        try file.check(new)
        checked.formUnion(new)
    }

    /// Two positions a commit (`IndexSection.parents`).
    private(set) lazy var parentColumn = (try? file.uint32s(.parents)) ?? []
    private lazy var octopus = (try? file.uint32s(.octopus)) ?? []
    private(set) lazy var times = ((try? file.uint64s(.times)) ?? []).map { Int64(bitPattern: $0) }
    private lazy var flagColumn = (try? file.bytes(.flags)) ?? []

    package func id(at position: Int) -> ObjectID? { file.id(.ids, position) }

    func flags(at position: Int) -> CommitFlags {
        position < flagColumn.count ? CommitFlags(rawValue: flagColumn[position]) : .changesUnknown
    }

    /// Where a commit stands; nil for one that the index does not have.
    package func position(of id: ObjectID) -> Int? {
        let first = Int(id.firstByte)
        guard var low = file.uint32(.fanOut, first).map({ Int($0) }),
            var high = file.uint32(.fanOut, first + 1).map({ Int($0) })
        else { return nil }
        while low < high {
            let middle = low + (high - low) / 2
            guard let position = file.uint32(.order, middle), let found = self.id(at: Int(position)) else { return nil }
            if found == id { return Int(position) }
            if found < id { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// What a tag object marks, through nested tags; nil for one that the index does not have.
    func target(ofTag id: ObjectID) -> ObjectID? {
        file.place(of: id, in: .tags, size: IndexContent.tagSize).flatMap { place in
            file.uint32(.tags, place * IndexContent.tagSize / 4 + 5).flatMap { self.id(at: Int($0)) }
        }
    }

    /// All tag objects that it has, with the positions of what they mark.
    var tags: [(tag: ObjectID, position: UInt32)] {
        (0..<(file.size(of: .tags) / IndexContent.tagSize)).compactMap { place in
            let position = file.uint32(.tags, place * IndexContent.tagSize / 4 + 5)
            guard let position, position < count else { return nil }
            return file.id(.tags, place, size: IndexContent.tagSize).map { ($0, position) }
        }
    }

    /// Calls `body` with the position of each parent, always a lower one.
    @inline(__always)
    func forEachParent(of position: Int, _ body: (Int) -> Void) {
        let (first, second) = (parentColumn[2 * position], parentColumn[2 * position + 1])
        guard first < position else { return }
        body(Int(first))
        guard second != IndexFormat.none else { return }
        if second & IndexFormat.octopusBit == 0 {
            if second < position { body(Int(second)) }
        } else {
            for parent in furtherParents(at: Int(second & ~IndexFormat.octopusBit)) where parent < position {
                body(Int(parent))
            }
        }
    }

    private func furtherParents(at place: Int) -> ArraySlice<UInt32> {
        guard place < octopus.count, octopus[place] < octopus.count - place else { return [] }
        return octopus[(place + 1)...].prefix(Int(octopus[place]))
    }
}
