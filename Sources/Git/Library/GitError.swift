import CLibgit2

/// What libgit2 answered instead of a result: its code and class as numbers, and its own sentence.
///
/// Codes are usable as patterns: `catch GitError.Code.notFound`.
package struct GitError: Error, Sendable {
    /// A code of `git_error_code`; other values than the named ones occur.
    package struct Code: Hashable, Sendable {
        package let number: Int32

        package static let notFound = Code(number: GIT_ENOTFOUND.rawValue)
        package static let exists = Code(number: GIT_EEXISTS.rawValue)
        package static let ambiguous = Code(number: GIT_EAMBIGUOUS.rawValue)
        package static let invalidSpecification = Code(number: GIT_EINVALIDSPEC.rawValue)
        package static let locked = Code(number: GIT_ELOCKED.rawValue)
        package static let modified = Code(number: GIT_EMODIFIED.rawValue)
        package static let iterationOver = Code(number: GIT_ITEROVER.rawValue)

        package static func ~= (pattern: Code, error: any Error) -> Bool {
            (error as? GitError)?.code == pattern
        }
    }

    package let code: Code
    package let category: Int32
    package let message: String
}

/// Turns a negative code into the error that libgit2 kept for this thread.
///
/// libgit2's manual: the message is valid "until the next libgit2 call" of the thread, so nothing stands between.
@discardableResult
func check(_ code: CInt) throws(GitError) -> CInt {
    guard code < 0 else { return code }
    let last = git_error_last()
    let message = last.flatMap { $0.pointee.message }.map { String(cString: $0) }
    throw GitError(
        code: .init(number: code), category: last?.pointee.klass ?? 0, message: message ?? "libgit2 code \(code)")
}

/// As `check`, but false for the one code that says "nothing there", which is an answer and no failure.
func found(_ code: CInt, orNone none: GitError.Code = .notFound) throws(GitError) -> Bool {
    guard code != none.number else { return false }
    try check(code)
    return true
}

/// Calls a function that gives a handle through its first argument, and checks both.
func handle<Pointer>(
    _ body: (UnsafeMutablePointer<Pointer?>) -> CInt
) throws(GitError) -> Pointer {
    var pointer: Pointer?
    try check(body(&pointer))
    guard let pointer else {
        throw GitError(code: .init(number: GIT_ERROR.rawValue), category: 0, message: "libgit2 gave no result")
    }
    return pointer
}

/// Why a repository, or a part of it, cannot be used here. Data only: the sentence is made where it is shown.
package enum RepositoryProblem: Error, Equatable, Sendable {
    /// No repository at or above this folder.
    case notARepository(path: String)
    /// The folder belongs to someone else, and Git's `safe.directory` does not name it.
    case foreignOwner(path: String)
    /// The repository uses an object format (`sha256`) that libgit2 1.5 cannot read.
    case unsupportedObjectFormat(String)
    /// The repository keeps its references in a format (`reftable`) that libgit2 1.5 cannot read.
    case unsupportedReferenceStorage(String)
    /// The repository needs an extension that this version does not know.
    case unsupportedExtension(message: String)
    /// An object that history names is not in this clone.
    case missingObject(ObjectID, partialClone: Bool)
    /// An object's bytes are not what its name says, or do not parse.
    case corruptObject(ObjectID, reason: String)
    /// The walk reached the boundary of a shallow clone at this commit.
    case shallow(at: ObjectID)
    /// Git cannot make this merge anew, as the clone lacks something that its sides are made of.
    case incompleteMerge(ObjectID, partialClone: Bool)
    /// A revision that names nothing here.
    case unknownRevision(String)
    /// A revision that could mean several objects.
    case ambiguousRevision(String)
    /// A revision that names an object which is no commit (a tag of a tree or blob).
    case notACommit(String, ObjectKind)
    /// A reference whose file names no object.
    case brokenReference(BrokenReference)
    /// A reference moved while it was to be moved, or is held by another process.
    case referenceBusy(name: String)
    /// Git does not know who works here; the reason is its own text.
    case unknownIdentity(reason: String)
    /// A remote could not be reached, or Git could not speak with it; `errors` is what it printed.
    case remoteFailed(remote: String, errors: String)
    /// A program that Sluice calls failed; `errors` is what it printed.
    case programFailed(program: String, arguments: [String], status: Int32, errors: String)
}
