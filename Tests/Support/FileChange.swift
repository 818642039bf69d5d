/// One file that a commit of a random history writes or deletes: often configuration, of any format.
struct FileChange {
    let name: String
    let mode: String
    /// Nil where the file is deleted.
    let content: String?
    /// What takes it back, as far as one file tells: the content that the next lower number would have written.
    let before: String?

    init(_ number: Int, _ random: inout SequenceGenerator) {
        let names = [
            "src/a.txt", "src/b.txt", "conf/app.yaml", "conf/deep/x.json", "Dockerfile", "src", "t.toml", "conf/y.ini",
            "conf/moved.yaml", "run/a.service", "etc/z.conf",
        ]
        name = names[Int.random(in: 0..<names.count, using: &random)]
        let isDeletion = Int.random(in: 0..<6, using: &random) == 0
        let modes = ["100644", "100644", "100644", "100644", "100644", "100755", "120000"]
        mode = modes[Int.random(in: 0..<modes.count, using: &random)]
        content = isDeletion ? nil : Self.content(of: name, number)
        before = Bool.random(using: &random) ? nil : Self.content(of: name, number - 1)
    }

    private init(name: String, mode: String, content: String?, before: String?) {
        self.name = name
        self.mode = mode
        self.content = content
        self.before = before
    }

    var undone: FileChange { FileChange(name: name, mode: mode, content: before, before: content) }

    /// The command for `git fast-import`.
    var line: String {
        guard let content else { return "D \(name)\n" }
        return "M \(mode) inline \(name)\ndata \(content.utf8.count)\n\(content)\n"
    }

    /// Few values, so that commits often make the same change, or none.
    private static func content(of name: String, _ number: Int) -> String {
        let (few, some) = (number % 3, number % 5)
        switch name.split(separator: ".").last {
        case "yaml":
            return "size: \(few)\npool:\n  max: \(some)\n  password: p\(some)\nhosts:\n  - a\n  - b\(few)\n"
        case "json": return some == 0 ? "{\"a\": [" : "{\"a\": \(few), \"b\": {\"c\": [1, \(some)]}}\n"
        case "toml": return "a = \(few)\n[b]\nc = \"\(some)\"\n"
        case "ini", "service", "conf": return "[Service]\nA=\(few)\nSecret=\(some)\n"
        default: return "FROM x:\(few)\nRUN \(some)\n"
        }
    }
}
