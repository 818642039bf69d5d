import Git
import TestSupport
import Testing

/// Settings in Git's syntax, read as `git config` reads them.
@Suite struct ConfigurationTests {
    private func entries(_ text: String) throws -> [ConfigurationEntry] {
        try Configuration(text: Array(text.utf8)).entries()
    }

    @Test func keepsOrderRepeatsAndSubsections() throws {
        let text = """
            # a comment
            [item "RFC"] kind = rfc
            [link]
            \ttrailer = "Refs # no comment" ; a comment
            \tTrailer = RfC \\
            and more
            \talone
            \tempty =
            [item "a.\\"b"]
            \tkind = \\ttab
            """
        let expected: [(String, String?)] = [
            ("item.RFC.kind", "rfc"), ("link.trailer", "Refs # no comment"), ("link.trailer", "RfC and more"),
            ("link.alone", nil), ("link.empty", ""), ("item.a.\"b.kind", "\ttab"),
        ]
        let found = try entries(text)
        #expect(found.map(\.name) == expected.map(\.0))
        #expect(found.map(\.value) == expected.map(\.1))
    }

    @Test("a text that does not parse is an error that names its line")
    func namesTheLineOfASyntaxError() throws {
        for (text, line) in [("[a]\nb = c\n= d\n", 3), ("[a]\nb! = c\n", 2)] {
            #expect { try entries(text) } throws: { error in
                guard let error = error as? GitError else { return false }
                return error.message.contains(":\(line)")
            }
        }
    }

    @Test func readsTheLastOfRepeatedValues() throws {
        let configuration = try Configuration(text: Array("[a]\nb = 1\nb = 2\n".utf8))
        #expect(try configuration.string("a.b") == "2")
        #expect(try configuration.string("a.c") == nil)
        #expect(try Configuration(text: []).entries().isEmpty)
    }

    @Test func readsTheRepositorysOwnSettings() throws {
        let test = try TestRepository()
        try test.git("config", "sluice.ledger", "other/ledger")
        #expect(try test.opened().configuration().string("sluice.ledger") == "other/ledger")
    }
}
