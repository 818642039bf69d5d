extension Command {
    static let release = Command(
        "release", summary: "Plan releases: what is tested, tagged and deployed together",
        details: """
            A release has a base (what came before), a candidate (the commit that its target
            names now) and a plan: the items that are meant to be in it. The gate compares
            the plan with the commits between base and candidate.
            """,
        verbs: [
            .releaseNew, .releaseList, .releaseShow, .releaseAdd, .releaseDrop, .releaseCollect, .releaseHold,
            .releaseUnhold, .releaseDependencies,
        ])
}
