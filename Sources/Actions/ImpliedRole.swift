package import Changes
package import Ledger
package import Releases

extension GateFacts {
    /// The role that a person means who names none: the only one that approves every item, where the person is a member of
    /// it; or else the only role of theirs that these items need; or else the only one that they may speak for. Nil where
    /// several are possible.
    package func role(of person: Person, for items: [ItemID]) -> String? {
        let usual = policy.signOffRoles.count == 1 ? policy.signOffRoles[0] : nil
        let own = policy.decidingRoles.filter { policy.isMember(person, of: $0) }
        if let usual, own.contains(usual) { return usual }
        let boards = items.flatMap { self.items[$0].map(policy.boards) ?? [] }
        let asked = Set(boards + policy.signOffRoles)
        let waiting = own.filter(asked.contains)
        if waiting.count == 1 { return waiting[0] }
        if let usual, waiting.isEmpty, policy.mayAct(person, as: usual) { return usual }
        return own.count == 1 ? own[0] : own.isEmpty ? usual : nil
    }
}
