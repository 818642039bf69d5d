/// What is wrong with the date of a commit that cannot have been made then. Commits have the date that their writer names.
///
/// The clock has no say in it: what is shown of a history is the same tomorrow.
package enum AbsurdDate: String, Sendable {
    /// In 1970 or before, or none that can be read: no history of any kind is that old, and clocks that were not set show it.
    case unset
    /// In 2100 or later.
    case future

    private static let endOf1970: Int64 = 31_536_000
    private static let startOf2100: Int64 = 4_102_444_800

    /// - Parameter seconds: since 1970.
    /// - Returns: nil for a date that a commit can have.
    package init?(ofCommitAt seconds: Int64) {
        switch seconds {
        case ..<Self.endOf1970: self = .unset
        case Self.startOf2100...: self = .future
        default: return nil
        }
    }
}
