import Changes
package import Ledger

/// One version of the policy as it is recorded, for machines.
package struct PolicyDocument: Encodable {
    private let version: Int
    private let text: String
    private let at: String
    private let by: Person
    private let reason: String?

    package init(_ statement: PolicyStatement, text: [UInt8], in record: Record) {
        version = statement.version
        self.text = String(decoding: text, as: UTF8.self)
        at = record.at.description
        by = record.by
        reason = statement.reason
    }
}

/// What a policy says, for machines.
package struct PolicyRulesDocument: Encodable {
    private struct Key: Encodable {
        let key: String
        let kind: ItemNoun
    }

    /// Nil for a text that is not recorded.
    private let version: Int?
    private let keys: [Key]
    private let trailers: [String]
    private let caseSensitive: Bool
    private let exemptMerges: Bool
    private let exemptPaths: [String]
    private let hookBranches: [String]
    private let hooksWithoutProgram: String
    private let tagPatterns: [String]
    private let releaseBranches: [String]
    private let signOffRoles: [String]
    private let members: [String: [String]]

    package init(_ policy: Policy, isRecorded: Bool) {
        version = isRecorded ? policy.version : nil
        keys = policy.keys.map { Key(key: $0.name, kind: $0.noun) }
        trailers = policy.links.trailers
        caseSensitive = policy.links.caseSensitive
        exemptMerges = policy.exemptMerges
        exemptPaths = policy.exemptPaths.map(\.text)
        hookBranches = policy.hookBranches.map(\.text)
        hooksWithoutProgram = policy.hooksWithoutProgram.rawValue
        tagPatterns = policy.tagPatterns.map(\.description)
        releaseBranches = policy.releaseBranches.map(\.text)
        signOffRoles = policy.signOffRoles
        members = policy.members
    }
}
