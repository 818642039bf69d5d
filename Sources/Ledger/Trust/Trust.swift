import Git

/// Judges whose word records are, by all versions of the policy that hold.
package struct Trust: Sendable {
    /// The version in force.
    package var policy: Policy { rights.versions[rights.versions.count - 1] }
    let rights: RecordRights
    /// Nil where no version names a key: then there is nothing to compare with.
    private let verifier: SignatureVerifier?
    private let memory: SignatureMemory?

    /// - Parameters:
    ///   - versions: those that hold, the one in force last.
    ///   - memory: makes what was found before known again, for commands that decide nothing.
    init(_ versions: [Policy], memory: (([SigningKey]) -> SignatureMemory)? = nil) {
        rights = RecordRights(versions: versions)
        let keys = versions.flatMap(\.people).flatMap(\.keys)
        verifier = keys.isEmpty ? nil : SignatureVerifier(keys: keys)
        self.memory = keys.isEmpty ? nil : memory?(keys)
    }

    /// Whether signatures are looked at, which costs a process for each.
    var looksAtSignatures: Bool { verifier != nil }

    /// Whose key signed a record.
    ///
    /// - Parameter blob: the whole record, by its name.
    /// - Throws: `RecordSignatureProblem` where what follows the line is no signature of it.
    func signer(of record: Record, _ signature: [UInt8]?, blob: ObjectID) throws -> Signer {
        guard let signature else { return .nobody }
        guard let verifier else { return .stranger }
        if let key = memory?.key(behind: blob) { return .key(key) }
        let question = SignatureVerifier.Question(
            line: record.line(), kind: record.statement.kind, signature: try RecordSignature(signature))
        let signer = try verifier.signer(of: question)
        if case .key(let key) = signer { memory?.keep(key, behind: blob) }
        return signer
    }
}
