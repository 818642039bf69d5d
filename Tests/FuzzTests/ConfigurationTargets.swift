@testable import Changes

extension FuzzTarget {
    /// A reader for each format of configuration files, and the comparison by lines for the others.
    static let configuration = ConfigurationFormat.allCases.map { format in
        FuzzTarget(
            "configuration \(format)", seeds: configurationSeeds(format) + [commonSeed], words: configurationWords
        ) { bytes in
            let same = ConfigurationComparison(old: bytes, new: bytes, format: format)
            try ensure(same.changes.isEmpty, "a file that differs from itself")
            let end = bytes.count / 2
            _ = ConfigurationComparison(old: Array(bytes[..<end]), new: bytes, format: format)
            return same.reading == .byKey || !format.hasKeys || bytes == Array(commonSeed.utf8)
        }
    }

    private static let commonSeed =
        "a: {b: [1, 'x', \"y\\n\"]}\n- c: |\n   d\n[e \"f\"]\ng = \"h\" # i\n<j k='l'>m</j>\n&n *n !o {{ p }}\r\nq\\\n r=1\n"

    private static let configurationWords = [
        "\n", "  ", "\t", ": ", " = ", "- ", "[", "]", "{", "}", "\"", "'", "\\", "#", "//", "/*", "*/", "<!--", "-->",
        "<![CDATA[",
        "]]>", "&a ", "*a", "!!str ", "|\n", ">-\n", "<<: *a", "---\n", "...\n", "? ", "<a>", "</a>", "<a/>", "&amp;",
        "&#x41;", "\"\"\"",
        "'''", "[[a]]\n", "[a.b]\n", "1979-05-27T07:32:00Z", "0x1F", "1e5", "true", "null", "~", "export ", "${A}",
        "%include", "<<EOF\n", "EOF\n",
        "password: hunter2", "-----BEGIN RSA PRIVATE KEY-----\n", "\\u00e9", "\u{feff}", "<?xml version=\"1.0\"?>",
        "xmlns:x=\"u\"",
    ]

    private static func configurationSeeds(_ format: ConfigurationFormat) -> [String] {
        switch format {
        case .json: ["{\"a\": {\"b\": [1, 2.5e3, true, null, \"x\\u00e9\"]}, \"list\": [{\"name\": \"n\", \"v\": 1}]}"]
        case .yaml:
            [
                "a:\n  b: 1\n  c: [x, 'y', \"z\\t\"]\nd: &e {f: g}\nh: *e\ni: |\n  text\n  more\nj: >-\n  folded\n  text\n",
                "- name: a\n  value: 1\n- name: b\n  value: 2\n", "---\na: 1\n---\nb: 2\n...\n", "? a\n: b\n",
                "data:\n  password: secret\n  key: !!str 12\n# comment\nempty:\n",
            ]
        case .toml:
            [
                "a = 1\n[b]\nc = \"d\\n\"\ne = [1, 2, [3]]\n[[f]]\ng = 1979-05-27T07:32:00Z\n[[f]]\ng = 0x1F\n",
                "x = { y = 'z', w.v = true }\nm = \"\"\"\nlines\\\n  joined\"\"\"\nn = '''raw'''\n",
                "a.b.\"c d\" = 1e3\n",
            ]
        case .ini: ["[a]\nb = c\n; comment\n[d]\ne: f\n  continued\n", "g=h\n"]
        case .systemd:
            ["[Unit]\nDescription=a b\nAfter=x.service \\\n  y.service\n[Service]\nExecStart=/bin/a\nExecStart=\n"]
        case .gitConfig: ["[a \"b\"]\n\tc = d\n\te\n[f]\n\tg = \"h # i\" ; j\n\tk = l\\\n m\n"]
        case .properties: ["a.b=c\nd : e\\\n   f\n! comment\ng\\ h i\nj=\\u00e9\n"]
        case .dotenv: ["A=b\nexport C=\"d e\"\nF='g'\n# h\nI=\n"]
        case .xml:
            [
                "<?xml version=\"1.0\"?>\n<a b=\"c\"><!-- d --><e>f &amp; &#65;</e><g/><![CDATA[h]]></a>\n",
                "<x:a xmlns:x=\"u\" xmlns=\"v\"><b x:c='d'/><b/></x:a>",
            ]
        case .propertyList:
            [
                "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>a</key><array><integer>1</integer><true/>"
                    + "<string>b</string></array><key>c</key><date>2026-01-05T08:00:00Z</date><key>d</key><data>QUJD</data></dict></plist>"
            ]
        case .terraform: ["resource \"a\" \"b\" {\n  c = \"d\"\n  e = <<EOF\ntext\nEOF\n}\n"]
        case .dockerfile: ["FROM a:1 AS b\nRUN x && \\\n  y\nENV C=d\n"]
        case .lines: ["a\nb\nc password=x\n"]
        }
    }
}
