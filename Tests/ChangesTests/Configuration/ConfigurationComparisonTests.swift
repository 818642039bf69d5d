import Testing

@testable import Changes

@Suite struct ConfigurationComparisonTests {
    @Test func tellsOneSettingByItsKey() {
        let old = "database:\n  pool:\n    size: 10 # connections\n"
        let new = "# sizes\ndatabase: {pool: {size: 20}}\n"
        #expect(Configured.changes(old, new, .yaml) == ["database.pool.size 10 → 20"])
        #expect(Configured.comparison(old, new, .yaml).reading == .byKey)
    }

    @Test func tellsKindsOfValuesApart() {
        #expect(Configured.changes("port: 10", "port: \"10\"", .yaml) == ["port 10 → \"10\""])
        #expect(Configured.changes("{\"a\": null}", "{\"a\": \"\"}", .json) == ["a null → \"\""])
    }

    @Test func holdsTheOrderOfKeysCommentsAndLayoutForNoChange() {
        #expect(Configured.changes("a: 1\nb: 2\n", "# x\nb:   2\n\na: 1", .yaml) == [])
        #expect(Configured.changes("{\"a\":1,\"b\":[2]}", "{\n// x\n\"b\": [ 2 ], \"a\": 1}", .json) == [])
        #expect(Configured.changes("a=1\nb=2", "; x\nb = 2\na=1\n", .ini) == [])
        #expect(Configured.changes("<a b='1' c='2'/>", "<a c=\"2\" b=\"1\"><!-- x --></a>", .xml) == [])
    }

    @Test("C2: where programs may heed an order, a blank or an instruction, it is a change")
    func findsOrderAndText() {
        #expect(Configured.changes("<a><deny/><allow/></a>", "<a><allow/><deny/></a>", .xml) == ["~ a"])
        #expect(Configured.changes("<a><b/><c/><b/></a>", "<a><b/><b/><c/></a>", .xml) == ["~ a"])
        #expect(Configured.changes("<a><b/><c/></a>", "<a><b/><d/><c/></a>", .xml) == ["+ a.d "])
        #expect(!Configured.changes("<a> x </a>", "<a>x</a>", .xml).isEmpty)
        #expect(Configured.changes("<a>\n  <b/>\n</a>", "<a><b/></a>", .xml).isEmpty)
        #expect(Configured.changes("<a><?php one ?></a>", "<a><?php two ?></a>", .xml) == ["a.\"?php\" one  → two "])
        #expect(!Configured.changes("<?x a?><a/>", "<?x b?><a/>", .xml).isEmpty)
        #expect(Configured.changes("A=1\nB=$A\n", "B=$A\nA=1\n", .dotenv) == ["~ ."])
        #expect(Configured.changes("A=1\nB=2\n", "B=2\nA=1\n", .dotenv) == [])
    }

    @Test func quotesKeysThatWouldReadAsAPath() {
        let old = "labels: {}"
        let new = "labels: {app.kubernetes.io/name: x, \"\": w, \"a\\\"b\": z}"
        #expect(
            Configured.changes(old, new, .yaml)
                == ["+ labels.\"app.kubernetes.io/name\" x", "+ labels.\"\" w", "+ labels.\"a\\\"b\" z"])
        #expect(Configured.changes("log4j.root=a", "log4j.root=b", .properties) == ["log4j.root a → b"])
    }

    @Test func knowsElementsByTheirNames() {
        let old = "servers:\n- {name: web1, port: 80}\n- {name: web2, port: 80}\n"
        let new = "servers:\n- {name: web2, port: 80}\n- {name: web1, port: 81}\n- {name: web3}\n"
        #expect(
            Configured.changes(old, new, .yaml)
                == ["servers[web1].port 80 → 81", "+ servers[web3].name web3", "~ servers"])
    }

    @Test func knowsKubernetesObjectsByKindAndName() {
        let service = "kind: Service\nmetadata: {name: web}\nport: 80\n"
        let stream = "kind: Deployment\nmetadata: {name: web}\n---\n" + service.replacing("80", with: "81")
        #expect(
            Configured.changes(service, stream, .yaml)
                == [
                    "[Service/web].port 80 → 81", "+ [Deployment/web].kind Deployment",
                    "+ [Deployment/web].metadata.name web",
                ])
    }

    @Test func tellsWhatJoinsAndLeavesAList() {
        #expect(Configured.changes("[a, b, c]", "[a, c, d]", .yaml) == ["- [1] b", "+ [2] d"])
        #expect(Configured.changes("[a, b]", "[b, a]", .yaml) == ["~ ."])
        #expect(Configured.changes("[a, b]", "[a, x]", .yaml) == ["[1] b → x"])
        #expect(Configured.changes("[{a: 1}]", "[{a: 2}]", .yaml) == ["[0].a 1 → 2"])
    }

    @Test func tellsAllKeysOfAFileThatComesOrGoes() {
        #expect(Configured.changes(nil, "a: {b: 1, c: []}", .yaml) == ["+ a.b 1", "+ a.c []"])
        #expect(Configured.changes("a: {b: 1}", nil, .yaml) == ["- a.b 1"])
        #expect(Configured.changes(nil, nil, .yaml) == [])
        #expect(Configured.changes("a: 1", "a: {b: 1}", .yaml) == ["- a 1", "+ a.b 1"])
    }

    @Test func countsWhatIsTooMuchToTell() {
        let text = (0..<1_500).map { "k\($0): 1\n" }.joined()
        let comparison = Configured.comparison(nil, text, .yaml)
        #expect(comparison.changes.count == 1_000)
        #expect(comparison.moreChanges == 500)
    }

    @Test func cutsLongValuesBetweenCharacters() {
        let change = Configured.comparison("a: x", "a: x\(String(repeating: "é ", count: 200))y", .yaml).changes.first
        #expect(change?.new?.utf8.count ?? 0 <= 203)
        #expect(change?.new?.hasSuffix("…") == true)
    }

    @Test func tellsTwoValuesApartThatAreNoText() {
        let changes = ConfigurationComparison(
            old: Array("a=".utf8) + [0xFF], new: Array("a=".utf8) + [0xFE], format: .properties
        ).changes
        #expect(changes.count == 1)
        #expect(Configured.changes("\u{E9}=1", "e\u{301}=1", .properties).count == 2)
    }

    @Test func fallsBackToLinesAndSaysWhy() {
        let comparison = Configured.comparison("a: 1\nb: {{ x }}\nc: 1\n", "a: 2\nb: {{ x }}\nc: 1\n", .yaml)
        #expect(comparison.reading == .byLine(because: NotReadable(line: 2, reason: .templateLike)))
        #expect(comparison.changes.map(\.path.text) == ["line 1"])
        #expect(comparison.changes.map(\.new) == ["a: 2"])
    }

    @Test func tellsTheBlockOfALineOfTerraform() {
        let old = "resource \"aws_instance\" \"web\" {\n  # size\n  type = \"small\"\n}\n"
        let new = "resource \"aws_instance\" \"web\" {\n  type   = \"large\"\n}\n"
        #expect(
            Configured.changes(old, new, .terraform)
                == ["resource.aws_instance.web line 2 type = \"small\" → type   = \"large\""])
        #expect(Configured.comparison(old, new, .terraform).reading == .byLine(because: nil))
    }

    @Test func tellsTheStageOfALineOfADockerfile() {
        let old = "FROM swift AS build\nRUN make\nFROM debian\nRUN a\n"
        let new = "FROM swift AS build\nRUN make all\nFROM debian\n# x\nRUN a\n"
        #expect(Configured.changes(old, new, .dockerfile) == ["build.RUN line 2 RUN make → RUN make all"])
    }
}
