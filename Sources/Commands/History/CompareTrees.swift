import Git
package import Releases

extension ChangeHelper {
    /// The status with which the program ends where it was started to help another one; nil where it was not.
    package static func status(of arguments: [String]) -> Int32? {
        guard arguments == [word] else { return nil }
        do {
            try Descriptor.output.write(answer())
            return ExitStatus.yes.rawValue
        } catch {
            return ExitStatus.bug.rawValue
        }
    }
}
