import Git

/// Which files are configuration, by the ends of their names.
///
/// The one place to replace where the policy says more.
package struct ConfigurationNames: Sendable {
    /// What stands for the rule in the index's fingerprint: changes whenever the rule does.
    let identity: String
    let includes: @Sendable (ArraySlice<UInt8>) -> Bool

    package init(identity: String, includes: @escaping @Sendable (ArraySlice<UInt8>) -> Bool) {
        self.identity = identity
        self.includes = includes
    }

    private static let endings = [
        ".yaml", ".yml", ".json", ".toml", ".ini", ".cfg", ".conf", ".properties", ".env", ".xml", ".plist", ".tf",
        ".tfvars", ".service", "Dockerfile",
    ]

    package static let usual: ConfigurationNames = {
        let all = endings.map { Array($0.utf8) }
        return ConfigurationNames(identity: endings.joined(separator: " ")) { path in
            all.contains { path.hasEnd($0) }
        }
    }()
}

extension ArraySlice<UInt8> {
    fileprivate func hasEnd(_ end: [UInt8]) -> Bool {
        guard count >= end.count else { return false }
        var index = endIndex - end.count
        for byte in end {
            guard self[index] == byte else { return false }
            index += 1
        }
        return true
    }
}
