extension ItemAttribute {
    /// The value that a tracker's word stands for; nil where the word says nothing of this attribute.
    ///
    /// - Throws: `AttributeProblem` for what cannot be understood.
    package func imported(_ text: String) throws(AttributeProblem) -> String? {
        let word = TrackerWords.plain(text)
        if TrackerWords.nothing.contains(word) { return nil }
        if self == .type && TrackerWords.kinds.contains(word) { return nil }
        if let meaning = meaning(ofWord: word, in: text) { return meaning }
        return try normalised(text)
    }

    private func meaning(ofWord word: String, in text: String) -> String? {
        switch self {
        case .state: TrackerWords.states[word]
        case .type: TrackerWords.types[word]
        case .priority, .severity: TrackerWords.levels[word]
        case .risk: TrackerWords.levels[word].map { $0 == "critical" ? "high" : $0 }
        case .start, .due, .opened, .resolved: Day(imported: text)?.description
        default: nil
        }
    }
}

/// What the words of issue trackers mean here.
private enum TrackerWords {
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
            "critical", "blocker", "highest", "urgent", "immediate", "emergency", "p0", "p1", "s1", "sev1", "1",
        ],
        "high": ["high", "major", "important", "p2", "s2", "sev2", "2"],
        "medium": ["medium", "normal", "moderate", "default", "p3", "s3", "sev3", "3"],
        "low": ["low", "lowest", "minor", "trivial", "planning", "p4", "p5", "s4", "sev4", "4", "5"],
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

    static let nothing: Set = ["", "-", "none", "n/a", "null", "undefined", "unassigned", "not set"]

    /// In lower case without surrounding space; of `2 - High`, as ServiceNow writes levels, the number.
    static func plain(_ text: String) -> String {
        let word = text.trimmingCharacters(where: \.isWhitespace).lowercased()
        let parts = word.split(separator: " ", maxSplits: 2)
        let isNumbered = parts.count == 3 && parts[1] == "-" && parts[0].utf8.count == 1
        return isNumbered && Int(parts[0]) != nil ? String(parts[0]) : word
    }

    private static func table(_ words: [String: [String]]) -> [String: String] {
        var result: [String: String] = [:]
        for (meaning, list) in words { for word in list { result[word] = meaning } }
        return result
    }
}
