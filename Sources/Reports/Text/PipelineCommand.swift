/// Lines by which a program commands the pipeline that runs it: in text of others they are shown, and do nothing.
///
/// GitHub Actions reads `::error` where a line begins, blanks before it aside, and `##[error]` anywhere; Azure Pipelines reads
/// `##vso[` anywhere, TeamCity `##teamcity[`; GitLab reads `section_start:` where a line begins.
enum PipelineCommand {
    /// The text with a mark in place of the first byte of each command; it is as long a text of as many lines.
    static func disarmed(_ text: String) -> String {
        guard mayHold(text) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var beginsLine = true
        for (place, byte) in bytes.enumerated() {
            if begins(at: place, of: bytes, beginsLine: beginsLine) {
                result += "<U+00\(String(byte, radix: 16, uppercase: true))>".utf8
            } else {
                result.append(byte)
            }
            beginsLine = byte == UInt8(ascii: "\n") || beginsLine && (byte == UInt8(ascii: " ") || byte == 9)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Most texts hold neither.
    private static func mayHold(_ text: String) -> Bool {
        var before: UInt8 = 0
        for byte in text.utf8 {
            if byte == before, byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#") { return true }
            if byte == UInt8(ascii: "_"), before == UInt8(ascii: "n") { return true }
            before = byte
        }
        return false
    }

    private static func begins(at place: Int, of bytes: [UInt8], beginsLine: Bool) -> Bool {
        let rest = bytes[place...]
        if rest.starts(with: "##".utf8) {
            return rest.dropFirst(2).drop { (0x61...0x7A).contains($0 | 0x20) }.first == UInt8(ascii: "[")
        }
        guard beginsLine else { return false }
        return lineStarts.contains { rest.starts(with: $0) }
    }

    private static let lineStarts = ["::", "section_start:", "section_end:"].map { Array($0.utf8) }
}
