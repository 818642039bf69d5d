import Glibc

/// A failed call to the operating system.
package struct SystemError: Error, Sendable {
    /// The `errno` of the call.
    package let number: Int32
    /// What was tried, as a verb with its object: `read .git/shallow`.
    package let action: String

    /// The program that was to be run, where this machine does not have it.
    package let missingProgram: String?

    package init(_ action: String, number: Int32 = errno, missingProgram: String? = nil) {
        self.action = action
        self.number = number
        self.missingProgram = missingProgram
    }

    package var reason: String { String(cString: strerror(number)) }
}
