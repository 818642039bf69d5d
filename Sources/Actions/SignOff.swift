package import Changes
import Gate
package import Git
package import Ledger
package import Releases

/// Approves, rejects or revokes items of a release, as they are in it now.
///
/// Decided in two steps, as what is about to be decided has to be read from the repository in between: `scope` says about
/// which items, `statements` what is recorded of them.
package struct SignOff: Sendable {
    package let decision: SignOffStatement.Decision
    /// Nil for all that the release plans: then those that cannot be decided about are left out, and `Scope.refused`
    /// names them.
    package let items: [ItemID]?
    /// Nil for the one that is meant (`GateFacts.role`).
    package let role: String?
    package let note: String?
    /// What has to be kept, for the decision of a board.
    package let conditions: [String]
    /// The rejections to be answered, by the first digits of their records.
    package let answers: [String]

    package init(
        _ decision: SignOffStatement.Decision, items: [ItemID]?, role: String? = nil, note: String? = nil,
        conditions: [String] = [], answers: [String] = []
    ) {
        (self.decision, self.items, self.role, self.note) = (decision, items, role, note)
        (self.conditions, self.answers) = (conditions, answers)
    }

    /// Why nothing can be recorded about an item, or at all.
    package enum Refusal: Error, Hashable, Sendable {
        case tagged(Version)
        /// - among: the roles that could be meant.
        case withoutRole(among: [String])
        case unknownRole(String, known: [String])
        case notMember(Person, role: String)
        case notPlanned(ItemID, Version)
        /// - pull: what brings its commits, where they are known to be at the remote.
        case withoutCommits(ItemID, Version, pull: ShellCommand?)
        /// - isUnvouched: whether no key of the policy says that the person asked for it.
        case requester(Person, ItemID, role: String, Version, isUnvouched: Bool)
        case author(Person, ItemID, role: String, Version)
        case answersNotRecorded
        /// - known: the rejections that there are.
        case unclearAnswer(String, role: String, Version, known: [Decision])
        /// No item has what was rejected and something on top of it.
        case emptyAnswer(Decision, Version)
    }

    /// About what it is.
    package struct Scope: Sendable {
        package let person: Person
        package let role: String
        /// Those of which something is recorded.
        package let items: [ItemID]
        package let unchanged: [Unchanged]
        /// Why others are left out, where all were meant.
        package let refused: [Refusal]
    }

    /// An item about which there is nothing new to say.
    package struct Unchanged: Hashable, Sendable {
        package let item: ItemID
        /// The status that it may enter now, as what stood in the way of it is gone. Somebody has to say so, as it may have
        /// been moved back on purpose.
        package let due: ReleaseStatus?
    }

    /// - Throws: `Refusal`.
    package func scope(in facts: GateFacts, by person: Person) throws(Refusal) -> Scope {
        guard !facts.isTagged || decision == .approve else { throw .tagged(facts.version) }
        let all = items ?? facts.items.planned
        let role = try role(for: all, facts, person)
        let refusals = all.map { refusal(of: $0, role, facts, person) }
        if items != nil, let first = refusals.compactMap(\.self).first { throw first }
        let open = zip(all, refusals).filter { $1 == nil }.map(\.0)
        let known = Set(open.filter { isKnown($0, role, facts, person) })
        return Scope(
            person: person, role: role, items: open.filter { !known.contains($0) },
            unchanged: open.filter(known.contains).map { item in
                Unchanged(item: item, due: facts.moves(of: item, after: decision, by: person, as: role).last)
            },
            refused: refusals.compactMap(\.self))
    }

    /// - Parameter patches: the exact patches of the scope's items (`GateFacts.exactPatches`).
    /// - Throws: `Refusal`, and what the facts throw where patches are missing.
    package func statements(
        on scope: Scope, in facts: GateFacts, patches: [ObjectID: ObjectID]
    ) throws -> [SignOffStatement] {
        let answered = try answered(as: scope.role, facts)
        let statements = try scope.items.map { try statement(on: $0, scope, facts, patches, answered) }
        let given = Set(statements.flatMap { $0.answers ?? [] })
        if let open = answered.first(where: { !given.contains($0.record) }) {
            throw Refusal.emptyAnswer(open, facts.version)
        }
        return statements
    }

    private func role(for items: [ItemID], _ facts: GateFacts, _ person: Person) throws(Refusal) -> String {
        let policy = facts.policy
        let known = Set(policy.decidingRoles).union(policy.members.keys).sorted()
        guard let role = role ?? facts.role(of: person, for: items) else {
            let own = policy.decidingRoles.filter { policy.isMember(person, of: $0) }
            throw .withoutRole(among: own.isEmpty ? known : own)
        }
        guard known.contains(role) else { throw .unknownRole(role, known: known) }
        guard policy.mayAct(person, as: role) else { throw .notMember(person, role: role) }
        return role
    }

    /// Why the decision cannot be recorded; nil where it can.
    private func refusal(of item: ItemID, _ role: String, _ facts: GateFacts, _ person: Person) -> Refusal? {
        // Who takes back a rejection need not plan again what was dropped because of it.
        let isRejected = facts.signOffs[item, role]?.unansweredRejections.isEmpty == false
        guard facts.plan?.items.contains(item) == true || decision == .revoke && isRejected else {
            return .notPlanned(item, facts.version)
        }
        guard decision == .approve else { return nil }
        let isBoard = facts.items[item].map { facts.policy.boards(for: $0).contains(role) } ?? false
        // What the policy began to ask for after the tag has to come from somewhere.
        let isApproved =
            isBoard
            ? facts.signOffs.board(of: item, as: role, facts).isApproved
            : facts.signOffs.standing(of: item, as: role, facts.policy).isApproved
        if facts.isTagged, isApproved { return .tagged(facts.version) }
        let isDeclared = facts.plan?.withoutCommits.contains(item) == true
        // What a board decides about an RfC rests on no commits.
        guard isBoard || !facts.items.content(of: item).isEmpty || isDeclared else {
            return .withoutCommits(item, facts.version, pull: facts.unpulled.fix(for: item))
        }
        if isBoard, facts.signOffs.isRequester(person, of: item) {
            let isUnvouched = facts.signOffs.isUnvouchedRequester(person, of: item)
            return .requester(person, item, role: role, facts.version, isUnvouched: isUnvouched)
        }
        let isAuthor = facts.signOffs.authors[item, default: []].contains { person.isSamePerson(as: $0) }
        return isAuthor ? .author(person, item, role: role, facts.version) : nil
    }

    /// Whether the same person decided the same about the same content, so that nothing would change.
    private func isKnown(_ item: ItemID, _ role: String, _ facts: GateFacts, _ person: Person) -> Bool {
        guard note == nil && conditions.isEmpty && answers.isEmpty || decision == .revoke,
            let signOffs = facts.signOffs[item, role]
        else { return false }
        let mine = { (decisions: [Decision]) in
            decisions.contains {
                $0.by == person && facts.signOffs.isSameContent($0, of: item)
                    && (!facts.policy.recordsAnswers || facts.signOffs.isBound($0, to: item))
            }
        }
        return switch decision {
        case .approve: mine(signOffs.approvals)
        case .reject: mine(signOffs.rejections)
        case .revoke: signOffs.approvals.isEmpty && signOffs.rejections.isEmpty && signOffs.contradicted.isEmpty
        }
    }

    private func statement(
        on item: ItemID, _ scope: Scope, _ facts: GateFacts, _ patches: [ObjectID: ObjectID], _ answered: [Decision]
    ) throws -> SignOffStatement {
        let content = facts.items.content(of: item)
        let patches = try facts.items.patches(of: item, patches)
        var statement = SignOffStatement(
            release: facts.version, item: item, role: scope.role, decision: decision, content: content,
            patches: content.map { patches[$0, default: .zero] }, note: note)
        statement.conditions = conditions.isEmpty ? nil : conditions
        if facts.policy.recordsAnswers {
            statement.binding = try ItemBinding.digest(of: facts.items[item])
            let own = answered.filter { statement.subject.extends($0.statement.subject) }.map(\.record)
            statement.answers = own.isEmpty ? nil : own
        }
        let moves = facts.moves(
            of: item, after: decision, by: scope.person, as: scope.role, answering: statement.answers ?? [])
        statement.moves = moves.isEmpty ? nil : moves.map(\.id)
        return statement
    }

    /// The rejections of the release that `answers` names.
    private func answered(as role: String, _ facts: GateFacts) throws(Refusal) -> [Decision] {
        guard !answers.isEmpty else { return [] }
        guard facts.policy.recordsAnswers else { throw .answersNotRecorded }
        let rejections = facts.signOffs.decided.values.joined().filter { $0.role == role }
            .flatMap(\.unansweredRejections).sorted { $0.record < $1.record }
        var answered: [Decision] = []
        for text in answers {
            let named = rejections.filter { $0.record.isNamed(by: text) }
            guard named.count == 1 else {
                throw .unclearAnswer(text, role: role, facts.version, known: rejections)
            }
            answered.append(named[0])
        }
        return answered
    }
}

/// A rejection that a decision of somebody else leaves as it is.
package struct StandingRejection: Hashable, Sendable {
    package let rejection: Decision
    /// What was decided by somebody else.
    package let statement: SignOffStatement
    /// Whether the decision is about what was rejected and something on top of it, which may answer it.
    package let mayBeAnswered: Bool
}

extension SignOff {
    /// What other people rejected stays rejected, whatever is recorded here.
    package func standingRejections(
        after statements: [SignOffStatement], in facts: GateFacts, by person: Person
    ) -> [StandingRejection] {
        guard decision != .reject else { return [] }
        return statements.flatMap { statement -> [StandingRejection] in
            let rejections = facts.signOffs[statement.item, statement.role]?.rejections(of: statement.subject) ?? []
            return rejections.filter { !person.hasAddress(of: $0.by) && !statement.isAnswer(to: $0) }.map {
                StandingRejection(
                    rejection: $0, statement: statement,
                    mayBeAnswered: statement.subject.extends($0.statement.subject))
            }
        }
    }
}
