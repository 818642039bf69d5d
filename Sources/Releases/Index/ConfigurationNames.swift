import Changes
import Git

/// Which files the index takes for configuration: by their names, as every policy does that says nothing more.
package struct ConfigurationNames: Sendable {
    /// What stands for the rule in the index's fingerprint: changes whenever the rule does.
    let identity: String
    /// Is asked of the last part of a path.
    let includes: @Sendable (ArraySlice<UInt8>) -> Bool

    package init(identity: String, includes: @escaping @Sendable (ArraySlice<UInt8>) -> Bool) {
        self.identity = identity
        self.includes = includes
    }

    package static let usual = ConfigurationNames(identity: ConfigurationFormat.nameRules) { path in
        ConfigurationFormat(path: Array(path)) != nil
    }
}
