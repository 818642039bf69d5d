extension Command {
    static let policy = Command(
        "policy", summary: "Show, check or change the rules in force",
        details: """
            The policy is kept in the ledger, version by version, not in the files that it
            judges. Its syntax is that of Git's configuration; `sluice policy keys` explains
            every key, and `sluice policy template` prints whole policies to begin with.
            """,
        verbs: [.policyShow, .policyKeys, .policyCheck, .policyEdit, .policyTemplate])
}
