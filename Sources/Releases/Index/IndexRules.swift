package import Changes
import Git

/// By what the readings in an index were made. Under other rules it is another index.
package struct IndexRules: Sendable {
    let links: LinkRules
    let configuration: ConfigurationNames
    let fingerprint: UInt64

    package init(links: LinkRules, configuration: ConfigurationNames = .usual) {
        self.links = links
        self.configuration = configuration
        let text = Self.text(of: links) + "\nsha1\n" + configuration.identity
        fingerprint = Checksum.of(Array(text.utf8))
    }

    /// All rules by name, so that one that is added later tells indexes apart, too. Of dictionaries the order is made sure.
    private static func text(of rules: LinkRules) -> String {
        Mirror(reflecting: rules).children.map { child in
            let value = (child.value as? [String: String])?.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            return "\(child.label ?? ""): \(value.map { $0.debugDescription } ?? String(reflecting: child.value))"
        }.joined(separator: "\n")
    }
}
