/// Finds which of some commits, the questions, are reachable from others, the tips. The answer is exact: dates only choose
/// the order in which commits are visited, and no number that was computed earlier is used.
///
/// The walk goes down from the tips and from the questions. A waiting commit is *open* while a tip reaches it and it is not
/// known to be a proper ancestor of every question that has no answer yet. The walk ends when no commit is open: then no
/// further question is reachable. Assume that one was. On a path from a tip down to it, let `f` be the last commit that the
/// walk knows to be reachable. `f` was not visited, or else its parent on the path would be known, so it waits. It is
/// not open, so it is a proper ancestor of the question; but the question is an ancestor of `f`, and no commit is its own
/// ancestor. So every question that is reachable was found, however its dates and those of all others were set.
struct AncestryWalk {
    /// The most questions that one walk can answer.
    static let width = UInt64.bitWidth

    private let graph: CommitGraph
    /// The bit of each question, by its position.
    private let bits: [Int: UInt64]
    private var unanswered: UInt64
    private var states: [State]
    private var open = DateQueue()
    /// What waits and is not open: walked as fast as the open ones, as only this can show that those are ancestors of all
    /// questions. Dates do not decide which side comes next, so a wrong one costs a constant factor at most.
    private var settled = DateQueue()
    private var openCount = 0
    private var hasNewAnswer = false

    private enum Progress {
        case unmet, waiting, visited
        /// The clone lacks its parents, and they did not matter.
        case cutOff
    }

    private struct State {
        var progress = Progress.unmet
        /// Whether a tip reaches it.
        var isReached = false
        /// The questions of which it is known to be a proper ancestor.
        var below: UInt64 = 0
    }

    /// - Parameter questions: positions, `width` at most.
    init(_ questions: [Int], in graph: CommitGraph) {
        precondition(questions.count <= Self.width)
        self.graph = graph
        bits = Dictionary(questions.enumerated().map { ($1, 1 << UInt64($0)) }) { $0 | $1 }
        unanswered = bits.values.reduce(0, |)
        states = [State](repeating: State(), count: graph.count)
    }

    /// The positions of the questions that are among the tips or their ancestors.
    ///
    /// - Throws: `RepositoryProblem.shallow` or `.missingObject` where what the clone lacks decides it.
    consuming func reached(from tips: [Int]) throws -> Set<Int> {
        for question in bits.keys { mark(question, isReached: false, below: 0) }
        for tip in tips { mark(tip, isReached: true, below: 0) }
        closeAnswered()
        var isTurnOfOpen = true
        while openCount > 0 {
            if let next = isTurnOfOpen ? nextOpen() : nextSettled() { try visit(next) }
            isTurnOfOpen.toggle()
        }
        return Set(bits.filter { $0.value & unanswered == 0 }.keys)
    }

    private func isOpen(_ state: State) -> Bool {
        state.progress == .waiting && state.isReached && state.below & unanswered != unanswered
    }

    private mutating func nextOpen() -> Int? {
        while let next = open.popFirst() { if isOpen(states[next]) { return next } }
        return nil
    }

    private mutating func nextSettled() -> Int? {
        while let next = settled.popFirst() {
            if states[next].progress == .waiting, !isOpen(states[next]) { return next }
        }
        return nil
    }

    private mutating func visit(_ position: Int) throws {
        let state = states[position]
        let isOpen = isOpen(state)
        do {
            let parents = try graph.parents(at: position)
            states[position].progress = .visited
            if isOpen { openCount -= 1 }
            let below = state.below | bits[position, default: 0]
            for parent in parents { mark(parent, isReached: state.isReached, below: below) }
        } catch let problem as RepositoryProblem where !isOpen && problem.isUnreadable {
            states[position].progress = .cutOff
        }
        closeAnswered()
    }

    /// Notes what is known of a commit, and of all its visited ancestors with it.
    private mutating func mark(_ position: Int, isReached: Bool, below: UInt64) {
        var stack = [(position: position, isReached: isReached, below: below)]
        while let news = stack.popLast() {
            let place = news.position
            while states.count <= place { states.append(State()) }
            let before = states[place]
            var after = before
            after.isReached = before.isReached || news.isReached
            after.below |= news.below
            let isNew = before.progress == .unmet
            guard isNew || after.isReached != before.isReached || after.below != before.below else { continue }
            if isNew || before.progress == .cutOff { after.progress = .waiting }
            states[place] = after
            if after.isReached && !before.isReached { answer(place) }
            if before.progress == .visited {
                let below = after.below | bits[place, default: 0]
                for parent in (try? graph.parents(at: place)) ?? [] { stack.append((parent, after.isReached, below)) }
            } else {
                note(place, before: before, after: after)
            }
        }
    }

    private mutating func note(_ position: Int, before: State, after: State) {
        let (wasOpen, isOpen) = (isOpen(before), isOpen(after))
        if wasOpen != isOpen { openCount += isOpen ? 1 : -1 }
        guard before.progress != .waiting || wasOpen != isOpen else { return }
        if isOpen {
            open.insert(position, time: graph.time(at: position))
        } else {
            settled.insert(position, time: graph.time(at: position))
        }
    }

    private mutating func answer(_ position: Int) {
        guard let bit = bits[position] else { return }
        unanswered &= ~bit
        hasNewAnswer = true
    }

    /// What was open for the sake of a question that has its answer now is so no longer.
    private mutating func closeAnswered() {
        guard hasNewAnswer else { return }
        hasNewAnswer = false
        openCount = 0
        for (position, state) in states.enumerated() where state.progress == .waiting {
            if isOpen(state) { openCount += 1 } else { settled.insert(position, time: graph.time(at: position)) }
        }
    }
}
