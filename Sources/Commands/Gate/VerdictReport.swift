import Changes
import Reports

/// A file that a verdict is written to besides what is printed: one verdict in all the forms that a pipeline collects.
struct VerdictReport {
    let format: VerdictFormat
    let file: String

    static let option = Option.values(
        "report", placeholder: "format=file", help: "write it to this file, too: junit=verdict.xml, sarif=verdict.sarif"
    )

    /// - Throws: `Failure` where a word is no format and a file.
    static func all(_ words: [String]) throws -> [VerdictReport] { try words.map(VerdictReport.init) }

    private init(_ word: String) throws {
        let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let format = VerdictFormat(rawValue: parts[0]) else {
            let formats = VerdictFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, "--report \(word.quoted) names no format and a file",
                hints: ["write `--report junit=verdict.xml`; the formats are \(formats)"])
        }
        (self.format, file) = (format, parts[1])
    }
}
