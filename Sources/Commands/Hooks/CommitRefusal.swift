import Changes
import Ledger
import Reports

/// Why a message is refused.
enum CommitRefusal {
    case nulByte
    case notUTF8
    case onlyTrailers
    /// - Parameter mentions: items that the message names where they do not link.
    case noItem(nearMisses: [NearMiss], mentions: [ItemID], example: ItemID, trailer: String?)
    case unknown(UnknownItem)
    case closed(Item)

    /// Nil where nothing is wrong with the message.
    init?(_ draft: DraftMessage, _ reading: MessageReading, _ ledger: HookLedger) throws {
        let policy = ledger.policy
        if draft.bytes.contains(0) {
            self = .nulByte
        } else if !draft.isText {
            self = .notUTF8
        } else if draft.hasOnlyTrailers(of: policy) {
            self = .onlyTrailers
        } else if reading.links.isEmpty {
            let example = reading.mentions.first ?? policy.exampleItem
            self = .noItem(
                nearMisses: reading.nearMisses, mentions: reading.mentions, example: example,
                trailer: policy.trailer(for: example))
        } else if let refusal = try Self.refusal(of: reading.links.map(\.item), ledger) {
            self = refusal
        } else {
            return nil
        }
    }

    private static func refusal(of items: [ItemID], _ ledger: HookLedger) throws -> CommitRefusal? {
        do {
            let known = try items.map { try ledger.reader.knownItem($0, noun: ledger.policy.noun(of: $0) ?? .task) }
            return known.first { !$0.isOpen }.map(CommitRefusal.closed)
        } catch let unknown as UnknownItem {
            return .unknown(unknown)
        }
    }

    /// Whether it is about the item, and not about the text of the message.
    var isAboutItem: Bool {
        switch self {
        case .nulByte, .notUTF8, .onlyTrailers: false
        case .noItem, .unknown, .closed: true
        }
    }

    var failure: Failure {
        switch self {
        case .nulByte:
            Failure(
                .refused, "the message holds a NUL byte, at which Git would cut it off",
                hints: ["write it anew, as text"])
        case .notUTF8:
            Failure(
                .refused, "the message is not UTF-8, and Git is told of no other encoding",
                hints: ["write it in UTF-8, or name what it is in: `git config i18n.commitEncoding ISO-8859-1`"])
        case .onlyTrailers:
            Failure(
                .refused, "the message says nothing but its trailer",
                hints: ["write a subject above it, and a blank line between them"])
        case .noItem(let misses, let mentions, let example, let trailer):
            Failure(
                .refused,
                mentions.first.map {
                    "\($0.shown) is in the message, but not where it makes the commit a part of the item"
                }
                    ?? "the message names no item that the commit belongs to",
                hints: misses.map { Hint(verbatim: $0.sentence) } + [Self.places(of: example, trailer)])
        case .unknown(let problem): problem.failure
        case .closed(let item):
            Failure(
                .refused, "\(item.id.shown) is closed",
                hints: ["name another item, or open it: `sluice \(item.noun.rawValue) edit \(item.id) --state open`"])
        }
    }

    private static func places(of example: ItemID, _ trailer: String?) -> Hint {
        let ending: Hint = trailer.map { ", or end the message with a trailer `\($0): \(example)`" } ?? ""
        return "begin the subject with an item, `\(example.shown): …`\(ending)"
    }
}

extension Policy {
    /// An item as developers name one: a task, where the policy has a key for tasks.
    fileprivate var exampleItem: ItemID {
        let key = keys.first { $0.noun == .task } ?? keys.first
        return ItemID(key: key?.name ?? "TASK", number: 12)
    }

    /// The trailer for an item: the one named as its sort is, or else the first.
    func trailer(for item: ItemID) -> String? {
        let noun = noun(of: item)?.rawValue
        return links.trailers.first { $0.lowercased() == noun } ?? links.trailers.first
    }
}
