package import Changes
package import Git
package import Ledger

/// What was decided about the planned items, and how that stands against what the release holds of them.
package struct SignOffFacts: Sendable {
    /// For each planned item the sign-offs of each role whose word may be needed, in the policy's order.
    package let decided: [ItemID: [SignOffs]]
    /// What a decision about each planned item has to be about to count.
    package let subjects: [ItemID: SignOffContent]
    /// Who wrote the content of each planned item: authors, committers and co-authors of its commits.
    package let authors: [ItemID: Set<Person>]
    /// Who asked for each planned item, as far as it names them.
    package let requesters: [ItemID: Set<Person>]
    /// Those of them of whom only records say so that nobody signed.
    private let unvouched: [ItemID: Set<Person>]
    /// What decisions about each planned item have to be bound to; none where the policy binds nothing.
    private let bindings: [ItemID: DecisionBinding]
    /// The commits that somebody who made them declared to need no item, with who that was. Sorted.
    package let ownExemptions: [(commit: ObjectID, by: Person)]
    /// Rejections of commits that the release holds or loses, but no longer as part of the item that was rejected.
    package private(set) var evaded: [EvadedRejection] = []
    /// The standing of every role that approves all items on every planned item, sorted by item, roles in the policy's
    /// order.
    package private(set) var standings: [SignOffStanding] = []

    /// - Parameter patches: the exact patches of the commits of which they have to be known: of items that somebody
    ///   decided about before the commits had the names that they have now, and of all commits where something is rejected.
    /// - Parameter bound: what decisions have to be bound to, where that is not the items as they are.
    /// - Throws: `GitError`, where a digest cannot be made.
    package init(
        _ decided: [ItemID: [SignOffs]], patches: [ObjectID: ObjectID] = [:], on items: ItemFacts,
        in contents: ReleaseContents, policy: Policy, mailmap: Mailmap? = nil, isTagged: Bool = false,
        boundTo bound: [ItemID: Item]? = nil
    ) throws {
        self.decided = decided
        bindings = try items.planned.reduce(into: [:]) {
            $0[$1] = try policy.binding(of: (bound ?? items.known)[$1], isTagged: isTagged)
        }
        var people = PeopleReader(policy, mailmap: mailmap)
        var (subjects, authors): ([ItemID: SignOffContent], [ItemID: Set<Person>]) = ([:], [:])
        var (requesters, unvouched): ([ItemID: Set<Person>], [ItemID: Set<Person>]) = ([:], [:])
        for item in items.planned {
            let content = items.content(of: item)
            subjects[item] = SignOffContent(commits: content, patches: try items.patches(of: item, patches))
            authors[item] = people.people(behind: content.compactMap { contents[$0] })
            let asking = items[item]?.requesters(under: policy, people) ?? []
            requesters[item] = Set(asking.flatMap(\.people))
            unvouched[item] = requesters[item]?.subtracting(asking.filter(\.isVouched).flatMap(\.people))
        }
        (self.requesters, self.unvouched) = (requesters, unvouched)
        self.subjects = subjects
        self.authors = authors
        ownExemptions = contents.deciding.compactMap { linked in
            linked.ownExemption(&people).map { (linked.commit.id, $0) }
        }.sorted { $0.commit < $1.commit }
        standings = items.planned.flatMap { item in policy.signOffRoles.map { standing(of: item, as: $0, policy) } }
        evaded = evasions(items, contents, patches, policy)
    }

    /// A rejection stays with the change, whatever commit makes it now and whatever item that is given to.
    private func evasions(
        _ items: ItemFacts, _ contents: ReleaseContents, _ patches: [ObjectID: ObjectID], _ policy: Policy
    ) -> [EvadedRejection] {
        let rejected = decided.mapValues { $0.flatMap(\.unansweredRejections) }.filter { !$0.value.isEmpty }
        guard !rejected.isEmpty else { return [] }
        let known = SignOffContent(commits: [], patches: patches)
        let live = contents.deciding.map(\.commit.id)
        return rejected.sorted { $0.key < $1.key }.flatMap { item, rejections in
            let here = Set(subjects[item]?.commits ?? [])
            return rejections.compactMap { rejection -> EvadedRejection? in
                let subject = rejection.statement.subject
                let commits = live.filter { commit in
                    !here.contains(commit) && subject.has(commit, of: known)
                }
                guard !commits.isEmpty, !isAnswered(rejection, commits, policy) else { return nil }
                return EvadedRejection(item: item, rejection: rejection, commits: commits)
            }
        }
    }

    /// Whether a member of the role approved the rejected changes with a further one, as another item, in view of the
    /// rejection.
    private func isAnswered(_ rejection: Decision, _ commits: [ObjectID], _ policy: Policy) -> Bool {
        subjects.contains { item, subject in
            Set(subject.commits).isSuperset(of: commits)
                && standing(of: item, as: rejection.statement.role, policy).valid.contains {
                    $0.statement.isAnswer(to: rejection)
                }
        }
    }

    /// Whether a person asked for an item: by any of the addresses that the policy knows them by, or by their name.
    package func isRequester(_ person: Person, of item: ItemID) -> Bool {
        requesters[item]?.contains { person.isSamePerson(as: $0) } ?? false
    }

    /// Whether a person counts as a requester of an item although no key of the policy vouches for it: an administrator can end that.
    package func isUnvouchedRequester(_ person: Person, of item: ItemID) -> Bool {
        unvouched[item]?.contains { person.isSamePerson(as: $0) } ?? false
    }

    package subscript(item: ItemID, role: String) -> SignOffs? { decided[item]?.first { $0.role == role } }

    package func standing(of item: ItemID, as role: String, _ policy: Policy) -> SignOffStanding {
        // Nothing known of a role is a role that has not decided.
        SignOffStanding(
            item, self[item, role] ?? SignOffs(role: role, in: RecordSequence([])),
            content: subjects[item] ?? SignOffContent(commits: [], patches: [:]), authors: authors[item] ?? [],
            policy: policy, binding: bindings[item])
    }

    /// How a decision about an item stands to what the gate reads of that now.
    func bindingState(of decision: Decision, on item: ItemID) -> DecisionBinding.State {
        bindings[item]?.state(of: decision) ?? .current
    }

    /// Whether a decision is about the very content that the release has of an item.
    package func isSameContent(_ decision: Decision, of item: ItemID) -> Bool {
        subjects[item].map { decision.statement.subject.likeness(to: $0) == .same } ?? false
    }

    /// Whether a decision would be the same if it was made now: for `approve`, which does not repeat what is recorded.
    package func isBound(_ decision: Decision, to item: ItemID) -> Bool {
        guard let binding = bindings[item] else { return true }
        return decision.statement.binding == binding.digest
    }
}

extension Item {
    /// Whom a text of an item means that names a requester.
    fileprivate typealias Asking = (people: [Person], isVouched: Bool)

    /// Where anybody can change who asked for it, all who were ever recorded count; those without a signature, until an
    /// administrator corrects them.
    fileprivate func requesters(under policy: Policy, _ reader: PeopleReader) -> [Asking] {
        guard policy.requiredSignatures == .decisions else {
            return self[all: .requester].compactMap(\.self).map { (reader.people(named: $0), true) }
        }
        return requesters.compactMap { requester in
            let people = reader.people(named: requester.name)
            return requester.isEnded(meaning: people, policy) ? nil : (people, requester.isVouched)
        }
    }
}

extension Requester {
    /// Whether an administrator said in view of all that names them who asked instead. Nobody frees themself.
    fileprivate func isEnded(meaning people: [Person], _ policy: Policy) -> Bool {
        !isVouched
            && corrections.contains { person in
                policy.isMember(person, of: Policy.administrators)
                    && !people.contains { person.isSamePerson(as: $0) }
            }
    }
}

/// A rejection of changes that now belong to other items, or to none, or whose item was dropped from the release.
package struct EvadedRejection: Hashable, Sendable {
    package let item: ItemID
    package let rejection: Decision
    /// Those that make the rejected changes now.
    package let commits: [ObjectID]
}

extension FactsGatherer {
    func signOffFacts(
        _ decided: [ItemID: [SignOffs]], on items: ItemFacts, in range: RangeFacts, bindingsAt time: Timestamp?
    ) throws -> SignOffFacts {
        try SignOffFacts(
            decided, patches: try patches(of: items, decided: decided, in: range.contents), on: items,
            in: range.contents, policy: policy, mailmap: try repository.mailmap(at: range.scope.candidate),
            isTagged: range.manifest != nil, boundTo: try time.map { try itemsRecorded(items.planned, until: $0) })
    }

    private func itemsRecorded(_ ids: [ItemID], until time: Timestamp) throws -> [ItemID: Item] {
        try ids.reduce(into: [:]) { items, id in
            let records = try ledger.records(of: .item(id)).all.filter { $0.record.at <= time }
            items[id] = Item(RecordSequence(records), kind: policy.noun)
        }
    }

    /// The patches that tell a rebase from a change, where an item's commits are not those that were decided about; those of
    /// all commits, and of those that go, where something was rejected, as its changes may be in any of them.
    private func patches(
        of items: ItemFacts, decided: [ItemID: [SignOffs]], in contents: ReleaseContents
    ) throws -> [ObjectID: ObjectID] {
        guard decided.values.joined().allSatisfy(\.unansweredRejections.isEmpty) else {
            return try repository.exactPatches(of: contents.deciding.map(\.commit))
        }
        let other = decided.flatMap { item, all in
            let current = items.content(of: item)
            let other = Set(all.flatMap(\.decided).filter { $0.patches != nil && $0.content != current })
            return current.filter { id in other.contains { !$0.content.contains(id) } }
        }
        return other.isEmpty ? [:] : try repository.exactPatches(of: other.compactMap { contents[$0]?.commit })
    }
}

extension GateFacts {
    /// The exact patches of the commits that some items have in the release, for what is to be decided about them.
    package func exactPatches(of items: [ItemID], in repository: Repository) throws -> [ObjectID: ObjectID] {
        let commits = items.flatMap { self.items.content(of: $0) }
        return try repository.exactPatches(of: commits.compactMap { contents[$0]?.commit })
    }
}
