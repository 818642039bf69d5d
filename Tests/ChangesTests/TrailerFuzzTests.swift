import Changes
import Foundation
import Testing

/// What we read, held against what git reads. `SLUICE_FUZZ` sets the number of messages.
@Suite struct TrailerFuzzTests {
    private let git: GitProgram
    private let count = ProcessInfo.processInfo.environment["SLUICE_FUZZ"].flatMap(Int.init) ?? 10_000

    init() throws { git = try GitProgram() }

    private func messages(_ count: Int) -> [[UInt8]] {
        var generator = MessageGenerator()
        return (0..<count).map { _ in generator.next() }
    }

    @Test("L10: no difference from git interpret-trailers --parse --no-divider on generated messages")
    func readsTrailersAsGitDoes() throws {
        defer { git.remove() }
        let boundary = "Sluice-Boundary: here\n"
        try git.write(Array("title\n\n\(boundary)".utf8), to: "boundary")
        let messages = messages(count)
        for first in stride(from: 0, to: messages.count, by: 1_000) {
            let batch = messages[first..<min(first + 1_000, messages.count)]
            for (index, message) in zip(batch.indices, batch) { try git.write(message, to: "\(index)") }
            let files = batch.indices.flatMap { ["\($0)", "boundary"] }
            let expected = try git.run(["interpret-trailers", "--parse", "--no-divider"] + files)
            let ours = batch.map { rendered(trailers(in: $0)) + Array(boundary.utf8) }
            if expected != ours.flatMap(\.self) { report(expected, ours, batch, boundary) }
        }
    }

    @Test("Subjects are those of git log --format=%s")
    func readsSubjectsAsGitDoes() throws {
        defer { git.remove() }
        let sample = messages(2_000).map { $0.filter { $0 != 0 } }
        var stream: [UInt8] = []
        for message in sample {
            stream += Array("commit refs/heads/main\ncommitter A <a@example.org> 0 +0000\ndata \(message.count)\n".utf8)
            stream += message + [UInt8(ascii: "\n")]
        }
        try git.write(stream, to: "stream")
        _ = try git.run(["init", "--quiet", "--bare", "repository"])
        _ = try git.run(["-C", "repository", "fast-import", "--quiet"], input: "stream")
        let expected = try git.run(["-C", "repository", "log", "-z", "--reverse", "--format=%s", "main"])
        let reader = MessageReader(rules: LinkRules(keys: ["KEY"]))
        #expect(expected == Array(sample.map { reader.read($0).subject }.joined(separator: [0])) + [0])
    }

    @Test("Messages are cleaned up as git stripspace does")
    func cleansUpAsGitDoes() throws {
        defer { git.remove() }
        for message in messages(100) where !message.contains(0) && message.firstRange(of: Array(" >8 -".utf8)) == nil {
            try git.write(message, to: "message")
            #expect(try git.run(["stripspace", "--strip-comments"], input: "message") == cleanedMessage(message))
            #expect(try git.run(["stripspace"], input: "message") == cleanedMessage(message, cleanup: .whitespace))
        }
    }

    private func rendered(_ trailers: [Trailer]) -> [UInt8] {
        trailers.flatMap { $0.name + Array(": ".utf8) + $0.value + Array("\n".utf8) }
    }

    /// Names the first message that was read differently.
    private func report(_ expected: [UInt8], _ ours: [[UInt8]], _ batch: ArraySlice<[UInt8]>, _ boundary: String) {
        var rest = expected[...]
        for (message, our) in zip(batch, ours) {
            guard let end = rest.firstRange(of: Array(boundary.utf8))?.upperBound else { break }
            if !rest[..<end].elementsEqual(our) {
                let texts = [message, Array(rest[..<end]), our].map {
                    String(decoding: $0, as: UTF8.self).debugDescription
                }
                Issue.record("seed \(MessageGenerator.seed): message \(texts[0]), git \(texts[1]), ours \(texts[2])")
                return
            }
            rest = rest[end...]
        }
        Issue.record("seed \(MessageGenerator.seed): git's answer ends early")
    }
}
