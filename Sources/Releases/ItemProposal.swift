package import Changes
package import Ledger

/// How a history names items: the rules that read most of it with the fewest kinds of IDs.
package struct ItemProposal: Hashable, Sendable {
    package typealias Spot = ItemCensus.Spot

    /// IDs of one form at one place that the rules read.
    package struct Evidence: Hashable, Sendable {
        package let key: String
        package let spot: Spot
        package let messages: Int
        /// How many different numbers there are.
        package let numbers: Int
    }

    package private(set) var keys: [Policy.ItemKey] = []
    package private(set) var forms: [String: [ItemForm]] = [:]
    package private(set) var places: [LinkRules.Place] = [.lead]
    package private(set) var requests = LinkRules.Requests.ignore
    package private(set) var trailers: [String] = []
    package private(set) var closingTrailers: [String] = []
    package private(set) var closingWords: [String] = []
    package private(set) var caseSensitive = true
    /// The most frequent first.
    package private(set) var evidence: [Evidence] = []
    /// The messages that were counted, and those of which the rules find an item.
    package private(set) var messages = 0
    package private(set) var covered = 0
    /// Subjects that name no item by these rules, the newest first.
    package private(set) var uncovered: [[UInt8]] = []
    /// The messages with Gerrit's `Change-Id`, and the merges that a host made of a request.
    package private(set) var changeIDs = 0
    package private(set) var mergedRequests = 0

    /// A history that names nothing.
    package static let none = ItemProposal()

    private init() {}

    /// - Parameter wanted: the keys that are to be read; none to find them.
    package init(_ census: ItemCensus, keys wanted: [Policy.ItemKey] = []) {
        (messages, changeIDs, mergedRequests) = (census.messages, census.changeIDs, census.mergedRequests)
        var choice = Choice(census)
        let names = wanted.isEmpty ? choice.likelyForms : Set(wanted.map { $0.name.uppercased() })
        choice.read(names, findsRequests: wanted.isEmpty)
        let used = choice.spots.sorted { (choice.count($1), $0) < (choice.count($0), $1) }
        evidence = used.map {
            Evidence(
                key: Choice.key(of: $0.form), spot: $0, messages: choice.count($0),
                numbers: census.tallies[$0]?.numbers.count ?? 0)
        }
        keys = evidence.map(\.key).unique(by: \.self).map { Policy.ItemKey(named: $0) }
        for form in evidence.map(\.spot.form).unique(by: \.self) {
            guard let known = ItemCensus.knownForms.first(where: { $0.form.description == form }) else {
                guard ItemID.isKey(Array(form.utf8)[...]) == false, let other = try? ItemForm(form) else { continue }
                forms[Choice.key(of: form), default: []].append(other)
                continue
            }
            if known.form != ItemForm(key: known.key) { forms[known.key, default: []].append(known.form) }
        }
        places = LinkRules.Place.allCases.filter { place in choice.places.contains(place) }
        requests = used.contains { $0.place == .request } ? .items : .ignore
        closingTrailers = choice.trailers.filter(\.isClosing)
        trailers = choice.trailers.filter { !$0.isClosing }
        closingWords = choice.words
        caseSensitive = !choice.isSpelledFreely
        covered = choice.covered.count { $0 }
        uncovered = zip(census.subjects, choice.covered).lazy.filter { !$1 }.prefix(5).map(\.0)
    }

    /// The share of the messages that name an item, in percent.
    package var share: Int { messages == 0 ? 0 : covered * 100 / messages }
}

/// Which forms and places are read, one after another: each has to find what those before it do not.
private struct Choice {
    typealias Spot = ItemCensus.Spot

    private let census: ItemCensus
    private(set) var covered: [Bool]
    private(set) var spots: Set<Spot> = []
    private(set) var places: Set<LinkRules.Place> = [.lead]
    private(set) var trailers: [String] = []
    private(set) var words: [String] = []
    private(set) var isSpelledFreely = false

    init(_ census: ItemCensus) {
        self.census = census
        covered = [Bool](repeating: false, count: census.messages)
    }

    static func key(of form: String) -> String {
        if let known = ItemCensus.knownForms.first(where: { $0.form.description == form }) { return known.key }
        guard let colon = form.firstIndex(of: ":") else { return form }
        return String(form[..<colon]).uppercased()
    }

    func count(_ spot: Spot) -> Int { census.tallies[spot]?.messages ?? 0 }

    /// Names of standards, formats and versions, which look like IDs: `UTF-8`, `SHA-256`, `JDK-17`, `RFC-2822`.
    private static let wellKnownWords: Set<String> = [
        "AES", "BASE", "CVE", "CWE", "ECMA", "GHSA", "GPL", "HTTP", "IEEE", "IPV", "ISO", "JAVA", "JDK", "JEP", "JSR",
        "LGPL", "MD", "MP", "PEP", "PHP", "PKCS", "PY", "PYTHON", "RFC", "SHA", "TLS", "UCS", "UTF", "X",
    ]

    /// The forms that are those of a tracker rather than words with a number, by how common they are where IDs link and how many
    /// numbers they have. Well-known words, words that nobody writes in capitals, and a single letter have to be many more.
    var likelyForms: Set<String> {
        var forms: [String: (messages: Int, capitals: Int, numbers: Set<Int>)] = [:]
        for (spot, tally) in census.tallies where spot.place != .title && spot.place != .request {
            let known = forms[spot.form, default: (0, 0, [])]
            forms[spot.form] = (
                known.messages + tally.messages, known.capitals + tally.inCapitals, known.numbers.union(tally.numbers)
            )
        }
        return Set(
            forms.filter { form, tally in
                let isDoubtful =
                    tally.capitals == 0 || Self.wellKnownWords.contains(form) || ["T{n}", "PR {n}"].contains(form)
                let (share, least) = isDoubtful ? (10, 20) : (1, 2)
                return tally.numbers.count >= least && tally.messages * 100 >= census.messages * share
            }.keys)
    }

    mutating func read(_ forms: Set<String>, findsRequests: Bool) {
        let all = census.tallies.keys.filter { forms.contains($0.form) }
        for spot in all where spot.place == .lead { take(spot) }
        for name in names(all, { if case .trailer(let name) = $0 { name } else { nil } }) {
            let named = all.filter { $0.place == .trailer(name) }
            if take(named, least: 2, perMille: 5) { trailers.append(name) }
        }
        take(all, at: .tail, as: .tail)
        take(all, at: .scope, as: .scope)
        for word in names(all, { if case .closing(let word) = $0 { word } else { nil } }) {
            let named = all.filter { $0.place == .closing(word) }
            if take(named, least: 2, perMille: 5) { words.append(word) }
        }
        take(all, at: .title, as: .title)
        if findsRequests { readRequests() }
        isSpelledFreely = spots.contains { spot in
            guard ItemID.isKey(Array(spot.form.utf8)[...]), let tally = census.tallies[spot] else { return false }
            return tally.messages - tally.inCapitals > 1
        }
    }

    /// A number that hosts add is an item where nothing else names as many.
    private mutating func readRequests() {
        let requests = census.tallies.keys.filter { $0.place == .request }
        let numbers = requests.reduce(into: Set<Int>()) { $0.formUnion(census.tallies[$1]?.numbers ?? []) }
        let count = census.spots.count { !$0.filter { $0.place == .request }.isEmpty }
        guard numbers.count > 1, count > covered.count(where: \.self), count * 100 >= census.messages else { return }
        requests.forEach { take($0) }
    }

    private mutating func take(_ all: [Spot], at place: ItemCensus.Place, as read: LinkRules.Place) {
        if take(all.filter { $0.place == place }, least: 2, perMille: 5) { places.insert(read) }
    }

    /// Takes the spots where they find enough that was not found before.
    private mutating func take(_ spots: [Spot], least: Int, perMille: Int) -> Bool {
        let wanted = Set(spots)
        let gain = census.spots.indices.count { !covered[$0] && !wanted.isDisjoint(with: census.spots[$0]) }
        guard gain >= least, gain * 1000 >= census.messages * perMille else { return false }
        wanted.forEach { take($0) }
        return true
    }

    private mutating func take(_ spot: Spot) {
        spots.insert(spot)
        for index in census.spots.indices where !covered[index] { covered[index] = census.spots[index].contains(spot) }
    }

    /// The names in the order of how often they stand with an ID.
    private func names(_ all: [Spot], _ name: (ItemCensus.Place) -> String?) -> [String] {
        Dictionary(grouping: all.filter { name($0.place) != nil }, by: { name($0.place) ?? "" })
            .mapValues { $0.map(count).reduce(0, +) }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
