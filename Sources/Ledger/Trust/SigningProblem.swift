/// Why a record cannot be signed here as the policy wants it. Data only.
package enum SigningProblem: Error, Hashable, Sendable {
    /// Git knows no key to sign with; the format is that of `gpg.format`.
    case noKey(format: String)
    /// Keys of this format (`x509`) sign no records.
    case unsupportedFormat(String)
    case unreadableKey(String)
    /// The signing program's own words.
    case programFailed(program: String, reason: String)
    /// A setting names a program that this machine does not have, in the place of the usual one.
    case programMissing(String, setting: String, usual: String)
    /// The policy knows no such key.
    case keyOfNobody(PublicKey)
    /// The person's key does not count now.
    case outOfTime(person: String)
    /// A policy is written by an administrator of the one before.
    case notAdministrator(person: String, version: Int)
}
