/// Counts in which forms and where the messages of a history name items, as long as no policy says which IDs there are.
package struct ItemCensus: Sendable {
    /// Where an ID stands in a message.
    package enum Place: Hashable, Comparable, Sendable {
        case lead, scope, tail
        /// The number that a host adds to the subject: `(#12)`.
        case request
        /// Elsewhere in the subject.
        case title
        /// Alone in a paragraph of the body.
        case alone
        case trailer(String)
        /// Behind a word such as `Fixes`, as it is written.
        case closing(String)
    }

    /// IDs of one form at one place.
    package struct Spot: Hashable, Comparable, Sendable {
        /// A key in capitals, as in `KEY-12`, or the text of another form: `Bug {n}`.
        package let form: String
        package let place: Place

        package init(form: String, place: Place) { (self.form, self.place) = (form, place) }

        package static func < (left: Spot, right: Spot) -> Bool { (left.form, left.place) < (right.form, right.place) }
    }

    package struct Tally: Hashable, Sendable {
        /// The messages that have such an ID there.
        package fileprivate(set) var messages = 0
        /// Of those, how many write the key in capitals.
        package fileprivate(set) var inCapitals = 0
        package fileprivate(set) var numbers: Set<Int> = []
    }

    /// The forms of known trackers that are no `KEY-12`, with the key that stands for each.
    package static let knownForms: [(form: ItemForm, key: String)] = [
        ("#{n}", "ISSUE"), ("GH-{n}", "ISSUE"), ("gh-{n}", "ISSUE"), ("Bug {n}", "BUG"), ("bug {n}", "BUG"),
        ("BUG {n}", "BUG"),
        ("Bug #{n}", "BUG"), ("bug #{n}", "BUG"), ("bz#{n}", "BUG"), ("BZ#{n}", "BUG"), ("BZ {n}", "BUG"),
        ("rhbz#{n}", "BUG"),
        ("LP: #{n}", "BUG"), ("LP #{n}", "BUG"), ("Bug: {n}", "BUG"), ("BUG: {n}", "BUG"), ("PR: {n}", "PR"),
        ("PR {n}", "PR"),
        ("AB#{n}", "AB"), ("T{n}", "T"), ("CHG{7}", "CHG"), ("INC{7}", "INC"), ("PRB{7}", "PRB"), ("RITM{7}", "RITM"),
        ("REQ{7}", "REQ"), ("SCTASK{7}", "SCTASK"), ("CTASK{7}", "CTASK"),
    ].compactMap { text, key in (try? ItemForm(text)).map { ($0, key) } }

    /// Trailers that hold other things than items.
    private static let otherTrailers = [
        "change-id", "signed-off-by", "reviewed-by", "acked-by", "tested-by", "co-authored-by", "cc", "link",
        "message-id", "reported-by",
        "suggested-by", "depends-on", "reviewed-on", "git-svn-id", "approved by", "mfc-after", "see-also",
    ]
    private static let closingWords = [
        "fixes", "closes", "resolves", "fix", "close", "resolve", "fixed", "closed", "resolved", "refs", "re",
    ]

    /// The messages that were counted, merges left out.
    package private(set) var messages = 0
    package private(set) var tallies: [Spot: Tally] = [:]
    /// What each message has, in the order in which they came.
    package private(set) var spots: [[Spot]] = []
    /// The subjects, for examples.
    package private(set) var subjects: [[UInt8]] = []
    /// The messages that have Gerrit's `Change-Id`, and the merges that a host made of a request.
    package private(set) var changeIDs = 0
    package private(set) var mergedRequests = 0

    private let reader = MessageReader(candidates: knownForms.map(\.form))

    package init() {}

    package mutating func add(_ message: [UInt8], isMerge: Bool = false) {
        let parts = MessageParts(message, commentString: LinkRules.usualCommentString)
        guard !isMerge else {
            mergedRequests += MergeRequest.merged(by: message[...]).isEmpty ? 0 : 1
            return
        }
        messages += 1
        changeIDs += parts.trailers.contains { $0.name[...].equals("Change-Id") } ? 1 : 0
        var found: [Spot: Set<ItemID>] = [:]
        for (item, place) in items(of: parts) {
            let isKey = ItemID.isKey(Array(item.key.utf8)[...])
            found[Spot(form: isKey ? item.key.uppercased() : item.key, place: place), default: []].insert(item)
        }
        for (spot, items) in found {
            tallies[spot, default: Tally()].messages += 1
            tallies[spot, default: Tally()].inCapitals += items.contains { $0.key == spot.form } ? 1 : 0
            tallies[spot, default: Tally()].numbers.formUnion(items.map(\.number))
        }
        spots.append(found.keys.sorted())
        subjects.append(parts.subject)
    }

    /// What a message names, each with its place; what leads the subject is nowhere else in it.
    private func items(of parts: MessageParts) -> [(ItemID, Place)] {
        let subject = parts.subject[...]
        let text = subject.withoutRequestSuffixes
        var found = reader.leadingItems(of: text).items.map { ($0, Place.lead) }
        found += reader.itemsOfFurtherLines(in: parts.message).map { ($0, .lead) }
        let others =
            reader.scopeItems(of: text).map { ($0, Place.scope) }
            + reader.trailingItems(of: text, isWhole: true).map { ($0, .tail) }
            + reader.scanner.items(in: text.begins(with: "Revert \"") ? [] : text).map { ($0.item, .title) }
        for other in others where !found.contains(where: { $0.0 == other.0 }) { found.append(other) }
        if subject.last == UInt8(ascii: ")"), text.endIndex < subject.endIndex {
            found += reader.scanner.items(in: subject[text.endIndex...]).map { ($0.item, .request) }
        }
        for trailer in parts.trailers { found += items(of: trailer) }
        return found + closedItems(in: parts) + reader.loneItems(in: parts).map { ($0, .alone) }
    }

    private func items(of trailer: Trailer) -> [(ItemID, Place)] {
        let (name, value) = (String(decoding: trailer.name, as: UTF8.self), trailer.value[...])
        guard !Self.otherTrailers.contains(name.lowercased()), !value.namesCommit, !name.isEmpty else { return [] }
        let line = (trailer.name + Array(": ".utf8) + trailer.value)[...]
        let bare = value.bareNumber(
            at: value.startIndex, key: name.isClosing || name.namesNumbers ? "#{n}" : "\(name): {n}")
        let all = reader.scanner.items(in: line).filter { $0.range.upperBound > trailer.name.count + 1 }.map(\.item)
        return (all.isEmpty ? [bare?.item].compactMap(\.self) : all).map { ($0, .trailer(name)) }
    }

    private func closedItems(in parts: MessageParts) -> [(ItemID, Place)] {
        let body = parts.message.lines.indices.dropFirst(parts.message.title.upperBound)
        return body.filter { !parts.block.lines.contains($0) }.flatMap { line -> [(ItemID, Place)] in
            let text = parts.message[line].drop { $0.isSpace || "-*".utf8.contains($0) }
            let word = text.prefix(while: \.isLetter)
            guard Self.closingWords.contains(where: word.equalsIgnoringCase) else { return [] }
            let start = text.byte(at: word.endIndex) == .colon ? word.endIndex + 1 : word.endIndex
            guard text.byte(at: start)?.isSpace == true else { return [] }
            return reader.closedItems(at: start, in: text, kind: { $0.names("BUG") ? "Bug {n}" : nil }).map {
                ($0, .closing(String(decoding: word, as: UTF8.self)))
            }
        }
    }
}

extension String {
    /// Whether a trailer of this name says that something is done.
    package var isClosing: Bool { ["clos", "fix", "resolv"].contains { lowercased().hasPrefix($0) } }

    /// Whether it ends in a word for what trackers count: `Related-Bug`.
    package var namesNumbers: Bool { ["-bug", "-issue", "-ticket"].contains { lowercased().hasSuffix($0) } }
}
