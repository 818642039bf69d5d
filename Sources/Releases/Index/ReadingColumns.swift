import Changes
import Git

/// What the index keeps of the messages of commits, in columns: a value a commit with an array of its own took most of the
/// memory.
struct ReadingColumns: Sendable {
    private var marks: [UInt64] = []
    private var items: [ItemID] = []
    private var relations: [IndexRelation] = []
    /// Where the items and the relations of each begin, and the end.
    private var starts: [(items: UInt32, relations: UInt32)] = [(0, 0)]

    var count: Int { marks.count }

    mutating func append(_ reading: CommitReading) {
        marks.append(reading.mark)
        items += reading.items
        relations += reading.relations
        starts.append((UInt32(items.count), UInt32(relations.count)))
    }

    mutating func append(_ other: ReadingColumns) {
        let offset = starts[count]
        marks += other.marks
        items += other.items
        relations += other.relations
        for start in other.starts.dropFirst() {
            starts.append((offset.items + start.items, offset.relations + start.relations))
        }
    }

    subscript(place: Int) -> CommitReading {
        let (start, end) = (starts[place], starts[place + 1])
        return CommitReading(
            items: Array(items[Int(start.items)..<Int(end.items)]),
            relations: Array(relations[Int(start.relations)..<Int(end.relations)]), mark: marks[place])
    }
}
