/// A revision like `main~3^2`, taken apart (gitrevisions): from which one it starts, and by which parents it goes on.
struct AncestorSteps {
    let base: String
    /// Places among the parents, and how many times that one is taken.
    let steps: [(parent: Int, count: Int)]

    /// Nil for any other spelling.
    init?(_ revision: String) {
        let isMark = { (byte: UInt8) in byte == UInt8(ascii: "~") || byte == UInt8(ascii: "^") }
        let text = Array(revision.utf8)
        let end = text.lastIndex { !isMark($0) && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        // A colon begins a path, or words to search for.
        guard let end, let start = text[end...].firstIndex(where: isMark), !text.contains(UInt8(ascii: ":")) else {
            return nil
        }
        base = String(decoding: text[..<start], as: UTF8.self)
        var steps: [(parent: Int, count: Int)] = []
        var place = start
        while place < text.count {
            let digits = text[(place + 1)...].prefix { !isMark($0) }
            guard let number = digits.isEmpty ? 1 : Int(String(decoding: digits, as: UTF8.self)) else { return nil }
            let isGeneration = text[place] == UInt8(ascii: "~")
            // `^0` is the commit itself.
            steps.append(isGeneration || number == 0 ? (0, number) : (number - 1, 1))
            place = digits.endIndex
        }
        self.steps = steps
    }
}

extension HistoryIndex {
    /// Where some steps lead to; nil where a commit has no such parent.
    func end(of steps: [(parent: Int, count: Int)], from start: Int) -> Int? {
        var position = start
        for (parent, count) in steps {
            for _ in 0..<count {
                var parents: [Int] = []
                forEachParent(of: position) { parents.append($0) }
                guard parent < parents.count else { return nil }
                position = parents[parent]
            }
        }
        return position
    }
}
