/// The place of a value in a configuration file.
package struct ConfigurationPath: Hashable, Sendable {
    package enum Component: Hashable, Sendable {
        case key([UInt8])
        /// An element of a list, by its name.
        case element([UInt8])
        /// An element of a list, counted from 0.
        case index(Int)
        /// A line of the file, counted from 1.
        case line(Int)
    }

    /// From the outermost value to the innermost. What looks like a secret is already replaced.
    package let components: [Component]
    /// The path for people: `database.pool.size`, `servers[web1].port`, `labels."app.kubernetes.io/name"`, `line 7`;
    /// `.` for the whole file.
    package let text: String

    init(_ components: [Component], hasDottedKeys: Bool = false, hiding echoes: SecretEchoes = .none) {
        self.components = components.map { $0.harmless(hiding: echoes) }
        text = Self.text(of: self.components, hasDottedKeys: hasDottedKeys)
    }

    private static func text(of components: [Component], hasDottedKeys: Bool) -> String {
        var text = ""
        for component in components {
            switch component {
            case .key(let key): text += (text.isEmpty ? "" : ".") + shown(key, hasDottedKeys: hasDottedKeys)
            case .element(let name): text += "[" + shown(element: name) + "]"
            case .index(let index): text += "[\(index)]"
            case .line(let line): text += (text.isEmpty ? "" : " ") + "line \(line)"
            }
        }
        return text.isEmpty ? "." : text
    }

    private static func shown(_ key: [UInt8], hasDottedKeys: Bool) -> String {
        let isPlain = key.allSatisfy { $0.isPlainInPath || hasDottedKeys && $0 == .dot }
        return isPlain && !key.isEmpty ? ShownText.cut(key) : quoted(key)
    }

    /// Only digits would read as an index.
    private static func shown(element name: [UInt8]) -> String {
        let isPlain = name.allSatisfy { $0.isPlainInPath || $0 == .dot || $0 == .colon }
        return isPlain && !name.allSatisfy(\.isDigit) ? ShownText.cut(name) : quoted(name)
    }

    private static func quoted(_ bytes: [UInt8]) -> String {
        let marks = Array("\"\\".utf8)
        return "\"" + ShownText.cut(bytes.flatMap { marks.contains($0) ? [UInt8(ascii: "\\"), $0] : [$0] }) + "\""
    }
}

extension ConfigurationPath.Component {
    /// The component without a secret: an address with a password may stand as a key (git-config, `url.<base>`).
    fileprivate func harmless(hiding echoes: SecretEchoes) -> Self {
        switch self {
        case .key(let key) where Self.isSecret(key[...], echoes): .key(Array(Secrets.mark.utf8))
        case .element(let name) where Self.isSecret(name[...], echoes): .element(Array(Secrets.mark.utf8))
        default: self
        }
    }

    private static func isSecret(_ text: Bytes, _ echoes: SecretEchoes) -> Bool {
        Secrets.isHeld(in: text) || echoes.isHeld(in: text)
    }
}

extension UInt8 {
    private static let plainMarks = Array("_-@/#+*".utf8)

    fileprivate var isPlainInPath: Bool { isLetter || isDigit || self >= 0x80 || UInt8.plainMarks.contains(self) }
}
