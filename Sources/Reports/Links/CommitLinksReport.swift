import Changes
import Git
package import Releases

/// What one commit belongs to, for people.
package struct CommitLinksText {
    private let commit: LinkedCommit

    package init(_ commit: LinkedCommit) {
        self.commit = commit
    }

    /// `1a2b3c4d5e belongs to RFC-1 (subject), TASK-2 (by hand).`
    package var sentence: String {
        let items = commit.links.map { "\($0.item) (\($0.source.phrase))" }
        let belongs = items.isEmpty ? "belongs to no item" : "belongs to " + items.joined(separator: ", ")
        return SafeText.line("\(commit.commit.id.abbreviated) \(belongs)\(exemption).")
    }

    private var exemption: String {
        switch commit.exemption {
        case nil: commit.links.isEmpty ? ", and is not exempt" : ""
        case .merge: ", and needs none: it is a merge without content of its own"
        case .paths: ", and needs none: it touches exempt paths only"
        case .byHand(let reason, _): ", and needs none: \(reason)"
        }
    }
}

extension LinkSource {
    /// How the link was found, in words.
    fileprivate var phrase: String {
        switch self {
        case .trailer(let name): "trailer \(name)"
        case .lenientTrailer(let name): "hidden trailer \(name)"
        case .closingWord(let word): "closing word \(word)"
        case .subject: "subject"
        case .branch: "merged branch"
        case .squashBody: "squash body"
        case .byHand: "by hand"
        }
    }
}

/// What one commit belongs to, in JSON: `{"commit": …, "items": [{"id": …, "source": …}], "exempt": … or null}`.
package struct CommitLinksDocument: Encodable, Sendable {
    private struct ItemLink: Encodable, Sendable {
        let id: String
        let source: LinkSource
    }

    private let commit: String
    private let items: [ItemLink]
    private let exempt: String?

    private enum Key: String, CodingKey { case commit, items, exempt }

    package init(_ linked: LinkedCommit) {
        commit = linked.commit.id.description
        items = linked.links.map { ItemLink(id: $0.item.description, source: $0.source) }
        exempt = linked.exemption?.name
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(commit, forKey: .commit)
        try container.encode(items, forKey: .items)
        try container.encode(exempt, forKey: .exempt)
    }
}
