/// How the versions of a project are read, and so put into order (policy key `version.scheme`).
package enum VersionScheme: String, CaseIterable, Sendable {
    /// Numbers, marks of a pre-release, whatever else follows, and a variant (`NaturalReading`).
    case natural
    /// Semantic Versioning 2.0.0 (semver.org), and nothing else.
    case semver
    /// As natural, with dashes between numbers as well: `24-01-31`.
    case calendar
}
