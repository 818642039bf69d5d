extension ItemAttribute {
    /// The value that a tracker's word stands for; nil where the word says nothing of this attribute.
    ///
    /// - Throws: `AttributeProblem` for what cannot be understood.
    package func imported(
        _ text: String, of noun: ItemNoun = .task, _ rules: ImportRules = ImportRules()
    ) throws(AttributeProblem) -> String? {
        let word = TrackerWords.plain(text)
        if TrackerWords.nothing.contains(word) || choices != nil && TrackerWords.noChoice.contains(word) { return nil }
        if self == .type && TrackerWords.kinds.contains(word) { return nil }
        if self == .state, let state = rules.states[word] ?? rules.preset?.state(word, of: noun) { return state }
        if let meaning = meaning(of: TrackerWords.readings(of: word)) { return meaning }
        guard [.start, .due, .opened, .resolved].contains(self) else { return try normalised(text) }
        if let day = Day(imported: text, order: rules.dates) { return day.description }
        guard !Day.needsOrder(text) else { throw AttributeProblem(self, text, .ambiguousDay) }
        return try normalised(text)
    }

    private func meaning(of words: [String]) -> String? {
        switch self {
        case .state: words.lazy.compactMap { TrackerWords.states[$0] }.first
        case .type: words.lazy.compactMap { TrackerWords.types[$0] }.first
        case .priority, .severity: words.lazy.compactMap { TrackerWords.levels[$0] }.first
        case .risk: words.lazy.compactMap { TrackerWords.levels[$0] }.first.map { $0 == "critical" ? "high" : $0 }
        default: nil
        }
    }
}

/// What the words of issue trackers mean here.
enum TrackerWords {
    static let states = table([
        "open": [
            "open", "opened", "new", "to do", "todo", "backlog", "selected for development", "in progress", "started",
            "in development", "in review", "under review", "review", "in test", "testing", "in qa", "reopened",
            "pending",
            "waiting", "blocked", "on hold", "draft", "planned", "scheduled", "assigned", "accepted", "active", "ready",
            "triage", "assess", "authorize", "approved", "implement", "patch available", "work in progress",
        ],
        "closed": [
            "closed", "done", "resolved", "fixed", "complete", "completed", "finished", "implemented", "verified",
            "released", "deployed", "merged", "rejected", "declined", "cancelled", "canceled", "withdrawn", "abandoned",
            "duplicate", "won't fix", "wont fix", "won't do",
        ],
    ])

    static let levels = table([
        "critical": [
            "critical", "very high", "blocker", "highest", "urgent", "immediate", "emergency", "p0", "p1", "s1", "sev1",
            "1",
        ],
        "high": ["high", "major", "important", "p2", "s2", "sev2", "2"],
        "medium": ["medium", "normal", "moderate", "default", "p3", "s3", "sev3", "3"],
        "low": ["low", "lowest", "minor", "trivial", "enhancement", "planning", "p4", "p5", "s4", "sev4", "4", "5"],
    ])

    static let types = table([
        "standard": ["standard", "standard change", "pre-approved"],
        "normal": ["normal", "normal change", "change", "change request", "request for change", "rfc"],
        "emergency": ["emergency", "emergency change", "urgent", "expedited"],
    ])

    /// What trackers call issues of all sorts: nothing is said of the type of change.
    static let kinds: Set = [
        "bug", "defect", "story", "user story", "task", "sub-task", "subtask", "epic", "feature", "new feature",
        "improvement", "enhancement", "issue", "incident", "problem", "spike", "test", "documentation", "support",
        "wish",
    ]

    static let nothing: Set = ["", "-", "--", "---", "none", "n/a", "null", "undefined", "unassigned", "not set"]

    /// Words that stand for no choice, where there is one.
    static let noChoice: Set = ["unspecified", "unknown"]

    /// In lower case, without surrounding space.
    static func plain(_ text: String) -> String { text.trimmingCharacters(where: \.isWhitespace).lowercased() }

    /// The word, and of `2 - high`, as ServiceNow and Azure DevOps write levels, its two parts: the name says more than the
    /// number, as 2 of 3 is medium and 2 of 4 is high.
    static func readings(of word: String) -> [String] {
        let parts = word.split(separator: " ", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[1] == "-", parts[0].utf8.count == 1, Int(parts[0]) != nil else { return [word] }
        return [word, parts[2], parts[0]]
    }

    private static func table(_ words: [String: [String]]) -> [String: String] {
        var result: [String: String] = [:]
        for (meaning, list) in words { for word in list { result[word] = meaning } }
        return result
    }
}
