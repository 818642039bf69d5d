/// How the text of a configuration file is read, so that its changes can be told by key.
package enum ConfigurationFormat: String, CaseIterable, Hashable, Sendable {
    case json, yaml, toml
    /// Sections, keys and values: also `setup.cfg`, `.editorconfig`, desktop entries (Python's `configparser`).
    case ini
    /// `.gitconfig`, `.gitmodules` (git-config(1), "Syntax").
    case gitConfig = "git-config"
    /// Units (systemd.syntax(7)).
    case systemd
    /// `java.util.Properties`.
    case properties
    case dotenv, xml
    case propertyList = "plist"
    case terraform, dockerfile
    /// No format that is known: told by changed lines.
    case lines

    /// The format that a policy names.
    package init?(name: String) { self.init(rawValue: name) }

    /// The format that the name of a file stands for; nil where it names no configuration file.
    ///
    /// - Parameter path: the file's path from the top of the tree. Only its last part counts.
    package init?(path: [UInt8]) {
        let start = path.lastIndex(of: .slash).map { $0 + 1 } ?? path.startIndex
        guard let format = ConfigurationFileName(path[start...]).format else { return nil }
        self = format
    }

    /// A text that is another one wherever `init(path:)` judges otherwise: for what is remembered of its answers.
    package static var nameRules: String { ConfigurationFileName.rules }

    /// Whether a key that stands once means the same as a list of one: these formats repeat keys to make lists.
    var repeatsKeys: Bool {
        switch self {
        case .ini, .gitConfig, .systemd, .xml: true
        default: false
        }
    }

    /// Whether dots belong to what people write as one key (`log4j.rootLogger`), so that quotation marks would confuse.
    var hasDottedKeys: Bool { self == .properties || self == .dotenv }
}
