package import Changes
import Git
import Ledger
package import Releases

/// `evidence.json`: of what the evidence is, and from where.
extension EvidenceOrigin {
    package static let fileName = "evidence.json"

    package var document: JSONValue {
        .object([
            "format": 1, "release": version, "program": program,
            "ledger": JSONValue.object(["branch": branch, "tip": tip]),
        ])
    }

    /// Nil for a text of any other form.
    package init?(document: [UInt8]) {
        guard case .object(let object)? = try? JSONValue(document[...]), object["format"] == .number("1"),
            case .string(let release)? = object["release"], let version = Version(release),
            case .string(let program)? = object["program"], case .object(let ledger)? = object["ledger"],
            case .string(let branch)? = ledger["branch"], case .string(let text)? = ledger["tip"],
            let tip = ObjectID(text)
        else { return nil }
        self.init(version: version, branch: branch, tip: tip, program: program)
    }
}
