package import Changes
package import Git

/// Brings the ledger here and the one at a remote to the same state: fetch, join, push, again if someone was faster.
package struct LedgerSync {
    package struct Outcome: Sendable {
        package let remote: String
        package let branch: String
        /// The paths of the records that are new here, and of those that are new at the remote.
        package let came: [[UInt8]]
        package let went: [[UInt8]]
        /// How often it took to push; one where nobody was in the way.
        package let tries: Int
        /// The fingerprint of the ledger, its first policy, where this clone had no ledger before; nil else.
        package let fingerprint: ObjectID?
        /// What the remote's hooks said to the push.
        package let said: [String]

        /// The items about which records came. Sorted.
        package var items: [ItemID] {
            let named = came.compactMap { path -> ItemID? in
                let parts = path.split(separator: UInt8(ascii: "/"))
                guard parts.count == 5, parts[0].elementsEqual("items".utf8) else { return nil }
                return (try? KeyEncoding.decoded(String(decoding: parts[3], as: UTF8.self))).flatMap { ItemID($0) }
            }
            return Set(named).sorted()
        }

        /// The latest date among the records that came.
        package var latest: Timestamp? {
            came.compactMap { path in
                let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
                return RecordName(fileName: Array(path[start...]))?.time
            }.max()
        }
    }

    let repository: Repository
    let remote: String
    let branch: String
    private let author: () throws -> Author

    /// - Parameter author: asked where two ledgers have to be joined by a commit.
    package init(_ repository: Repository, with remote: String, author: @escaping () throws -> Author) throws {
        self.repository = repository
        self.remote = remote
        self.author = author
        branch = try repository.ledgerBranch()
    }

    var reference: String { "refs/heads/" + branch }
    private var tracking: String { "refs/remotes/\(remote)/\(branch)" }

    /// - Parameters:
    ///   - names: further references, by their full names, that the remote is to take together with the ledger or not at
    ///     all.
    ///   - news: called when records came that were not here; what it throws ends all, before anything is pushed.
    /// - Throws: `SharingProblem`; `LedgerProblem.noLedger`, `.contradiction`, `.notVerified`;
    ///   `RepositoryProblem.remoteFailed`.
    package func run(with names: [String] = [], news: () throws -> Void = {}) throws -> Outcome {
        let before = try repository.reference(reference)?.target
        var patience = Patience.forRemotes
        var tries = 1
        var refusal: (answer: PushAnswer, theirs: ObjectID?)?
        while true {
            let theirs = try fetch()
            if let refusal, theirs == refusal.theirs, !refusal.answer.isCollision { throw refused(refusal.answer) }
            try refuseLoss()
            try refuseMisdated()
            let known = try repository.reference(reference)?.target
            let ours = try join()
            if ours != known { try news() }
            let isShared = ours == theirs && names.isEmpty
            let answer = isShared ? .taken(said: []) : try repository.push(names + [reference], to: remote)
            if case .taken(let said) = answer {
                LedgerMemory(repository).remember([ours], of: branch)
                return Outcome(
                    remote: remote, branch: branch, came: try records(in: ours, notIn: before),
                    went: try records(in: ours, notIn: theirs), tries: tries,
                    fingerprint: before == nil
                        ? try LedgerReader(repository, branch: branch, tip: ours).firstPolicy() : nil, said: said)
            }
            guard patience.wait() else { throw refused(answer) }
            refusal = (answer, theirs)
            tries += 1
        }
    }

    /// What was written with a wrong clock is not shared, as it can be recorded anew until then.
    private func refuseMisdated() throws {
        guard let records = try UnsharedRecords(repository, sharedWith: remote),
            !(records.ahead + records.behind).isEmpty
        else { return }
        throw SharingProblem.misdated(ahead: records.ahead.count, behind: records.behind.count)
    }

    private func refused(_ answer: PushAnswer) -> SharingProblem {
        guard case .refused(let reasons, let said) = answer else { return .refused(remote: remote, reasons: []) }
        return .refused(remote: remote, reasons: said.isEmpty ? reasons : said)
    }

    /// Brings the remote's ledger, and gives its tip; nil where the remote has none.
    ///
    /// - Throws: `SharingProblem.wentBack` where the remote's ledger lacks what it once had. The remote-tracking branch
    ///   stays as it was then, so that it is found again.
    package func fetch() throws -> ObjectID? {
        let known = try repository.reference(tracking)?.target
        let isThere = try repository.fetch(branch: branch, from: remote)
        let theirs = isThere ? try repository.reference(tracking)?.target : nil
        LedgerMemory(repository).rememberHearing(from: remote, branch)
        guard let known, theirs != known else { return theirs }
        if let theirs, try repository.isAncestor(known, of: theirs) { return theirs }
        if let theirs, try isRepair(theirs, of: known) { return theirs }
        if let theirs {
            try repository.update(
                tracking, to: known, expecting: .exactly(theirs), reason: "sluice: the ledger never goes back")
        }
        throw SharingProblem.wentBack(branch: branch, remote: remote, known: known)
    }

    /// Whether the remote's ledger is without what a damaged state of it had done, and lost nothing else.
    private func isRepair(_ theirs: ObjectID, of known: ObjectID) throws -> Bool {
        let location = LedgerLocation(branch: branch, local: nil, remote: nil, tips: [theirs])
        return try repository.isRepaired(known, by: location)
    }

    /// Makes the local branch hold all that the remote-tracking one holds, and gives its tip.
    package func join() throws -> ObjectID {
        var patience = Patience()
        while true {
            let location = try repository.ledgerLocation(sharedWith: remote)
            guard let tip = location.tip else { throw SharingProblem.noLedger(remote: remote) }
            if location.tips == [location.local] { return tip }
            if let place = repository.workPlace(of: reference) {
                throw LedgerProblem.checkedOut(branch: branch, place: place)
            }
            let joined = try joined(location)
            do {
                try repository.update(
                    reference, to: joined, expecting: location.local.map { .exactly($0) } ?? .absent,
                    reason: "sluice: joined with \(remote)")
                return joined
            } catch RepositoryProblem.referenceBusy {
                guard patience.wait() else { throw LedgerProblem.busy(branch: branch, in: repository) }
            }
        }
    }

    /// The commit that holds all: one that is there already, or one that joins two.
    private func joined(_ location: LedgerLocation) throws -> ObjectID {
        let reader = try LedgerReader(repository, at: location)
        // Of two policies with one number none would be in force.
        _ = try reader.policyVersions()
        guard location.tips.count > 1 else { return location.tips[0] }
        var stage = ObjectStage(in: repository)
        stage.add(reader.view.joined)
        let commit = try stage.addCommit(
            tree: reader.view.root, parents: location.tips, signature: author().signature,
            message: "join: the ledger of \(remote)")
        try stage.write()
        return commit
    }

    /// Looks through what either side has and the other has not, and the remote's whole ledger where none is here: nothing was
    /// taken out of it, or changed. A loss that the remote was rid of is not pushed again.
    ///
    /// - Throws: `SharingProblem.loss`; `LedgerProblem.lost` where it is the local branch that lost something.
    private func refuseLoss() throws {
        let location = try repository.ledgerPlaces(sharedWith: remote)
        guard location.tip != nil else { return }
        let judge = location.local == nil ? location : location.alone
        let ledger = try LedgerReader(repository, at: judge).ignoringPin
        let known =
            location.remoteTip.map { [$0.tip] } ?? LedgerMemory(repository).seen(branch).filter(repository.contains)
        if let local = location.local, let loss = try ledger.losses(of: [local], without: known).last {
            throw LedgerProblem.lost(loss)
        }
        guard let theirs = location.remoteTip,
            let loss = try ledger.losses(of: [theirs.tip], without: location.local.map { [$0] } ?? []).last
        else { return }
        throw SharingProblem.loss(loss, remote: theirs)
    }

    private func records(in tip: ObjectID, notIn other: ObjectID?) throws -> [[UInt8]] {
        let tree = try other.map { try repository.commit($0).tree }
        let changes = try repository.changes(
            from: tree, to: repository.commit(tip).tree, levels: LedgerReader.levels)
        return changes.map(\.path).filter { path in
            RecordName(fileName: Array(path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...])) != nil
        }
    }
}
