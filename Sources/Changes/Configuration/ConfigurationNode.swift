/// A configuration file as its format has it: values at keys, without comments, white space and the order of keys.
package enum ConfigurationNode: Hashable, Sendable {
    case scalar(ConfigurationScalar)
    case list([ConfigurationNode])
    case table(ConfigurationTable)

    static let empty = ConfigurationNode.table(ConfigurationTable())

    static func string(_ text: some Sequence<UInt8>) -> ConfigurationNode {
        .scalar(ConfigurationScalar(Array(text), .string))
    }

    static func text(_ text: some Sequence<UInt8>) -> ConfigurationNode {
        .scalar(ConfigurationScalar(Array(text), .text))
    }

    var scalar: ConfigurationScalar? {
        if case .scalar(let scalar) = self { scalar } else { nil }
    }

    var table: ConfigurationTable? {
        if case .table(let table) = self { table } else { nil }
    }
}

/// One value. Two are equal where their bytes and kinds are, whatever is known of their secrecy.
package struct ConfigurationScalar: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// Of a format that tells strings from other values.
        case string
        case number, boolean, null, date
        /// Of a format that has nothing but text.
        case text
        /// A value that only its own program understands (YAML, local tags); the tag is part of the text.
        case tagged
    }

    /// The value without the marks around it. Numbers are as they were written.
    package let text: [UInt8]
    package let kind: Kind
    /// Whether the value may not be shown; see `Secrets`.
    private(set) var isSecret = false
    /// The number of the value among those that aliases may repeat (YAML); what is secret at one place is so at all.
    private(set) var anchored: Int?

    package init(_ text: [UInt8], _ kind: Kind) {
        self.text = text
        self.kind = kind
    }

    var hidden: Self {
        var scalar = self
        scalar.isSecret = true
        return scalar
    }

    func anchored(as number: Int) -> Self {
        var scalar = self
        scalar.anchored = number
        return scalar
    }

    package static func == (left: Self, right: Self) -> Bool { left.kind == right.kind && left.text == right.text }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(text)
    }
}

extension ConfigurationNode {
    /// The same with other scalars.
    func mapScalars(_ change: (ConfigurationScalar) -> ConfigurationScalar) -> ConfigurationNode {
        switch self {
        case .scalar(let scalar): .scalar(change(scalar))
        case .list(let list): .list(list.map { $0.mapScalars(change) })
        case .table(let table): .table(table.mapValues { $0.value.mapScalars(change) })
        }
    }

    /// Hides each value that an alias repeats at the place of a secret, or the other way round.
    var withSecretAnchors: ConfigurationNode {
        var secrets: Set<Int> = []
        _ = mapScalars { scalar in
            if scalar.isSecret, let number = scalar.anchored { secrets.insert(number) }
            return scalar
        }
        guard !secrets.isEmpty else { return self }
        return mapScalars { scalar in scalar.anchored.map(secrets.contains) ?? false ? scalar.hidden : scalar }
    }
}

extension ConfigurationScalar {
    /// The value for people: a string that would read as something else is in quotation marks, so that `"10"` and `10`
    /// do not look the same.
    var shown: [UInt8] { kind == .string && needsMarks ? [0x22] + text + [0x22] : text }

    private var needsMarks: Bool {
        let isBlankAtEnds = text.first?.isSpace ?? true || text.last?.isSpace ?? true
        return isBlankAtEnds || PlainScalar.kind(of: text[...]) != .string
    }
}
