import Changes
import Git
import Ledger

/// The message of a commit that is being made, in the file that Git gave to the hook.
struct DraftMessage {
    let path: String
    let bytes: [UInt8]
    /// What begins a comment line (git-config, `core.commentChar`).
    let commentCharacter: UInt8
    /// What Git will keep of it.
    let cleaned: [UInt8]
    /// Whether it is UTF-8, or in an encoding that the commit will name (git-config, `i18n.commitEncoding`).
    let isText: Bool

    init(path: String, in repository: Repository, _ environment: Environment) throws {
        let configuration = try repository.configuration()
        self.path = path
        bytes = try File.read(path)
        commentCharacter = Self.commentCharacter(try configuration.string("core.commentchar"), in: bytes)
        cleaned = cleanedMessage(
            bytes, commentCharacter: commentCharacter,
            cleanup: Self.cleanup(try configuration.string("commit.cleanup"), environment))
        isText = try String(validating: cleaned, as: UTF8.self) != nil || Self.namesOtherEncoding()
    }

    /// Asked of Git, which knows what its own command line says.
    private static func namesOtherEncoding() throws -> Bool {
        let answer = try ExternalProgram("git", ["config", "--get", "i18n.commitEncoding"]).run()
        let name = String(decoding: answer.output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self).lowercased()
        return !name.isEmpty && !["utf-8", "utf8"].contains(name)
    }

    /// Git sets `GIT_EDITOR` to `:` for hooks where it opens no editor; then it keeps comments (git-commit, `--cleanup`).
    private static func cleanup(_ setting: String?, _ environment: Environment) -> MessageCleanup {
        let isEdited = environment["GIT_EDITOR"] != ":"
        let mode = setting.flatMap { MessageCleanup(rawValue: $0) } ?? (isEdited ? .strip : .whitespace)
        return mode == .scissors && !isEdited ? .whitespace : mode
    }

    /// With `auto`, Git chose a character that no line of the message began with, and put its own remarks below.
    private static func commentCharacter(_ setting: String?, in bytes: [UInt8]) -> UInt8 {
        guard setting == "auto" else { return setting?.utf8.first ?? UInt8(ascii: "#") }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let remark = lines.first { $0.dropFirst().elementsEqual(scissors) } ?? lines.last
        return remark?.first.flatMap { candidates.contains($0) ? $0 : nil } ?? UInt8(ascii: "#")
    }

    private static let scissors = Array(" ------------------------ >8 ------------------------".utf8)
    private static let candidates = Array("#;@!$%^&|:".utf8)

    /// What the message says by the rules of a policy.
    func reading(by policy: Policy) -> MessageReading {
        var rules = policy.links
        rules.commentCharacter = commentCharacter
        return MessageReader(rules: rules).read(cleaned)
    }

    /// Whether the commit will be melted into another one, whose message counts (git-commit, `--fixup`).
    var isForAutosquash: Bool {
        ["fixup! ", "squash! ", "amend! "].contains { cleaned.starts(with: $0.utf8) }
    }

    /// Whether nothing is said but trailers that name items or people, as where an editor was left at once.
    func hasOnlyTrailers(of policy: Policy) -> Bool {
        let lines = cleaned.split(separator: UInt8(ascii: "\n")).count
        let names = Set((policy.links.trailers + ["Signed-off-by"]).map { $0.lowercased() })
        let found = trailers(in: Array("-\n\n".utf8) + cleaned).filter {
            names.contains(String(decoding: $0.name, as: UTF8.self).lowercased())
        }
        return lines > 0 && found.count == lines
    }
}
