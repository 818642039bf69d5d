import Git

extension CommandTable {
    /// All commands, in the groups and the order in which help shows them. A new command is a file and a word here.
    static let sluice = CommandTable(
        groups: [
            CommandGroup(
                "set up", [.initialize, .setup, .hooks, .policy, .sync, .doctor, .demo, .completion, .manual]),
            CommandGroup("items", [.rfc, .task, .problem, .incident, .link, .unlink, .importItems]),
            CommandGroup("see", [.log, .which, .config, .journal]),
            CommandGroup("plan", [.release, .board, .move, .cube]),
            CommandGroup("test", [.test, .approve, .reject, .revoke]),
            CommandGroup(
                "ship", [.check, .gate, .tag, .package, .deploy, .window, .waive, .review, .announce, .handover]),
            CommandGroup("tell", [.notes, .kpi, .calendar, .audit, .setAside, .evidence]),
            CommandGroup("for Git", [.hook]),
        ], hidden: [.compareTrees])
}

extension Program {
    /// The one place that has it: packages, manual pages and evidence ask here.
    static let releasedVersion = "0.3.0"

    /// The version, and what it was built from.
    private static var builtVersion: String {
        let commit = BuildCommit.commit.map { "commit \($0.abbreviated)" } ?? "no commit"
        return "\(releasedVersion) (\(commit), libgit2 \(Repository.libraryVersion))"
    }

    /// The program as it is installed.
    package static let sluice = Program(table: .sluice, version: builtVersion) { _, key in
        try? Repository.open().configuration().string(key)
    }
}
