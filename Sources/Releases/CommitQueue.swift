import Git

/// Commits by date, the latest first; of one date by ID. A binary heap of places in the list that its owner keeps.
struct CommitQueue {
    private struct Entry {
        let place: Int
        let id: ObjectID
        let time: Int64

        func precedes(_ other: Entry) -> Bool { time == other.time ? id < other.id : time > other.time }
    }

    private var entries: [Entry] = []

    mutating func insert(_ place: Int, id: ObjectID, time: Int64) {
        entries.append(Entry(place: place, id: id, time: time))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].precedes(entries[parent]) else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popFirst() -> Int? {
        guard let first = entries.first else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return first.place
    }

    private mutating func sink() {
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < entries.count else { return }
            let right = left + 1
            let child = right < entries.count && entries[right].precedes(entries[left]) ? right : left
            guard entries[child].precedes(entries[parent]) else { return }
            entries.swapAt(child, parent)
            parent = child
        }
    }
}
