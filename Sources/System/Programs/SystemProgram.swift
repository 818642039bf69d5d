/// A program of the system that Sluice calls, and where it comes from.
package struct SystemProgram: Hashable, Sendable {
    package let name: String
    /// The package of Debian and Ubuntu that has it.
    package let debianPackage: String

    package static let git = SystemProgram(name: "git", debianPackage: "git")
    package static let sshKeygen = SystemProgram(name: "ssh-keygen", debianPackage: "openssh-client")
    /// Makes OpenPGP signatures. The package `gpg` has no agent, without which it does not sign.
    package static let gpg = SystemProgram(name: "gpg", debianPackage: "gnupg")
    package static let gpgv = SystemProgram(name: "gpgv", debianPackage: "gpgv")
    package static let tar = SystemProgram(name: "tar", debianPackage: "tar")
    package static let gzip = SystemProgram(name: "gzip", debianPackage: "gzip")
    package static let sha256sum = SystemProgram(name: "sha256sum", debianPackage: "coreutils")
    package static let shell = SystemProgram(name: "sh", debianPackage: "dash")

    /// The one of this name; nil for a program that somebody named in settings, a policy or a command.
    package static func named(_ name: String) -> SystemProgram? { all.first { $0.name == name } }

    private static let all = [
        git, sshKeygen, gpg, gpgv, tar, gzip, sha256sum, shell,
        SystemProgram(name: "ssh-add", debianPackage: "openssh-client"),
        SystemProgram(name: "env", debianPackage: "coreutils"), SystemProgram(name: "rm", debianPackage: "coreutils"),
    ]

    /// Whether this machine has it.
    package var isInstalled: Bool { ExternalProgram.path(of: name) != nil }
}
