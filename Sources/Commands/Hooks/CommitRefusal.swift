import Changes
import Ledger

/// Why a message is refused.
enum CommitRefusal {
    case nulByte
    case onlyTrailers
    case noItem(nearMisses: [NearMiss], example: ItemID, trailer: String?)
    case unknown(ItemID, ItemNoun, lag: LedgerProblem?)
    case closed(ItemID, ItemNoun, lag: LedgerProblem?)

    /// Nil where nothing is wrong with the message.
    init?(_ draft: DraftMessage, _ reading: MessageReading, _ ledger: HookLedger) throws {
        let policy = ledger.policy
        if draft.bytes.contains(0) {
            self = .nulByte
        } else if draft.hasOnlyTrailers(of: policy) {
            self = .onlyTrailers
        } else if reading.links.isEmpty {
            let example = ItemID(key: policy.keys.first?.name ?? "RFC", number: 12)
            self = .noItem(nearMisses: reading.nearMisses, example: example, trailer: policy.links.trailers.first)
        } else if let refusal = try Self.refusal(of: reading.links, ledger) {
            self = refusal
        } else {
            return nil
        }
    }

    private static func refusal(of links: [Link], _ ledger: HookLedger) throws -> CommitRefusal? {
        for id in links.map(\.item) {
            let noun = ledger.policy.noun(of: id) ?? .task
            guard let item = try ledger.reader.item(id) else { return .unknown(id, noun, lag: ledger.lag) }
            guard item.isOpen else { return .closed(id, item.noun, lag: ledger.lag) }
        }
        return nil
    }

    /// - Parameter retry: how the commit is tried again, as a hint.
    func failure(retry: String) -> Failure {
        Failure(.refused, message, hints: hints + [retry])
    }

    private var message: String {
        switch self {
        case .nulByte: "the message holds a NUL byte, at which Git would cut it off"
        case .onlyTrailers: "the message says nothing but its trailer"
        case .noItem: "the message names no item that the commit belongs to"
        case .unknown(let item, _, _): "\(item) is not in the ledger"
        case .closed(let item, _, _): "\(item) is closed"
        }
    }

    private var hints: [String] {
        switch self {
        case .nulByte: return ["write it anew, in UTF-8"]
        case .onlyTrailers: return ["write a subject above it, and a blank line between them"]
        case .noItem(let misses, let example, let trailer):
            let suggestions = misses.map {
                "did you mean \($0.suggestion)? The message has '\(String(decoding: $0.text, as: UTF8.self))'"
            }
            let ending = trailer.map { ", or end the message with a trailer `\($0): \(example)`" } ?? ""
            return suggestions + ["begin the subject with an item: `\(example): …`\(ending)"]
        case .unknown(let item, let noun, let lag):
            return ["add it with `sluice \(noun.rawValue) add \(item) --title …`"] + Self.hints(lag)
        case .closed(let item, let noun, let lag):
            return ["open it again with `sluice \(noun.rawValue) edit \(item) --state open`, or name another one"]
                + Self.hints(lag)
        }
    }

    private static func hints(_ lag: LedgerProblem?) -> [String] {
        guard let failure = lag?.failure else { return [] }
        return ["\(failure.message): \(failure.hints.joined(separator: "; "))"]
    }
}

extension MessageWarning {
    /// Tells of what is wrong with a message that is accepted all the same.
    func told(on console: Console) {
        guard case .hiddenTrailer(let trailer) = self else { return }
        let items = trailer.items.map(\.description).joined(separator: ", ")
        console.warn(
            "Git does not see the trailer `\(trailer.name): \(items)`: \(trailer.cause.sentence)",
            hints: ["`git commit --amend` can move it to the end, in one paragraph with the other trailers"])
    }
}

extension HiddenTrailer.Cause {
    fileprivate var sentence: String {
        switch self {
        case .firstParagraph: "no blank line parts it from the subject"
        case .blankLine: "a blank line parts it from the last paragraph"
        case .breakingChange: "a `BREAKING CHANGE:` line stands in its paragraph"
        case .prose: "other text stands in its paragraph"
        case .divider: "it stands below a line `---`"
        }
    }
}
