/// The lines of a text as one, for secrets that go on over lines.
struct JoinedLines {
    let text: [UInt8]
    private let lines: [PlacedLine]
    /// Where each line begins in the text.
    private let starts: [Int]

    init(_ lines: [PlacedLine]) {
        var text: [UInt8] = []
        var starts: [Int] = []
        for line in lines {
            starts.append(text.count)
            text += line.content.text
            text.append(.lineFeed)
        }
        (self.text, self.lines, self.starts) = (text, lines, starts)
    }

    /// What ranges of the text hide of each line, by the lines' numbers.
    func extents(hiding ranges: [Range<Int>]) -> [Int: SecretLines.Extent] {
        var extents: [Int: SecretLines.Extent] = [:]
        for range in ranges {
            for index in (line(at: range.lowerBound)..<lines.count).prefix(while: { starts[$0] < range.upperBound }) {
                let (line, distance) = (lines[index], range.lowerBound - starts[index])
                guard distance < line.content.text.count else { continue }
                extents[line.number] = .first(extents[line.number], extent(from: distance, of: line))
            }
        }
        return extents
    }

    /// The index of the line that a place is in.
    private func line(at place: Int) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return max(low - 1, 0)
    }

    private func extent(from distance: Int, of line: PlacedLine) -> SecretLines.Extent {
        distance <= 0 ? .all : .from(line.content.text.startIndex + distance)
    }
}
