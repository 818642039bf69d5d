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
        var choice = FormChoice(census)
        choice.read(wanted.isEmpty ? choice.chosenForms : Set(wanted.map { $0.name.uppercased() }))
        if wanted.isEmpty { choice.readRequests() }
        let used = choice.spots.sorted { (choice.count($1), $0) < (choice.count($0), $1) }
        evidence = used.map {
            Evidence(
                key: choice.key(of: $0.form), spot: $0, messages: choice.count($0),
                numbers: census.tallies[$0]?.numbers.count ?? 0)
        }
        keys = evidence.map(\.key).unique(by: \.self).map { Policy.ItemKey(named: $0) }
        // A key alone has its own form by itself.
        for text in evidence.map(\.spot.form).unique(by: \.self) {
            guard let form = try? ItemForm(text) else { continue }
            forms[choice.key(of: text), default: []].append(form)
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
