/// Where the files of a ledger stand in packed evidence: `policy/3` for the text of a policy, `records/…` for all others.
package enum EvidencePaths {
    package static func path(ofPacked path: String) -> String {
        policyVersion(path.split(separator: "/")).map { "policy/\($0)" } ?? "records/\(path)"
    }

    /// The way back; nil for a file that is none of a ledger's.
    package static func packedPath(of path: String) -> String? {
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        if names.count == 2, names[0] == "policy" {
            return names[1].contains(".") ? nil : "trust/\(names[1])/policy"
        }
        guard names.count > 1, names[0] == "records", !isMade(path) else { return nil }
        return names.dropFirst().joined(separator: "/")
    }

    /// Whether a file stands beside a record to be verified by hand, and is none itself.
    private static func isMade(_ path: String) -> Bool {
        path.hasSuffix(lineEnding) || path.hasSuffix(signatureEnding)
    }

    static let lineEnding = ".json.line"
    static let signatureEnding = ".json.sig"

    private static func policyVersion(_ names: [Substring]) -> Substring? {
        names.count == 3 && names[0] == "trust" && names[2] == "policy" ? names[1] : nil
    }
}
