import Changes

/// The people of the templates' examples.
enum ExamplePerson: String, CaseIterable, Sendable {
    case dana, quinn, uma, carla, olga, otto, rene, sam

    private var name: String {
        switch self {
        case .dana: "Dana Developer"
        case .quinn: "Quinn Tester"
        case .uma: "Uma Tester"
        case .carla: "Carla Chair"
        case .olga: "Olga Operator"
        case .otto: "Otto Operator"
        case .rene: "Rene Manager"
        case .sam: "Sam Desk"
        }
    }

    /// The section of a policy.
    func lines(hasKey: Bool) -> [String] {
        ["[person \"\(rawValue)\"]", "\tname = \(name)", "\temail = \(rawValue)@example.org"]
            + (hasKey ? ["\tkey = \(PublicKey.exampleLine(of: rawValue))"] : [])
    }
}

extension PublicKey {
    private static let exampleType = "ssh-ed25519"
    private static let exampleWords = Array("example key of ".utf8)

    /// A key that can be read and whose private half nobody has, as its 32 bytes are words (RFC 8709, section 4).
    fileprivate static func exampleLine(of person: String) -> String {
        let words = exampleWords + person.utf8
        let bytes = words + Array(repeating: UInt8(ascii: "."), count: 32 - words.count)
        let blob: [UInt8] = [Array(exampleType.utf8), bytes].flatMap { string in
            [0, 0, 0, UInt8(string.count)] + string
        }
        return "\(exampleType) " + String(decoding: Base64.text(blob[...]), as: UTF8.self)
    }

    /// Whether it is a key of the templates' examples.
    var isExample: Bool {
        guard case .ssh(Self.exampleType, let blob) = self else { return false }
        return blob.suffix(32).starts(with: Self.exampleWords)
    }
}

extension Policy {
    /// The first person with a key of the templates' examples, which nobody can sign with; nil for none.
    package var exampleKeyOwner: String? { people.first { $0.keys.contains { $0.key.isExample } }?.id }
}
