package import Git

extension LedgerReader {
    /// The highest version, if an administrator of the version before signed each one that had to be: a policy that demands
    /// signatures can be replaced by nobody else (Design, "The policy").
    ///
    /// - Throws: `LedgerProblem.notTrusted`, `.notVerified`, `.badPolicy`, `.noPolicy`.
    func policyInForce() throws -> Policy {
        try refuseOtherFirstPolicy()
        let latest = try policyVersion()
        let inForce = try unverifiedPolicy(version: latest)
        var governing = latest == 1 ? inForce : try unverifiedPolicy(version: 1)
        try refuse(version: 1, unlessSignedUnder: governing)
        for version in 2..<max(latest + 1, 2) {
            try refuse(version: version, unlessSignedUnder: governing)
            governing = version == latest ? inForce : try unverifiedPolicy(version: version)
        }
        return inForce
    }

    private func refuse(version: Int, unlessSignedUnder governing: Policy) throws {
        guard governing.requiredSignatures != .none else { return }
        let folder = try Subject.policy(version).folder()
        for stored in try records(of: .policy(version)).all {
            guard case .signed = stored.authorship, governing.isMember(stored.author, of: Policy.administrators) else {
                let path = (folder + [stored.name.description]).joined(separator: "/")
                throw LedgerProblem.notVerified(path: path, .notByAdministrator)
            }
        }
    }

    /// The record of the first policy, by its blob: what it says, who signed it, and the text of the policy hang on it.
    package func firstPolicy() throws -> ObjectID {
        let folder = try Subject.policy(1).folder()
        let records = try (entries(at: folder) ?? []).filter { RecordName(fileName: $0.name) != nil }
        guard let record = records.first else { throw LedgerProblem.noPolicy }
        return record.id
    }

    /// What this clone or pipeline trusts: `SLUICE_TRUST`, or else `git config sluice.trust`. Nil where nothing is pinned, and
    /// where the variable says `none`.
    package func pinnedPolicy() throws -> String? { try Self.pinnedPolicy(in: repository) }

    package static func pinnedPolicy(in repository: Repository) throws -> String? {
        // A variable that is there but empty, as of a secret that a pipeline lacks, trusts nothing.
        let pinned =
            try environmentVariable("SLUICE_TRUST", orEmpty: true) ?? repository.configuration().string("sluice.trust")
        return pinned == "none" ? nil : pinned
    }

    private func refuseOtherFirstPolicy() throws {
        guard let pinned = try pinnedPolicy() else { return }
        let first = try firstPolicy()
        guard pinned.lowercased() == first.description else {
            throw LedgerProblem.notTrusted(first: first, expected: pinned)
        }
    }
}
