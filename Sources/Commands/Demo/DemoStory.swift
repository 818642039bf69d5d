/// A payments service. Release 1.1.0: two requests for change, three tasks, one stowaway, one stale approval; then what
/// `DemoStory+Operations` tells.
enum DemoStory {
    static let scenes = before + requests + commits + tests + release + operations

    private static let before = [
        DemoScene(
            "Dana has a small service with one release.",
            [
                .dana("git init --quiet --initial-branch=main"),
                .dana("echo 'retries = 1' > payments.conf && git add . && git commit --quiet -m 'Payments service'"),
                .dana("git tag -a -m 'Release 1.0.0' v1.0.0"),
            ]),
        DemoScene(
            "Sluice looks at the history, makes its ledger beside it, and installs the hooks.",
            [.dana("sluice init", says: "v{version}")]),
    ]

    private static let requests = [
        DemoScene(
            "Two requests for change come in, and three tasks carry them out.",
            [
                .dana(
                    "sluice rfc add --title 'Payments survive a lost connection' --back-out-plan 'retries = 0'",
                    says: "RFC-1"),
                .dana("sluice rfc add --title 'Refunds in one step' --back-out-plan 'hide the button'", says: "RFC-2"),
                .dana("sluice task add --rfc RFC-1 --title 'Retry failed payments'", says: "TASK-1"),
                .dana("sluice task add --rfc RFC-1 --title 'Tell the customer about it'", says: "TASK-2"),
                .dana("sluice task add --rfc RFC-2 --title 'Refund button'", says: "TASK-3"),
            ])
    ]

    private static let commits = [
        DemoScene(
            "Dana changes a setting, and forgets to say what for: the hook refuses the commit.",
            [
                .dana(
                    "echo 'retries = 3' > payments.conf && git commit --all -m 'Retry failed payments'", status: 1,
                    says: "names no item")
            ]),
        DemoScene(
            "With its task it is accepted, in a trailer or in front of the subject.",
            [
                .dana(
                    "git commit --all -m 'Retry failed payments' --trailer 'Task: TASK-1'",
                    says: "[main "),
                .dana(
                    "echo 'mail = on retry' >> payments.conf && git commit --all -m 'Send a mail' --trailer 'Task: TASK-2'"
                ),
                .dana("echo 'button = on' > refunds.conf && git add . && git commit -m 'TASK-3: Refund button'"),
            ]),
    ]

    private static let tests = [
        DemoScene(
            "The next release is planned: RFC-1 with its tasks, while RFC-2 is to wait.",
            [
                .dana("sluice release new 1.1.0", says: "3 commits"),
                .dana("sluice release add 1.1.0 RFC-1 TASK-1 TASK-2"),
            ]),
        DemoScene(
            "Dana cannot approve her own work. Quinn, of QA, tries it out and approves.",
            [
                .dana("sluice approve TASK-1 --release 1.1.0", status: 1, says: "cannot approve it"),
                .quinn("sluice approve --all --release 1.1.0 --note 'pulled the plug, paid all the same'"),
            ]),
        DemoScene(
            "But the commit of TASK-3 came along. The hook refuses the tag, and the gate tells why.",
            [
                .dana("git tag -a -m 'Release 1.1.0' v1.1.0", status: 128, says: "v1.1.0"),
                .dana("sluice gate tag 1.1.0", status: 1, says: "stowaway"),
            ]),
        DemoScene(
            "So it joins the release, and QA looks at it.",
            [
                .dana("sluice release add 1.1.0 TASK-3 --reason 'the button is ready, too'"),
                .quinn("sluice approve TASK-3 --release 1.1.0"),
            ]),
        DemoScene(
            "Dana mends a word in the mail. What Quinn approved is not what would be released any more.",
            [
                .dana(
                    "sed -i 's/on retry/on every retry/' payments.conf && git commit --all -m 'TASK-2: Mail every time'"
                ),
                .dana("sluice gate tag 1.1.0", status: 1, says: "stale"),
                .quinn("sluice approve RFC-1 TASK-2 --release 1.1.0 --note 'the new words, too'"),
            ]),
    ]

    private static let release = [
        DemoScene(
            "Now nothing speaks against it.",
            [
                .dana("sluice gate tag 1.1.0", says: "open"),
                .dana("sluice tag 1.1.0", says: "v1.1.0"),
            ]),
        DemoScene(
            "What is in it, and where did it go?",
            [
                .dana("sluice notes 1.1.0", says: "Retry failed payments"),
                .dana("sluice which TASK-2", says: "1.1.0"),
            ]),
    ]
}
