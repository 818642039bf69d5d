import Changes
import Testing

@testable import Ledger

/// One key of the policy: a value that is taken, what it does, and a value that is refused.
struct PolicyExample: Sendable, CustomTestStringConvertible {
    let key: String
    let section: String
    let accepted: String
    let effect: @Sendable (Policy) -> Bool
    var refused: (value: String, problem: PolicyValueProblem)?

    var testDescription: String { key }
    var name: String { String(key[key.index(after: key.lastIndex(of: ".") ?? key.startIndex)...]) }

    /// `[hooks]` and `branch = …`, on lines 7 and 8 of a policy that is complete without them.
    func text(_ value: String) -> String {
        let least = PolicyExample.least
        // Components are known from format 4 on.
        let ground =
            key.hasPrefix("component.")
            ? least.replacing("[release]\n\ttag", with: "[ledger]\tneeds = 4\n[release]\ttag") : least
        return ground + "[\(section)]\n\t\(name) = \(value)\n" + needed
    }

    /// A configuration item has to have paths, a person an address, a component tags and a ledger that knows it.
    var needed: String {
        if key.hasPrefix("component.") { return name == "tag" ? "" : "\ttag = web-v{version}\n" }
        if key == "exempt.*.author" { return "\tpath = b\n" }
        if key == "exempt.*.path" { return "\tauthor = b\n" }
        if key.hasPrefix("person."), name != "email" { return "\temail = q@x\n" }
        return key.hasPrefix("configuration-item.") && name != "path" ? "\tpath = b/**\n" : ""
    }

    /// The shortest policy.
    static let least = """
        [item "RFC"]
        \tkind = rfc
        [release]
        \ttag = v{version}
        [sign-off]
        \trole = qa

        """

    static let all: [PolicyExample] =
        [
            .init(
                key: "item.*.kind", section: "item \"TASK\"", accepted: "task",
                effect: { $0.keys.last == .init(name: "TASK", noun: .task) && $0.links.keys == ["RFC", "TASK"] },
                refused: ("story", .notAmong("story", ["rfc", "task", "problem", "incident"]))),
            .init(
                key: "item.*.form", section: "item \"RFC\"", accepted: "CHG{7}",
                effect: {
                    $0.links.forms["RFC"]?.map(\.description) == ["CHG{7}"]
                        && $0.itemID(named: "CHG0000012")?.number == 12
                },
                refused: ("CHG", .badForm("CHG", .noNumber))),
            .init(
                key: "link.trailer", section: "link", accepted: "Task", effect: { $0.links.trailers == ["Task"] },
                refused: ("My Task", .badTrailer("My Task"))),
            .init(
                key: "link.closing-trailer", section: "link", accepted: "Closes-Bug",
                effect: { $0.links.closingTrailers == ["Closes-Bug"] }, refused: ("Bug:", .badTrailer("Bug:"))),
            .init(
                key: "link.closing-word", section: "link", accepted: "Fixes",
                effect: { $0.links.closingWords == ["Fixes"] }, refused: ("it fixes", .badTrailer("it fixes"))),
            .init(
                key: "link.number-mark", section: "link", accepted: "\"# RFC\"",
                effect: { $0.links.numberMarks == ["#": "RFC"] }, refused: ("\"# BUG\"", .unknownKey("BUG"))),
            .init(
                key: "link.place", section: "link", accepted: "tail", effect: { $0.links.places == [.tail] },
                refused: ("front", .notAmong("front", ["lead", "scope", "tail", "title", "lines", "alone"]))),
            .init(
                key: "link.prefix", section: "link", accepted: "none", effect: { $0.links.prefixes.isEmpty },
                refused: ("all", .notAmong("all", SubjectPrefix.allCases.map(\.rawValue)))),
            .init(
                key: "link.requests", section: "link", accepted: "items", effect: { $0.links.requests == .items },
                refused: ("all", .notAmong("all", ["items", "ignore"]))),
            .init(
                key: "link.lenient-trailers", section: "link", accepted: "no", effect: { !$0.links.lenientTrailers },
                refused: ("maybe", .noTruthValue("maybe"))),
            .init(
                key: "link.squash-bodies", section: "link", accepted: "scope",
                effect: { $0.links.squashBodies == .scope },
                refused: ("all", .notAmong("all", ["off", "mention", "scope"]))),
            .init(
                key: "link.branch-names", section: "link", accepted: "false", effect: { !$0.links.branchNames },
                refused: ("2", .noTruthValue("2"))),
            .init(
                key: "link.merged-branch", section: "link", accepted: "commits",
                effect: { $0.links.mergedBranches == .commits },
                refused: ("all", .notAmong("all", ["merge", "commits"]))),
            .init(
                key: "link.case-sensitive", section: "link", accepted: "off", effect: { !$0.links.caseSensitive },
                refused: ("never", .noTruthValue("never"))),
            .init(
                key: "exempt.merges", section: "exempt", accepted: "0", effect: { !$0.exemptMerges },
                refused: ("some", .noTruthValue("some"))),
            .init(
                key: "exempt.path", section: "exempt", accepted: "docs/**",
                effect: { $0.exemptPaths.map(\.text) == ["docs/**"] }),
            .init(
                key: "exempt.*.author", section: "exempt \"bot\"", accepted: "bot[bot]",
                effect: { $0.authorExemptions.map(\.authors) == [["bot[bot]"]] }),
            .init(
                key: "exempt.*.path", section: "exempt \"bot\"", accepted: "a.lock",
                effect: { $0.authorExemptions.map { $0.paths.map(\.text) } == [["a.lock"]] }),
            .init(
                key: "exempt.*.subtree", section: "exempt \"vendor\"", accepted: "vendor/zlib/",
                effect: { $0.subtreeExemptions.map(\.folders) == [["vendor/zlib"]] },
                refused: ("vendor/*", .badFolder("vendor/*"))),
            .init(
                key: "hooks.branch", section: "hooks", accepted: "main",
                effect: { $0.hookBranches.map(\.text) == ["main"] }),
            .init(
                key: "hooks.missing", section: "hooks", accepted: "warn", effect: { $0.hooksWithoutItem == .warn },
                refused: ("ignore", .notAmong("ignore", ["refuse", "warn"]))),
            .init(
                key: "hooks.without-program", section: "hooks", accepted: "allow",
                effect: { $0.hooksWithoutProgram == .allow },
                refused: ("ignore", .notAmong("ignore", ["refuse", "allow"]))),
            .init(
                key: "release.tag", section: "release", accepted: "{version}",
                effect: { $0.tagPatterns.map(\.description) == ["v{version}", "{version}"] },
                refused: ("v1", .badTagPattern("v1", "it has no {version}"))),
            .init(
                key: "release.tagger", section: "release", accepted: "manager",
                effect: { $0.tagger == "manager" },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "release.branch", section: "release", accepted: "main", effect: { $0.defaultBranch == "main" }),
            .init(
                key: "release.work-branch", section: "release", accepted: "feature/**",
                effect: { $0.workBranches?.map(\.text) == ["feature/**"] }),
            .init(
                key: "release.base", section: "release",
                accepted: String(repeating: "1", count: 40), effect: { $0.acceptedBases.count == 1 },
                refused: ("v1.0", .noCommit("v1.0"))),
            .init(
                key: "release.backports", section: "release", accepted: "first-release",
                effect: { $0.backports == .firstRelease },
                refused: ("once", .notAmong("once", ["each-line", "first-release"]))),
            .init(
                key: "version.scheme", section: "version", accepted: "semver", effect: { $0.scheme == .semver },
                refused: ("debian", .notAmong("debian", ["natural", "semver", "calendar"]))),
            .init(
                key: "component.*.tag", section: "component \"web\"", accepted: "web-v{version}",
                effect: { $0.version(ofTag: "web-v1.0")?.description == "web/1.0" },
                refused: ("web-v", .badTagPattern("web-v", "it has no {version}"))),
            .init(
                key: "component.*.path", section: "component \"web\"", accepted: "web/",
                effect: { $0.namedComponents.first?.owns(Array("web/a/b".utf8)) == true },
                refused: ("web", .noFolder("web"))),
            .init(
                key: "component.*.signoff", section: "component \"web\"", accepted: "web-qa",
                effect: { $0.decidingRoles == ["qa", "web-qa"] }, refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "component.*.scheme", section: "component \"web\"", accepted: "semver",
                effect: { $0.version(ofTag: "web-v1.0") == nil && $0.version(ofTag: "v1.0") != nil },
                refused: ("maven", .notAmong("maven", ["natural", "semver", "calendar"]))),
            .init(
                key: "component.*.default", section: "component \"web\"", accepted: "true",
                effect: { $0.version(ofTag: "web-v1.0")?.recorded == "1.0" }, refused: ("maybe", .noTruthValue("maybe"))
            ),
            .init(
                key: "status.profile", section: "status", accepted: "free",
                effect: { $0.statuses.profile == .free && $0.statuses.rungs.allSatisfy(\.guards.isEmpty) },
                refused: ("loose", .notAmong("loose", ["itil", "free", "own"]))),
            .init(
                key: "status.*.label", section: "status \"closed\"", accepted: "Done",
                effect: { $0.statuses["closed"]?.label == "Done" }, refused: ("\"\"", .badLabel(""))),
            .init(
                key: "status.*.class", section: "status \"ready-for-review\"", accepted: "build",
                effect: { $0.statuses["ready-for-review"]?.statusClass == .build },
                refused: ("rejected", .notAmong("rejected", StatusClass.ladder.map(\.rawValue)))),
            .init(
                key: "status.*.role", section: "status \"closed\"", accepted: "ci",
                effect: { $0.statuses["closed"]?.roles == ["ci"] }, refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "status.*.guard", section: "status \"closed\"", accepted: "deployed",
                effect: { $0.statuses["closed"]?.guards == [.deployed] },
                refused: ("hope", .notAmong("hope", StatusGuard.allCases.map(\.rawValue)))),
            .init(
                key: "status.*.disabled", section: "status \"closed\"", accepted: "true",
                effect: { $0.statuses["closed"] == nil && $0.statuses.rungs.count == 7 },
                refused: ("maybe", .noTruthValue("maybe"))),
            .init(
                key: "sign-off.role", section: "sign-off", accepted: "dev",
                effect: { $0.signOffRoles == ["qa", "dev"] }, refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "sign-off.rebased", section: "sign-off", accepted: "stale",
                effect: { $0.rebasedSignOffs == .stale }, refused: ("drop", .notAmong("drop", ["keep", "stale"]))),
            .init(
                key: "test.role", section: "test", accepted: "ci", effect: { $0.testRoles == ["ci"] },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "board.standard", section: "board", accepted: "manager",
                effect: { $0.boards.roles == [.standard: "manager"] && $0.decidingRoles == ["qa", "manager"] },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "board.normal", section: "board", accepted: "cab", effect: { $0.boards.roles == [.normal: "cab"] },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "board.emergency", section: "board", accepted: "ecab",
                effect: { $0.boards.roles == [.emergency: "ecab"] }, refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "plan.back-out", section: "plan", accepted: "required", effect: { $0.backOutPlans == .required },
                refused: ("some", .notAmong("some", ["required", "optional"]))),
            .init(
                key: "environment.*.after", section: "environment \"production\"", accepted: "test",
                effect: {
                    $0.environments.map(\.name) == ["test", "production"] && $0.production?.name == "production"
                },
                refused: ("the end", .badEnvironment("the end"))),
            .init(
                key: "environment.*.approver", section: "environment \"test\"", accepted: "ops",
                effect: { $0.environment(named: "test")?.approvers == ["ops"] },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "environment.*.window", section: "environment \"test\"", accepted: "required",
                effect: { $0.environment(named: "test")?.needsWindow == true },
                refused: ("some", .notAmong("some", ["required", "optional"]))),
            .init(
                key: "environment.*.package", section: "environment \"test\"", accepted: "required",
                effect: { $0.environments.map(\.needsPackage) == [true] },
                refused: ("perhaps", .notAmong("perhaps", ["required", "optional"]))),
            .init(
                key: "environment.*.production", section: "environment \"test\"", accepted: "false",
                effect: { $0.production == nil }, refused: ("perhaps", .noTruthValue("perhaps"))),
            .init(
                key: "window.role", section: "window", accepted: "ops", effect: { $0.deploymentRoles == ["ops"] },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "announce.from", section: "announce", accepted: "Releases <r@example.org>",
                effect: { $0.announcements.sender == "Releases <r@example.org>" }),
            .init(
                key: "announce.to", section: "announce", accepted: "all@example.org",
                effect: { $0.announcements.recipients == ["all@example.org"] }),
            .init(
                key: "announce.contact", section: "announce", accepted: "extension 12",
                effect: { $0.announcements.contact == "extension 12" }),
            .init(
                key: "handover.role", section: "handover", accepted: "desk", effect: { $0.handoverRole == "desk" },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "handover.early-life", section: "handover", accepted: "14d",
                effect: { $0.earlyLife == TimeSpan("14d") }, refused: ("long", .noTimeSpan("long"))),
            .init(
                key: "waiver.role", section: "waiver", accepted: "duty", effect: { $0.waiverRoles == ["duty"] },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "waiver.longest", section: "waiver", accepted: "10d",
                effect: { $0.longestWaiver == TimeSpan(seconds: 864_000) }, refused: ("0s", .noTimeSpan("0s"))),
            .init(
                key: "review.within", section: "review", accepted: "14d",
                effect: { $0.reviewWithin == TimeSpan(seconds: 1_209_600) }, refused: ("soon", .noTimeSpan("soon"))),
            .init(
                key: "role.*.member", section: "role \"qa\"", accepted: "quinn@example.org",
                effect: { $0.members == ["qa": ["quinn@example.org"]] }, refused: ("quinn", .unknownPerson("quinn"))),
            .init(
                key: "role.*.threshold", section: "role \"qa\"", accepted: "2",
                effect: { $0.thresholds == ["qa": 2] }, refused: ("none", .badThreshold("none"))),
            .init(
                key: "person.*.name", section: "person \"quinn\"", accepted: "Quinn",
                effect: { $0.people.first?.person == Person(name: "Quinn", email: "q@x") }),
            .init(
                key: "person.*.email", section: "person \"quinn\"", accepted: "q@x",
                effect: { $0.known(Person(name: "Q", email: "Q@X")) == Person(name: "quinn", email: "q@x") },
                refused: ("quinn", .noAddress("quinn"))),
            .init(
                key: "person.*.key", section: "person \"quinn\"", accepted: sampleKey,
                effect: { $0.people.first?.keys.first?.sshLine == sampleKey },
                refused: ("RSA 12", .badSigningKey("RSA 12"))),
            .init(
                key: "signature.required", section: "signature", accepted: "none",
                effect: { $0.requiredSignatures == .none },
                refused: ("some", .notAmong("some", ["none", "decisions", "all"]))),
            .init(
                key: "configuration.file", section: "configuration", accepted: "\"etc/** ini\"",
                effect: { $0.configuration.format(of: Array("etc/x".utf8)) == .ini },
                refused: ("etc/**", .noFileAndFormat("etc/**"))),
            .init(
                key: "configuration.ignore", section: "configuration", accepted: "test/**",
                effect: {
                    $0.configuration.format(of: Array("test/a.yaml".utf8)) == nil
                        && $0.configuration.format(of: Array("a.yaml".utf8)) == .yaml
                }),
            .init(
                key: "configuration.require-link", section: "configuration", accepted: "rfc",
                effect: { $0.configuration.requiredLink == .rfc && $0.configuration.isDemanding },
                refused: ("task", .notAmong("task", ["none", "item", "rfc"]))),
            .init(
                key: "configuration-item.*.path", section: "configuration-item \"billing\"", accepted: "billing/**",
                effect: { $0.configuration.item(of: Array("billing/a".utf8))?.name == "billing" }),
            .init(
                key: "configuration-item.*.owner",
                section: "configuration-item \"billing\"",
                accepted: "Olga", effect: { $0.configuration.items.map(\.owner) == ["Olga"] }),
            .init(
                key: "configuration-item.*.signoff",
                section: "configuration-item \"billing\"",
                accepted: "operations", effect: { $0.decidingRoles == ["qa", "operations"] },
                refused: ("the boss", .badRole("the boss"))),
            .init(
                key: "ledger.max-age", section: "ledger",
                accepted: "90m", effect: { $0.ledgerMaxAge == TimeSpan(seconds: 5400) },
                refused: ("soon", .noTimeSpan("soon"))),
            .init(
                key: "ledger.needs", section: "ledger", accepted: "2", effect: { $0.needs == 2 },
                refused: ("none", .badFormat("none"))),
            .init(
                key: "ledger.clock-tolerance", section: "ledger", accepted: "0s",
                effect: { $0.clockTolerance == TimeSpan(seconds: 0) }, refused: ("a bit", .noTimeSpan("a bit"))),
        ]
        + [
            .init(
                key: "source.*.command", section: "source \"jira\"", accepted: "ask jira",
                effect: { $0.sources.map(\.command) == ["ask jira"] }),
            .init(
                key: "source.*.key", section: "source \"jira\"", accepted: "RFC",
                effect: { $0.sources.map(\.keys) == [["RFC"]] }, refused: ("BUG", .unknownKey("BUG"))),
        ]
        + (["id"] + ItemAttribute.allCases.map(\.rawValue)).map { column in
            .init(
                key: "import.\(column)", section: "import", accepted: "Issue key",
                effect: { $0.importColumns == [column: "Issue key"] })
        }
}

private let sampleKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFBnw6EjXxRZuneVA2cEelhO6SP93BdWh7Xnv3+aICp6"

@Suite("The text of a policy")
struct PolicyTextTests {
    private static let least = PolicyExample.least

    private func policy(_ text: String) throws -> Policy { try Policy(text: Array(text.utf8), version: 3) }

    @Test("T71: a form that reads as the key of another kind is refused, whichever comes first")
    func refusesFormsOfOtherKeys() {
        for form in ["RFC-{n}", "rfc-{3}", "Rfc-{n}"] {
            let sections = ["[item \"RFC\"]\n kind = rfc\n", "[item \"ISSUE\"]\n kind = task\n form = \(form)\n"]
            for text in [sections.joined(), sections.reversed().joined()] {
                #expect {
                    try Policy(text: Array((text + "[sign-off]\n role = qa\n").utf8), version: 1)
                } throws: { error in
                    guard case PolicyProblem.badValue(_, "item.ISSUE.form", .formTwice(of: "RFC")) = error else {
                        return false
                    }
                    return true
                }
            }
        }
    }

    @Test("every key of the table has an example here")
    func everyKeyHasAnExample() {
        #expect(PolicyExample.all.map(\.key) == PolicyKey.all.map(\.name))
    }

    @Test("a good value takes effect", arguments: PolicyExample.all)
    func takesGoodValues(_ example: PolicyExample) throws {
        #expect(example.effect(try policy(example.text(example.accepted))))
    }

    @Test("a bad value is refused with its line", arguments: PolicyExample.all)
    func refusesBadValues(_ example: PolicyExample) throws {
        guard let (value, problem) = example.refused else { return }
        let name = example.section.split(separator: " ").map { $0.filter { $0 != "\"" } } + [example.name]
        let expected = PolicyProblem.badValue(line: 8, name: name.joined(separator: "."), problem)
        #expect(throws: expected) { try policy(example.text(value)) }
    }

    @Test("a key that may stand once is refused the second time, with the line of that", arguments: PolicyExample.all)
    func refusesRepeatedKeys(_ example: PolicyExample) throws {
        let text = example.text(example.accepted) + "\t\(example.name) = \(example.accepted)\n"
        // One form cannot be given twice, however many there may be.
        guard example.key != "item.*.form" else { return }
        let isRepeatable = PolicyKey.all.contains { $0.name == example.key && $0.isRepeatable }
        if isRepeatable {
            #expect(throws: Never.self) { try policy(text) }
        } else {
            let problem = #expect(throws: PolicyProblem.self) { try policy(text) }
            guard case .badValue(line: let line, name: _, .repeated) = problem,
                line == (example.needed.isEmpty ? 9 : 10)
            else {
                Issue.record("\(String(describing: problem))")
                return
            }
        }
    }

    @Test func readsTheLeastPolicyWithItsDefaults() throws {
        let policy = try policy(Self.least)
        #expect(policy.version == 3)
        #expect(policy.keys == [.init(name: "RFC", noun: .rfc)])
        #expect(policy.exemptMerges && policy.exemptPaths.isEmpty && policy.hooksWithoutProgram == .refuse)
    }

    @Test func refusesAnUnknownKeyWithItsLine() {
        #expect(throws: PolicyProblem.unknownKey(line: 8, name: "hooks.brunch")) {
            try policy(Self.least + "[hooks]\n\tbrunch = main\n")
        }
        #expect(throws: PolicyProblem.unknownKey(line: 7, name: "hooks.brunch")) {
            try policy(Self.least + "[hooks] brunch = main\n")
        }
    }

    @Test("a threshold of administrators is refused in a text that is to be recorded, and read where one is")
    func refusesWhatNothingEnforces() throws {
        let text = { (count: Int) in
            Array((Self.least + "[role \"administrator\"]\n\tmember = a@x\n\tthreshold = \(count)\n").utf8)
        }
        let name = "role.administrator.threshold"
        #expect {
            try Policy(toRecord: text(2), version: 2)
        } throws: { error in
            guard case .badValue(let line, name, .administratorsThreshold)? = error as? PolicyProblem else {
                return false
            }
            return line == text(2).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).count - 1
        }
        #expect(
            try Policy(text: text(2), version: 2).thresholds == ["administrator": 2],
            "a ledger of before stays readable")
        #expect(try Policy(toRecord: text(1), version: 2).thresholds == ["administrator": 1])
    }

    @Test("an include is refused, whatever it is called", arguments: ["include", "includeIf \"gitdir:/x\"", "Include"])
    func refusesIncludes(_ section: String) {
        #expect(throws: PolicyProblem.include(line: 7)) {
            try policy(Self.least + "[\(section)]\n\tpath = /etc/passwd\n")
        }
    }

    @Test func refusesANulByteWithItsLine() {
        #expect(throws: PolicyProblem.containsNUL(line: 8)) { try policy(Self.least + "# a\n# b\0c\n") }
    }

    @Test("T15: a huge policy is refused unread")
    func refusesAHugePolicy() {
        let text = Self.least + String(repeating: "#", count: Policy.sizeLimit)
        #expect(throws: PolicyProblem.tooLong(limit: Policy.sizeLimit)) { try policy(text) }
    }

    @Test func refusesWhatDoesNotParseWithItsLine() {
        let problem = #expect(throws: PolicyProblem.self) { try policy(Self.least + "[hooks\nbranch = main\n") }
        guard case .syntax(line: 7, message: _) = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }

    @Test("a policy without keys, tag patterns or roles decides nothing", arguments: ["item", "release", "sign-off"])
    func refusesAnIncompletePolicy(_ section: String) {
        let lines = Self.least.split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("[\(section)") } ?? 0
        let rest = (lines[..<start] + lines[(start + 2)...]).joined(separator: "\n")
        let problem = #expect(throws: PolicyProblem.self) { try policy(rest) }
        guard case .missing? = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
    }

    @Test func leavesCommentsAndContinuedLinesOutOfTheCountOfSettings() {
        let text = Self.least + "# [hooks]\n; branch = a\n[hooks]\n\tbranch = rel\\\nease/*\n\twithout-program = no\n"
        #expect(
            throws: PolicyProblem.badValue(
                line: 12, name: "hooks.without-program", .notAmong("no", ["refuse", "allow"]))
        ) { try policy(text) }
    }

    @Test func refusesAKeyWithoutValue() {
        #expect(throws: PolicyProblem.badValue(line: 8, name: "exempt.merges", .noValue)) {
            try policy(Self.least + "[exempt]\n\tmerges\n")
        }
    }

    @Test("people are read as Git writes them, too", arguments: ["q@x", "Quinn <q@x>", "<q@x>", "Quinn <Q@X>"])
    func readsAddressesInBrackets(written: String) throws {
        let member = try policy(Self.least + "[role \"qa\"]\n\tmember = \(written)\n")
        #expect(member.mayAct(Person(name: "Q", email: "q@x"), as: "qa"))
        #expect(!member.mayAct(Person(name: "Quinn", email: "quinn@x"), as: "qa"))
        let person = "[person \"quinn\"]\n\temail = \(written)\n[role \"qa\"]\n\tmember = quinn\n"
        let known = try policy(Self.least + person)
        #expect(known.mayAct(Person(name: "Q", email: "q@x"), as: "qa"))
    }

    @Test("brackets without an address are refused", arguments: ["Quinn <quinn>", "q@x <>", ">"])
    func refusesBracketsWithoutAddress(written: String) {
        #expect(throws: PolicyProblem.badValue(line: 8, name: "role.qa.member", .noAddress(written))) {
            try policy(Self.least + "[role \"qa\"]\n\tmember = \(written)\n")
        }
    }

    @Test func readsMembersWithoutRegardToCase() throws {
        let policy = try policy(Self.least + "[role \"qa\"]\n\tmember = Quinn@Example.org\n")
        #expect(policy.mayAct(Person(name: "Q", email: "quinn@example.org"), as: "qa"))
        #expect(!policy.mayAct(Person(name: "Q", email: "other@example.org"), as: "qa"))
        #expect(policy.mayAct(Person(name: "Q", email: "other@example.org"), as: "dev"))
    }

    @Test("T54: each environment that is said to be production is, and else the last one")
    func knowsAllProductions() throws {
        let text = { (lines: [String]) in
            "[environment \"eu\"]\n\(lines[0])\n[environment \"us\"]\n\tafter = eu\n\(lines[1])\n"
        }
        let policy = { (lines: [String]) in try Policy(text: Array((TestLedger.policy + text(lines)).utf8), version: 1)
        }
        let both = try policy(["\tproduction = true", "\tproduction = true"])
        #expect(both.isProduction("eu") && both.isProduction("us") && !both.isProduction("test"))
        let none = try policy(["", ""])
        #expect(!none.isProduction("eu") && none.isProduction("us"))
        let first = try policy(["\tproduction = true", ""])
        #expect(first.isProduction("eu") && !first.isProduction("us"))
    }
}
