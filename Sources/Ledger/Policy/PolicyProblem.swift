package import Changes

/// Why a value cannot be that of its key.
package enum PolicyValueProblem: Error, Equatable, Sendable {
    case notAmong(String, [String])
    case noTruthValue(String)
    case badPathPattern(String, String)
    case badTagPattern(String, String)
    case badKey(String)
    case unknownKey(String)
    case badNumberMark(String)
    case badForm(String, ItemFormProblem)
    /// Another form has the same text around its number: one number, two IDs.
    case formTwice(of: String)
    case formBeforeKind
    /// A mark for numbers in trailers, and a form that reads such numbers everywhere.
    case markBesideForm
    case badTrailer(String)
    case badRole(String)
    case noAddress(String)
    case badPerson(String)
    case noCommit(String)
    /// A role names somebody whom no section of the policy is about.
    case unknownPerson(String)
    case badSigningKey(String)
    case badTime(String)
    case badThreshold(String)
    /// One administrator's signature is enough for a policy, whatever number is set.
    case administratorsThreshold
    case badFormat(String)
    /// The address or key is that of another person.
    case takenBy(String)
    case noFileAndFormat(String)
    case noTimeSpan(String)
    /// The section names a role in other letters than the one that has to approve.
    case otherCase(of: String)
    case badStatus(String)
    case badEnvironment(String)
    case badSource(String)
    case badSectionName(String)
    case badComponent(String)
    /// The tag pattern is that of another component.
    case tagOfOther(String)
    /// A file's name at any depth, where a folder is meant.
    case noFolder(String)
    /// A pattern, or no path from the top of the tree, where one folder is meant.
    case badFolder(String)
    /// Another component has adopted the releases of before.
    case secondDefault(String)
    /// The profile has no such status; those that it has.
    case unknownStatus(String, [String])
    case badLabel(String)
    case profileAfterStatuses
    case repeated
    case noValue
}

/// Why a text is no policy, with the line where it is known.
package enum PolicyProblem: Error, Equatable, Sendable {
    /// libgit2 could not parse it; the message is its own.
    case syntax(line: Int?, message: String)
    case unknownKey(line: Int?, name: String)
    case badValue(line: Int?, name: String, PolicyValueProblem)
    /// `[include]` would bring in rules from outside the ledger.
    case include(line: Int)
    /// A key without which nothing can be decided is not set.
    case missing(name: String)
    /// A section of exemptions names a subtree besides authors or paths.
    case mixedExemption(String)
    /// They are no single chain, each after another one.
    case environmentsInNoOrder([String])
    case unusableStatuses(StatusFault)
    /// The ID of this status was another one's in an earlier version, or was given up.
    case reusedStatus(String)
    /// The ledger's records have a format that this program does not know.
    case needsNewer(format: String)
    /// Records of the ledger's format cannot name components.
    case componentsNeed(format: Int)
    /// A person has the key of a template's example, with which nobody can sign.
    case exampleKey(of: String)
    case tooLong(limit: Int)
    case containsNUL(line: Int)
}
