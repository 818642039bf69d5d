import Changes
import Git
import Ledger
import System

/// The public key that `init --admin-key` names, in any of the forms in which people have one.
enum AdministratorKey {
    /// - Throws: `Failure` where it is no public key.
    static func read(_ text: String) throws -> SigningKey {
        let line = try isFingerprint(text) ? exported(text) : text.hasPrefix("ssh-") ? text : file(text)
        do {
            return try SigningKey(line)
        } catch {
            throw Failure(.usage, "--admin-key: \(error.text)", hints: [error.hint])
        }
    }

    private static func file(_ path: String) throws -> String {
        let text = try GivenText.text(contents(of: path), of: path.quoted)
        guard !text.contains("PRIVATE KEY") else {
            throw Failure(
                .usage, "--admin-key: \(path.quoted) is a private key, and the policy is for everyone to read",
                hints: ["name the public half: `sluice init --admin-key \(path + ".pub")`"])
        }
        return text.split(separator: "\n").first.map(String.init) ?? ""
    }

    private static func contents(of path: String) throws -> [UInt8] {
        do {
            return try File.read(path, limit: 1 << 16)
        } catch {
            let failure = Failure(error)
            throw Failure(failure.status, "--admin-key: \(failure.message)", hints: waysToAKey)
        }
    }

    /// How people find the key that they have, or make one.
    static var waysToAKey: [Hint] {
        [
            "`ls ~/.ssh/*.pub` lists the SSH keys that you have, and `gpg --list-secret-keys` those of OpenPGP"
        ] + SystemProgram.sshKeygen.hintsWhereMissing + ["`ssh-keygen -t ed25519` makes an SSH key"]
    }

    private static func isFingerprint(_ text: String) -> Bool {
        [40, 64].contains(text.utf8.count) && text.allSatisfy(\.isHexDigit)
    }

    /// The line of a policy for an OpenPGP key that `gpg` has.
    static func exported(_ fingerprint: String) throws -> String {
        let options = ["--batch", "--export", "--export-options", "export-minimal", "--", fingerprint]
        let key = try ExternalProgram("gpg", options).output()
        return "openpgp \(fingerprint) " + String(decoding: Base64.text(key[...]), as: UTF8.self)
    }
}
