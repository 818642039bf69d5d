extension Command {
    static let test = Command(
        "test", summary: "Say what has to be tried, and record what came of it",
        details: """
            A case is for items, for configuration items of the policy, or for all. A release
            needs a pass of every mandatory case of its items, on the commits that they have
            in it: when these change, it has to be tried again.
            """,
        verbs: [.testCase, .testRecord, .testImport, .testList])

    static let testCase = Command(
        "case", summary: "Add, change and list test cases",
        verbs: [.testCaseAdd, .testCaseEdit, .testCaseList])
}
