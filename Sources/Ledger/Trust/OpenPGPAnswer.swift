/// The answer of `gpgv` about one signature, by its status lines (GnuPG, doc/DETAILS).
enum OpenPGPAnswer: Equatable {
    /// Made by the primary key with this fingerprint, or by a key below it.
    case good(fingerprint: String)
    /// It fits the line and the key, but the key has expired or was revoked, or the signature has expired: `gpgv` cannot know
    /// whether it was made before, because a signature's time is the signer's word alone.
    case inDoubt(fingerprint: String, isRevoked: Bool)
    /// Nobody's key: `gpgv` found nothing else.
    case stranger
    case bad

    init(_ output: String, status: Int32) {
        let lines = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let words = lines.filter { $0.count > 1 && $0[0] == "[GNUPG:]" }
        let said = Set(words.map { $0[1] })
        let valid = words.filter { $0[1] == "VALIDSIG" }
        guard valid.count == 1, let fingerprint = valid[0].last, said.isDisjoint(with: Self.refusals) else {
            let isStranger = said.contains("NO_PUBKEY") && valid.isEmpty && said.isDisjoint(with: Self.refusals)
            self = isStranger ? .stranger : .bad
            return
        }
        if !said.isDisjoint(with: Self.doubts) {
            self = .inDoubt(fingerprint: fingerprint, isRevoked: said.contains("REVKEYSIG"))
        } else {
            self = status == 0 && said.contains("GOODSIG") ? .good(fingerprint: fingerprint) : .bad
        }
    }

    private static let refusals: Set = ["BADSIG", "UNEXPECTED"]
    private static let doubts: Set = ["EXPSIG", "EXPKEYSIG", "REVKEYSIG"]
}
