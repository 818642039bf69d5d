extension Policy.ItemKey {
    /// The keys that a first policy has whatever the history shows.
    package static let own = ["RFC", "TASK", "PROBLEM", "INCIDENT"].map(Self.init(named:))

    private static let nouns: [String: ItemNoun] = [
        "RFC": .rfc, "CR": .rfc, "CHG": .rfc, "CHANGE": .rfc,
        "PROBLEM": .problem, "PRB": .problem, "BUG": .problem, "PR": .problem,
        "INCIDENT": .incident, "INC": .incident,
    ]

    /// A key for the sort of items that its name tells. One tracker's key often stands for all sorts; those that ask
    /// for work are tasks.
    package init(named name: String) {
        self.init(name: name, noun: Self.nouns[name.uppercased()] ?? .task)
    }
}

extension TagPattern {
    /// How release tags are named where no tag shows another way.
    package static let usual = ["v{version}"].compactMap { try? TagPattern($0) }
}
