import Changes
import Git

@testable import Ledger

extension FuzzTarget {
    /// What stands in the ledger, and what is imported into it.
    static let ledger = [
        FuzzTarget("policy", seeds: policySeeds, words: policyWords) { bytes in
            guard let policy = try? Policy(text: bytes, version: 1) else { return false }
            try ensure(!policy.keys.isEmpty && !policy.signOffRoles.isEmpty, "a policy that lacks what it needs")
            return true
        },
        FuzzTarget("records", seeds: recordSeeds, words: recordWords) { bytes in
            guard let record = try? Record.read(bytes).record else { return false }
            let line = record.line()
            let again = try Record.read(line)
            try ensure(
                again.record == record && again.signature == nil && again.record.line() == line, "a record changed")
            let folder = try record.statement.subject.folder()
            try ensure(
                folder.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.contains("/") }, "folder \(folder)")
            return true
        },
        FuzzTarget(
            "signatures", seeds: [signature, pgpSignature], words: ["-----", "BEGIN", "\n", "U1NIU0lH", "=", "A"]
        ) { bytes in
            (try? RecordSignature(bytes)) != nil
        },
        FuzzTarget(
            "signing keys", seeds: keySeeds,
            words: ["from=", "until=", "2026-01-05", "openpgp ", "ssh-ed25519 ", "=", " ", "AAAA"]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            _ = SigningKey.ssh(line: text)
            guard let key = try? SigningKey(text) else { return false }
            try ensure(try SigningKey(key.text).key == key.key, "\(key.text) is another key")
            return true
        },
        FuzzTarget(
            "SSH strings", seeds: ["\0\0\0\u{3}abc\0\0\0\0", "\0\0\0\u{B}ssh-ed25519\0\0\0\u{1}x"],
            words: ["\0\0\0\u{1}", "ssh-rsa"]
        ) { bytes in
            var (rest, read) = (bytes[...], 0)
            while let string = rest.popSSHString() { read += 4 + string.count }
            try ensure(read + rest.count == bytes.count, "bytes were lost")
            return PublicKey(sshBlob: bytes) != nil || read > 0
        },
        FuzzTarget("Base64", seeds: ["", "QQ==", "QUI=", "QUJD", "QUJDRA=="], words: ["QUJD", "=", "+/"]) { bytes in
            let text = Base64.text(bytes[...])
            try ensure(Base64.bytes(text) == bytes, "not read again")
            guard let decoded = Base64.bytes(bytes) else { return false }
            try ensure(Base64.text(decoded[...]) == bytes, "another text for the same bytes")
            return true
        },
        FuzzTarget(
            "adopted tags",
            seeds: ["0123456789abcdef0123456789abcdef01234567 v1\nabcdefabcdefabcdefabcdefabcdefabcdefabcd v2\n"]
        ) { bytes in
            let adopted = AdoptedTags(text: bytes)
            try ensure(AdoptedTags(text: adopted.text) == adopted, "not read again")
            return !adopted.text.isEmpty
        },
        FuzzTarget(
            "CSV", seeds: csvSeeds,
            words: [",", ";", "\t", "\"", "\"\"", "\r\n", "\n", "id", "title", "RFC-1", "2026-01-05", "05/Jan/26"]
        ) { bytes in
            guard let table = try? importedTable(csv: bytes) else { return false }
            try readItems(table)
            return true
        },
        FuzzTarget(
            "answers of sources", seeds: ["id=RFC-1\ntitle=a\n\nid=RFC-2\nunknown=true\n"],
            words: ["id=", "\n", "=", "\r\n"]
        ) { bytes in
            guard let rows = try? importedRows(answer: bytes) else { return false }
            try ensure(rows.allSatisfy { !$0.fields.isEmpty }, "a block without lines")
            return true
        },
        FuzzTarget(
            "JSON Lines",
            seeds: [
                "{\"id\":\"RFC-1\",\"title\":\"x\",\"labels\":[\"a\",\"b\"],\"assignee\":{\"name\":\"n\"}}\n\n{\"id\":2}\n"
            ], words: jsonWords
        ) { bytes in
            guard let table = try? importedTable(json: bytes) else { return false }
            try readItems(table)
            return true
        },
        FuzzTarget("JSON", seeds: jsonSeeds, words: jsonWords) { bytes in
            guard let value = try? JSONValue(bytes[...]) else { return false }
            let text = value.bytes()
            // Names are sorted when it is written.
            try ensure(try JSONValue(text[...]).bytes() == text, "not read again")
            return true
        },
    ]

    private static let importPolicy = try? Policy(text: Array(policySeeds[0].utf8), version: 1)

    private static func readItems(_ table: ImportedTable) throws {
        let presets = [nil] + ImportPreset.all
        // A different one from input to input.
        let preset = presets[table.rows.reduce(0) { $0 + $1.fields.count } % presets.count]
        guard let columns = try? ImportColumns([:], preset: preset, in: table), let importPolicy else { return }
        let rules = ImportRules(preset: preset, numberKey: "RFC", dates: .dmy)
        let reader = ImportReader(table.rows, columns: columns, policy: importPolicy, rules: rules)
        let count = reader.items.count + reader.badRows.count + reader.passedOver
        try ensure(count == table.rows.count, "a row is neither good nor bad")
        _ = ImportPlan(reader.items, known: [:])
    }

    private static let policySeeds = [
        """
        [item "RFC"]
        \tkind = rfc
        [item "TASK"]
        \tkind = task
        [link]
        \ttrailer = RfC
        \tnumber-mark = "# RFC"
        [hooks]
        \tbranch = feature/**
        [release]
        \ttag = v{version}
        \tbranch = main
        [sign-off]
        \trole = qa
        \trole = "board"

        """,
        """
        [item "RFC"] kind = rfc
        [release] tag = {version}
        [sign-off] role = qa
        [person "dana"]
        \tname = Dana
        \temail = dana@example.org
        [role "qa"]
        \tmember = dana
        [configuration-item "billing"]
        \tpath = "billing/**" ; comment
        \tpath = a\\\\b

        """,
    ]

    private static let policyWords = [
        "[item \"", "\"]\n", "[", "]", "kind = rfc\n", "tag = v{version}\n", "role = qa\n", "[role \"admin\"]\n",
        "member = dana\n",
        "[include]\n", "path = /etc/passwd\n", "\n", "\\\n", "\"", "#", ";", " = ", "[person \"q\"]\n", "email = q@x\n",
        "key = ", "threshold = 2\n",
        "ssh-ed25519 ", "[signatures]\n", "require = all\n",
    ]

    private static let head = #""after":[],"at":"2027-01-15T08:00:00.000Z","by":{"email":"a@b","name":"A"}"#
    private static let id = "0123456789abcdef0123456789abcdef01234567"
    private static let recordSeeds =
        [
            "{\(head),\"item\":\"RFC-1\",\"kind\":\"item\",\"noun\":\"rfc\",\"repo\":\"r\",\"set\":{\"title\":\"x\"},\"v\":1}\n",
            """
            {\(head),"base":"\(id)","baseRule":"same line","candidate":"\(id)","commits":[{"commit":"\(id)","items":\
            [{"item":"RFC-1","source":"subject"}]}],"items":["RFC-1"],"kind":"manifest","policy":1,"release":"1.0.1",\
            "repo":"r","signOffs":[],"tag":"v1.0.1","v":1}

            """,
        ] + generatedRecords

    private static let generatedRecords: [String] = {
        let item = ItemID(key: "RFC", number: 7)
        var plan = PlanStatement(release: version)
        plan.target = "refs/heads/main"
        plan.add = [item]
        let statements: [Statement] = [
            .link(LinkStatement(commit: .zero, item: item, belongs: true, reason: "r")),
            .exemption(ExemptionStatement(commit: .zero, exempt: true, reason: "r")), .plan(plan),
            .signOff(
                SignOffStatement(
                    release: version, item: item, role: "qa", decision: .reject, content: [.zero], note: "n")),
            .policy(PolicyStatement(version: 2, text: .zero, reason: "r")),
        ]
        return statements.map { statement in
            let record = Record(
                at: Timestamp(seconds: 1_800_000_000), by: Person(name: "A", email: "a@b"), repository: "r", after: [],
                statement: statement)
            return String(decoding: record.line(), as: UTF8.self)
        }
    }()

    private static let version: Version = {
        guard let version = Version("1.2.3-rc1") else { preconditionFailure("no version") }
        return version
    }()

    private static let recordWords =
        jsonWords + [
            "\"kind\":", "\"item\"", "\"signOff\"", "\"release\":\"2.0\"", "\"v\":1", "RFC-2", id, "..", "../", "%2e",
        ]

    private static let signature =
        "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8AAAAMaXRlbUBzbHVpY2UA\n-----END SSH SIGNATURE-----\n"
    private static let pgpSignature =
        "-----BEGIN PGP SIGNATURE-----\n\niAoEABYIAAAAAAAA\n=abcd\n-----END PGP SIGNATURE-----\n"

    private static let keySeeds = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f dana@example.org",
        "from=2026-01-05 until=2027-01-05T08:00:00.000Z ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "openpgp 0123456789ABCDEF0123456789ABCDEF01234567 QUJD",
    ]

    private static let csvSeeds = [
        "Issue key,Summary,Label,Label,Created\r\nRFC-1,\"two\r\nlines, one \"\"field\"\"\",a,b,05/Jan/26 9:00 AM\r\nTASK-2,short\r\n",
        "id;title;state\n1;x;Done\n#2;y;In Progress\n", "id\ttitle\n3\tz\n",
    ]

    private static let jsonSeeds = [
        "null", "{\"a\": [1, -2.5e+3, true, false, null, \"x\\u00e9\\ud83d\\ude00\\n\"], \"\": {}}", "[[[[]]]]",
        "\"\u{e9}\u{1F6A2}\"",
    ]

    private static let jsonWords = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\\u00e9", "null", "true", "false", "-", "0",
        "1e9", "1.5", "\n", " ",
        "\"id\":\"RFC-1\"", "\"title\":", "[[[[[[[[[[[[[[[[", "{\"a\":",
    ]
}
