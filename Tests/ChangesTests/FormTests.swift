import Changes
import Testing

/// Rules with forms of all sorts.
private func rules(_ forms: [(key: String, forms: [String])], places: [LinkRules.Place] = []) throws -> LinkRules {
    var rules = LinkRules(keys: forms.map(\.key))
    for (key, texts) in forms { rules.forms[key] = try texts.map { try ItemForm($0) } }
    rules.trailers = ["Refs"]
    rules.closingTrailers = ["Closes-Bug"]
    rules.closingWords = ["Fixes", "Closes"]
    rules.statedPlaces = places
    return rules
}

private func trackers(_ places: LinkRules.Place...) throws -> LinkRules {
    try rules(
        [
            ("ISSUE", ["#{n}", "GH-{n}"]), ("BUG", ["Bug {n}", "bug {n}", "bz#{n}", "LP: #{n}"]), ("AB", ["AB#{n}"]),
            ("CHG", ["CHG{7}"]), ("T", ["T{n}"]), ("PR", ["PR: {n}", "PR {n}"]), ("MY-KEY", []),
            ("SHOP", ["https://example.org/team/shop/issues/{n}"]),
        ], places: places)
}

@Suite("IDs as trackers write them")
struct FormTests {
    @Test(
        "A form has one number with text before it",
        arguments: [
            ("CHG{7}", "CHG0000012"), ("#{n}", "#12"), ("Bug {n}", "Bug 12"), ("LP: #{n}", "LP: #12"), ("T{n}", "T12"),
            ("GH-{n}", "GH-12"), ("[{n}]", "[12]"), ("{n}", nil), ("CHG", nil), ("CHG{0}", nil), ("CHG{10}", nil),
            ("{n}-x", nil),
            ("A{n}B{n}", nil), ("A  {n}", nil), (" #{n}", nil), ("A1{n}", nil), ("A{x}", nil), ("A\t{n}", nil),
        ] as [(String, String?)])
    func readsForms(text: String, shown: String?) {
        #expect((try? ItemForm(text))?.text(of: 12) == shown)
        #expect(((try? ItemForm(text))?.description ?? text) == text)
    }

    @Test(
        "Each form leads subjects",
        arguments: [
            ("#12: menu", "ISSUE-12"), ("#12 menu", "ISSUE-12"), ("GH-12: menu", "ISSUE-12"),
            ("Bug 12 - menu", "BUG-12"),
            ("bug 12: menu", "BUG-12"), ("bz#12: menu", "BUG-12"), ("LP: #12 menu", "BUG-12"),
            ("LP:  #12 menu", "BUG-12"),
            ("AB#12 menu", "AB-12"), ("CHG0030012: menu", "CHG-30012"), ("T12: menu", "T-12"), ("PR 12: menu", "PR-12"),
            ("MY-KEY-12: menu", "MY-KEY-12"), ("CHG-30012: menu", "CHG-30012"), ("BUG-12 menu", "BUG-12"),
            ("https://example.org/team/shop/issues/12: menu", "SHOP-12"), ("Fixes #12 - menu", "ISSUE-12"),
            ("For https://example.org/team/shop/issues/12", "SHOP-12"),
        ])
    func leads(subject: String, item: String) throws { #expect(read(subject, try trackers()).items == [item]) }

    @Test(
        "What only looks like a form is none",
        arguments: [
            "CHG30012 menu", "CHG00300123 menu", "CHG0000000 menu", "BUGS 12 menu", "Debug 12 menu", "#012 menu",
            "&#39; menu",
            "T12a menu", "other/repo#12 menu", "##12 menu", "https://example.org/other/shop/issues/12", "Bug 1.2 menu",
            "#1234567890 x",
            "#12-3 menu", "XAB#12 menu",
        ])
    func isNone(subject: String) throws { #expect(read(subject, try trackers()).items.isEmpty) }

    @Test("of several forms that fit one number, the one with most text counts")
    func takesTheLongest() throws {
        let both = try rules([("ISSUE", ["#{n}"]), ("BUG", ["Bug #{n}", "LP: #{n}"])], places: [.title])
        #expect(read("Bug #12 and #13, LP: #14", both).items == ["BUG-12", "ISSUE-13", "BUG-14"])
    }

    @Test(
        "Two trackers with bare numbers are told apart by their places",
        arguments: [
            ("fix it\n\nPR:\t\t288366\n", ["PR-288366 trailer:PR"]),
            (
                "fix it\n\nCloses-Bug: 7, 8 (part 2 of 3)\n",
                [
                    "ISSUE-7 trailer:Closes-Bug", "ISSUE-8 trailer:Closes-Bug",
                ]
            ),
            ("fix it\n\nCloses-Bug: #7 on 3 nodes\n", ["ISSUE-7 trailer:Closes-Bug"]),
            ("fix it\n\nRefs: 7\n", []), ("fix it\n\nRefs: #7\n", ["ISSUE-7 trailer:Refs"]),
            ("fix it\n\nRefs: 85f31bfe2212 (\"#2: x\")\n", []), ("fix it\n\nRefs: 1234567 (\"#2: x\")\n", []),
        ] as [(String, [String])])
    func trailers(message: String, links: [String]) throws { #expect(read(message, try trackers()).sources == links) }

    @Test(
        "Closing words close what stands behind them",
        arguments: [
            ("x\n\nFixes #1 (#13)", ["ISSUE-1 closing-word:Fixes"]),
            (
                "x\n\nFixes #1, #2 and #3.",
                [
                    "ISSUE-1 closing-word:Fixes", "ISSUE-2 closing-word:Fixes", "ISSUE-3 closing-word:Fixes",
                ]
            ),
            ("x\n\nFixes issue #1", ["ISSUE-1 closing-word:Fixes"]), ("Revert \"Fixes #1 in the menu\"", []),
            ("as gh-99 says", []),
        ] as [(String, [String])])
    func closes(message: String, links: [String]) throws { #expect(read(message, try trackers()).sources == links) }

    @Test(
        "Branches name items in every form",
        arguments: [
            ("feature/123-title", ["ISSUE-123"]), ("123-title", ["ISSUE-123"]), ("feature/123", ["ISSUE-123"]),
            ("123", []), ("pr/957", []), ("origin/Pull/957/head", []), ("pr/my-key-5", ["MY-KEY-5"]),
            ("release/2024-01", []), ("release/2024", []), ("feature/1.2", []), ("user/chg0030012_port", ["CHG-30012"]),
            ("bug-12-menu", ["BUG-12"]), ("fix/t12", ["T-12"]), ("my-key-5", ["MY-KEY-5"]),
        ] as [(String, [String])])
    func branches(name: String, found: [String]) throws {
        #expect(items(inBranch: Array(name.utf8), rules: try trackers()).map(\.description) == found)
    }

    @Test(
        "IDs are typed in every form",
        arguments: [
            ("CHG0030012", "CHG-30012"), ("CHG-30012", "CHG-30012"), ("#12", "ISSUE-12"), ("Bug 12", "BUG-12"),
            ("12", nil),
            ("#12 ", nil), ("x#12", nil), ("MY-KEY-12", "MY-KEY-12"),
        ] as [(String, String?)])
    func isTyped(text: String, item: String?) throws {
        #expect(try trackers().item(named: text)?.description == item)
    }

    @Test("people see the first form, and what a command runs with has the key")
    func shows() throws {
        let forms = ShownForms()
        forms.show(try trackers())
        let change = ItemID(key: "CHG", number: 30012)
        #expect(change.shown == "CHG-30012")
        ShownForms.$current.withValue(forms) {
            #expect(change.shown == "CHG0030012" && change.display == "CHG0030012" && "\(change)" == "CHG-30012")
            #expect(ItemID(key: "ISSUE", number: 7).shown == "#7")
            #expect(
                ItemID(key: "MY-KEY", number: 7).shown == "MY-KEY-7" && ItemID(key: "MY-KEY", number: 7).display == nil)
        }
    }

    @Test(
        "What was meant as an ID is suggested",
        arguments: [
            ("##12 menu", "##12 → ISSUE-12"), ("# 12 menu", "# 12 → ISSUE-12"),
            ("CHG30012 menu", "CHG30012 → CHG-30012"),
            ("MY-KEY\u{2013}12: menu", "MY-KEY\u{2013}12 → MY-KEY-12"), ("Bug\u{A0}12: menu", "Bug\u{A0}12 → BUG-12"),
            ("\u{200B}BUG-12: menu", "\u{200B}BUG-12 → BUG-12"),
            ("MY-KEY-\u{200E}12 menu", "MY-KEY-\u{200E}12 → MY-KEY-12"),
        ])
    func suggests(subject: String, suggestion: String) throws {
        #expect(read(subject, try trackers()).suggestions == [suggestion])
        #expect(read(subject, try trackers()).items.isEmpty)
    }

    @Test("a number alone is no near miss of a mark", arguments: ["12 monkeys", "menu 12", ": 12"])
    func staysSilent(subject: String) throws { #expect(read(subject, try trackers()).suggestions.isEmpty) }
}

@Suite("Where IDs link")
struct LinkPlaceTests {
    private func sources(_ subject: String, _ places: LinkRules.Place...) -> [String] {
        var rules = LinkRules(keys: ["KEY"])
        rules.forms["ISSUE"] = (try? ItemForm("#{n}")).map { [$0] }
        rules.keys.append("ISSUE")
        rules.statedPlaces = places
        return read(subject, rules).sources
    }

    @Test func linksOnlyInFrontByDefault() {
        for subject in ["menu (KEY-1)", "feat(KEY-1): menu", "the KEY-1 menu", "menu #1"] {
            #expect(sources(subject).isEmpty)
        }
    }

    @Test func readsScopes() {
        #expect(sources("feat(KEY-1): menu", .scope) == ["KEY-1 scope"])
        #expect(sources("[API] fix(shop, KEY-1)!: menu", .scope) == ["KEY-1 scope"])
        #expect(sources("feat(KEY-1) menu", .scope).isEmpty)
        #expect(sources("KEY-2: menu", .scope).isEmpty, "nothing leads where only scopes are read")
    }

    @Test(
        "The end of the subject",
        arguments: [
            ("menu (KEY-1)", ["KEY-1 tail"]), ("menu (KEY-1).", ["KEY-1 tail"]), ("menu [KEY-1]", ["KEY-1 tail"]),
            ("menu KEY-1", ["KEY-1 tail"]), ("menu (KEY-1, KEY-2)", ["KEY-1 tail", "KEY-2 tail"]),
            ("menu KEY-1, KEY-2", ["KEY-1 tail", "KEY-2 tail"]), ("menu (closes #3)", ["ISSUE-3 tail"]),
            ("menu (KEY-1) (#12)", ["KEY-1 tail"]), ("menu (#12)", []), ("menu (pull request #12)", []),
            ("menu KEY-1 and more", []), ("menu (as in KEY-1)", []), ("Revert \"menu (KEY-1)\"", []),
        ] as [(String, [String])])
    func readsTails(subject: String, links: [String]) { #expect(sources(subject, .tail) == links) }

    @Test func readsTitles() {
        #expect(sources("the KEY-1 menu (#12)", .title) == ["KEY-1 title"])
        #expect(
            sources("Revert \"the KEY-1 menu\"", .title).isEmpty, "what a revert quotes is another commit's subject")
    }

    @Test func readsEachLine() {
        #expect(sources("menu\nKEY-1: first\nKEY-2: second", .lines) == ["KEY-1 subject", "KEY-2 subject"])
        #expect(sources("menu\nKEY-1: first", .lead).isEmpty)
    }

    @Test("the number that a host adds is an item where the policy says so")
    func readsRequests() {
        var rules = LinkRules(keys: ["ISSUE"])
        rules.forms["ISSUE"] = (try? ItemForm("#{n}")).map { [$0] }
        #expect(read("menu (#12)", rules).items.isEmpty)
        rules.requests = .items
        #expect(read("menu (#12)", rules).sources == ["ISSUE-12 tail"])
        #expect(read("menu #12", rules).items.isEmpty, "no other end of a subject is read by that")
    }

    @Test(
        "What stands in front of an ID that leads is shown with its reason, and can be turned off",
        arguments: [
            ("[Backport release-1.0] KEY-1: menu", SubjectPrefix.backport), ("BACKPORT: KEY-1 menu", .backport),
            ("[1.0] KEY-1: menu", .branch), ("branch-2.4: KEY-1 menu", .branch), ("[branch-2.4] KEY-1 menu", .branch),
            ("[API] KEY-1: menu", .topic), ("WIP: KEY-1 menu", .draft), (":sparkles: KEY-1 menu", .emoji),
            ("✨ KEY-1 menu", .emoji),
            ("👩‍💻KEY-1 menu", .emoji), ("fixup! KEY-1: menu", .autosquash), ("feat: KEY-1 menu", .type),
            ("\u{FEFF}KEY-1: menu", .mark),
            ("Merged PR 1234: KEY-1 menu", .request), ("Pull request #5: KEY-1 menu", .request),
            ("Fixes KEY-1 - menu", .word),
        ])
    func passesPrefixes(subject: String, prefix: SubjectPrefix) {
        var rules = LinkRules(keys: ["KEY"])
        let reading = read(subject, rules)
        #expect(reading.sources == ["KEY-1 subject"])
        #expect(reading.prefixes.map(\.prefix) == [prefix])
        rules.statedPrefixes = SubjectPrefix.allCases.filter { $0 != prefix && $0 != .topic }
        #expect(read(subject, rules).items.isEmpty)
    }

    @Test("several prefixes in any order")
    func passesSeveral() {
        let reading = read("fixup! [1.0] WIP: :bug: feat(shop): KEY-1 menu", LinkRules(keys: ["KEY"]))
        #expect(reading.items == ["KEY-1"])
        #expect(reading.prefixes.map(\.prefix) == [.autosquash, .branch, .draft, .emoji, .type])
    }

    @Test(
        "Merges of hosts name items by branch and by title",
        arguments: [
            ("Merged in feature/KEY-3-form (pull request #5)", false, ["KEY-3"]),
            ("Merge pull request #5 from o/b\n\nKEY-4: menu", true, ["KEY-4"]),
            ("Merge pull request 'KEY-5: it's there' (#6) from feature/KEY-6 into main", true, ["KEY-6", "KEY-5"]),
            ("Merged in feature/KEY-3-form", false, []), ("Merge pull request #5 from o/b\n\nas in KEY-4", true, []),
        ] as [(String, Bool, [String])])
    func readsMerges(message: String, isMerge: Bool, items: [String]) {
        #expect(read(message, LinkRules(keys: ["KEY"]), isMerge: isMerge).items == items)
    }

    @Test("a line of dashes divides no message of a commit")
    func ignoresDividers() {
        let reading = read("KEY-1: menu\n\n---\nbelow\n\nRefs: KEY-2\n")
        #expect(reading.items == ["KEY-2", "KEY-1"])
        #expect(reading.warnings.isEmpty)
    }
}
