package import Changes
import Git
import Ledger
package import Releases

/// What one commit belongs to, for people.
package struct CommitLinksText {
    private let commit: LinkedCommit

    package init(_ commit: LinkedCommit) {
        self.commit = commit
    }

    /// `1a2b3c4d5e belongs to RFC-1 (subject), TASK-2 (by hand).`
    package var sentence: String {
        let items = commit.links.map { "\($0.item.shown) (\($0.source.phrase)\($0.source == .subject ? behind : ""))" }
        let belongs = items.isEmpty ? "belongs to no item" : "belongs to " + items.joined(separator: ", ")
        return SafeText.line("\(commit.commit.id.abbreviated) \(belongs)\(exemption).")
    }

    /// What the IDs that lead the subject stand behind.
    private var behind: String {
        let prefixes = commit.reading.prefixes.map {
            "\(String(decoding: $0.text, as: UTF8.self)) (\($0.prefix.rawValue))"
        }
        return prefixes.isEmpty ? "" : ", behind " + prefixes.joined(separator: " and ")
    }

    private var exemption: String {
        switch commit.exemption {
        case nil: commit.links.isEmpty ? ", and is not exempt" : ""
        case .merge: ", and needs none: it is a merge without content of its own"
        case .author(let section): ", and needs none: its author and paths are those of [exempt \"\(section)\"]"
        case .subtree(let section): ", and needs none: it imports a subtree of [exempt \"\(section)\"]"
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
        case .scope: "scope of the subject"
        case .tail: "end of the subject"
        case .title: "in the subject"
        case .alone: "alone in a paragraph"
        case .branch: "merged branch"
        case .squashBody: "squash body"
        case .byHand: "by hand"
        }
    }
}

/// What one commit belongs to, in JSON: `{"commit": …, "items": [{"id": …, "source": …}], "exempt": … or null}`.
package struct CommitLinksDocument: JSONConvertible, Sendable {
    package let json: JSONValue

    package init(_ linked: LinkedCommit) {
        json = .object([
            "commit": linked.commit.id,
            "items": linked.links.map {
                JSONValue.object(["id": $0.item, "display": $0.item.display, "source": $0.source.rawValue])
            },
            "exempt": (linked.exemption?.name).orNull,
        ])
    }
}
