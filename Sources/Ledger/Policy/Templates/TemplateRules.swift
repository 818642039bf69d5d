extension PolicyTemplate {
    static let smallTeam = PolicyTemplate(
        .smallTeam,
        summary: "A colleague who did not write a change approves it; the lead can waive a rule for a week; "
            + "nothing is signed.",
        rules: """
            [sign-off]
            	# Every item of a release needs one approval, and nobody approves their own work.
            	role = qa
            [test]
            	# Whose results of tests count. Add the pipeline's role for `sluice test import`.
            	role = qa
            [plan]
            	# An RfC may be released without a plan for taking it back.
            	back-out = optional
            [waiver]
            	# Who can waive a rule of the gate for a time, with a reason that stays in the ledger.
            	role = lead
            	longest = 7d
            [review]
            	# How soon the team looks back at an emergency release.
            	within = 14d
            [environment "production"]
            	# Where releases run; `sluice deploy` records each deployment.
            	production = true
            """,
        roles: [
            Role(
                name: "qa", task: "Everybody in the team: each approves the work of the others.",
                members: [.dana, .quinn]),
            Role(name: "lead", task: "Waives rules, and answers for it.", members: [.rene]),
        ])

    static let regulated = PolicyTemplate(
        .regulated,
        summary: "Every decision is signed: two testers approve each item, the change board each RfC, "
            + "operations each deployment; nobody approves their own work.",
        rules: """
            [signature]
            	# All that can open a gate counts only with a signature by a key of a person below.
            	required = decisions
            [sign-off]
            	# Every item of a release needs the approvals of this role.
            	role = qa
            	# An approval does not outlive a rebase.
            	rebased = stale
            [test]
            	# Whose results of tests count. Add the pipeline's role for `sluice test import`.
            	role = qa
            [board]
            	# Who authorises RfCs. Standard ones, which repeat something well known, are authorised in advance.
            	normal = cab
            	emergency = ecab
            [plan]
            	# Every RfC that is not a standard one says how it is taken back.
            	back-out = required
            [configuration]
            	# Every change of configuration belongs to an RfC, or to a task that implements one.
            	require-link = rfc
            [release]
            	# Only these people make release tags.
            	tagger = release-manager
            [environment "acceptance"]
            	# Deployments need the package that `sluice package` recorded.
            	package = required
            [environment "production"]
            	# The same package, after acceptance, in a change window, and approved by somebody else than who deploys.
            	after = acceptance
            	package = required
            	window = required
            	approver = operations
            	production = true
            [window]
            	# Who opens change windows, and who deploys.
            	role = operations
            [handover]
            	# Who takes a release over before it goes into production, and how long it is watched there.
            	role = service-desk
            	early-life = 14d
            [waiver]
            	# Who can waive a rule of the gate for a time, with a reason that stays in the ledger.
            	role = release-manager
            	longest = 7d
            [review]
            	# Later gates stay shut until an emergency release has been looked back at.
            	within = 5d
            [hooks]
            	# No commit on the branches below without an item, whether this program is installed or not.
            	without-program = refuse
            """,
        roles: [
            Role(name: "qa", task: "Tests, and approves items.", members: [.quinn, .uma], threshold: 2),
            Role(name: "cab", task: "The change advisory board: authorises normal RfCs.", members: [.carla]),
            Role(
                name: "ecab", task: "The emergency board: those who can be reached at any time.",
                members: [.carla, .rene]),
            Role(name: "release-manager", task: "Tags releases, and waives rules.", members: [.rene]),
            Role(
                name: "operations", task: "Open change windows, deploy, and approve deployments of each other.",
                members: [.olga, .otto]),
            Role(name: "service-desk", task: "Takes releases over, and answers users.", members: [.sam]),
            Role(name: Policy.administrators, task: "Changes this policy.", members: [.rene]),
        ], refusesMissing: true, demandsSignatures: true)

    static let openSource = PolicyTemplate(
        .openSource,
        summary: "A maintainer who did not write a change approves it, and only maintainers tag releases; "
            + "contributors need no key and not this program.",
        rules: """
            [sign-off]
            	# Every item of a release needs one maintainer's approval, and nobody approves their own work.
            	role = maintainer
            [test]
            	# Whose results of tests count. Add the pipeline's role for `sluice test import`.
            	role = maintainer
            [release]
            	# Only these people make release tags: a contributor's tag is no release.
            	tagger = maintainer
            [plan]
            	# An RfC may be released without a plan for taking it back.
            	back-out = optional
            [hooks]
            	# A clone without this program commits as usual.
            	without-program = allow
            [exempt "dependabot"]
            	# A bot's updates need no item where they touch nothing but lists of versions.
            	author = dependabot[bot]
            	path = package-lock.json
            	path = Cargo.lock
            	path = go.sum
            [waiver]
            	# Who can waive a rule of the gate for a time, with a reason that stays in the ledger.
            	role = maintainer
            	longest = 14d
            """,
        roles: [
            Role(
                name: "maintainer", task: "Maintainers: approve, test, tag, and waive rules.", members: [.rene, .dana])
        ], refusesMissing: false)

    static let monorepo = PolicyTemplate(
        .monorepo,
        summary: "A reviewer who did not write a change approves it, and so does the QA of each component that is "
            + "released with it; operations approve shared configuration.",
        rules: """
            [sign-off]
            	# Every item of every release needs one approval by this role, besides that of its component below.
            	role = reviewer
            [test]
            	# Whose results of tests count. Add the pipeline's role for `sluice test import`.
            	role = reviewer
            [plan]
            	# An RfC may be released without a plan for taking it back.
            	back-out = optional
            [configuration-item "deployment"]
            	# Files that all components share: a change of their configuration needs this role, too.
            	path = deploy/**
            	owner = Operations
            	signoff = operations
            [waiver]
            	# Who can waive a rule of the gate for a time, with a reason that stays in the ledger.
            	role = release-manager
            	longest = 7d
            """,
        roles: [
            Role(name: "reviewer", task: "Reviews changes, whatever component they are in.", members: [.dana, .rene]),
            Role(name: "operations", task: "Answers for what runs, and for shared configuration.", members: [.olga]),
            Role(name: "release-manager", task: "Waives rules, and answers for it.", members: [.rene]),
        ], components: ["web", "api"].map(Component.example))
}

extension Component {
    fileprivate static func example(_ name: String) -> Component {
        Component(
            name: name, tagPatterns: ["\(name)-v{version}"].compactMap { try? TagPattern($0) },
            paths: ["\(name)/"].compactMap { try? PathPattern($0) })
    }
}
