import Testing

@testable import Changes

/// No secret is in a change, whatever its file is and wherever it stands.
@Suite struct SecretTests {
    private static let secret = "hunter2-Zq8"

    @Test(arguments: [
        ("password: a", "password: hunter2-Zq8", ConfigurationFormat.yaml),
        ("db: {credentials: {user: a}}", "db: {credentials: {user: hunter2-Zq8}}", .yaml),
        ("env:\n- name: DB_PASSWORD\n  value: a", "env:\n- name: DB_PASSWORD\n  value: hunter2-Zq8", .yaml),
        ("kind: Secret\ndata: {a: x}", "kind: Secret\ndata: {a: hunter2-Zq8}", .yaml),
        ("a: b", "a: 'postgres://u:hunter2-Zq8@h/db'", .yaml), ("a: b", "a: java -Ddb.password=hunter2-Zq8", .yaml),
        ("{\"apiKey\": \"a\"}", "{\"apiKey\": \"hunter2-Zq8\"}", .json),
        ("[a]\ntoken = \"x\"", "[a]\ntoken = \"hunter2-Zq8\"", .toml),
        ("[a]\nclient_secret=x", "[a]\nclient_secret=hunter2-Zq8", .ini), ("DB_PASS=x", "DB_PASS=hunter2-Zq8", .dotenv),
        ("ssl.keystore.password=a", "ssl.keystore.password=hunter2-Zq8", .properties),
        ("<a><p name='password'>x</p></a>", "<a><p name='password'>hunter2-Zq8</p></a>", .xml),
        ("<password x='1'>a</password>", "<password x='1'>hunter2-Zq8</password>", .xml),
        ("[url \"https://a:b@h/\"]\nx=1", "[url \"https://a:hunter2-Zq8@h/\"]\nx=1", .gitConfig),
        ("ENV DB_PASSWORD a", "ENV DB_PASSWORD hunter2-Zq8", .dockerfile),
        ("password = \"a\"", "password = \"hunter2-Zq8\"", .terraform),
        ("x --token a", "x --token hunter2-Zq8", .lines),
        ("password: |\n  a\n{{ x }}", "password: |\n  hunter2-Zq8\n{{ x }}", .yaml),
        ("- name: DB_TOKEN\n  value: a\n{{ x }}", "- name: DB_TOKEN\n  value: hunter2-Zq8\n{{ x }}", .yaml),
        ("secret = <<EOF\na\nEOF", "secret = <<EOF\nhunter2-Zq8\nEOF", .terraform),
        ("-----BEGIN KEY-----\na\n-----END KEY-----", "-----BEGIN KEY-----\nhunter2-Zq8\n-----END KEY-----", .lines),
        ("cmd: mysql -pa", "cmd: mysql -u root -phunter2-Zq8 shop", .yaml),
        ("args: [\"--token\",\"a\"]", "args: [\"--token\",\"hunter2-Zq8\"]", .yaml),
        ("args: [a]", "args: [\"--token=hunter2-Zq8\"]", .yaml), ("a: x", "a: app --token hunter2-Zq8", .yaml),
        ("args: [mysql, -pa]", "args: [/usr/bin/mysql, -phunter2-Zq8]", .yaml), ("pin=1", "pin=hunter2-Zq8", .ini),
        ("a: x", "a: curl -u me:hunter2-Zq8 https://host", .yaml), ("a: x", "a: docker login -p hunter2-Zq8", .yaml),
        ("CMD [\"app\", \"--token\", \"a\"]", "CMD [\"app\", \"--token\", \"hunter2-Zq8\"]", .dockerfile),
        ("RUN mysql -pa", "RUN mysql -phunter2-Zq8", .dockerfile),
        ("CMD [\"--token\", \\\n\"a\"]", "CMD [\"--token\", \\\n\"hunter2-Zq8\"]", .dockerfile),
        ("args:\n- --token\n- a\n{{ x }}", "args:\n- --token\n- hunter2-Zq8\n{{ x }}", .yaml),
        ("kind: Secret\ndata:\n  a: b\n{{ x }}", "kind: Secret\ndata:\n  a: hunter2-Zq8\n{{ x }}", .yaml),
    ])
    func keepsSecretsBack(old: String, new: String, format: ConfigurationFormat) {
        for (before, after) in [(old, new), (new, old), (nil, new), (new, nil)] as [(String?, String?)] {
            let comparison = Configured.comparison(before, after, format)
            #expect(!comparison.changes.isEmpty)
            #expect(!"\(comparison)".contains(Self.secret), "\(comparison)")
            #expect(!"\(comparison.changes.map(\.path.text))".contains(Self.secret))
        }
        #expect("\(Configured.comparison(old, new, format))".contains(Secrets.mark))
    }

    @Test(arguments: [
        "AKIAIOSFODNN7EXAMPLE", "ghp_0123456789abcdefghijABCDEFGHIJ012345", "github_pat_11ABCDEFG0abcdefghijklmn",
        "xoxb-123456789012-abc", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "https://u:p4ss@host/x",
        "-----BEGIN RSA PRIVATE KEY-----\nMII", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=",
        "0123456789abcdef0123456789abcdef01234567",
    ])
    func knowsSecretsByTheirShape(value: String) {
        #expect(Secrets.isSecret(Array(value.utf8), at: [Array("neutral".utf8)]))
    }

    @Test(arguments: [
        ("image", "registry/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        ("checksum", "0123456789abcdef0123456789abcdef01234567"),
        ("revision", "0123456789abcdef0123456789abcdef01234567"),
        ("tokenizer", "words"), ("max_tokens", "100"), ("minPasswordLength", "8"), ("passwordPolicy", "strict"),
        ("secretName", "web-tls"), ("password", "${DB_PASSWORD}"), ("use_token", "true"),
        ("url", "https://host:80/a@b"),
        ("path", "/usr/lib/x86_64-linux-gnu/libA1/libB2/libC3"), ("class", "org.apache.kafka.common.security.Plain1"),
        ("id", "550e8400-e29b-41d4-a716-446655440000"), ("compass", "north"), ("author", "me"), ("monkey", "a"),
    ])
    func showsWhatOnlyLooksLikeOne(key: String, value: String) {
        #expect(!Secrets.isSecret(Array(value.utf8), at: [Array(key.utf8)]))
    }

    @Test(arguments: [
        ("cmd", "app --pinned"), ("cmd", "app --pinned yes --mapping a"), ("pinning", "strict"), ("mapping", "a"),
        ("pinned", "v1"), ("spin", "1234"), ("led_pin", "17"), ("pin_count", "1234"), ("cmd", "mkdir -p build"),
        ("cmd", "docker run -p8080:80 -p 443:443 image"), ("cmd", "mysql -p shop"), ("cmd", "mysql -P3306 -u root"),
        ("cmd", "mysql -u root | tar -pxf archive"), ("cmd", "app --token-file /run/token --password-stdin now"),
        ("cmd", "app --token $TOKEN --password ${PASSWORD}"), ("cmd", "app --token --verbose"),
        ("cmd", "curl -u $USER:$PASSWORD https://host"), ("cmd", "curl -u me https://host"),
        ("cmd", "gcc -pthread -pipe"), ("cmd", "echo $TOKEN | docker login --password-stdin"),
        ("cmd", "echo \"${{ secrets.TOKEN }}\" | docker login -u me --password-stdin"),
        ("cmd", "echo \"user:$PASS\" | chpasswd"), ("cmd", "echo $(cat token) | docker login --password-stdin"),
        ("cmd", "cat token | docker login --password-stdin"), ("cmd", "docker login --password-stdin < token"),
        ("cmd", "echo done && cat users | chpasswd"), ("cmd", "echo failed || chpasswd < users"),
        ("cmd", "echo text | tee log"), ("cmd", "apt-get install passwd login | tee log"),
        ("cmd", "echo on >file"), ("cmd", "find ~/x >file"), ("rule", "user alice on nopass ~cached:* +@all"),
        ("p", "x"), ("text", "a token is needed - ask for one"), ("sensitive", "true"), ("case_sensitive", "words"),
        ("url", "https://x/errors?code=404"), ("url", "https://x/errors?code=12345678"), ("code", "hunter2-Zq8"),
    ])
    func showsOrdinaryArguments(key: String, value: String) {
        #expect(!Secrets.isSecret(Array(value.utf8), at: [Array(key.utf8)]))
    }

    @Test func hidesOnlyTheValuesOfOptionsInLists() {
        let changes = Configured.changes(
            "args: [--pinned, a, --token, x]", "args: [--pinned, b, --token, y]", .yaml)
        #expect(changes == ["args[1] a → b", "args[3] ‹secret› → ‹secret›"])
        #expect(Secrets.isSecret(Array("1234".utf8), at: [Array("pin".utf8)]))
        #expect(Secrets.isSecret(Array("123456".utf8), at: [Array("userPIN".utf8)]))
    }

    @Test func tellsThatASecretChanged() {
        #expect(Configured.changes("password: a", "password: b", .yaml) == ["password ‹secret› → ‹secret›"])
        #expect(Configured.changes("password: a", "password: a", .yaml) == [])
        #expect(Configured.comparison("password: a", "password: b", .yaml).changes.map(\.isSecret) == [true])
        #expect(Configured.changes("url: x", "url: h://a:b@c", .yaml) == ["url ‹secret› → ‹secret›"])
    }

    @Test(
        "a secret that is there once more, at a key that does not say so",
        arguments: [
            ("a: &pw hunter2-Zq8\npassword: *pw", ConfigurationFormat.yaml),
            ("{\"password\":\"hunter2-Zq8\",\"other\":\"is hunter2-Zq8 here\"}", .json),
            ("token=hunter2-Zq8\nother=hunter2-Zq8", .properties),
            ("[{\"name\":\"hunter2-Zq8\",\"a\":1},{\"name\":\"b\",\"password\":\"hunter2-Zq8\"}]", .json),
        ])
    func hidesEchoes(text: String, format: ConfigurationFormat) {
        for (before, after) in [(nil, text), (text, nil)] as [(String?, String?)] {
            let comparison = Configured.comparison(before, after, format)
            let shown = comparison.changes.map { "\($0.path.text) \($0.old ?? "") \($0.new ?? "")" }.joined()
            #expect(!shown.contains(Self.secret), "\(shown)")
        }
        let moved = Configured.comparison("password: hunter2-Zq8", "other: hunter2-Zq8", .yaml)
        #expect(moved.changes.allSatisfy { $0.isSecret })
    }

    @Test(
        "pairs and words of other programs and languages",
        arguments: [
            ("Parameters: [{ParameterKey: DBPassword, ParameterValue: hunter2-Zq8}]", ConfigurationFormat.yaml),
            ("DBPass: {Type: String, NoEcho: true, Default: hunter2-Zq8}", .yaml),
            ("{\"variable\":{\"x\":{\"sensitive\":true,\"default\":\"hunter2-Zq8\"}}}", .json),
            ("machineKey: {decryptionKey: hunter2-Zq8}", .yaml), ("x: {ephemeral: true, default: hunter2-Zq8}", .yaml),
            ("services: {db: {environment: [A=b, DB_PASSWORD=hunter2-Zq8]}}", .yaml),
            ("auth: {bearer: hunter2-Zq8}", .yaml), ("pw: hunter2-Zq8", .yaml), ("requirepass: hunter2-Zq8", .yaml),
            ("rootpass: hunter2-Zq8", .yaml), ("token2: hunter2-Zq8", .yaml), ("mdp: hunter2-Zq8", .yaml),
            ("passwort: hunter2-Zq8", .yaml), ("senha: hunter2-Zq8", .yaml), ("contraseña: hunter2-Zq8", .yaml),
            ("пароль: hunter2-Zq8", .yaml), ("密码: hunter2-Zq8", .yaml), ("wifi: {psk: hunter2-Zq8}", .yaml),
            ("header: 'Authorization: Basic hunter2-Zq8'", .yaml), ("x: 'curl -H \"X: Bearer hunter2-Zq8\"'", .yaml),
            ("x: '{\\\"password\\\":\\\"hunter2-Zq8\\\"}'", .yaml), ("x: '<password>hunter2-Zq8</password>'", .yaml),
            ("x: 'jdbc:oracle:thin:scott/hunter2-Zq8@h:1521'", .yaml),
            ("x: 'jdbc:mysql://h/d?user=a&password=hunter2-Zq8'", .yaml),
            ("x: 'postgres://u:hun/ter@hunter2-Zq8@h/d'", .yaml), ("x: 'redis://:hunter2-Zq8@h'", .yaml),
            ("[Service]\nEnvironment=\"A=b\" \"TOKEN=hunter2-Zq8\"", .systemd),
            ("[Service]\nExecStart=/x --token=hunter2-Zq8", .systemd), ("pa\\u0073sword=hunter2-Zq8", .properties),
            ("//registry.npmjs.org/:_authToken=hunter2-Zq8", .ini),
            ("<a><b key='password' value='hunter2-Zq8'/></a>", .xml),
            ("<a><name>password</name><value>hunter2-Zq8</value></a>", .xml),
            ("x: https://hooks.slack.com/services/T0/B0/hunter2-Zq8", .yaml),
            ("x: 'u:$2y$10$hunter2-Zq8hunter2-Zq8'", .yaml),
            ("<plist version='1.0'><dict><key>DbPassword</key>\n<string>hunter2-Zq8</string></dict></plist>", .xml),
            ("<c><dict><key>pw</key><data>hunter2-Zq8</data></dict></c>", .xml),
            (
                "<plist><dict><key>name</key><string>pw</string><key>value</key><string>hunter2-Zq8</string></dict></plist>",
                .xml
            ),
            ("{\"kind\":\"SecretList\",\"items\":[{\"stringData\":{\"a\":\"hunter2-Zq8\"}}]}", .json),
            ("x: '{\"kind\":\"Secret\",\"data\":{\"a\":\"hunter2-Zq8\"}}'", .yaml),
            ("x: |\n  kind: Secret\n  data:\n    a: hunter2-Zq8\n", .yaml), ("a: {pwrd: hunter2-Zq8}", .yaml),
            ("db: {u: alice, p: hunter2-Zq8}", .yaml), ("x: &db_password hunter2-Zq8", .yaml),
            ("x: &pw {a: hunter2-Zq8}\ny: *pw", .yaml), ("x: {<<: &creds {a: hunter2-Zq8}}", .yaml),
            ("x: user alice on >hunter2-Zq8 ~* +@all", .yaml), ("user: alice on >hunter2-Zq8", .yaml),
            ("x: [redis-cli, ACL, SETUSER, alice, on, '>hunter2-Zq8']", .yaml),
            ("x: echo hunter2-Zq8 | docker login --password-stdin", .yaml),
            ("x: printf '%s' hunter2-Zq8 | docker login -u a --password-stdin", .yaml),
            ("x: echo hunter2-Zq8 | base64 -d | gh auth login --with-token", .yaml),
            ("x: docker login --password-stdin <<< hunter2-Zq8", .yaml), ("x: chpasswd <<<user:hunter2-Zq8", .yaml),
            ("x: |\n  chpasswd <<EOF\n  user:hunter2-Zq8\n  EOF\n", .yaml),
            ("x: echo user:hunter2-Zq8 | chpasswd", .yaml), ("x: echo hunter2-Zq8 | sudo -S id", .yaml),
            ("pepper: hunter2-Zq8", .yaml), ("snmp: {community: hunter2-Zq8}", .yaml),
            ("rocommunity: hunter2-Zq8", .yaml), ("recovery_codes: [hunter2-Zq8]", .yaml),
            ("backupCode: hunter2-Zq8", .yaml), ("license_key: hunter2-Zq8", .yaml),
            ("sensitive: {a: hunter2-Zq8}", .yaml), ("{\"sensitive\":[\"hunter2-Zq8\"]}", .json),
            ("url: 'https://x/hook?code=hunter2-Zq8'", .yaml), ("url=https://x/hook?a=b&code=hunter2-Zq8", .properties),
            ("<a url='https://x/hook?a=b&amp;code=hunter2-Zq8'/>", .xml),
            ("args: ['--password', 'hunter2-Zq8']", .yaml), ("args:\n- --password\n- hunter2-Zq8\n", .yaml),
            ("{\"args\":[\"--user\",\"a\",\"--password\",\"hunter2-Zq8\"]}", .json),
            ("command: [mysql, -phunter2-Zq8]", .yaml),
        ])
    func hidesPairsAndSynonyms(text: String, format: ConfigurationFormat) {
        for (before, after) in [(nil, text), (text, nil)] as [(String?, String?)] {
            let comparison = Configured.comparison(before, after, format)
            let shown = comparison.changes.map { "\($0.path.text) \($0.old ?? "") \($0.new ?? "")" }.joined()
            #expect(!comparison.changes.isEmpty && !shown.contains(Self.secret), "\(shown)")
        }
    }

    @Test(
        "what a value is in base64, and keys of AWS",
        arguments: [
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "QUtJQUlPU0ZPRE5ON0VYQU1QTEU=", "LS0tLS1CRUdJTiBSU0E=",
            "REJfUEFTU1dPUkQ9eHl6", "eyJhdXRocyI6eyJhIjp7fX19", "cG9zdGdyZXM6Ly91OnBAaC9k",
            "a base64:q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=",
        ])
    func knowsEncodedSecrets(value: String) {
        #expect(Secrets.isSecret(Array(value.utf8), at: [Array("neutral".utf8)]))
    }

    @Test(
        "settings whose keys sound like secrets",
        arguments: [
            ("bypass", "x"), ("author", "x"), ("url", "http://h:80,http://i:80/x"),
            ("path", "a/b@c"),
            ("text", "basic setup for all"), ("text", "a bearer of news"), ("shell", "echo $1$2"),
            ("salt_rounds", "10"),
            ("password_rounds", "12"), ("cache.name", "token"), ("text", "kubernetesservice"),
        ])
    func showsMoreThatOnlyLooksLikeOne(key: String, value: String) {
        #expect(!Secrets.isSecret(Array(value.utf8), at: [Array(key.utf8)]))
    }

    @Test("what an alias repeats is secret at all places if it is so at one, be it as short as it may")
    func hidesWhatAliasesRepeat() {
        for text in ["password: &a abc\nx: *a", "x: &a abc\npassword: *a", "x: &a {k: abc}\ncredentials:\n  <<: *a"] {
            let changes = Configured.changes(nil, text, .yaml)
            #expect(changes.count == 2 && changes.allSatisfy { $0.hasSuffix(Secrets.mark) }, "\(changes)")
        }
        #expect(Configured.changes(nil, "x: &a abc\ny: *a\npassword: abc", .yaml).contains("+ y abc"))
    }

    @Test("a key that is named says nothing of values that belong to another")
    func keepsPairsApart() {
        #expect(
            Configured.changes("cookie.name=auth\ncache.value=1", "cookie.name=auth\ncache.value=2", .properties)
                == ["cache.value 1 → 2"])
    }

    @Test("the reason why a file cannot be read shows no secret")
    func keepsSecretsOutOfReasons() {
        let problem = Configured.reason("[a b://u:hunter2-Zq8@h]\n[a b://u:hunter2-Zq8@h]\nx\n=", .gitConfig)
        let keys = NotReadable.Reason.repeatedKey(Array("a://u:hunter2-Zq8@h".utf8))
        for reason in [problem?.description, keys.description].compactMap(\.self) {
            #expect(!reason.contains(Self.secret))
        }
    }
}
