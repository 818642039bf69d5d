package import Changes
package import Ledger

extension GateFacts {
    /// The statuses that an item passes by itself once somebody decides so: up, where that completes what it waits for, and
    /// back, where its sign-off is gone.
    package func moves(
        of item: ItemID, after decision: SignOffStatement.Decision, by person: Person, as role: String
    ) -> [ReleaseStatus] {
        switch decision {
        case .approve:
            let completed: Set<StatusGuard> = isSignedOff(item, with: person, as: role) ? [.signedOff] : []
            return statuses.due(item, by: person, upTo: .approved, completed: completed, in: policy)
        case .reject, .revoke:
            return statuses.fall(of: item, in: policy).map { [$0] } ?? []
        }
    }

    private func isSignedOff(_ item: ItemID, with person: Person, as role: String) -> Bool {
        signOffs.standings.filter { $0.item == item }.allSatisfy { standing in
            standing.role == role
                ? standing.isApproved(with: person) : standing.isApproved && standing.rejections.isEmpty
        }
    }
}
