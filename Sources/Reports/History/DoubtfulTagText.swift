package import Changes
import Git
package import Releases

extension DoubtfulTag {
    /// `tag v2.4.0 is on 1a2b3c4d5e, and the ledger has it on 6f7a8b9c0d`
    package var sentence: String {
        switch fault {
        case .moved: "tag \(name) is on \(commit.abbreviated), and the ledger has it on \(recorded.abbreviated)"
        case .lightweight: "tag \(name) is lightweight, and the ledger has an annotated one on \(recorded.abbreviated)"
        }
    }
}

/// `{"tag": …, "fault": "moved" or "lightweight", "commit": …, "recorded": …}`: where the tag is, and where the ledger has it.
extension DoubtfulTag: JSONConvertible {
    package var json: JSONValue {
        .object(["tag": name, "fault": fault.rawValue, "commit": commit, "recorded": recorded])
    }
}

extension [DoubtfulTag] {
    /// Nil for none: the key is absent then.
    var orAbsent: JSONValue? { isEmpty ? nil : .array(map(\.json)) }
}
