package import Changes
import Git
package import Ledger

/// Where one case stands on one planned item, against the content that the release has now.
package struct TestStanding: Sendable {
    /// The first that applies; only `passed` opens the gate.
    package enum State: String, Sendable {
        /// A pass and something else that had not seen each other.
        case contradicted
        case passed, failed, blocked, skipped
        /// The result is about other content.
        case stale
        /// The case said something else when it was tried.
        case edited
        /// The acceptance was tried by someone who made it.
        case ownWork = "own work"
        /// By someone whose results do not count.
        case outsider
        /// Without the signature that the policy wants.
        case unsigned
        /// With a date after now.
        case early = "yet to come"
        case open
    }

    package let item: ItemID
    package let testCase: TestCase
    package let state: State
    /// The result that the state is told of; nil where there is none.
    package let result: TestResult?

    /// - Parameter digests: of what the case says, and said when the release was tagged.
    init(
        _ item: ItemID, _ testCase: TestCase, _ results: TestResults, content: SignOffContent, authors: Set<Person>,
        digests: Set<String>, policy: Policy
    ) {
        self.item = item
        self.testCase = testCase
        let latest = results.latest[testCase.id] ?? []
        let outcomes = Set(latest.map(\.statement.outcome))
        let outsider = results.outsiders.last { $0.statement.testCase == testCase.id }
        let unsigned = results.discounted.last { $0.statement.testCase == testCase.id }
        let early = results.early.last { $0.statement.testCase == testCase.id }
        result = latest.last ?? outsider ?? unsigned ?? early
        guard let last = latest.last else {
            state =
                outsider != nil ? .outsider : unsigned != nil ? .unsigned : early != nil ? .early : .open
            return
        }
        // A pass of old content says nothing of what another one found.
        if outcomes.count > 1 {
            state = .contradicted
        } else if !last.statement.isAbout(content, policy) {
            state = .stale
        } else if last.statement.outcome == .pass, let tried = last.statement.tried, !digests.contains(tried) {
            state = .edited
        } else if last.statement.source == nil, testCase.stages.contains(.acceptance),
            authors.contains(where: { last.by.isSamePerson(as: $0) })
        {
            state = last.statement.outcome == .pass ? .ownWork : State(last.statement.outcome)
        } else {
            state = State(last.statement.outcome)
        }
    }
}

extension TestStanding.State {
    fileprivate init(_ outcome: TestResultStatement.Outcome) {
        self =
            switch outcome {
            case .pass: .passed
            case .fail: .failed
            case .blocked: .blocked
            case .skipped: .skipped
            }
    }
}

extension TestResultStatement {
    fileprivate func isAbout(_ current: SignOffContent, _ policy: Policy) -> Bool {
        if content == current.commits { return true }
        return policy.rebasedSignOffs == .keep && subject.likeness(to: current) == .rebased
    }
}
