import Changes
import Foundation

@testable import Commands

/// Which formats the sample command `say` knows.
enum SampleFormat: String, CaseIterable {
    case text, json
}

/// Parameters that sample commands share.
struct SampleRange: Parameters {
    let key = Option.values("key", short: "k", placeholder: "key", help: "count only items with this key")
    let limit = Option.number("limit", help: "stop after so many")
}

/// A command with parameters of every kind; it prints what it was called with.
struct Say: Parameters {
    let what = Argument.required("what", help: "what to say")
    let more = Argument.any("more", help: "what else to say")
    let range = SampleRange()
    let message = Option.value("message", short: "m", placeholder: "text", help: "a text to add")
    let loud = Option.flag("loud", help: "say it loudly")
    let hooks = Option.toggle("hooks", default: true, help: "install the hooks, too")
    let format = Option.choice("format", default: SampleFormat.text, help: "how to say it")

    static func run(_ invocation: Invocation<Say>) throws -> ExitStatus {
        let words = [invocation.what] + invocation.more
        invocation.console.print("words \(words) in \(invocation.directory)")
        invocation.console.print("key \(invocation.range.key) limit \(invocation.range.limit ?? -1)")
        invocation.console.print("message \(invocation.message ?? "none") format \(invocation.format)")
        invocation.console.print("loud \(invocation.loud) hooks \(invocation.hooks) json \(invocation.wantsJSON)")
        return .yes
    }
}

/// A verb with an option that must be given.
struct SampleAdd: Parameters {
    let title = Option.required("title", placeholder: "text", help: "what it is about")
    let id = Argument.optional("id", help: "its ID; the next free one without")

    static func run(_ invocation: Invocation<SampleAdd>) throws -> ExitStatus {
        invocation.console.print("\(invocation.id ?? "next"): \(invocation.title)")
        return .yes
    }
}

/// An error that nobody gave a sentence.
struct SampleDefect: Error {}

extension CommandTable {
    /// A small table of commands that do nothing but answer.
    static let sample = CommandTable(groups: [
        CommandGroup(
            "see",
            [
                Command(
                    "say", summary: "Say something", details: "It is said as it was given.",
                    examples: [("sluice say hello --loud", "greets")], run: Say.run),
                Command("log", summary: "List commits", run: { (_: Invocation<NoParameters>) in .refused }),
            ]),
        CommandGroup(
            "items",
            [
                Command(
                    "rfc", summary: "Keep requests for change",
                    verbs: [
                        Command("add", summary: "Add a request for change", run: SampleAdd.run),
                        Command("list", summary: "List requests", run: { (_: Invocation<NoParameters>) in .yes }),
                    ])
            ]),
        CommandGroup(
            "fail",
            [
                Command(
                    "refuse", summary: "Refuse",
                    run: { (invocation: Invocation<NoParameters>) in
                        invocation.console.print("so far")
                        throw Failure(.refused, "RFC-\u{1B}9 is not in the ledger", hints: ["add it", "or not"])
                    }),
                Command("break", summary: "Break", run: { (_: Invocation<NoParameters>) in throw SampleDefect() }),
            ]),
    ])
}

/// What a run of the sample program answered.
struct SampleAnswer {
    let status: ExitStatus
    let output: String
    let errors: String
}

/// Runs the sample program with its output going to files.
func runSample(_ words: [String], environment: [String: String] = [:]) throws -> SampleAnswer {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sluice-framework-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try ["output", "errors"].map { name in
        let file = folder.appending(path: name)
        try Data().write(to: file)
        return (file, try FileHandle(forWritingTo: file))
    }
    let program = Program(
        table: .sample, version: "1.2.3", environment: Environment(environment),
        output: Descriptor(number: files[0].1.fileDescriptor), errors: Descriptor(number: files[1].1.fileDescriptor))
    let status = program.run(words)
    let texts = try files.map { try String(contentsOf: $0.0, encoding: .utf8) }
    return SampleAnswer(status: status, output: texts[0], errors: texts[1])
}
