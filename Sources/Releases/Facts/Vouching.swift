package import Changes
package import Ledger

/// Where anybody can edit items, a decision that is bound to what the gate reads of an item vouches for that. Where none is
/// asked for, or a waiver lets its lack pass, an edit could take away what the gate asks for.
package struct Vouching: Sendable {
    /// The planned items for which nobody vouches, and nobody has to.
    package let unvouched: Set<ItemID>

    package init(_ unvouched: Set<ItemID> = []) { self.unvouched = unvouched }

    package init(on items: ItemFacts, _ signOffs: SignOffFacts, _ waivers: WaiverFacts, _ policy: Policy) {
        let unvouched = items.planned.filter { item in
            policy.bindsDecisions && (policy.signOffRoles.isEmpty || waivers.lacksSignOffs(item))
                && !policy.signOffRoles.contains { signOffs.standing(of: item, as: $0, policy).isApproved }
        }
        self.init(Set(unvouched))
    }

    package func isLacking(for item: ItemID) -> Bool { unvouched.contains(item) }
}

extension WaiverFacts {
    /// Whether any exception lets the lack of a sign-off of an item pass, anywhere.
    fileprivate func lacksSignOffs(_ item: ItemID) -> Bool {
        inForce.contains { waiver in
            !Self.rulesOfSignOffs.isDisjoint(with: waiver.statement.rules)
                && waiver.statement.items?.contains(item) ?? true
        }
    }

    /// The codes of the rules that find it.
    private static let rulesOfSignOffs: Set = ["signoff", "stale", "segregation"]
}

extension GateFacts {
    /// The roles that have to authorise an RfC, one for each type that it can have.
    ///
    /// A type that nobody vouches for asks for no less than the usual one does.
    package func boards(for item: Item) -> [String] {
        guard isRfC(item) else { return [] }
        let least = vouching.isLacking(for: item.id) ? policy.boards.roles[.normal] : nil
        return item.types.compactMap { policy.boards.roles[$0] ?? least }.unique(by: \.self)
    }

    /// Whether an item is an RfC, or can be one as far as anybody vouches for it.
    package func isRfC(_ item: Item) -> Bool {
        item.canBeRfC || item.wasRfC && vouching.isLacking(for: item.id)
    }

    /// Why an RfC is asked for something, in words.
    ///
    /// - Parameter asks: whether it is asked of RfCs of a type.
    package func reasonByType(_ item: Item, where asks: (ReleaseType) -> Bool) -> String {
        let type = item.types[0]
        if asks(type) { return "as it is \(type.rawValue)" }
        guard let doubtful = item.types.first(where: asks) else {
            return "as no decision vouches that it is \(type.rawValue)"
        }
        return "as somebody made it \(doubtful.rawValue) whose word opens no gate"
    }

    /// Whether an RfC is authorised in advance beyond doubt, and somebody vouches for that.
    package func isStandard(_ item: Item) -> Bool {
        item.types == [.standard] && !vouching.isLacking(for: item.id)
    }
}
