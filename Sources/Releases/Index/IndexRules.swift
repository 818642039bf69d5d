package import Changes
import Git
import System

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

    /// How many rules `text` tells: a rule that is added to `LinkRules` has its line there (a test counts them).
    static let ruleCount = 15

    private static func text(of rules: LinkRules) -> String {
        let marks = rules.numberMarks.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
        let forms = rules.forms.sorted { $0.key < $1.key }.flatMap { key, forms in
            forms.flatMap { [key, $0.description] }
        }
        let lists = [
            rules.keys, rules.trailers, rules.closingTrailers, rules.closingWords, marks, forms,
            rules.places.map(\.rawValue), rules.prefixes.map(\.rawValue),
        ]
        let words = [
            "\(rules.caseSensitive)", rules.squashBodies.rawValue, "\(rules.lenientTrailers)", "\(rules.branchNames)",
            String(decoding: rules.commentString, as: UTF8.self), rules.requests.rawValue,
            rules.mergedBranches.rawValue,
        ]
        // Neither mark can stand in a policy's values, so that no two lists of rules have one text.
        return (lists.map { $0.joined(separator: "\0") } + words).joined(separator: "\n")
    }
}
