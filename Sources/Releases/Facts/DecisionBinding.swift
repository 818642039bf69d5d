package import Ledger

/// What a decision about an item has to be bound to, where the policy binds decisions.
struct DecisionBinding: Sendable {
    /// How a decision stands to what the gate reads of the item now.
    enum State: Sendable {
        case current
        /// Something of that was changed since.
        case edited
        /// From before bindings were recorded, in a release that is still open.
        case unrenewed
    }

    /// Of the item as it is.
    let digest: String
    /// Whether decisions without a binding count no more.
    let isRequired: Bool

    func state(of decision: Decision) -> State {
        guard let binding = decision.statement.binding else { return isRequired ? .unrenewed : .current }
        return binding == digest ? .current : .edited
    }
}

extension Policy {
    /// Whether decisions are bound to what the gate reads of items: these need no signature, and decisions do.
    package var bindsDecisions: Bool { requiredSignatures == .decisions }

    /// Nil where decisions are not bound.
    ///
    /// - Parameter isTagged: what was decided for a tagged release stays as it is.
    func binding(of item: Item?, isTagged: Bool) throws -> DecisionBinding? {
        guard bindsDecisions else { return nil }
        return DecisionBinding(digest: try ItemBinding.digest(of: item), isRequired: recordsAnswers && !isTagged)
    }
}

extension Item {
    /// What of the gate's inputs was set after a time, in words.
    package func edits(since time: Timestamp) -> String {
        let names = ItemBinding.attributes.filter { set[$0].map { $0 > time } ?? false }.map(\.rawValue)
        return names.isEmpty ? "it was edited" : "\(names.joined(separator: ", ")) changed"
    }
}
