import Changes
import Foundation
import Git
import System
import TestSupport
import Testing

/// A repository with a ledger of format 1, restored from `Tests/Fixtures/format-1`, and the answers recorded there.
struct EarlierLedger {
    /// Where the bundle and the recorded answers are.
    let folder: String
    let repository: TestRepository

    init(_ kind: String) throws {
        folder = "\(Places.package)/Tests/Fixtures/format-1/\(kind)"
        repository = try TestRepository.clone(from: "\(folder)/repository.bundle")
        guard let trust = try? File.read("\(folder)/trust") else { return }
        let fingerprint = String(decoding: trust, as: UTF8.self).trimmingCharacters(in: .newlines)
        try repository.git("config", "sluice.trust", fingerprint)
    }

    /// Compares an answer with the recorded one, as JSON or line by line; records it where `SLUICE_RECORD` is 1.
    func expect(
        _ answer: [UInt8], as name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = "\(folder)/\(name)"
        if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
            return try Data(answer).write(to: URL(fileURLWithPath: file))
        }
        let recorded = try File.read(file)
        let differences =
            name.hasSuffix(".json")
            ? try JSONValue(recorded[...]).differences(from: JSONValue(answer[...]), at: "")
            : Self.differences(recorded, answer)
        #expect(differences == [], "\(file) says otherwise", sourceLocation: sourceLocation)
    }

    private static func differences(_ recorded: [UInt8], _ answer: [UInt8]) -> [String] {
        let before = lines(recorded)
        let now = lines(answer)
        return now.difference(from: before).map { change in
            switch change {
            case .remove(let number, let line, _): "gone in line \(number + 1): \(line)"
            case .insert(let number, let line, _): "new in line \(number + 1): \(line)"
            }
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).components(separatedBy: "\n")
    }
}

extension JSONValue {
    /// Members that hold sentences for people; their words may change.
    private static let words: Set = ["expected", "found", "mend", "fix", "what"]

    /// Where another value says something else; further members of its objects are no difference.
    fileprivate func differences(from other: JSONValue, at place: String) -> [String] {
        switch (self, other) {
        case (.object(let recorded), .object(let answer)):
            return recorded.members.filter { !Self.words.contains($0.name) }.flatMap { member in
                member.value.differences(from: answer[member.name] ?? .null, at: "\(place)/\(member.name)")
            }
        case (.array(let recorded), .array(let answer)) where recorded.count == answer.count:
            return zip(recorded, answer).enumerated().flatMap { position, pair in
                pair.0.differences(from: pair.1, at: "\(place)/\(position)")
            }
        default: return self == other ? [] : ["\(place): \(self), now \(other)"]
        }
    }
}
