import Git

/// Whose signatures were found to be good before, under one text of the policy: for commands that show, never for the gate.
///
/// A file of lines `<record's blob> <policy's blob> <person>`, which only grows; to be deleted at any time.
final class SignatureMemory: @unchecked Sendable {
    private let path: String
    private let policy: ObjectID
    private let known: [ObjectID: String]

    /// - Parameter policy: the text of the policy that names the keys.
    init(in repository: Repository, policy: ObjectID) {
        path = "\(repository.commonDirectory)/sluice/signatures"
        self.policy = policy
        let text = (try? File.read(path, limit: Self.sizeLimit)) ?? []
        var known: [ObjectID: String] = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "))
            guard words.count == 3, let blob = ObjectID(hex: words[0]), ObjectID(hex: words[1]) == policy else {
                continue
            }
            known[blob] = String(decoding: words[2], as: UTF8.self)
        }
        self.known = known
    }

    private static let sizeLimit = 32 << 20

    func person(behind blob: ObjectID) -> String? { known[blob] }

    /// What cannot be kept is found again.
    func keep(_ person: String, behind blob: ObjectID) {
        try? File.append(Array("\(blob) \(policy) \(person)\n".utf8), to: path, limit: Self.sizeLimit)
    }
}
