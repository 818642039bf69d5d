/// Marks the values of a tree that may not be shown. Their bytes stay, to be compared.
struct SecretMarking {
    /// The key that the value stands at.
    private var key = SecretKey([])
    /// Whether a key above makes all values secret.
    private var isCovered = false
    /// Whether no key can make a value harmless.
    private var isSealed = false

    static func marked(_ node: ConfigurationNode) -> ConfigurationNode { SecretMarking().marked(node) }

    static func isSecret(_ scalar: ConfigurationScalar, key: SecretKey, isCovered: Bool) -> Bool {
        SecretMarking(key: key, isCovered: isCovered).isSecret(scalar)
    }

    private func marked(_ node: ConfigurationNode) -> ConfigurationNode {
        switch node {
        case .scalar(let scalar):
            .scalar(ConfigurationScalar(scalar.text, scalar.kind, isSecret: isSecret(scalar)))
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
        let (names, saysSecret) = (Self.namesOfSecrets(table), Self.saysSecret(table))
        let isKubernetesSecret = table["kind"]?.scalar?.text.elementsEqual("Secret".utf8) ?? false
        return table.mapValues { entry in
            var inner = SecretMarking(key: SecretKey(entry.key[...]), isCovered: isCovered, isSealed: isSealed)
            let name = String(decoding: entry.key, as: UTF8.self)
            inner.isCovered = isCovered || inner.key.coversAllBelow
            inner.isSealed =
                isSealed || names.contains { SecretFields.isPair($0, entry.key[...]) }
                || saysSecret && SecretFields.isValue(entry.key[...])
                || isKubernetesSecret && ["data", "stringData"].contains(name)
            // An element's own text and attributes are what its name says.
            if name.hasPrefix("@") || name == "#text", key.isSecret { inner.isCovered = true }
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
        if SecretShape.isEncodedSecret(text) { return true }
        if SecretShape.isReference(text) { return false }
        if key.isSecret(for: text) || isCovered && !key.isAboutSecrets { return !Self.isHarmless(text) }
        return !key.namesDigest && SecretShape.holdsRandom(text)
    }

    /// Formats that have nothing but text hold `true` as text.
    static func isHarmless(_ text: Bytes) -> Bool {
        ["true", "false", "yes", "no", "on", "off", "none", "null"].contains(where: text.equalsIgnoringCase)
    }
}
