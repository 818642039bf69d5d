import Changes
import Git
import System

/// The items that commits are linked to, in numbers.
struct IndexedItems {
    private var texts = TextTable()
    private var items: [UInt32] = []
    private var itemNumbers: [UInt64: UInt32] = [:]

    init() {}

    /// - Throws: `IndexProblem.damaged`.
    init(_ file: IndexFile) throws {
        texts = try TextTable(starts: file.uint32s(.textStarts), bytes: file.bytes(.texts))
        items = try file.uint32s(.items)
        guard items.count.isMultiple(of: 2) else { throw IndexProblem.damaged(.items) }
        for place in stride(from: 0, to: items.count, by: 2) {
            itemNumbers[Self.joined(items[place], items[place + 1])] = UInt32(place / 2)
        }
    }

    mutating func number(of item: ItemID) -> UInt32 {
        let (key, number) = (texts.number(of: Array(item.key.utf8)[...]), UInt32(item.number))
        if let known = itemNumbers[Self.joined(key, number)] { return known }
        let new = UInt32(items.count / 2)
        items += [key, number]
        itemNumbers[Self.joined(key, number)] = new
        return new
    }

    private static func joined(_ key: UInt32, _ number: UInt32) -> UInt64 { UInt64(key) << 32 | UInt64(number) }

    func write(to writer: inout IndexWriter) {
        writer.add(.items, BinaryWriter(items))
        writer.add(.textStarts, BinaryWriter(texts.starts))
        writer.add(.texts, texts.bytes)
    }

    /// The number of an item; nil where no commit links to it.
    func known(_ item: ItemID) -> UInt32? {
        var texts = texts
        let count = texts.count
        let key = texts.number(of: Array(item.key.utf8)[...])
        return key < count ? itemNumbers[Self.joined(key, UInt32(item.number))] : nil
    }
}
