/// The passwords in rules of Redis on who may do what: `user alice on >xyz ~* +@all` (redis.io, "ACL").
enum AccessRules {
    /// Which of some words are passwords, or their digests.
    static func passwords(in words: [Bytes]) -> [Int] {
        let found = words.indices.filter { isPassword(words[$0]) }
        guard !found.isEmpty else { return [] }
        let areRules =
            words.contains { $0.equalsIgnoringCase("setuser") || isRule($0) }
            || found.contains { isState(before: $0, in: words) }
        return areRules ? found : []
    }

    /// Whether `on` or `off` is before a word, and not said by `echo on >file`.
    private static func isState(before index: Int, in words: [Bytes]) -> Bool {
        guard index > 0, ["on", "off"].contains(where: words[index - 1].equalsIgnoringCase) else { return false }
        return index == 1 || !words[index - 2].equals("echo")
    }

    /// `>` gives a password, `<` takes one away; `#` and `!` do so by its digest.
    private static func isPassword(_ word: Bytes) -> Bool {
        guard let mark = word.first, let next = word.dropFirst().first else { return false }
        if mark == UInt8(ascii: "#") || mark == UInt8(ascii: "!") {
            return word.count == 65 && word.dropFirst().allSatisfy { $0.isDigit || $0.isLetter }
        }
        return (mark == UInt8(ascii: ">") || mark == UInt8(ascii: "<")) && next != mark
            && !Array("&=$".utf8).contains(next)
    }

    /// `~cached:*`, `&channel:*`, `+@all`, `-@dangerous`, `allkeys`: what no other text has among its words.
    private static func isRule(_ word: Bytes) -> Bool {
        word.begins(with: "+@") || word.begins(with: "-@")
            || word.begins(with: "~") && !word.begins(with: "~/") && word.last == UInt8(ascii: "*")
            || word.equals("&*")
            || ["allkeys", "allchannels", "allcommands", "resetpass"].contains(where: word.equals)
    }
}
