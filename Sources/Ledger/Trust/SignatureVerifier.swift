import Changes
import Git
import System

/// Asks `ssh-keygen` and `gpgv` whether signatures are good, with keys of the policy alone: neither looks at the allowed
/// signers or keyrings of whoever runs it. Usable from several threads.
struct SignatureVerifier: Sendable {
    /// What is signed, and by what key it has to be.
    struct Question: Sendable {
        let line: [UInt8]
        let kind: Statement.Kind
        let signature: RecordSignature
    }

    /// Of one key that is exported several times, the last one.
    private let keys: [PublicKey: SigningKey]

    init(keys: [SigningKey]) { self.keys = Dictionary(keys.map { ($0.key, $0) }) { $1 } }

    /// Whose key made the signature.
    ///
    /// - Throws: `RecordSignatureProblem` where it does not fit; `SystemError` where a program cannot be run.
    func signer(of question: Question) throws -> Signer {
        switch question.signature.kind {
        case .ssh(let key, let namespace):
            guard namespace == question.kind.signatureNamespace else {
                throw RecordSignatureProblem.otherPurpose(found: namespace)
            }
            guard let known = keys[key] else { return .stranger }
            try verifySSH(question, by: known)
            return .key(key)
        case .openPGP: return try openPGPSigner(of: question)
        }
    }

    private func verifySSH(_ question: Question, by key: SigningKey) throws {
        let folder = try PrivateFolder()
        let signers = try folder.write(Array("\(Self.principal) \(key.sshLine ?? "")\n".utf8), to: "allowed_signers")
        let signature = try folder.write(question.signature.armor, to: "signature")
        var program = ExternalProgram(
            "ssh-keygen",
            [
                "-Y", "verify", "-f", signers, "-I", Self.principal, "-n", question.kind.signatureNamespace,
                "-s", signature,
            ])
        program.input = question.line
        program.timeLimit = Self.timeLimit
        let answer = try program.run()
        guard answer.status == 0 else { throw RecordSignatureProblem.doesNotVerify(Self.reason(answer)) }
    }

    /// The name under which `ssh-keygen` is shown the one key that has to fit (ssh-keygen, "ALLOWED SIGNERS").
    private static let principal = "sluice"

    /// In seconds. An answer comes within milliseconds; without one nothing can be decided, as the record may shut a gate.
    private static let timeLimit: Int32 = 20

    /// `gpgv` shows on its status lines which key made the signature (GnuPG, doc/DETAILS).
    private func openPGPSigner(of question: Question) throws -> Signer {
        let exported = keys.values.map(\.exported).filter { !$0.isEmpty }
        guard !exported.isEmpty else { return .stranger }
        let folder = try PrivateFolder()
        let keyring = try folder.write(exported.flatMap(\.self), to: "keyring")
        let signature = try folder.write(question.signature.armor, to: "signature")
        let line = try folder.write(question.line, to: "line")
        var program = ExternalProgram("gpgv", ["--status-fd", "1", "--keyring", keyring, "--", signature, line])
        program.environment = ["GNUPGHOME": folder.path, "LC_ALL": "C"]
        program.timeLimit = Self.timeLimit
        let answer = try program.run()
        switch OpenPGPAnswer(answer.text, status: answer.status) {
        case .good(let fingerprint): return keys[.openPGP(fingerprint: fingerprint)].map { .key($0.key) } ?? .stranger
        case .inDoubt(let fingerprint, let isRevoked):
            guard let known = keys[.openPGP(fingerprint: fingerprint)] else { return .stranger }
            // `gpgv` does not mention that an expired key was revoked.
            let wasRevoked = isRevoked || OpenPGPPackets.holdRevocation(known.exported)
            return .keyInDoubt(known.key, wasRevoked ? .revoked : .expired)
        case .stranger: return .stranger
        case .bad: throw RecordSignatureProblem.doesNotVerify(Self.reason(answer))
        }
    }

    private static func reason(_ answer: ExternalProgram.Answer) -> String {
        let lines = (answer.errorText + answer.text).split(separator: "\n").map(String.init)
        return lines.first { !$0.hasPrefix("[GNUPG:]") && !$0.hasPrefix("gpgv: Signature made") } ?? "no reason given"
    }
}

extension [KnownPerson] {
    /// Their SSH keys, as `ssh-keygen` wants to be told whose they are (ssh-keygen, "ALLOWED SIGNERS").
    package var allowedSigners: String {
        flatMap { person in person.keys.compactMap(\.sshLine).map { "\(person.id) \($0)\n" } }.joined()
    }

    func owner(of key: PublicKey) -> (person: KnownPerson, key: SigningKey)? {
        for person in self {
            if let key = person.keys.first(where: { $0.key == key }) { return (person, key) }
        }
        return nil
    }
}
