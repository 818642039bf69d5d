import Git

extension CommandTable {
    /// All commands, in the groups and the order in which help shows them. A new command is a file and a word here.
    static let sluice = CommandTable(groups: [
        CommandGroup("set up", [.initialize, .setup, .hooks, .policy, .sync, .doctor, .demo, .completion, .manual]),
        CommandGroup("items", [.rfc, .task, .problem, .incident, .link, .unlink, .importItems]),
        CommandGroup("see", [.log, .which, .config, .journal]),
        CommandGroup("plan", [.release, .board, .move, .cube]),
        CommandGroup("test", [.test, .approve, .reject, .revoke]),
        CommandGroup("ship", [.check, .gate, .tag, .package, .deploy, .window, .waive, .review, .announce, .handover]),
        CommandGroup("tell", [.notes, .kpi, .calendar, .audit, .setAside, .evidence]),
        CommandGroup("for Git", [.hook]),
    ])
}

extension Program {
    static let releasedVersion = "0.3.0"

    /// The program as it is installed.
    package static let sluice = Program(table: .sluice, version: releasedVersion) { _, key in
        try? Repository.open().configuration().string(key)
    }
}
