package import Gate

/// The files at which findings are shown: GitHub's code scanning takes no result without one (SARIF 2.1.0, 3.29).
package struct FindingPlaces: Sendable {
    /// A file of the code, or of the ledger.
    package struct File: Hashable, Sendable {
        /// As Git has it.
        package let path: [UInt8]
        package let isInLedger: Bool

        package init(path: [UInt8], isInLedger: Bool) {
            self.path = path
            self.isInLedger = isInLedger
        }
    }

    private let files: [Finding.Subject: File]

    /// - Parameter files: for a commit a file that it changes; for an item and a release the latest record of it.
    package init(_ files: [Finding.Subject: File] = [:]) { self.files = files }

    /// The policy's text stands for subjects of which nothing is recorded: it is why they are asked for.
    func file(of finding: Finding, policy: Int) -> File {
        files[finding.subject] ?? File(path: Array("trust/\(policy)/policy".utf8), isInLedger: true)
    }
}
