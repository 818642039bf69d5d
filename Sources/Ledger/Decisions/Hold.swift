package import Changes

/// An incident or problem that is held against a release, and whether that is over.
package struct Hold: Hashable, Sendable {
    /// Nil where the ledger does not know it: nobody can say then that it is over.
    package let item: Item?
    package let id: ItemID
    package let isOpen: Bool
    /// Who closed it without the right to do so; the last of them.
    package let closedInVain: Person?

    /// - Parameters:
    ///   - records: what is recorded of the item.
    ///   - mayClose: whose word that it is closed counts, for what they had seen. Anybody can say that it is open: that shuts.
    package init(_ id: ItemID, _ records: RecordSequence, mayClose: (StoredRecord) -> Bool) {
        self.id = id
        item = Item(records)
        lazy var sight = RecordSight(records)
        var (isUnsaid, openings, inVain): (Bool, [RecordName], Person?) = (true, [], nil)
        for stored in records.records {
            guard case .item(let statement) = stored.record.statement,
                let state = statement.set[ItemAttribute.state.rawValue]
            else { continue }
            let isClosing = state == Self.closed
            if !isClosing {
                openings.append(stored.name)
                inVain = nil
            } else if stored.opens && mayClose(stored) {
                isUnsaid = false
                openings.removeAll { sight.hasSeen(stored.name, $0) }
                inVain = nil
            } else {
                inVain = isUnsaid || !openings.isEmpty ? stored.author : nil
            }
        }
        (isOpen, closedInVain) = (isUnsaid || !openings.isEmpty, inVain)
    }

    private static let closed = "closed"

    package var title: String { item?.title ?? "not in the ledger" }
}

extension LedgerReader {
    /// The incidents and problems that are held against a release, sorted.
    package func holds(of plan: ReleasePlan) throws -> [Hold] {
        let policy = try policy()
        return try plan.holds.map { id in
            Hold(id, try records(of: .item(id))) { policy.mayClose($0, id, heldBy: plan.holders) }
        }
    }
}

extension Policy {
    /// Whether a record that closes an incident ends what it holds. Where signatures are asked for, that takes the key of
    /// somebody who may end every hold by it.
    fileprivate func mayClose(_ stored: StoredRecord, _ id: ItemID, heldBy holders: Holders) -> Bool {
        guard requiredSignatures != .none else { return true }
        guard case .signed = stored.authorship else { return false }
        return mayEnd(id, heldBy: holders, stored.author)
    }

    /// Whether a person may end every hold of a release by an incident or a problem.
    package func mayEnd(_ id: ItemID, heldBy holders: Holders, _ person: Person) -> Bool {
        has(person, holders.right(toEnd: id, in: self))
    }
}
