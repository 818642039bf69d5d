package import Changes
package import Ledger

extension GateFacts {
    /// The statuses that an item passes by itself once somebody decides so: up, where that completes what it waits for, and
    /// back, where its sign-off is gone.
    package func moves(
        of item: ItemID, after decision: SignOffStatement.Decision, by person: Person, as role: String,
        answering answers: [RecordName] = []
    ) -> [ReleaseStatus] {
        switch decision {
        case .approve:
            let completed: Set<StatusGuard> = isSignedOff(item, with: person, as: role, answers) ? [.signedOff] : []
            return statuses.due(item, by: person, upTo: .approved, completed: completed, in: policy)
        case .reject, .revoke:
            guard policy.signOffRoles.contains(role) else { return [] }
            return statuses.fall(of: item, in: policy).map { [$0] } ?? []
        }
    }

    private func isSignedOff(
        _ item: ItemID, with person: Person, as role: String, _ answers: [RecordName]
    ) -> Bool {
        signOffs.standings.filter { $0.item == item }.allSatisfy { standing in
            standing.role == role
                ? standing.isApproved(with: person, answering: answers)
                : standing.isApproved && standing.rejections.isEmpty
        }
    }

    /// The same once cases were passed with an item's present content, where its next status waits for that. Who tries
    /// something has not reviewed it.
    ///
    /// - Parameter isByHand: whether a person tried them: who made the commits does not accept them.
    package func moves(
        of item: ItemID, afterPassing passed: Set<ItemID>, by person: Person, isByHand: Bool
    ) -> [ReleaseStatus] {
        let standings = tests.standings.filter { $0.item == item && $0.testCase.isMandatory }
        let counts = { (standing: TestStanding) in
            standing.state == .passed
                || passed.contains(standing.testCase.id)
                    && !(isByHand && standing.testCase.stages.contains(.acceptance)
                        && statuses.isAuthor(person, of: item))
        }
        let open = Set(standings.filter { !counts($0) }.flatMap(\.testCase.stages))
        var completed: Set<StatusGuard> = []
        if !open.contains(.integration) { completed.insert(.integrationTests) }
        if !open.contains(.acceptance) { completed.insert(.acceptanceTests) }
        let next = policy.statuses.next(after: statuses.status(of: item, in: policy))
        let isWaiting =
            next.map { !$0.guards.allSatisfy { $0 != .integrationTests && $0 != .acceptanceTests } } ?? false
        guard isWaiting, !passed.isEmpty else { return [] }
        let steps = statuses.due(item, by: person, upTo: .approved, completed: completed, in: policy)
        return Array(steps.prefix { !$0.guards.contains(.reviewed) })
    }
}
