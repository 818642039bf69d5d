import Foundation
import TestSupport
import Testing

/// What README.md tells a reader to type is tried as it stands there.
struct ReadmeTests {
    private static let text = (try? String(contentsOfFile: Places.package + "/README.md", encoding: .utf8)) ?? ""

    /// The blocks marked as shell commands in a section, joined.
    private static func commands(under heading: String) -> String {
        let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) } ?? ""
        let parts = section.components(separatedBy: "```")
        return parts.filter { $0.hasPrefix("sh\n") }.map { String($0.dropFirst(3)) }.joined()
    }

    @Test func tourEndsWithATaggedRelease() throws {
        let repository = try TestRepository()
        let programs = (Places.program as NSString).deletingLastPathComponent
        let start = """
            PATH=\(programs):$PATH
            unset GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL

            """
        try repository.write("tour.sh", start + Self.commands(under: "Five minutes"))
        let result = try repository.start(["bash", repository.path + "/tour.sh"]).wait()
        #expect(result.output.contains("gate tag 1.0.0: refused (2 findings)"))
        #expect(result.errors.contains("error: the message names no item"))
        #expect(result.output.contains("gate tag 1.0.0: open"))
        #expect(try repository.git("-C", "shop", "tag", "--list", "v1.0.0").contains("v1.0.0"))
    }

    @Test func namesOnlyCommandsThatExist() throws {
        let repository = try TestRepository()
        let words = Self.text.components(separatedBy: "`sluice ").dropFirst().map { rest in
            String(rest.prefix { $0.isLetter || $0 == "-" })
        }
        for word in Set(words) where !word.isEmpty {
            #expect(try repository.sluice("help", word).status == 0, "sluice \(word)")
        }
    }
}
