/// Marks the values of a tree that may not be shown. Their bytes stay, to be compared.
struct SecretMarking {
    /// The key that the value stands at.
    private var key = SecretKey([])
    /// Whether a key above makes all values secret.
    private var isCovered = false
    /// Whether no key can make a value harmless.
    private var isSealed = false
    /// Whether the values are in a document of Kubernetes that holds secrets.
    private var isInKubernetesSecret = false

    static func marked(_ node: ConfigurationNode) -> ConfigurationNode {
        SecretMarking().marked(node).withSecretAnchors
    }

    /// The values of a node that a name stands for, as those at a key of this name.
    static func marked(_ node: ConfigurationNode, at name: Bytes) -> ConfigurationNode {
        let key = SecretKey(name)
        return SecretMarking(key: key, isCovered: key.coversAllBelow).marked(node)
    }

    static func isSecret(_ scalar: ConfigurationScalar, key: SecretKey, isCovered: Bool) -> Bool {
        SecretMarking(key: key, isCovered: isCovered).isSecret(scalar)
    }

    private func marked(_ node: ConfigurationNode) -> ConfigurationNode {
        switch node {
        case .scalar(let scalar):
            .scalar(scalar.isSecret || !isSecret(scalar) ? scalar : scalar.hidden)
        case .list(let list): .list(marked(list))
        case .table(let table): .table(marked(table))
        }
    }

    /// `["--token", "xyz"]`: the words of a command line.
    private func marked(_ list: [ConfigurationNode]) -> [ConfigurationNode] {
        let words = list.map { $0.scalar?.text[...] ?? [] }
        let secrets = Set(SecretArgument.places(in: words).map(\.word))
        return list.enumerated().map { place, node in
            var inner = self
            inner.isSealed = isSealed || secrets.contains(place)
            return inner.marked(node)
        }
    }

    private func marked(_ table: ConfigurationTable) -> ConfigurationTable {
        // `{u: alice, p: xyz}`
        let isLogin = ["u", "user", "username", "login"].contains { table[$0] != nil }
        let (names, saysSecret) = (Self.namesOfSecrets(table), Self.saysSecret(table))
        let isKubernetesSecret =
            isInKubernetesSecret || table["kind"]?.scalar.map { KubernetesSecret.isKind($0.text) } ?? false
        return table.mapValues { entry in
            var inner = self
            inner.key = SecretKey(entry.key[...])
            inner.isInKubernetesSecret = isKubernetesSecret
            inner.isCovered = isCovered || inner.key.coversAllBelow
            inner.isSealed =
                isSealed || names.contains { SecretFields.isPair($0, entry.key[...]) }
                || saysSecret && SecretFields.isValue(entry.key[...])
                || isKubernetesSecret && KubernetesSecret.isData(entry.key[...])
                || isLogin && entry.key.elementsEqual("p".utf8)
            // An element's own text and attributes are what its name says.
            if entry.key.first == UInt8(ascii: "@") || entry.key.elementsEqual("#text".utf8), key.isSecret {
                inner.isCovered = true
            }
            return inner.marked(entry.value)
        }
    }

    /// The keys that hold one: `name` of `- name: DB_PASSWORD`.
    private static func namesOfSecrets(_ table: ConfigurationTable) -> [Bytes] {
        table.entries.filter { entry in
            SecretFields.isName(entry.key[...])
                && entry.value.scalar.map { SecretKey($0.text[...]).isSecret } ?? false
        }.map { $0.key[...] }
    }

    /// `sensitive = true` and `ephemeral = true` of Terraform, `NoEcho: true` of CloudFormation.
    private static func saysSecret(_ table: ConfigurationTable) -> Bool {
        ["sensitive", "ephemeral", "NoEcho", "noEcho", "secure", "masked", "isSecret"].contains { field in
            table[field]?.scalar.map { $0.text[...].equalsIgnoringCase("true") } ?? false
        }
    }

    /// `true` and nothing give no secret away.
    private func isSecret(_ scalar: ConfigurationScalar) -> Bool {
        if isSealed { return true }
        let text = scalar.text[...]
        if scalar.kind == .boolean || scalar.kind == .null || text.isEmpty { return false }
        if SecretShape.isKnown(in: text) || SecretAssignment.isHeld(in: text) { return true }
        if SecretShape.isEncodedSecret(text) || KubernetesSecret.isHeld(in: text) { return true }
        if !SecretInput.ranges(in: text).isEmpty { return true }
        if SecretShape.isReference(text) { return false }
        if key.isSecret(for: text) || isCovered && !key.isAboutSecrets { return !Self.isHarmless(text) }
        return !key.namesDigest && SecretShape.holdsRandom(text)
    }

    /// Formats that have nothing but text hold `true` as text.
    static func isHarmless(_ text: Bytes) -> Bool {
        ["true", "false", "yes", "no", "on", "off", "none", "null"].contains(where: text.equalsIgnoringCase)
    }
}
