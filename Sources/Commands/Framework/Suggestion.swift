import Changes
/// Finds what somebody may have meant by a word that is not known.
enum Suggestion {
    /// The nearest of the candidates, in their order: those that begin with the word, or else those at the smallest
    /// distance, which is at most two edits and at most half of the word's letters.
    static func nearest(to word: String, among candidates: [String]) -> [String] {
        let letters = word.utf8.drop { $0 == UInt8(ascii: "-") }.count
        let completed = candidates.filter { letters > 1 && $0.hasPrefix(word) }
        if !completed.isEmpty { return completed }
        let distances = candidates.map { distance(from: word, to: $0) }
        guard let least = distances.min(), least <= min(2, letters / 2) else { return [] }
        return zip(candidates, distances).filter { $0.1 == least }.map(\.0)
    }

    /// What to tell somebody who named nothing that is known: the one name like it, or else all that are.
    ///
    /// - Parameters:
    ///   - introduction: what stands before the list: `the keys are`.
    ///   - none: what to do where nothing is known at all.
    static func hint(
        for word: String, among known: [String], _ introduction: String, ifNone none: Hint = ""
    ) -> Hint {
        let near = nearest(to: word, among: known)
        if near.count == 1 { return "did you mean \(near[0])?" }
        return known.isEmpty ? none : "\(introduction): \(known.joined(separator: ", "))"
    }

    /// The Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
    /// neighbours that turn one word into the other, counted in bytes.
    static func distance(from source: String, to target: String) -> Int {
        let (source, target) = (Array(source.utf8), Array(target.utf8))
        var beforeLast: [Int] = []
        var last = Array(0...target.count)
        for (row, byte) in source.enumerated() {
            var current = [row + 1]
            for (column, other) in target.enumerated() {
                let substituted = last[column] + (byte == other ? 0 : 1)
                var least = min(substituted, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, byte == target[column - 1], source[row - 1] == other {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                current.append(least)
            }
            (beforeLast, last) = (last, current)
        }
        return last[target.count]
    }
}
