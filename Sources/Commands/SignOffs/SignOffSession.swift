import Changes
import Gate
import Git
import Ledger
import Releases
import Reports

/// One run of `approve`, `reject` or `revoke`: all items are checked before the first record is written.
struct SignOffSession {
    let invocation: Invocation<SignOffParameters>
    private let decision: SignOffStatement.Decision
    private let conditions: [String]
    /// The rejections to be answered, as they were typed.
    let answers: [String]
    private let workspace: Workspace
    private let author: Author
    /// Whose word it is.
    private var person: Person

    init(
        _ invocation: Invocation<SignOffParameters>, _ decision: SignOffStatement.Decision, conditions: [String] = [],
        answers: [String] = []
    ) throws {
        self.conditions = conditions
        self.answers = answers
        self.invocation = invocation
        self.decision = decision
        workspace = try Workspace(invocation)
        author = try workspace.author()
        person = author.person
    }

    mutating func run() throws -> ExitStatus {
        let writer = try workspace.writer(by: author)
        let (decided, written) = try writer.decide(summary) { ledger in
            let gathered = try gather(ledger)
            person = try workspace.speaker(author, .signOff, policy: gathered.policy)
            var items = try items(in: gathered)
            let role = try role(for: items, gathered)
            let refused = items.compactMap { refusal(of: $0, role, gathered) }
            if let first = refused.first, !invocation.all { throw first }
            items.removeAll { refusal(of: $0, role, gathered) != nil }
            let known = Set(items.filter { isKnown($0, role, gathered) })
            let skipped = items.filter(known.contains).map { Skipped($0, due: moves(of: $0, role, gathered, [])) }
            items.removeAll(where: known.contains)
            let patches = try gathered.exactPatches(of: items, in: workspace.repository)
            let answered = try answered(role, gathered)
            let statements = try items.map { try statement(on: $0, role, gathered, patches, answered) }
            try refuseEmptyAnswers(answered, by: statements, gathered)
            return ((skipped: skipped, refused: refused, facts: gathered), statements.map { .signOff($0) })
        }
        tell(written, decided.skipped, decided.facts)
        warnOfRejections(written, decided.facts)
        decided.refused.forEach(invocation.console.report)
        return decided.refused.isEmpty ? .yes : .refused
    }

    /// An item about which there is nothing new to say.
    private struct Skipped {
        let item: ItemID
        /// The status that it may enter now, as what stood in the way of it is gone. Somebody has to say so, as it may have
        /// been moved back on purpose.
        let due: ReleaseStatus?

        init(_ item: ItemID, due: [ReleaseStatus]) { (self.item, self.due) = (item, due.last) }
    }

    private var summary: String {
        "\(decision.rawValue): \(invocation.items.isEmpty ? "all" : invocation.items.joined(separator: ", "))"
    }

    private func gather(_ ledger: LedgerReader) throws -> GateFacts {
        let policy = try ledger.policy()
        let version = try workspace.release(invocation.release, ledger: ledger, policy: policy)
        guard try ledger.release(version) != nil else { throw try ledger.unknownRelease(version) }
        let facts = try workspace.facts(of: version, in: ledger)
        guard !facts.isTagged || decision == .approve else { throw Self.isTagged(version) }
        return facts
    }

    private static func isTagged(_ version: Version) -> Failure {
        Failure(
            .refused, "release \(version) is tagged: what was decided for it stands",
            hints: [
                "record what is wrong with it: `sluice incident add --title '<title>'`",
                "`sluice release hold \(version) <incident>` then stops its deployments",
            ])
    }

    private func role(for items: [ItemID], _ facts: GateFacts) throws -> String {
        let policy = facts.policy
        let known = Set(policy.decidingRoles).union(policy.members.keys).sorted()
        guard let role = invocation.role ?? facts.role(of: person, for: items) else {
            let own = policy.decidingRoles.filter { policy.isMember(person, of: $0) }
            throw Failure(
                .usage, "which role?",
                hints: ["name one with --role: \((own.isEmpty ? known : own).joined(separator: ", "))"])
        }
        guard known.contains(role) else {
            throw Failure(
                .usage, "the policy knows no role '\(role)'", hints: ["its roles are: \(known.joined(separator: ", "))"]
            )
        }
        guard policy.mayAct(person, as: role) else {
            throw Failure(
                .refused, "\(person) may not speak for \(role)",
                hints: ["`sluice policy edit` names who may: [role \"\(role)\"] member = \(person.email)"])
        }
        return role
    }

    private func items(in facts: GateFacts) throws -> [ItemID] {
        guard !invocation.all else { return facts.items.planned }
        guard !invocation.items.isEmpty else {
            throw Failure(.usage, "which items?", hints: ["name them, or all planned ones with --all"])
        }
        return try invocation.items.map { try facts.policy.item(named: $0) }
    }

    /// Whether it is a board's decision about an RfC, which rests on no commits.
    private func isBoard(_ role: String, for item: ItemID, _ facts: GateFacts) -> Bool {
        facts.items[item].map { facts.policy.boards(for: $0).contains(role) } ?? false
    }

    private func isApproved(_ item: ItemID, _ role: String, _ facts: GateFacts) -> Bool {
        isBoard(role, for: item, facts)
            ? facts.signOffs.board(of: item, as: role, facts).isApproved
            : facts.signOffs.standing(of: item, as: role, facts.policy).isApproved
    }

    /// Why the decision cannot be recorded; nil where it can.
    private func refusal(of item: ItemID, _ role: String, _ facts: GateFacts) -> Failure? {
        // Who takes back a rejection need not plan again what was dropped because of it.
        let isRejected = facts.signOffs[item, role]?.unansweredRejections.isEmpty == false
        guard facts.plan?.items.contains(item) == true || decision == .revoke && isRejected else {
            return Failure(
                .refused, "\(item.shown) is not planned in release \(facts.version)",
                hints: ["`sluice release add \(facts.version) \(item)` plans it"])
        }
        guard decision == .approve else { return nil }
        // What the policy began to ask for after the tag has to come from somewhere.
        if facts.isTagged, isApproved(item, role, facts) { return Self.isTagged(facts.version) }
        let content = facts.items.content(of: item)
        guard isBoard(role, for: item, facts) || !content.isEmpty || facts.plan?.withoutCommits.contains(item) == true
        else {
            let pull: [Hint] = facts.unpulled.fix(for: item).map { ["`\($0)` brings its commits"] } ?? []
            return Failure(
                .refused, "\(item.shown) has no commits in release \(facts.version) that could be approved",
                hints: pull + [
                    "`sluice release add \(facts.version) \(item) --without-commits` declares that it needs none"
                ])
        }
        if facts.signOffs.isRequester(person, of: item), isBoard(role, for: item, facts) {
            let isUnvouched = facts.signOffs.isUnvouchedRequester(person, of: item)
            return Failure(
                .refused, "\(person.name) asked for \(item.shown) and cannot authorise it",
                hints: [
                    "someone else of \(role) has to: `sluice approve \(item) --release \(facts.version) --role \(role)`"
                ] + (isUnvouched ? [Self.correction(of: item)] : []))
        }
        guard !facts.signOffs.authors[item, default: []].contains(where: { person.isSamePerson(as: $0) }) else {
            return Failure(
                .refused, "\(person.name) worked on \(item.shown) and cannot approve it",
                hints: [
                    "someone else of \(role) has to: `sluice approve \(item) --release \(facts.version) --role \(role)`"
                ])
        }
        return nil
    }

    private static func correction(of item: ItemID) -> Hint {
        "no key of the policy says so; another person who is an administrator can record who asked for it: "
            + "`\(BoardRule.correction(of: item))`"
    }

    /// What another person rejected stays rejected, whatever this one says.
    private func warnOfRejections(_ written: [StoredRecord], _ facts: GateFacts) {
        for case .signOff(let statement) in written.map(\.record.statement) where decision != .reject {
            let signOffs = facts.signOffs[statement.item, statement.role]
            let others = signOffs?.rejections(of: statement.subject).filter {
                !person.hasAddress(of: $0.by) && !statement.isAnswer(to: $0)
            }
            for rejection in others ?? [] {
                invocation.console.warn(
                    "\(rejection.by.name) rejected \(statement.item.shown), and that stands",
                    hints: [
                        "\(rejection.by.name) can take it back: `sluice revoke \(statement.item) "
                            + "--release \(statement.release) --role \(statement.role)`"
                    ] + answer(to: rejection, by: statement))
            }
        }
    }

    /// Whether the same person decided the same about the same content, so that nothing would change.
    private func isKnown(_ item: ItemID, _ role: String, _ facts: GateFacts) -> Bool {
        guard invocation.note == nil && conditions.isEmpty && answers.isEmpty || decision == .revoke else {
            return false
        }
        guard let signOffs = facts.signOffs[item, role] else { return false }
        let mine = { (decisions: [Decision]) in
            decisions.contains {
                $0.by == person && facts.signOffs.isSameContent($0, of: item)
                    && (!facts.policy.recordsAnswers || facts.signOffs.isBound($0, to: item))
            }
        }
        switch decision {
        case .approve: return mine(signOffs.approvals)
        case .reject: return mine(signOffs.rejections)
        case .revoke:
            return signOffs.approvals.isEmpty && signOffs.rejections.isEmpty && signOffs.contradicted.isEmpty
        }
    }

    private func statement(
        on item: ItemID, _ role: String, _ facts: GateFacts, _ patches: [ObjectID: ObjectID], _ answered: [Decision]
    ) throws -> SignOffStatement {
        let content = facts.items.content(of: item)
        let patches = try facts.items.patches(of: item, patches)
        var statement = SignOffStatement(
            release: facts.version, item: item, role: role, decision: decision, content: content,
            patches: content.map { patches[$0, default: .zero] },
            note: invocation.note)
        statement.conditions = conditions.isEmpty ? nil : conditions
        if facts.policy.recordsAnswers {
            statement.binding = try ItemBinding.digest(of: facts.items[item])
            let own = answered.filter { statement.subject.extends($0.statement.subject) }.map(\.record)
            statement.answers = own.isEmpty ? nil : own
        }
        let moves = moves(of: item, role, facts, statement.answers ?? [])
        statement.moves = moves.isEmpty ? nil : moves.map(\.id)
        return statement
    }

    private func moves(
        of item: ItemID, _ role: String, _ facts: GateFacts, _ answers: [RecordName]
    ) -> [ReleaseStatus] {
        facts.moves(of: item, after: decision, by: person, as: role, answering: answers)
    }

    private func tell(_ written: [StoredRecord], _ skipped: [Skipped], _ facts: GateFacts) {
        let console = invocation.console
        if invocation.wantsJSON {
            let statements = written.map(\.record.statement).compactMap { statement -> JSONValue? in
                if case .signOff(let signOff) = statement { signOff.json } else { nil }
            }
            return console.write(
                JSONText.document(JSONValue.object(["decided": statements, "unchanged": skipped.map(\.item)])))
        }
        for stored in written {
            guard case .signOff(let statement) = stored.record.statement else { continue }
            let status = statement.moves?.last.flatMap { facts.policy.statuses[$0] }
            console.print(
                "\(decision.past) \(statement.item.shown) in \(statement.release) as \(statement.role): "
                    + counted(statement.content.count, "commit")
                    + (status.map { "; it is \(SafeText.line($0.label)) now." } ?? "."))
        }
        for skipped in skipped {
            let item = skipped.item
            console.note(
                "\(item.shown): nothing changes, \(decision.unchanged).",
                hints: skipped.due.map {
                    ["`sluice move \(item) \($0.id) --release \(facts.version)` makes it \(SafeText.line($0.label))"]
                } ?? [])
        }
        if written.contains(where: { $0.signature == nil }) {
            console.note("The record is unsigned: it says \(person), as Git is configured, and proves nothing.")
        } else if let signed = written.first {
            console.note("Signed by \(signed.author).")
        }
    }
}

extension SignOffStatement.Decision {
    var past: String {
        switch self {
        case .approve: "Approved"
        case .reject: "Rejected"
        case .revoke: "Revoked the decision on"
        }
    }

    fileprivate var unchanged: String {
        switch self {
        case .approve: "you have approved this content already"
        case .reject: "you have rejected this content already"
        case .revoke: "there is no decision to take back"
        }
    }
}
