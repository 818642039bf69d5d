import Changes
import Testing

@Suite struct CoAuthorTests {
    private func people(_ text: String) -> [String] {
        read(text).coAuthors.map { String(decoding: $0.name + [124] + $0.email, as: UTF8.self) }
    }

    @Test func namesCoAuthorsOnce() {
        let text =
            "text\n\nCo-authored-by: A B <a@example.org>\nco-authored-by:A B <a@example.org>\nCo-Authored-By: <c@example.org>\n"
        #expect(people(text) == ["A B|a@example.org", "|c@example.org"])
    }

    @Test func findsThoseThatGitDoesNotSee() {
        #expect(
            people("text\n\nCo-authored-by: A <a@example.org>\n\nSigned-off-by: B <b@example.org>") == [
                "A|a@example.org"
            ])
    }

    @Test func joinsFoldedLines() {
        #expect(people("text\n\nCo-authored-by: A\n <a@example.org>\n") == ["A|a@example.org"])
    }

    @Test("other words for it, without brackets, several at once, in lists and quotations")
    func findsAllSortsOfThem() {
        #expect(people("text\n\nCo-developed-by: A <a@example.org>") == ["A|a@example.org"])
        #expect(people("text\n\nco-authored-by: A B a@example.org") == ["A B|a@example.org"])
        #expect(people("text\n\nCo-authored-by: a@example.org") == ["|a@example.org"])
        #expect(
            people("text\n\nCo-authored-by: A <a@example.org>, B <b@example.org> c@example.org") == [
                "A|a@example.org", "B|b@example.org", "|c@example.org",
            ])
        #expect(
            people("text\n\n* Co-authored-by: A <a@example.org>\n> co-developed-by: b@example.org") == [
                "A|a@example.org", "|b@example.org",
            ])
        #expect(people("text\n\nCo-authored-by: A <a@example.org") == ["A|a@example.org"])
    }

    @Test func leavesOutWhoHasNoAddress() {
        #expect(people("text\n\nCo-authored-by: A\nCo-authored-by: B <>\nReviewed-by: C <c@example.org>").isEmpty)
    }
}
