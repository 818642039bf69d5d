/// How much of a configuration file is read and told, so that a hostile one costs no more than a large one.
package enum ConfigurationLimits {
    /// Bytes of a file that is read by key.
    package static let size = 4 << 20
    /// Values within others.
    package static let depth = 64
    /// Values in a file, those that stand for an alias counted each time.
    package static let nodes = 100_000
    /// Changes of one file that are told one by one.
    package static let changes = 1_000
    /// Bytes of a value, or of one key, that are shown.
    package static let shownBytes = 200
    /// Insertions and deletions between two sequences; beyond, all between their common ends counts as changed.
    package static let edits = 512
}
