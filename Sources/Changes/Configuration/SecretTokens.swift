/// Tokens that are known by the prefix which their issuer puts before each.
enum SecretTokens {
    private struct Issued {
        let prefix: String
        /// How many letters follow at least.
        let length: Int

        func begins(_ text: Bytes) -> Bool {
            guard let rest = text.after(prefix) else { return false }
            return rest.prefix(length).allSatisfy { $0.isWord || $0 == .dash } && rest.count >= length
        }
    }

    /// Whether a text begins with one.
    static func begin(_ text: Bytes) -> Bool { issued.contains { $0.begins(text) } }

    /// The bytes that they begin with.
    static let starts = issued.compactMap(\.prefix.utf8.first)

    private static let issued = [
        ("AKIA", 16), ("ASIA", 16), ("ghp_", 30), ("gho_", 30), ("ghu_", 30), ("ghs_", 30), ("ghr_", 30),
        ("github_pat_", 22), ("glpat-", 20), ("glptt-", 20), ("glrt-", 20), ("gldt-", 20), ("xoxb-", 10), ("xoxp-", 10),
        ("xoxa-", 10), ("xoxr-", 10), ("xoxs-", 10), ("xapp-", 10), ("sk_live_", 16), ("rk_live_", 16),
        ("sk_test_", 16),
        ("rk_test_", 16), ("whsec_", 16), ("sk-", 20), ("AIza", 35), ("ya29.", 20), ("npm_", 36), ("pypi-", 50),
        ("hvs.", 20), ("hvb.", 20), ("dop_v1_", 40), ("SG.", 22), ("hf_", 30), ("dckr_pat_", 20), ("shpat_", 30),
        ("lin_api_", 30), ("tskey-", 16), ("dapi", 32), ("atlasv1.", 20), ("ATATT", 20), ("AGE-SECRET-KEY-", 20),
        ("NRAK-", 20),
        // Base64 of AKIA, ASIA, -----BEGIN and the logins that Docker keeps.
        ("QUtJQ", 16), ("QVNJQ", 16), ("LS0tLS1CRUdJTi", 1), ("eyJhdXRocyI6", 1),
    ].map { Issued(prefix: $0.0, length: $0.1) }
}
