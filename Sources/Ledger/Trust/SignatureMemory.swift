import Git
import System

/// Whose signatures were found to be good before, among the keys that are known: for commands that show, never for the gate.
///
/// A file of lines `<record's blob> <all keys> <the key that signed>`, each as a hash, which only grows; to be deleted at any
/// time.
final class SignatureMemory: @unchecked Sendable {
    private let path: String
    private let keys: ObjectID
    private let known: [ObjectID: PublicKey]

    /// - Parameter keys: those that signatures are compared with.
    init(in repository: Repository, keys: [SigningKey]) {
        path = "\(repository.commonDirectory)/sluice/signatures"
        let all = keys.map(\.text).joined(separator: "\n")
        self.keys = (try? Repository.id(of: Array(all.utf8), .blob)) ?? .zero
        let byName = Dictionary(keys.map { (Self.name(of: $0.key), $0.key) }) { first, _ in first }
        let text = (try? File.read(path, limit: Self.sizeLimit)) ?? []
        var known: [ObjectID: PublicKey] = [:]
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let words = line.split(separator: UInt8(ascii: " "))
            guard words.count == 3, let blob = ObjectID(hex: words[0]), ObjectID(hex: words[1]) == self.keys,
                let name = ObjectID(hex: words[2])
            else { continue }
            known[blob] = byName[name]
        }
        self.known = known
    }

    private static let sizeLimit = 32 << 20

    private static func name(of key: PublicKey) -> ObjectID {
        switch key {
        case .ssh(_, let blob): (try? Repository.id(of: blob, .blob)) ?? .zero
        case .openPGP(let fingerprint): (try? Repository.id(of: Array(fingerprint.utf8), .blob)) ?? .zero
        }
    }

    func key(behind blob: ObjectID) -> PublicKey? { known[blob] }

    /// What cannot be kept is found again.
    func keep(_ key: PublicKey, behind blob: ObjectID) {
        try? File.append(Array("\(blob) \(keys) \(Self.name(of: key))\n".utf8), to: path, limit: Self.sizeLimit)
    }
}
