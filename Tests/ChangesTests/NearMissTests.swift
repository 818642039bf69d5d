import Changes
import Testing

@Suite struct NearMissTests {
    @Test(
        "L2: near misses are suggested, never linked",
        arguments: [
            ("KAKFA-17173 move", "KAKFA-17173 → KAFKA-17173"), ("KAFKA- 12834 : Removed", "KAFKA- 12834 → KAFKA-12834"),
            ("Kafka 16887 : Upgrade", "Kafka 16887 → KAFKA-16887"), ("KAFKA_123 text", "KAFKA_123 → KAFKA-123"),
            ("KAFKA12; text", "KAFKA12 → KAFKA-12"), ("kafka-12 text", "kafka-12 → KAFKA-12"),
            ("KAFKA: 56 text", "KAFKA: 56 → KAFKA-56"), ("KAFA-12 text", "KAFA-12 → KAFKA-12"),
            ("KAFKAA-12 text", "KAFKAA-12 → KAFKA-12"), ("KAFKS-12 text", "KAFKS-12 → KAFKA-12"),
            ("KEY-007 text", "KEY-007 → KEY-7"), ("[KAKFA-1] text", "KAKFA-1 → KAFKA-1"),
            ("feat: KAKFA-1 text", "KAKFA-1 → KAFKA-1"), ("text\n\nRefs: KAKFA-1", "KAKFA-1 → KAFKA-1"),
        ])
    func suggests(text: String, suggestion: String) {
        #expect(read(text).suggestions == [suggestion])
        #expect(read(text).links.isEmpty)
    }

    @Test(
        "Text that only looks similar raises no alarm",
        arguments: [
            "UTF-8: text", "KIP-12 text", "Kafka 3.5 is out", "Kafka streams 12", "The KAKFA-12 typo",
            "KAKKFAA-12 text", "KK-1 text",
            "TSK-99999999999", "Keys 12", "KAFKA-12: KAKFA 3", "JDK-17", "text\n\nSee: KAKFA-1",
        ])
    func staysSilent(text: String) {
        #expect(read(text).suggestions.isEmpty)
    }

    @Test func isFoundBesideAGoodID() {
        let reading = read("KAFKA-1, KAKFA-2: text\n\nRefs: KEY-3, KYE-4")
        #expect(reading.items == ["KEY-3", "KAFKA-1"])
        #expect(reading.suggestions == ["KAKFA-2 → KAFKA-2", "KYE-4 → KEY-4"])
    }

    @Test func neverTakesOneAllowedKeyForAnother() {
        #expect(read("KEX-1: text", LinkRules(keys: ["KEY", "KEX"])).suggestions.isEmpty)
    }
}
