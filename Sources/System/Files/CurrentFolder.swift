import Glibc

/// Makes a folder the current one, as `git -C` does.
package func changeFolder(to path: String) throws {
    guard chdir(path) == 0 else { throw SystemError("change to \(path)") }
}
