import TestSupport
import Testing

/// `manual`: the page as troff sets it.
@Suite("manual") struct ManualTests {
    private let repository: TestRepository

    init() throws { repository = try TestRepository() }

    private func set() throws -> CommandResult {
        try repository.write("sluice.1", repository.sluice("manual").output)
        return try repository.start(["groff", "-man", "-ww", "-Tutf8", "-P-cbou", "-rLL=100n", "sluice.1"]).wait()
    }

    @Test("sets without a warning, with every command that help lists and its options")
    func holdsAllCommands() throws {
        let page = try set()
        #expect(page.status == 0 && page.errors.isEmpty, "\(page.errors)")
        let help = try repository.sluice("help").output
        let names = help.split(separator: "\n").filter { $0.hasPrefix("  ") }
            .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0.allSatisfy(\.isLetter) }
        #expect(names.count > 30)
        for name in names where try repository.sluice("help", name).status == 0 {
            #expect(page.output.contains("sluice \(name)\n"), "\(name)")
        }
        for text in [
            "--back-out-plan <text>", "EXIT STATUS", "a bug in Sluice", "sluice test case add", "'shop.Card*'",
        ] {
            #expect(page.output.contains(text), "\(text)")
        }
    }

    @Test("keeps dashes, backslashes and other characters as they are typed")
    func escapes() throws {
        let page = try repository.sluice("manual").output
        #expect(page.utf8.allSatisfy { $0 < 0x80 })
        let lines = page.split(separator: "\n")
        let requests: Set = [".SH", ".SS", ".TP", ".B", ".I", ".PP", ".nf", ".fi", ".RS", ".RE", ".TH", ".BR", ".RI"]
        for line in lines where line.hasPrefix(".") && !line.hasPrefix(".\\\"") {
            #expect(requests.contains(String(line.prefix { $0 != " " })), "\(line)")
        }
        #expect(!lines.contains { $0.hasPrefix("'") })
    }
}
