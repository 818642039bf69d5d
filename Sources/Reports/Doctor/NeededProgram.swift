package import Changes
package import System

/// A program of the system that a repository needs, as `doctor` found it.
package struct NeededProgram: Sendable {
    package let program: SystemProgram
    /// What it does for this repository, as a verb with its object: `checks the signatures of the ledger`.
    package let purpose: String
    /// Whether nothing can be decided without it, or only some commands need it.
    package let isRequired: Bool
    package let isInstalled: Bool

    package init(_ program: SystemProgram, _ purpose: String, isRequired: Bool, isInstalled: Bool) {
        self.program = program
        self.purpose = purpose
        self.isRequired = isRequired
        self.isInstalled = isInstalled
    }
}

extension SystemProgram {
    /// The command that installs it on Debian and Ubuntu, as root.
    package var installation: ShellCommand { "apt-get install \(debianPackage)" }
}
