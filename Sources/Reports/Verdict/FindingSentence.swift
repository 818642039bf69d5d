import Changes
package import Gate
import Git

extension Finding {
    /// The finding on one line: `stowaway RFC-3: found commits in the range, expected none`.
    package var sentence: String {
        SafeText.line("\(code.rawValue)\(subjectName): found \(found), expected \(expected)")
    }

    private var subjectName: String {
        switch subject {
        case .release, .message: ""
        case .item(let item): " \(item.shown)"
        case .commit(let commit): " \(commit.abbreviated)"
        }
    }
}
