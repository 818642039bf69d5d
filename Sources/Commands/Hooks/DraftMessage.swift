import Changes
import Git
import Ledger
import System

/// The message of a commit that is being made, in the file that Git gave to the hook.
struct DraftMessage {
    let path: String
    let bytes: [UInt8]
    /// The text that begins a comment line (git-config, `core.commentString`).
    let commentString: [UInt8]
    /// What Git will keep of it.
    let cleaned: [UInt8]
    /// Whether it is UTF-8, or in an encoding that the commit will name (git-config, `i18n.commitEncoding`).
    let isText: Bool

    init(path: String, in repository: Repository, _ environment: Environment) throws {
        let configuration = try repository.configuration()
        self.path = path
        bytes = try File.read(path)
        commentString = Self.commentString(try Self.setting(in: configuration), in: bytes)
        cleaned = cleanedMessage(
            bytes, commentString: commentString,
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

    /// Two names of one setting: the last line counts.
    private static func setting(in configuration: Configuration) throws -> String? {
        guard try configuration.string("core.commentstring") != nil else {
            return try configuration.string("core.commentchar")
        }
        return try configuration.entries().last { ["core.commentstring", "core.commentchar"].contains($0.name) }?.value
    }

    /// With `auto`, Git chose a character that no line of the message began with, and put its own remarks below.
    static func commentString(_ setting: String?, in bytes: [UInt8]) -> [UInt8] {
        guard setting == "auto" else {
            return setting.map { Array($0.utf8) }.flatMap { $0.isEmpty ? nil : $0 } ?? LinkRules.usualCommentString
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        let remark = lines.first { $0.dropFirst().elementsEqual(scissors) } ?? lines.last
        return remark?.first.flatMap { candidates.contains($0) ? [$0] : nil } ?? LinkRules.usualCommentString
    }

    /// A character that no line of a text begins with, as Git chooses one; nil where all are in use.
    static func unusedCommentCharacter(in text: ArraySlice<UInt8>) -> UInt8? {
        let used = Set(text.split(separator: UInt8(ascii: "\n")).compactMap(\.first))
        return candidates.first { !used.contains($0) }
    }

    private static let scissors = Array(" ------------------------ >8 ------------------------".utf8)
    private static let candidates = Array("#;@!$%^&|:".utf8)

    /// What the message says by the rules of a policy.
    func reading(by policy: Policy) -> MessageReading {
        var rules = policy.links
        rules.commentString = commentString
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
