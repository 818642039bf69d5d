/// A random history as real ones are: merges with and without content of their own, several roots, items in messages,
/// reverts, picks, tags of both sorts, configuration files among others, dates that lie.
///
/// Commit `n` is branch `c<n>`. Made through `git fast-import`; it can be added to.
package struct IndexedHistory {
    package let repository: TestRepository
    package private(set) var count = 0
    private var random: SequenceGenerator
    /// Commits whose branch was deleted.
    private var gone: Set<Int> = []
    /// What the commits did that are there already, by their names: to be reverted and picked.
    private var done: [(id: String, work: Work)] = []

    /// What one commit says and does.
    private struct Work {
        var message: String
        var time: Int
        var changes: [FileChange]
    }

    package init(seed: UInt64, count: Int = 120) throws {
        random = SequenceGenerator(seed: seed)
        repository = try TestRepository()
        try add(count / 2)
        try add(count - count / 2)
    }

    /// Adds commits; those of earlier calls are what they revert and pick.
    package mutating func add(_ number: Int) throws {
        var (stream, works): (String, [Int: Work]) = ("", [:])
        for next in count + 1...count + number {
            let work = work(next)
            works[next] = work
            stream += commit(next, work)
        }
        count += number
        try repository.fastImport(Array(stream.utf8))
        for (next, work) in works.sorted(by: { $0.key < $1.key }) {
            done.append((try repository.resolve("refs/heads/\(branch(next))"), work))
        }
    }

    /// Deletes, moves and makes branches and tags.
    package mutating func shake() throws {
        var moves = ""
        for number in Set((0..<12).map { _ in pick() }).sorted() {
            let target = pick()
            let tag = "refs/tags/v0.\(number / 7 + 1).0"
            let id = try repository.resolve("refs/heads/\(branch(target))")
            moves += number.isMultiple(of: 3) ? "delete \(tag)\n" : "update \(tag) \(id)\n"
            guard number > 1, !gone.contains(number), number != target else { continue }
            if number.isMultiple(of: 2) { gone.insert(number) }
            moves += gone.contains(number) ? "delete refs/heads/c\(number)\n" : "update refs/heads/c\(number) \(id)\n"
        }
        // One tag may have been named twice, which Git refuses in one go.
        for line in moves.split(separator: "\n") {
            try repository.git("update-ref", "--stdin", input: Array((line + "\n").utf8))
        }
    }

    private mutating func pick() -> Int { Int.random(in: 1...count, using: &random) }

    /// The branch of a commit, or that of the first one.
    private func branch(_ number: Int) -> String { number == 1 || gone.contains(number) ? "main" : "c\(number)" }

    private mutating func commit(_ number: Int, _ work: Work) -> String {
        let time = time(number)
        var text = "commit refs/heads/\(branch(number))\nmark :\(number)\nauthor A <a@example.org> \(work.time) +0000\n"
        text += "committer A <a@example.org> \(time) +0000\n"
        text += "data \(work.message.utf8.count)\n\(work.message)\n"
        let parents = parents(number)
        for (place, parent) in parents.enumerated() {
            text += "\(place == 0 ? "from" : "merge") refs/heads/\(branch(parent))\n"
        }
        if parents.count < 2 || Int.random(in: 0..<3, using: &random) == 0 {
            text += work.changes.map(\.line).joined()
        }
        if number.isMultiple(of: 7) { text += tag(number, time) }
        if number == 1 { text += "reset refs/heads/c1\nfrom refs/heads/main\n\n" }
        return text
    }

    private mutating func time(_ number: Int) -> Int {
        let isOff = Int.random(in: 0..<10, using: &random) == 0
        return 1_500_000_000 + 60 * (isOff ? Int.random(in: -5000...5000, using: &random) : number)
    }

    /// One commit in four reverts or carries over what another one did.
    private mutating func work(_ number: Int) -> Work {
        guard !done.isEmpty, Int.random(in: 0..<4, using: &random) == 0 else {
            return Work(message: message(number), time: time(number), changes: changes(number))
        }
        let other = done[Int.random(in: 0..<done.count, using: &random)]
        var work = other.work
        switch Int.random(in: 0..<4, using: &random) {
        case 0: work.message += "\n\n(cherry picked from commit \(other.id))\n"
        case 1: work.message = "KEY-\(number % 12 + 1): same by other words"
        case 2: break
        default:
            work.message = "Revert \"\(work.message.prefix { $0 != "\n" })\"\n\nThis reverts commit \(other.id).\n"
            work.changes = work.changes.map(\.undone)
        }
        return work
    }

    private mutating func parents(_ number: Int) -> [Int] {
        guard number > 1, Int.random(in: 0..<25, using: &random) > 0 else { return [] }
        let wanted = [1, 1, 1, 1, 1, 2, 2, 3][Int.random(in: 0..<8, using: &random)]
        let lowest = Int.random(in: 0..<6, using: &random) == 0 ? 1 : max(1, number - 6)
        return Set((0..<wanted).map { _ in Int.random(in: lowest..<number, using: &random) }).sorted(by: >)
    }

    private mutating func message(_ number: Int) -> String {
        let key = "KEY-\(Int.random(in: 1...12, using: &random))"
        switch Int.random(in: 0..<7, using: &random) {
        case 0: return "no item at all"
        case 1: return "subject\n\nRefs: \(key), KEY-\(number)\n"
        case 2: return "Revert \"\(key): x\"\n\nThis reverts commit \(String(repeating: "ab", count: 20)).\n"
        case 3: return "\(key): x\n\n(cherry picked from commit \(String(repeating: "cd", count: 20)))\n"
        case 4: return "Merge branch 'topic/\(key)-x'"
        case 5: return "mentions \(key) only"
        default: return "\(key): change \(number)"
        }
    }

    private mutating func changes(_ number: Int) -> [FileChange] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in FileChange(number, &random) }
    }

    private func tag(_ number: Int, _ time: Int) -> String {
        let name = "v0.\(number / 7).0"
        guard number.isMultiple(of: 2) else { return "reset refs/tags/\(name)\nfrom refs/heads/c\(number)\n\n" }
        return "tag \(name)\nfrom refs/heads/c\(number)\ntagger A <a@example.org> \(time) +0000\ndata 1\nx\n"
    }
}
