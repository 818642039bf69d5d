/// Reads commit messages by one set of rules. Makes its tables once: keep it for all messages of a history.
package struct MessageReader: Sendable {
    /// How much of a message is read.
    package enum Extent: Sendable {
        case everything
        /// What a message that links to an item says besides (mentions, near misses, warnings) is left out: a decision asks
        /// for it only where nothing links.
        case scope
    }

    package let rules: LinkRules
    let extent: Extent
    let scanner: ItemScanner
    let trailerRules: [TrailerRule]
    let marks: [NumberMark]
    /// Those of the policy, and its closing trailers where they have no colon: `Closes-Bug #12`.
    let closingWords: [String]

    package init(rules: LinkRules, extent: Extent = .everything) {
        self.rules = rules
        self.extent = extent
        scanner = ItemScanner(forms: FormTable(rules))
        trailerRules =
            rules.closingTrailers.map { TrailerRule(name: $0, relation: .fixes) }
            + rules.trailers.map { TrailerRule(name: $0, relation: .implements) }
        closingWords = rules.closingWords + rules.closingTrailers.filter { $0.utf8.contains(.dash) }
        marks = rules.numberMarks.sorted { $0.key < $1.key }.map { NumberMark(mark: $0.key, key: $0.value) }
    }

    /// A reader for those who look for IDs where no policy says yet which there are.
    init(candidates: [ItemForm]) {
        (rules, extent) = (LinkRules(keys: []), .everything)
        scanner = ItemScanner(forms: FormTable(candidates: candidates))
        (trailerRules, marks, closingWords) = ([], [], [])
    }

    /// Reads the bytes of a message as they are in the commit, in time linear in their number.
    ///
    /// Sources rank: trailers, closing words, the subject from its front to its end, paragraphs of their own, a merge's branches, a squash merge's body, hidden
    /// trailers.
    package func read(_ bytes: [UInt8], isMerge: Bool = false) -> MessageReading {
        let parts = MessageParts(bytes, commentString: rules.commentString)
        let hidden = hiddenTrailers(in: parts.message, block: parts.block)
        let leading = leadingItems(of: parts.subject[...], isMerge: isMerge)
        let seen = visibleLinks(in: parts, leading: leading.items, isMerge: isMerge)
        let links = (seen + links(in: hidden)).unique(by: \.item)
        let headline = leading.run.rest(of: parts.subject[...])
        let isRead = extent == .everything || links.isEmpty
        return MessageReading(
            subject: parts.subject, headline: headline, prefixes: leading.prefixes, links: links,
            mentions: isRead ? mentions(in: parts, besides: links) : [],
            nearMisses: isRead ? nearMisses(in: parts, after: leading.run) : [],
            warnings: isRead ? warnings(about: parts.message, hidden: hidden, seen: seen) : [],
            coAuthors: parts.coAuthors, relations: parts.relations(headline: headline))
    }

    private func visibleLinks(in parts: MessageParts, leading items: [ItemID], isMerge: Bool) -> [Link] {
        var links = links(in: parts.trailers)
        links += closingLinks(in: parts)
        let leading = rules.places.contains(.lead) || rules.places.contains(.lines)
        for item in leading ? items + itemsOfFurtherLines(in: parts.message) : [] {
            links.append(Link(item: item, source: .subject))
        }
        links += subjectLinks(in: parts.subject[...])
        if rules.places.contains(.alone) {
            links += loneItems(in: parts).map { Link(item: $0, source: .alone) }
        }
        if rules.branchNames { links += branchLinks(in: parts, isMerge: isMerge) }
        if rules.squashBodies == .scope { links += squashLinks(in: parts) }
        return links
    }

    private func mentions(in parts: MessageParts, besides links: [Link]) -> [ItemID] {
        let found =
            rules.squashBodies == .off
            ? parts.linesOutsideSquashedSubjects.flatMap { scanner.items(in: $0) }
            : scanner.items(in: parts.message.text)
        guard !found.isEmpty else { return [] }
        let linked = Set(links.map(\.item))
        return found.map(\.item).filter { !linked.contains($0) }.unique(by: \.self)
    }

    private func nearMisses(in parts: MessageParts, after leading: ItemRun) -> [NearMiss] {
        let next = scanner.nearMiss(at: leading.end, in: parts.subject[...])
        let values = parts.trailers.filter { rule(forTrailer: $0.name[...]) != nil }.map { $0.value[...] }
        return ((next.map { [$0] } ?? []) + values.flatMap(scanner.nearMisses)).unique(by: \.text)
    }

    private func warnings(about message: Message, hidden: [HiddenTrailer], seen links: [Link]) -> [MessageWarning] {
        let isCut = message.end < message.bytes.count
        guard isCut || !hidden.isEmpty else { return [] }
        let seen = Set(links.map(\.item))
        return (isCut ? [.nulByte(offset: message.end)] : [])
            + hidden.filter { !seen.isSuperset(of: $0.items) }.map(MessageWarning.hiddenTrailer)
    }
}

extension Array {
    /// The first element of each kind, in their order.
    package func unique<Kind: Hashable>(by kind: (Element) -> Kind) -> [Element] {
        guard count > 1 else { return self }
        var seen: Set<Kind> = []
        return filter { seen.insert(kind($0)).inserted }
    }

    /// Those that meet a condition, and those that do not, each in order.
    package func parted(by condition: (Element) -> Bool) -> (meeting: [Element], other: [Element]) {
        (filter(condition), filter { !condition($0) })
    }
}
