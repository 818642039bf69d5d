package import Git

/// The ledger that a clone or a pipeline trusts, by the fingerprint of its first policy.
package enum TrustPin: Hashable, Sendable {
    /// `SLUICE_TRUST` is `none`: any ledger is read.
    case skipped
    /// Nothing is set, as in a clone of a ledger without signatures: any ledger is read.
    case absent
    /// `SLUICE_TRUST` is set and empty, as the variable of a pipeline that nobody gave a value.
    case empty
    /// The ledger has to begin with this policy.
    case policy(String)

    /// - Parameters:
    ///   - variable: the value of `SLUICE_TRUST`; nil where it is not set.
    ///   - setting: the value of `git config sluice.trust`, which the variable overrides.
    package init(variable: String?, setting: String?) {
        switch variable ?? setting {
        case nil: self = .absent
        case "none": self = .skipped
        case "" where variable != nil: self = .empty
        case let value?: self = .policy(value.lowercased())
        }
    }

    /// The policy that the ledger has to begin with; nil where nothing names one.
    package var fingerprint: String? { if case .policy(let fingerprint) = self { fingerprint } else { nil } }

    /// Whether a ledger that begins with this policy is read.
    ///
    /// Without a fingerprint nobody can distinguish a signed ledger from another one that somebody signed and put in its place.
    ///
    /// - Parameter isSigned: whether its policy in force asks for signatures.
    package func permits(_ first: ObjectID, isSigned: Bool) -> Bool {
        switch self {
        case .skipped, .absent: true
        case .empty: !isSigned
        case .policy(let fingerprint): fingerprint == first.description
        }
    }
}

extension TrustPin {
    init(in repository: Repository) throws {
        let variable = environmentVariable("SLUICE_TRUST", orEmpty: true)
        guard variable == nil else {
            self.init(variable: variable, setting: nil)
            return
        }
        let setting =
            try repository.configuration().string("sluice.trust")
            ?? repository.settingThatGitAlone(has: "sluice.trust")
        self.init(variable: nil, setting: setting)
    }
}
