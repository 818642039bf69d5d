/// A tie between a commit and an item that puts the commit in the item's scope.
package struct Link: Hashable, Sendable {
    package let item: ItemID
    package let source: LinkSource
    package let relation: LinkRelation

    package init(item: ItemID, source: LinkSource, relation: LinkRelation = .implements) {
        self.item = item
        self.source = source
        self.relation = relation
    }
}

/// What a commit does to an item.
package enum LinkRelation: String, Hashable, Sendable, CaseIterable {
    case implements, fixes, mentions, reverts
}

/// Where a link was found.
package enum LinkSource: Hashable, Sendable {
    /// A trailer that Git sees, by its name in the policy.
    case trailer(String)
    /// A trailer that Git does not see.
    case lenientTrailer(String)
    /// The keys that lead the subject.
    case subject
    /// The scope of a conventional commit: `feat(KEY-1): …`.
    case scope
    /// The end of the subject: `… (KEY-1)`.
    case tail
    /// Somewhere in the subject.
    case title
    /// A paragraph that says nothing else.
    case alone
    /// The name or title under which a merge brought something in.
    case branch
    /// The keys that lead a subject listed in a squash merge's body.
    case squashBody
    /// A closing word or number mark, as the policy writes it.
    case closingWord(String)
    /// A record in the ledger.
    case byHand
}

/// The stable spelling for JSON and records: `subject`, `squash-body`, `trailer:Refs`.
extension LinkSource: RawRepresentable {
    package init?(rawValue: String) {
        let parts = rawValue.split(separator: ":", maxSplits: 1).map(String.init)
        switch (parts.first, parts.dropFirst().first) {
        case ("trailer", let name?): self = .trailer(name)
        case ("lenient-trailer", let name?): self = .lenientTrailer(name)
        case ("closing-word", let word?): self = .closingWord(word)
        case ("subject", nil): self = .subject
        case ("scope", nil): self = .scope
        case ("tail", nil): self = .tail
        case ("title", nil): self = .title
        case ("alone", nil): self = .alone
        case ("branch", nil): self = .branch
        case ("squash-body", nil): self = .squashBody
        case ("by-hand", nil): self = .byHand
        default: return nil
        }
    }

    package var rawValue: String {
        switch self {
        case .trailer(let name): "trailer:\(name)"
        case .lenientTrailer(let name): "lenient-trailer:\(name)"
        case .closingWord(let word): "closing-word:\(word)"
        case .subject: "subject"
        case .scope: "scope"
        case .tail: "tail"
        case .title: "title"
        case .alone: "alone"
        case .branch: "branch"
        case .squashBody: "squash-body"
        case .byHand: "by-hand"
        }
    }
}
