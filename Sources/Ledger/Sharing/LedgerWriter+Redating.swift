import Git

/// Why records with wrong dates cannot be recorded anew.
package enum RedatingProblem: Error, Equatable, Sendable {
    /// Somebody else wrote a record that would have to be written anew.
    case byOther(record: RecordName, person: Person)
    /// A tag, or a version of the policy, rests on the records as they are.
    case reliedOn(record: RecordName, deed: String)
}

extension LedgerWriter {
    /// Records anew, dated now, what was written here with a wrong clock or with a key that has ended and nobody else has, and
    /// whatever was written in view of that. The local branch then begins at the remote's ledger.
    ///
    /// - Returns: what was written, in place of how many records.
    /// - Throws: `RedatingProblem`; `LedgerProblem.busy` where somebody else writes meanwhile.
    package func redate(_ unshared: UnsharedRecords) throws -> [StoredRecord] {
        guard !unshared.isInOrder else { return [] }
        return try repository.inTurn("ledger") {
            let location = try repository.ledgerLocation()
            guard let local = location.local else { return [] }
            let base = try LedgerReader(repository, branch: location.branch, tip: unshared.shared)
            if author.time != author.now { try author.refuseDate(after: base.newest(until: author.now)) }
            let (written, replaced) = try redated(unshared, on: base)
            var stage = ObjectStage(in: repository)
            var files = try written.map { stored in
                (
                    try stored.record.statement.subject.folder() + [stored.file.description],
                    try stage.add(stored.bytes, .blob)
                )
            }
            files += unshared.files.filter { !replaced.contains($0.path) }.map { ($0.path, $0.entry.id) }
            let commit = try stage.addCommit(
                tree: stage.addFiles(files, to: base.root), parents: [unshared.shared], signature: author.signature,
                message: "records dated anew")
            try stage.write()
            do {
                try repository.update(
                    location.reference, to: commit, expecting: .exactly(local), reason: "sluice: records dated anew")
            } catch RepositoryProblem.referenceBusy {
                throw LedgerProblem.busy(branch: location.branch, in: repository)
            }
            LedgerMemory(repository).remember([commit], of: location.branch)
            return written
        }
    }

    /// The records that are written anew, and the paths of those in whose place they are.
    private func redated(
        _ unshared: UnsharedRecords, on base: LedgerReader
    ) throws -> ([StoredRecord], replaced: Set<[String]>) {
        let policy = try base.policy()
        var names: [RecordName: RecordName] = [:]
        var late: Set<RecordName> = []
        var written: [StoredRecord] = []
        var replaced: Set<[String]> = []
        for stored in unshared.records {
            let statement = stored.record.statement
            let isLate = unshared.faults[stored.name] != nil || stored.record.after.contains(where: late.contains)
            if isLate { late.formUnion([stored.name, stored.file]) }
            let isBound = try statement.ledgerSeen.map { try !isShared($0, unshared.shared) } ?? false
            guard isLate || isBound || stored.record.after.contains(where: { names[$0] != nil }) else { continue }
            try refuseRedating(stored)
            let record = Record(
                at: isLate ? author.time : stored.record.at, by: author.person, repository: base.identity,
                after: stored.record.after.map { names[$0] ?? $0 }.sorted(),
                statement: statement.renamed(names).made(inViewOf: unshared.shared))
            let sealed = try sealed(record, under: policy)
            let name = policy.needs > 1 ? sealed.name : sealed.file
            (names[stored.name], names[stored.file]) = (name, name)
            written.append(sealed)
            replaced.insert(try statement.subject.folder() + [stored.file.description])
        }
        return (written, replaced)
    }

    private func isShared(_ tip: ObjectID, _ shared: ObjectID) throws -> Bool {
        try repository.contains(tip) && repository.isAncestor(tip, of: shared)
    }

    private func refuseRedating(_ stored: StoredRecord) throws {
        let kind = stored.record.statement.kind
        guard stored.record.by.hasAddress(of: author.person) else {
            throw RedatingProblem.byOther(record: stored.name, person: stored.record.by)
        }
        guard kind != .manifest, kind != .policy else {
            throw RedatingProblem.reliedOn(record: stored.name, deed: stored.record.statement.body.deed)
        }
    }
}

extension Statement {
    /// The same, with the records that it names under the names that they have now.
    fileprivate func renamed(_ names: [RecordName: RecordName]) -> Statement {
        let now = { (name: RecordName?) in name.map { names[$0] ?? $0 } }
        switch self {
        case .signOff(var statement):
            statement.answers = statement.answers?.map { names[$0] ?? $0 }
            return .signOff(statement)
        case .waiver(var statement):
            statement.ends = now(statement.ends)
            return .waiver(statement)
        case .review(var statement):
            statement.waiver = now(statement.waiver)
            return .review(statement)
        case .deployment(var statement):
            statement.ends = now(statement.ends)
            return .deployment(statement)
        case .window(var statement):
            statement.closes = now(statement.closes)
            return .window(statement)
        default: return self
        }
    }
}
