import System

/// The lock of a reference: a file beside it, made by whoever moves the reference and taken away afterwards. A process
/// that was killed leaves it behind.
package struct ReferenceLock: Hashable, Sendable {
    /// Absolute.
    package let path: String
    /// Seconds since it was made.
    package let age: Int64
}

extension Repository {
    /// The lock of the reference of this full name; nil where there is none.
    package func lock(of name: String) -> ReferenceLock? {
        let path = "\(commonDirectory)/\(name).lock"
        return File.modified(path).map { ReferenceLock(path: path, age: max(0, millisecondsNow() / 1000 - $0)) }
    }
}
