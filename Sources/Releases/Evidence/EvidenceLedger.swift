package import Git
package import Ledger

/// A file of a ledger, packed.
package struct PackedFile: Hashable, Sendable {
    /// From the ledger's root.
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// From which ledger evidence was taken.
package struct EvidenceOrigin: Hashable, Sendable {
    package let version: Version
    package let branch: String
    package let tip: ObjectID
    /// The version of the program that wrote it: another one may word the same differently.
    package let program: String

    package init(version: Version, branch: String, tip: ObjectID, program: String) {
        self.version = version
        self.branch = branch
        self.tip = tip
        self.program = program
    }
}

/// A ledger made of packed files, as good for decisions as the one that they were taken from, but without its history.
package struct EvidenceLedger {
    package let reader: LedgerReader
    private let repository: Repository
    private let origin: EvidenceOrigin

    /// - Parameter repository: the clone that has the commits; nothing is written into it.
    /// - Throws: `LedgerProblem.unknownFormat` where the files are no ledger.
    package init(_ files: [PackedFile], _ origin: EvidenceOrigin, in repository: Repository) throws {
        var stage = ObjectStage(in: repository)
        var blobs: [(path: [String], blob: ObjectID)] = []
        for file in files {
            blobs.append((file.path.split(separator: "/").map(String.init), try stage.add(file.bytes, .blob)))
        }
        let tree = try stage.addFiles(blobs, to: nil)
        let commit = try stage.addCommit(
            tree: tree, parents: [], signature: "evidence <evidence> 0 +0000", message: "evidence")
        _ = stage.lend()
        self.repository = repository
        self.origin = origin
        reader = try LedgerReader(repository, branch: origin.branch, tip: commit)
    }

    /// What the gate has to know of the release, by these records and the commits of the clone. What they say of the ledger
    /// is what the origin says.
    ///
    /// - Throws: `LedgerProblem`, `ScopeProblem`, `RepositoryProblem`: what makes a decision impossible here.
    package func facts() throws -> GateFacts {
        let gatherer = try FactsGatherer(repository, ledger: reader, hasLedgerHistory: false)
        return try gatherer.factsAsTagged(of: origin.version).taken(from: origin)
    }

    /// What an audit of the records finds.
    package func audit() throws -> AuditFacts {
        try AuditGatherer(repository, ledger: reader).facts(hasHistory: false)
    }
}

extension GateFacts {
    /// Whether the first policy is pinned is the clone's affair, and no part of the evidence.
    fileprivate func taken(from origin: EvidenceOrigin) -> GateFacts {
        let ledger = LedgerFacts(
            branch: origin.branch, tip: origin.tip, tagsBeyond: [], firstPolicy: self.ledger.firstPolicy,
            isPinned: true, invalid: self.ledger.invalid)
        return GateFacts(
            policy: policy, plan: plan, ledger: ledger, range: range, items: items, signOffs: signOffs,
            tests: tests, statuses: statuses, configuration: configuration,
            dependencies: dependencies, holds: holds, waivers: waivers, manifest: manifest)
    }
}
