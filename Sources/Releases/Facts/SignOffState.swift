import Ledger

extension SignOffStanding {
    /// Where a role stands in one word; only `approved` opens the gate. The first that applies.
    package enum State: String, Sendable {
        case rejected
        /// An approval and a rejection that had not seen each other: neither counts.
        case contradicted
        case approved
        /// By fewer people than it takes.
        case partly = "partly approved"
        /// Approved by someone who worked on it.
        case ownWork = "own work"
        /// Approved with other content than the release has now.
        case stale
        /// Approved by someone whom the policy does not name.
        case outsider
        /// Approved without the signature that the policy wants.
        case unsigned
        /// Approved with a date after now.
        case early = "yet to come"
        case revoked
        case open
    }

    package var state: State {
        if !rejections.isEmpty { return .rejected }
        if !signOffs.contradicted.isEmpty { return .contradicted }
        if isApproved { return .approved }
        if !valid.isEmpty { return .partly }
        if !own.isEmpty { return .ownWork }
        if !stale.isEmpty || !unrenewed.isEmpty { return .stale }
        if !outsiders.isEmpty { return .outsider }
        if !signOffs.discounted.isEmpty { return .unsigned }
        if !signOffs.early.isEmpty { return .early }
        return signOffs.revocation == nil ? .open : .revoked
    }
}
