import Changes
package import Git
import System

/// Signs records with the key with which Git signs here: `gpg.format`, `user.signingKey`, `gpg.<format>.program` and
/// `gpg.ssh.defaultKeyCommand` (git-config). Agents and hardware keys work as they do for Git, which calls the same programs.
package struct RecordSigner {
    package let key: PublicKey
    private let program: String
    private let arguments: (_ namespace: String) -> [String]
    /// Holds a key that the settings give as text, as long as it is needed.
    private let folder: PrivateFolder?

    /// - Parameter identity: `Name <mail>`: the OpenPGP key to take where none is set, as Git does.
    /// - Throws: `SigningProblem`.
    package init(_ repository: Repository, identity: String) throws {
        let settings = try repository.configuration()
        let named = try settings.string("user.signingkey").flatMap { $0.isEmpty ? nil : $0 }
        switch try settings.string("gpg.format") ?? "openpgp" {
        case "ssh":
            program = try Self.program(settings, ["gpg.ssh.program"], usual: .sshKeygen)
            guard let text = try named ?? Self.defaultKey(settings) else { throw SigningProblem.noKey(format: "ssh") }
            let (file, folder) = try Self.keyFile(text)
            self.folder = folder
            key = try Self.sshKey(at: file)
            let usesAgent = folder != nil
            arguments = { ["-Y", "sign", "-n", $0, "-f", file] + (usesAgent ? ["-U"] : []) }
        case "openpgp":
            let name = named ?? identity
            program = try Self.program(settings, ["gpg.openpgp.program", "gpg.program"], usual: .gpg)
            // Who has neither the program nor a key may want to sign with SSH.
            guard named != nil || program != SystemProgram.gpg.name || SystemProgram.gpg.isInstalled else {
                throw SigningProblem.noKey(format: "openpgp")
            }
            key = try Self.openPGPKey(name, program: program, isNamed: named != nil)
            folder = nil
            arguments = { _ in ["-bsau", name] }
        case let other: throw SigningProblem.unsupportedFormat(other)
        }
    }

    /// The armoured signature of a record's line. What the program asks of a person, as to touch the key, is shown at once.
    ///
    /// - Throws: `SigningProblem.programFailed`.
    package func sign(_ line: [UInt8], _ kind: Statement.Kind) throws -> [UInt8] {
        var signing = ExternalProgram(program, arguments(kind.signatureNamespace))
        signing.input = line
        let answer = try signing.runShowingErrors { $0 != Self.routine }
        guard answer.status == 0, let signature = try? RecordSignature(answer.output) else {
            throw SigningProblem.programFailed(program: program, reason: Self.reason(answer))
        }
        return signature.armor
    }

    /// What `ssh-keygen -Y sign` says each time.
    private static let routine = "Signing data on standard input"

    private static func reason(_ answer: ExternalProgram.Answer) -> String {
        let lines = answer.errorText.split(separator: "\n")
        return lines.last.map(String.init) ?? "it ended with status \(answer.status)"
    }
}

extension RecordSigner {
    /// The program of the first setting that names one.
    ///
    /// - Throws: `SigningProblem.programMissing` for one that this machine does not have.
    private static func program(_ settings: Configuration, _ names: [String], usual: SystemProgram) throws -> String {
        for name in names {
            guard let program = try settings.string(name) else { continue }
            guard ExternalProgram.path(of: program) != nil else {
                throw SigningProblem.programMissing(program, setting: name, usual: usual.name)
            }
            return program
        }
        return usual.name
    }

    private static func defaultKey(_ settings: Configuration) throws -> String? {
        guard let command = try settings.string("gpg.ssh.defaultkeycommand") else { return nil }
        let answer = try ExternalProgram("sh", ["-c", command]).run()
        guard answer.status == 0 else {
            throw SigningProblem.programFailed(program: command, reason: reason(answer))
        }
        return answer.text.split(separator: "\n").map(String.init).first {
            $0.hasPrefix("ssh-") || $0.hasPrefix("key::")
        }
    }

    /// A key that is given as text is one of the agent's; it is written to a file, as `ssh-keygen` wants one.
    private static func keyFile(_ text: String) throws -> (file: String, folder: PrivateFolder?) {
        let literal = text.hasPrefix("key::") ? String(text.dropFirst(5)) : text.hasPrefix("ssh-") ? text : nil
        guard let literal else {
            let home = environmentVariable("HOME") ?? "~"
            return (text.hasPrefix("~/") ? home + text.dropFirst(1) : text, nil)
        }
        let folder = try PrivateFolder()
        return (try folder.write(Array("\(literal)\n".utf8), to: "key.pub"), folder)
    }

    /// The public half: in the file itself, or beside it, or drawn from the private half.
    private static func sshKey(at file: String) throws -> PublicKey {
        for path in [file, file + ".pub"] {
            guard let text = try? File.read(path, limit: 1 << 16) else { continue }
            if let key = SigningKey.ssh(line: String(decoding: text, as: UTF8.self)) { return key }
        }
        let answer = try ExternalProgram("ssh-keygen", ["-y", "-f", file]).run()
        guard answer.status == 0, let key = SigningKey.ssh(line: answer.text) else {
            throw SigningProblem.unreadableKey(file)
        }
        return key
    }

    private static func openPGPKey(_ name: String, program: String, isNamed: Bool) throws -> PublicKey {
        let answer = try ExternalProgram(program, ["--with-colons", "--list-secret-keys", "--", name]).run()
        let lines = answer.text.split(separator: "\n").map {
            $0.split(separator: ":", omittingEmptySubsequences: false)
        }
        guard answer.status == 0, let fingerprint = lines.first(where: { $0[0] == "fpr" }), fingerprint.count > 9 else {
            throw isNamed ? SigningProblem.unreadableKey(name) : SigningProblem.noKey(format: "openpgp")
        }
        return .openPGP(fingerprint: fingerprint[9].uppercased())
    }
}

extension Policy {
    /// The person whose word a record would be that is signed with this key now.
    ///
    /// - Throws: `SigningProblem.keyOfNobody`, `.outOfTime`.
    package func signatory(_ key: PublicKey, at time: Timestamp) throws(SigningProblem) -> KnownPerson {
        guard let owner = owner(of: key) else { throw .keyOfNobody(key) }
        guard owner.key.isValid(at: time) else { throw .outOfTime(person: owner.person.id) }
        return owner.person
    }
}
