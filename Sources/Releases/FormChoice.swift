import Changes
import Ledger

/// Which forms and places are read, one after another: each has to find what those before it do not.
struct FormChoice {
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

    /// The kind that IDs of a form are. A bare number is an issue, or a bug where most stand behind words for that.
    func key(of form: String) -> String {
        if form == "#{n}", areNumbersBugs { return "BUG" }
        if let known = ItemCensus.knownForms.first(where: { $0.form.description == form }) { return known.key }
        if form.hasPrefix("http") { return Self.key(ofAddress: form) }
        guard let colon = form.firstIndex(of: ":") else { return form }
        return String(form[..<colon]).uppercased()
    }

    /// The name of the project whose issues have this address: `SHOP` of `https://example.org/team/shop/issues/{n}`.
    private static func key(ofAddress form: String) -> String {
        let parts = form.split(separator: "/")
        guard let name = parts.dropLast(2).last(where: { $0 != "-" }), parts.dropLast().last == "issues" else {
            return "BUG"
        }
        let letters = name.uppercased().utf8.drop { !$0.isLetter }.prefix(ItemID.longestKey)
        let key = letters.map { $0.isLetter || $0.isDigit ? $0 : UInt8(ascii: "_") }
        return key.isEmpty ? "ISSUE" : String(decoding: key, as: UTF8.self)
    }

    func count(_ spot: Spot) -> Int { census.tallies[spot]?.messages ?? 0 }

    /// Names of standards, formats and versions, which look like IDs: `UTF-8`, `SHA-256`, `JDK-17`, `RFC-2822`.
    private static let wellKnownWords: Set<String> = [
        "AES", "BASE", "CVE", "CWE", "ECMA", "GHSA", "GPL", "HTTP", "IEEE", "IPV", "ISO", "JAVA", "JDK", "JEP", "JSR",
        "LGPL", "MD", "MP", "PEP", "PHP", "PKCS", "PY", "PYTHON", "RFC", "SHA", "TLS", "UCS", "UTF", "X",
    ]

    /// The messages in which the IDs of each form link, and their numbers.
    private var linkingForms: [String: (messages: Int, capitals: Int, numbers: Set<Int>)] {
        var forms: [String: (messages: Int, capitals: Int, numbers: Set<Int>)] = [:]
        for (spot, tally) in census.tallies where spot.place.isLink {
            let known = forms[spot.form, default: (0, 0, [])]
            forms[spot.form] = (
                known.messages + tally.messages, known.capitals + tally.inCapitals, known.numbers.union(tally.numbers)
            )
        }
        return forms
    }

    /// Words with a number that are rarely IDs.
    private static let doubtfulForms = wellKnownWords.union(["T{n}", "PR {n}"])

    /// The forms that are those of a tracker rather than words with a number, by how common they are where IDs link and how many
    /// numbers they have. Well-known words, words that nobody writes in capitals, and a single letter have to be many more.
    private var likelyForms: Set<String> {
        Set(
            linkingForms.filter { form, tally in
                let isDoubtful = tally.capitals == 0 || Self.doubtfulForms.contains(form)
                let (share, least) = isDoubtful ? (10, 20) : (1, 2)
                return tally.numbers.count >= least && tally.messages * 100 >= census.messages * share
            }.keys)
    }

    /// Other spellings of kinds that are read anyway: they say which number is meant, however few there are.
    private func spellings(of keys: Set<String>) -> [String] {
        linkingForms.filter { form, tally in
            form.contains("{") && form != "#{n}" && !Self.doubtfulForms.contains(form) && keys.contains(key(of: form))
                && tally.numbers.count > 1
        }.map(\.key)
    }

    /// The likely forms of which each finds enough that those before it do not, the most frequent first.
    var chosenForms: Set<String> {
        let spots = Dictionary(grouping: census.tallies.keys.filter(\.place.isLink), by: \.form)
        let found = likelyForms.map { form in (form, Set(spots[form] ?? [])) }
        let all = found.map { form, spots in (form, spots, census.spots.count { !spots.isDisjoint(with: $0) }) }
        var (chosen, known) = (Set<String>(), Set<Spot>())
        for (form, spots, count) in all.sorted(by: { ($1.2, $0.0) < ($0.2, $1.0) }) {
            // In a project with a tracker's key, a number at the end is that of a request: hosts write it in brackets, people without.
            let own = form == "#{n}" && hasTracker(chosen) ? spots.filter(\.place.isOfIssues) : spots
            let gain = census.spots.count { !own.isDisjoint(with: $0) && known.isDisjoint(with: $0) }
            guard chosen.isEmpty || gain >= 2 && gain * 50 >= min(census.messages, count * 10) else { continue }
            chosen.insert(form)
            known.formUnion(spots)
        }
        return chosen.union(spellings(of: Set(chosen.map(key))))
    }

    /// Whether a form that is no bare number names more than a few of the commits.
    private func hasTracker(_ forms: Set<String>) -> Bool {
        let spots = Set(census.tallies.keys.filter { $0.form != "#{n}" && forms.contains($0.form) && $0.place.isLink })
        return census.spots.count { !spots.isDisjoint(with: $0) } * 20 >= census.messages
    }

    /// Whether people put bare numbers elsewhere than at the end of many subjects: then hosts put another number there.
    private var hasNumbersElsewhere: Bool {
        let spots = spots.filter { $0.form == "#{n}" && $0.place.isOfIssues }
        return census.spots.count { !spots.isDisjoint(with: $0) } * 5 >= census.messages
    }

    private var areNumbersBugs: Bool {
        let numbers = census.tallies.filter { $0.key.form == "#{n}" && $0.key.place.isLink }
        let bugs = numbers.filter { $0.key.place.names("bug") }.map(\.value.messages).reduce(0, +)
        return bugs * 2 > numbers.map(\.value.messages).reduce(0, +)
    }

    mutating func read(_ forms: Set<String>) {
        let all = census.tallies.keys.filter { forms.contains($0.form) }
        for spot in all where spot.place == .lead { take(spot) }
        for name in names(all, { if case .trailer(let name) = $0 { name } else { nil } }) {
            let named = all.filter { $0.place == .trailer(name) }
            let count = named.map(count).reduce(0, +)
            let isCommon = take(named, least: 2, perMille: 1) || count > 1 && count * 100 >= census.messages
            if isCommon || name.namesNumbers {
                trailers.append(name)
                named.forEach { take($0) }
            }
        }
        take(all, at: .tail, as: .tail)
        take(all, at: .scope, as: .scope)
        take(all, at: .alone, as: .alone, perMille: 0)
        for word in names(all, { if case .closing(let word) = $0 { word } else { nil } }) {
            let named = all.filter { $0.place == .closing(word) }
            // A project with one of them has the others, too.
            if words.isEmpty ? take(named, least: 2, perMille: 1) : take(named, least: 1, perMille: 0) {
                words.append(word)
            }
        }
        // In the middle of a subject an ID is often that of other work.
        take(all, at: .title, as: .title, perMille: 20)
        isSpelledFreely = spots.contains { spot in
            guard ItemID.isKey(Array(spot.form.utf8)[...]), let tally = census.tallies[spot] else { return false }
            return tally.messages - tally.inCapitals > 1
        }
    }

    /// A number that hosts add is an item, unless the project names its work in another way.
    mutating func readRequests() {
        let requests = census.tallies.keys.filter { $0.place == .request }
        let numbers = requests.reduce(into: Set<Int>()) { $0.formUnion(census.tallies[$1]?.numbers ?? []) }
        let count = census.spots.count { $0.contains { $0.place == .request } }
        guard numbers.count > 1, !hasTracker(Set(spots.map(\.form))), !hasNumbersElsewhere,
            count * 100 >= census.messages
        else { return }
        requests.forEach { take($0) }
    }

    private mutating func take(
        _ all: [Spot], at place: ItemCensus.Place, as read: LinkRules.Place, perMille: Int = 2
    ) {
        if take(all.filter { $0.place == place }, least: 2, perMille: perMille) { places.insert(read) }
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

extension ItemCensus.Place {
    /// Whether IDs link there, rather than stand in a sentence, or name a request.
    fileprivate var isLink: Bool { self != .title && self != .request }

    /// Whether a bare number there is rarely that of a request.
    fileprivate var isOfIssues: Bool {
        switch self {
        case .lead, .scope, .trailer: true
        case .tail, .request, .title, .alone, .closing: false
        }
    }

    /// Whether the word before the ID contains another one.
    fileprivate func names(_ word: String) -> Bool {
        switch self {
        case .trailer(let name), .closing(let name): name.lowercased().contains(word)
        default: false
        }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self & 0xDF) }
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
