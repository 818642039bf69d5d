/// Random messages made of all that `git interpret-trailers` treats specially; the same for the same seed.
struct MessageGenerator {
    static let seed: UInt64 = 20_261_122
    private var random = SplitMix(state: seed)
    private var lines: [String] = []

    private static let lines = [
        "some words of prose", "see http://example.org: there", "Subject of a change", "x", "two words: no trailer",
        "Refs: KEY-1", "Refs: KEY-2, KEY-3", "RfC : RFC-4", "Task:TASK-5", "Refs:", "Refs: ", "Refs \t:  padded  ",
        "a-b-c: d",
        "-: dash", ": nothing before", "=: equals", "Refs= KEY-6", "Refs# KEY-7", "under_score: no", "9: digit",
        "BREAKING CHANGE: all new", "BREAKING-CHANGE: all new", "Acked-by: A <a@example.org>", "a: b: c",
        "Signed-off-by: A <a@example.org>", "Signed-off-by:A", "signed-off-by: small", "Signed-off-by: ",
        "(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)", "(cherry picked from nowhere)",
        " folded", "\tfolded: with colon", "   ", "\t", " # folded comment", "  two  blanks  ", "# comment", "#",
        "#Refs: KEY-8",
        "----", "---x", " ---", "Conflicts:", "\tpath/of/conflict", "Conflicts: x",
        "# >8", "\u{c}", "\u{b}: x", "Ünïcode: x", "Refs\u{a0}: x",
        "\u{1b}[31mRefs: red", "\u{202e}Refs: bidi", "Refs: \u{202e}bidi",
    ]

    /// Lines that end what Git reads. Never both kinds in one message: git 2.39 does not return when scissors stand
    /// below a divider.
    private static let ends = [
        ["---", "--- a/file", "---\tx"],
        ["# ------------------------ >8 ------------------------", "# ----- >8 -----"], [],
    ]

    mutating func next() -> [UInt8] {
        lines = MessageGenerator.lines + MessageGenerator.ends[random.below(3)]
        let lineFeed = chance(10) ? "\r\n" : "\n"
        let paragraphs = (0...random.below(4)).map { _ in paragraph(lineFeed) }
        var message = Array(paragraphs.joined(separator: chance(8) ? lineFeed + lineFeed : lineFeed).utf8)
        if chance(4), !message.isEmpty { message.removeLast() }
        if chance(20) { message.insert(0xE9, at: random.below(message.count + 1)) }
        if chance(40) { message.insert(0, at: random.below(message.count + 1)) }
        return message
    }

    /// Mostly lines of one kind, so that blocks of trailers come up often.
    private mutating func paragraph(_ lineFeed: String) -> String {
        let start = random.below(lines.count)
        let isMixed = chance(3)
        return (0..<random.below(9)).map { _ in
            let isNear = !isMixed && !chance(5)
            let index = isNear ? start + random.below(5) : random.below(lines.count)
            return lines[index % lines.count] + lineFeed
        }.joined()
    }

    private mutating func chance(_ one: Int) -> Bool { random.below(one) == 0 }
}

/// Vigna's SplitMix64: small, and the same everywhere.
struct SplitMix {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
