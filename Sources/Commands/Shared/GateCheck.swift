import Changes
import Gate
import Git
import Ledger
import Releases

extension Workspace {
    /// The release that a command means: the named one, or the only one that is planned and not tagged.
    func release(_ name: String?, ledger: LedgerReader, policy: Policy) throws -> Version {
        if let name { return try ledger.release(named: name) }
        let tags = try ReleaseTags(repository, policy: policy)
        let open = try ledger.releases().filter { tags[$0.version] == nil }
        guard open.count == 1 else {
            let names = open.map(\.version.description).joined(separator: ", ")
            throw Failure(
                .usage, open.isEmpty ? "no release is planned" : "several releases are planned: \(names)",
                hints: [open.isEmpty ? "`sluice release new <version>` plans one" : "name one with --release"])
        }
        return open[0].version
    }

    /// What asks the gate; every object that it reads is verified.
    ///
    /// - Parameter time: another time than now, for who asks only.
    func gatherer(at time: Timestamp? = nil) throws -> FactsGatherer {
        let ledger = try ledger()
        if try ledger.pin() == .empty { warnOfUnpinned(try ledger.firstPolicy()) }
        return try FactsGatherer(repository, ledger: time.map(ledger.asked) ?? ledger)
    }

    /// Gathers facts to be shown, where nothing is decided.
    func showing() throws -> FactsGatherer { try FactsGatherer(repository, ledger: ledger(), isShowing: true) }
}

extension Verdict {
    var status: ExitStatus {
        if isOpen { return .yes }
        if isUnverified { return .notVerified }
        return isUndecided ? .cannotDecide : .refused
    }
}
