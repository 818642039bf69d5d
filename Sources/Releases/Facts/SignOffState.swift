import Ledger

extension SignOffStanding {
    /// Where a role stands in one word; only `approved` opens the gate. The first that applies.
    package enum State: String, Sendable {
        case rejected
        /// An approval and a rejection that had not seen each other: neither counts.
        case contradicted
        case approved
        /// Approved by someone who worked on it.
        case ownWork = "own work"
        /// Approved with other content than the release has now.
        case stale
        /// Approved by someone whom the policy does not name.
        case outsider
        case revoked
        case open
    }

    package var state: State {
        if !rejections.isEmpty { return .rejected }
        if !signOffs.contradicted.isEmpty { return .contradicted }
        if !valid.isEmpty { return .approved }
        if !own.isEmpty { return .ownWork }
        if !stale.isEmpty { return .stale }
        if !outsiders.isEmpty { return .outsider }
        return signOffs.revocation == nil ? .open : .revoked
    }
}
