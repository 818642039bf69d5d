/// What comes after the tag: two environments; release 1.2.0, which an incident asked for, through board and tests; release
/// 1.2.1, an emergency, and its review; the figures, and the evidence.
extension DemoStory {
    static let operations = team + production + incident + board + emergency + looking

    private static let team = [
        DemoScene(
            "The team grows: Carla sits on the board, Olga runs what is deployed, Rene answers for releases.",
            [
                .dana(
                    """
                    sluice policy show > .git/policy && cat >> .git/policy <<END
                    [board]
                        normal = cab
                        emergency = ecab
                    [environment "production"]
                        after = test
                        approver = operations
                    [waiver]
                        role = managers
                    [review]
                        within = 5d
                    [role "qa"]
                        member = quinn@example.org
                    [role "cab"]
                        member = carla@example.org
                    [role "ecab"]
                        member = rene@example.org
                    [role "operations"]
                        member = olga@example.org
                    [role "managers"]
                        member = rene@example.org
                    END
                    sluice policy edit --file .git/policy --reason 'everybody has a role'
                    """, says: "version 2")
            ])
    ]

    private static let production = [
        DemoScene(
            "Rene brings 1.1.0 to the test environment. The gate asks for the board first, though it is tagged.",
            [
                .rene("sluice gate deploy 1.1.0 --env test", status: 1, says: "cab"),
                .carla("sluice approve RFC-1 --release 1.1.0 --role cab", says: "Approved"),
                .rene("sluice package 1.1.0 --output .git/1.1.0.tar", says: "SHA-256"),
                .rene(
                    "sluice deploy 1.1.0 --env test --package .git/1.1.0.tar -- cp payments.conf .git/test.conf",
                    says: "Deployed 1.1.0 in test"),
            ]),
        DemoScene(
            "Production asks for Olga's word, too. Those whom it concerns are told.",
            [
                .rene("sluice deploy 1.1.0 --env production -- true", status: 1, says: "approvers"),
                .rene("sluice announce 1.1.0", says: "Release 1.1.0 is coming"),
                .olga("sluice approve --env production --release 1.1.0 --note 'disk and backup are fine'"),
                .rene(
                    "sluice deploy 1.1.0 --env production --package .git/1.1.0.tar -- cp payments.conf .git/live.conf",
                    says: "Deployed 1.1.0 in production"),
                .olga("sluice deploy list", says: "1.1.0"),
            ]),
    ]

    private static let incident = [
        DemoScene(
            "A customer is charged twice. From the incident comes a request for change, and from that a commit.",
            [
                .olga(
                    "sluice incident add --title 'Charged twice after a retry' --severity high "
                        + "--opened 2026-01-05 --caused-by '1.1.0 confirmed'", says: "INCIDENT-1"),
                .dana(
                    "sluice rfc add --title 'Pay each order once' --back-out-plan 'retries = 0' "
                        + "--requester 'Olga Operator <olga@example.org>'", says: "RFC-3"),
                .dana("sluice incident edit INCIDENT-1 --fixed-by RFC-3"),
                .dana("echo 'once = true' >> payments.conf && git commit --all -m 'RFC-3: Pay each order once'"),
                .dana("sluice release new 1.2.0 --manager 'Rene Manager'"),
                .dana("sluice release collect 1.2.0", says: "RFC-3"),
            ])
    ]

    private static let board = [
        DemoScene(
            "QA says what has to be tried. The gate asks for that, for the board, and for QA's approval.",
            [
                .quinn("sluice test case add --title 'Pull the plug twice' --for RFC-3", says: "TC-1"),
                .rene("sluice gate tag 1.2.0", status: 1, says: "board"),
            ]),
        DemoScene(
            "The board authorises the change, on a condition. Quinn tries it out.",
            [
                .carla(
                    "sluice approve RFC-3 --release 1.2.0 --role cab --condition 'not on the last day of a month'"),
                .quinn("sluice test list 1.2.0", says: "TC-1"),
                .quinn("sluice test record TC-1 pass --release 1.2.0 --note 'charged once, three times in a row'"),
                .quinn("sluice approve RFC-3 --release 1.2.0", says: "Ready for Production"),
                .rene("sluice board 1.2.0", says: "RFC-3"),
                .rene("sluice tag 1.2.0", says: "v1.2.0"),
            ]),
        DemoScene(
            "From test to production, and the incident is over.",
            [
                .rene("sluice deploy 1.2.0 --env test -- cp payments.conf .git/test.conf"),
                .olga("sluice approve --env production --release 1.2.0"),
                .rene("sluice deploy 1.2.0 --env production -- cp payments.conf .git/live.conf"),
                .olga("sluice incident edit INCIDENT-1 --resolved 2026-01-06"),
                .olga("sluice incident close INCIDENT-1 --reason 'no double charge since'"),
            ]),
    ]

    private static let emergency = [
        DemoScene(
            "At night no payment goes through at all. Of the board only Rene can be reached, who sits on the emergency board.",
            [
                .olga(
                    "sluice incident add --title 'No payments at all' --severity critical --opened 2026-01-06 "
                        + "--resolved 2026-01-06", says: "INCIDENT-2"),
                .dana(
                    "sluice rfc add --type emergency --title 'Trust the new certificate' "
                        + "--back-out-plan 'trust = old'", says: "RFC-4"),
                .dana("sluice incident edit INCIDENT-2 --fixed-by RFC-4"),
                .dana("echo 'trust = new' >> payments.conf && git commit --all -m 'RFC-4: Trust the new certificate'"),
                .dana("sluice release new 1.2.1 --type emergency && sluice release collect 1.2.1"),
                .dana(
                    "sluice waive signoff --release 1.2.1 --until +4h -m 'payments stand still'", status: 1,
                    says: "may lift"),
                .quinn("sluice approve RFC-4 --release 1.2.1 --note 'tried by telephone'", says: "Approved"),
                .rene("sluice gate tag 1.2.1", status: 1, says: "ecab"),
                .rene("sluice approve RFC-4 --release 1.2.1 --role ecab", says: "Approved"),
                .rene("sluice tag 1.2.1", says: "v1.2.1"),
                .rene("sluice deploy 1.2.1 --env test -- cp payments.conf .git/test.conf"),
                .olga("sluice approve --env production --release 1.2.1"),
                .rene("sluice deploy 1.2.1 --env production -- cp payments.conf .git/live.conf"),
            ]),
        DemoScene(
            "The next day the emergency is looked at again. Five days without that, and later gates would be shut.",
            [
                .carla("sluice review 1.2.1 --note 'the certificate was the only change'", says: "Reviewed")
            ]),
    ]

    private static let looking = [
        DemoScene(
            "How do releases fare? And what does the auditor get?",
            [
                .rene("sluice kpi", says: "change fail rate"),
                .rene("sluice notes 1.2.1 --for operations", says: "Back-out"),
                .rene("sluice evidence 1.2.1 --output .git/evidence-1.2.1.tar", says: "Packed"),
                .quinn("sluice evidence verify .git/evidence-1.2.1.tar"),
                .rene("sluice journal 1.2.1", says: "reviewed"),
            ])
    ]
}
