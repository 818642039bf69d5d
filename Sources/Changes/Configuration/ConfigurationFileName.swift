/// What a file's name says about its format. What operations calls configuration counts: settings of programs, of
/// machines and of deployments. What tools generate (lock files) or what describes data (schemas) does not.
struct ConfigurationFileName {
    private let name: String

    init(_ name: Bytes) { self.name = String(decoding: name.map(\.lowercased), as: UTF8.self) }

    private init(name: String) { self.name = name }

    var format: ConfigurationFormat? {
        if isGenerated || isSchema { return nil }
        return Self.names[name] ?? container ?? dotenv ?? ending.flatMap { Self.endings[$0] } ?? template
    }

    private var ending: String? {
        name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) }
    }

    /// `package-lock.json`, `pnpm-lock.yaml`, `packages.lock.json`, `.terraform.lock.hcl`: the versions are another
    /// file's, these only follow.
    private var isGenerated: Bool {
        let stem = name.split(separator: ".").dropLast().joined(separator: ".")
        return stem.hasSuffix("-lock") || stem.hasSuffix(".lock") || stem == "npm-shrinkwrap"
    }

    private var isSchema: Bool { name.hasSuffix(".schema.json") }

    /// `Dockerfile`, `Dockerfile.release`, `release.Dockerfile`, `Containerfile`.
    private var container: ConfigurationFormat? {
        let parts = name.split(separator: ".")
        let isContainer = ["dockerfile", "containerfile"].contains { word in
            parts.first.map { $0 == word } ?? false || parts.last.map { $0 == word } ?? false
        }
        return isContainer && !name.hasSuffix(".dockerignore") ? .dockerfile : nil
    }

    /// `.env`, `.env.production`, `production.env`.
    private var dotenv: ConfigurationFormat? {
        name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") ? .dotenv : nil
    }

    /// `haproxy.cfg.j2`: a template of a configuration file is configuration, in no format of its own.
    private var template: ConfigurationFormat? {
        guard let ending, ["j2", "tpl", "tmpl", "gotmpl", "erb"].contains(ending) else { return nil }
        let inner = ConfigurationFileName(name: String(name.dropLast(ending.utf8.count + 1)))
        return inner.format == nil ? nil : .lines
    }

    private static let names: [String: ConfigurationFormat] = [
        ".gitconfig": .gitConfig, ".gitmodules": .gitConfig, ".lfsconfig": .gitConfig,
        ".editorconfig": .ini, ".npmrc": .ini, ".pylintrc": .ini, ".flake8": .ini, ".coveragerc": .ini,
        ".clang-format": .yaml, ".clang-tidy": .yaml, ".yamllint": .yaml,
        "crontab": .lines, "sshd_config": .lines, "ssh_config": .lines, "sudoers": .lines, ".htaccess": .lines,
        "procfile": .lines, "caddyfile": .lines,
    ]

    private static let endings: [String: ConfigurationFormat] = [
        "json": .json, "yaml": .yaml, "yml": .yaml, "kubeconfig": .yaml, "toml": .toml,
        "ini": .ini, "cfg": .ini, "conf": .ini, "cnf": .ini, "desktop": .ini, "repo": .ini,
        "service": .systemd, "socket": .systemd, "timer": .systemd, "mount": .systemd, "automount": .systemd,
        "swap": .systemd, "target": .systemd, "path": .systemd, "slice": .systemd, "network": .systemd,
        "netdev": .systemd, "link": .systemd, "nspawn": .systemd,
        "properties": .properties, "xml": .xml, "config": .xml, "plist": .propertyList, "entitlements": .propertyList,
        "mobileconfig": .propertyList, "tf": .terraform, "tfvars": .terraform, "hcl": .terraform,
        "jsonc": .json, "json5": .lines,
    ]

    /// Everything by which names are judged, in a text that differs where they are judged otherwise.
    static let rules: String = {
        let tables = [names, endings].map { table in table.map { "\($0.key)=\($0.value.rawValue)" }.sorted() }
        // Raised when the code around the tables changes what it says of a name.
        return "1 " + tables.map { $0.joined(separator: ",") }.joined(separator: ";")
    }()
}
