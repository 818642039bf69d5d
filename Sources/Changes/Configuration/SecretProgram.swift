/// A program that takes a secret from a short option, whose letter says nothing by itself.
struct SecretProgram {
    private let options: [Option]

    private struct Option {
        let name: String
        var isAttached = false
        var isSeparate = false
        /// What parts a user's name from the secret; nil where the whole value is one.
        var mark: UInt8?
    }

    /// - Parameter words: what follows, as some programs have many tasks.
    init?(_ word: Bytes, before words: ArraySlice<Bytes>) {
        let text = String(decoding: Self.name(word), as: UTF8.self)
        if Self.containerTools.contains(text) {
            guard words.prefix(4).contains(where: { $0.equals("login") }) else { return nil }
            options = [Option(name: "-p", isAttached: true, isSeparate: true)]
        } else {
            guard let options = Self.programs[text] else { return nil }
            self.options = options
        }
    }

    /// The name of a program without its folder, or a setting before it.
    static func name(_ word: Bytes) -> Bytes {
        word[((word.lastIndex { $0 == .slash || $0 == UInt8(ascii: "=") } ?? word.startIndex - 1) + 1)...]
    }

    func attachedSecret(in word: Bytes) -> Int? {
        options.lazy.filter(\.isAttached).compactMap { option -> Int? in
            guard let value = word.after(option.name), !value.isEmpty, value.first != UInt8(ascii: "$") else {
                return nil
            }
            return isSecret(value, option) ? value.startIndex : nil
        }.first
    }

    func asksForSecret(_ word: Bytes) -> Bool { options.contains { $0.isSeparate && word.equals($0.name) } }

    func isSecret(_ value: Bytes, after word: Bytes) -> Bool {
        options.first { word.equals($0.name) }.map { isSecret(value, $0) } ?? true
    }

    private func isSecret(_ value: Bytes, _ option: Option) -> Bool {
        guard let mark = option.mark, let place = value.firstIndex(of: mark) else { return option.mark == nil }
        let secret = value[(place + 1)...]
        return !secret.isEmpty && secret.first != UInt8(ascii: "$")
    }

    private static let containerTools: Set = ["docker", "podman", "buildah", "skopeo", "helm", "oras", "az"]

    private static let programs: [String: [Option]] = {
        let attached = [Option(name: "-p", isAttached: true)]
        let both = { (name: String) in [Option(name: name, isAttached: true, isSeparate: true)] }
        let user = ["-u", "-U", "--user", "--proxy-user"].map {
            Option(name: $0, isAttached: !$0.hasPrefix("--"), isSeparate: true, mark: .colon)
        }
        let cookies = ["-b", "--cookie"].map { Option(name: $0, isSeparate: true, mark: UInt8(ascii: "=")) }
        let long = ["--user=", "--proxy-user="].map { Option(name: $0, isAttached: true, mark: .colon) }
        var programs: [String: [Option]] = [
            "curl": user + long + cookies, "7z": attached, "7za": attached, "sshpass": both("-p"),
        ]
        for name in ["mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlsh", "mysqlcheck", "mysqlshow"] {
            programs[name] = attached
        }
        for name in ["mariadb", "mariadb-dump", "mariadb-admin", "mariadb-import", "mariadb-check"] {
            programs[name] = attached
        }
        for name in ["mongo", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport"] {
            programs[name] = both("-p")
        }
        for name in ["ldapsearch", "ldapmodify", "ldapadd", "ldapdelete", "ldappasswd", "ldapwhoami"] {
            programs[name] = both("-w")
        }
        for name in ["sqlcmd", "bcp", "zip", "unzip"] { programs[name] = both("-P") }
        for name in ["snmpget", "snmpgetnext", "snmpwalk", "snmpbulkget", "snmpbulkwalk", "snmpset", "snmptrap"] {
            programs[name] = both("-A") + both("-X")
        }
        for name in ["usermod", "useradd", "cqlsh"] { programs[name] = both("-p") }
        programs["ipmitool"] = both("-P")
        programs["openssl"] = both("-k") + both("-K")
        programs["lftp"] = ["-u", "--user"].map { Option(name: $0, isSeparate: true, mark: UInt8(ascii: ",")) }
        for name in ["xfreerdp", "xfreerdp3", "wlfreerdp"] { programs[name] = [Option(name: "/p:", isAttached: true)] }
        programs["redis-cli"] = both("-a")
        programs["smbclient"] = [Option(name: "-U", isAttached: true, isSeparate: true, mark: UInt8(ascii: "%"))]
        return programs
    }()
}
