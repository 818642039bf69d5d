import Changes

/// The rules of these tests: two keys, two trailers, one of them closing.
let testRules: LinkRules = {
    var rules = LinkRules(keys: ["KEY", "TASK", "KAFKA"])
    rules.trailers = ["Refs", "RfC"]
    rules.closingTrailers = ["Closes-Bug"]
    return rules
}()

func read(_ text: String, _ rules: LinkRules = testRules, isMerge: Bool = false) -> MessageReading {
    MessageReader(rules: rules).read(Array(text.utf8), isMerge: isMerge)
}

extension MessageReading {
    var items: [String] { links.map(\.item.description) }
    var mentioned: [String] { mentions.map(\.description) }
    var sources: [String] { links.map { "\($0.item) \($0.source.rawValue)" } }
    var suggestions: [String] { nearMisses.map { "\(String(decoding: $0.text, as: UTF8.self)) → \($0.suggestion)" } }
}
