import Changes
import Testing

@Suite struct SubjectTests {
    @Test(
        "Keys that lead the subject put their items in scope",
        arguments: [
            ("KEY-1: text", ["KEY-1"]), ("KEY-1 text", ["KEY-1"]), ("KEY-1", ["KEY-1"]), ("  KEY-1; text", ["KEY-1"]),
            ("KEY-1, TASK-2: text", ["KEY-1", "TASK-2"]), ("KEY-1 TASK-2 text", ["KEY-1", "TASK-2"]),
            ("KEY-1 and TASK-2: text", ["KEY-1", "TASK-2"]), ("KEY-1/TASK-2; text", ["KEY-1", "TASK-2"]),
            ("[KEY-1] text", ["KEY-1"]), ("[KEY-1][TASK-2] text", ["KEY-1", "TASK-2"]),
            ("[KEY-1, TASK-2] text", ["KEY-1", "TASK-2"]),
            ("(KEY-1) text", ["KEY-1"]), ("feat: KEY-1 text", ["KEY-1"]), ("feat(x)!: KEY-1 text", ["KEY-1"]),
            ("Fix(a b): [KEY-1] text", ["KEY-1"]), ("KEY-1：全角", ["KEY-1"]), ("KEY-1修复", ["KEY-1"]),
            ("KEY-1. Text", ["KEY-1"]),
            ("KEY-1-follow-up: text", ["KEY-1"]), ("KEY-1, KEY-1: text", ["KEY-1"]),
            ("KEY-1\nTASK-2: text", ["KEY-1", "TASK-2"]),
        ])
    func linksLeadingKeys(subject: String, items: [String]) {
        #expect(read(subject).items == items)
        #expect(read(subject).links.allSatisfy { $0.source == .subject && $0.relation == .implements })
    }

    @Test(
        "The keys that lead each line of the first paragraph put their items in scope",
        arguments: [
            ("KEY-1: text\nTASK-2: text", ["KEY-1", "TASK-2"]),
            ("KEY-1: text\nTASK-2: text\nKEY-3, KEY-4 text\n\nKEY-5: body", ["KEY-1", "TASK-2", "KEY-3", "KEY-4"]),
            ("KEY-1: text\r\nTASK-2: text\r\n\r\nbody", ["KEY-1", "TASK-2"]),
            ("fix: KEY-1 text\nfeat: TASK-2 text", ["KEY-1", "TASK-2"]),
            ("KEY-1: this goes on\nas one sentence\nTASK-2 and all", ["KEY-1"]),
            ("KEY-1: text as in\nTASK-2\nand so on", ["KEY-1"]), ("text\nTASK-2: text", []),
        ])
    func linksTheKeysOfEachLine(message: String, items: [String]) {
        #expect(read(message).items == items)
        #expect(read(message).links.allSatisfy { $0.source == .subject })
    }

    @Test(
        "Keys elsewhere are mentions",
        arguments: [
            ("Follow-up of KEY-1", ["KEY-1"]), ("Revert \"KEY-1: text\"", ["KEY-1"]), ("MINOR: KEY-1 text", ["KEY-1"]),
            ("text\n\nAs in https://tracker/browse/KEY-1.", ["KEY-1"]), ("text (KEY-1, TASK-2)", ["KEY-1", "TASK-2"]),
            ("Merge branch 'KEY-1-x'", ["KEY-1"]), ("See:KEY-1", ["KEY-1"]),
        ])
    func mentionsOtherKeys(text: String, items: [String]) {
        #expect(read(text).links.isEmpty)
        #expect(read(text).mentioned == items)
    }

    @Test(
        "R11: the first key is the item, the second a mention",
        arguments: [
            ("KEY-6710 Revert KEY-3842 text", "KEY-6710", "KEY-3842"),
            ("KEY-6845 Forward port KEY-5863", "KEY-6845", "KEY-5863"), ("KEY-1: revert KEY-2", "KEY-1", "KEY-2"),
            ("KEY-1: KEY-2 breaks the build", "KEY-1", "KEY-2"),
        ])
    func tellsTheItemFromTheMention(subject: String, item: String, mention: String) {
        #expect(read(subject).items == [item])
        #expect(read(subject).mentioned == [mention])
    }

    @Test(
        "L1: words that look like IDs are no links",
        arguments: [
            "UTF-8: text", "SHA-256 text", "CVE-2024-1234", "ISO-8601 dates", "RFC-2822 headers", "JDK-17",
            "SPARK-1: text",
            "XKEY-1: text", "KEY-1a: text", "KEY-12-3: text", "KEY-1.2: text", "KEY-1_2", "X-KEY-1", "_KEY-1", "KEY-0",
            "KEY-007: text", "KEY-1234567890: text", "KEY--1", "KEY-: text", "key-1: text",
            "Bump thing from JDK-8 to JDK-17",
        ])
    func findsNoIDs(text: String) {
        #expect(read(text).links.isEmpty)
        #expect(read(text).mentions.isEmpty)
    }

    @Test(
        "L9: what Git puts before a subject does not hide its keys",
        arguments: ["fixup! KEY-1: text", "squash! fixup! KEY-1 text", "amend! feat: KEY-1 text"])
    func looksBehindFixups(subject: String) {
        #expect(read(subject).items == ["KEY-1"])
    }

    @Test(
        "L9: reverts, cherry-picks and merges without an item stay without",
        arguments: ["Revert \"KEY-1: x\"\n\nThis reverts commit 0123.", "fixup! text", "Merge branch 'main'", ""])
    func leavesOthersUnlinked(text: String) {
        #expect(read(text, isMerge: true).links.isEmpty)
    }

    @Test func readsKeysOfAnyCaseWhereThePolicySaysSo() {
        var rules = testRules
        rules.caseSensitive = false
        #expect(read("kafka-12; text\n\nrefs: Key-3", rules).items == ["KEY-3", "KAFKA-12"])
    }

    @Test func joinsTheFirstParagraphToTheSubject() {
        #expect(String(decoding: read("\n \n one \ntwo\t\n\nthree").subject, as: UTF8.self) == " one two")
    }
}
