import Git
import Ledger

/// The versions of the policy that a push brings or adds to. Each has to be whole, and to count: a text that its one record
/// names, of a bounded size, that this program can use, signed as the version before demands.
struct PushedPolicies {
    private let ledger: LedgerReader

    init(_ ledger: LedgerReader) { self.ledger = ledger }

    /// The version whose folder a file is in: `trust/<n>/<file>`, with n as Sluice writes it.
    ///
    /// - Throws: `LedgerProblem.notVerified` for any other path under `trust`.
    static func version(ofFileAt path: [String]) throws -> Int {
        guard path.count == 3, let version = Policy.version(named: path[1]) else {
            throw LedgerProblem.notVerified(path: path.joined(separator: "/"), .place)
        }
        return version
    }

    /// - Parameter old: the ledger before the push; nil where the push starts it.
    /// - Throws: what is wrong with the first version that does not hold.
    func check(_ versions: Set<Int>, since old: ObjectID?) throws {
        guard !versions.isEmpty else { return }
        // By name and size first: nothing that is too large is read.
        for version in versions.sorted() { _ = try ledger.policyText(version: version) }
        let known = try ledger.policyVersions()
        for link in known.links where versions.contains(link.version) {
            if let problem = link.problem { throw problem }
        }
        // Found by the blob that the record names, a text has to be kept at its place all the same, or it is not fetched.
        for link in known.links where versions.contains(link.version) {
            let files = try ledger.entries(at: Subject.policy(link.version).folder()) ?? []
            guard files.contains(where: { $0.name.elementsEqual("policy".utf8) && $0.id == link.statement?.text })
            else {
                throw LedgerProblem.notVerified(path: "trust/\(link.version)/policy", .missing)
            }
        }
        let holding = Set(known.holding.map(\.version))
        if let other = versions.subtracting(holding).min() {
            throw LedgerProblem.notVerified(path: "trust/\(other - 1)/policy", .missing)
        }
        if let old { try refuseUnenforced(versions, since: old) }
    }

    /// What a policy asks for and no program enforces is not taken in; a server that starts with a ledger takes it as it is.
    private func refuseUnenforced(_ versions: Set<Int>, since old: ObjectID) throws {
        let before = try LedgerReader(ledger.repository, branch: ledger.branch, tip: old).policyVersion()
        for version in versions.sorted() where version > before {
            do {
                _ = try Policy(toRecord: ledger.policyText(version: version), version: version)
            } catch let problem as PolicyProblem where problem.isUnenforced {
                throw problem
            }
        }
    }
}
