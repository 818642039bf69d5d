import Testing

@testable import Changes

/// Secrets in files that cannot be read by key: broken ones, templates, Terraform, scripts.
@Suite struct SecretLineTests {
    /// All lines of a file that is new show nothing of the secret, and nothing either where the file is changed or removed.
    private func shown(_ text: String, _ format: ConfigurationFormat) -> String {
        let other = text.replacing("S3cr3t", with: "S3cr3tOther")
        let comparisons = [(nil, text), (text, nil), (text, other), (other, text)].map {
            Configured.comparison($0, $1, format)
        }
        for comparison in comparisons { #expect(!comparison.changes.isEmpty) }
        return comparisons.map { comparison in
            let changes = comparison.changes.map { "\($0.path.text) \($0.old ?? "") \($0.new ?? "")" }
            return changes.joined(separator: "\n") + "\(comparison.reading)"
        }.joined(separator: "\n")
    }

    @Test(
        "Terraform's variables, locals, pairs, texts and what it calls sensitive",
        arguments: [
            "variable \"db_password\" {\n  default = \"S3cr3t\"\n}",
            "variable \"db_password\" {\n  type = string\n  default = <<EOT\nS3cr3t\nEOT\n}",
            "variable \"db_password\" { default = \"S3cr3t\" }",
            "variable \"credentials\" {\n  default = {\n    user = \"S3cr3t\"\n  }\n}",
            "variable \"tokens\" {\n  default = [\n    \"S3cr3t\",\n  ]\n}",
            "variable \"opaque\" {\n  default = \"S3cr3t\"\n  sensitive = true\n}",
            "variable \"opaque\" {\n  sensitive = true\n  default   = \"S3cr3t\"\n}",
            "variable \"opaque\" {\n  ephemeral = true\n  default   = \"S3cr3t\"\n}",
            "env {\n  name = \"DB_PASSWORD\"\n{% if x %}\n  value = \"S3cr3t\"\n}",
            "locals {\n  credentials = {\n    a = \"S3cr3t\"\n  }\n}", "locals {\n  db_pw = \"S3cr3t\"\n}",
            "resource \"x\" \"y\" {\n  env = { name = \"SECRET\", value = \"S3cr3t\" }\n}",
            "resource \"x\" \"y\" {\n  env = { value = \"S3cr3t\", name = \"SECRET\" }\n}",
            "resource \"x\" \"y\" {\n  env {\n    name  = \"DB_PASSWORD\"\n    value = \"S3cr3t\"\n  }\n}",
            "resource \"x\" \"y\" {\n  env {\n    value = \"S3cr3t\"\n    name  = \"DB_PASSWORD\"\n  }\n}",
            "resource \"x\" \"y\" {\n  set_sensitive {\n    name  = \"a\"\n    value = \"S3cr3t\"\n  }\n}",
            "resource \"ssm\" \"y\" {\n  name = \"/shop/password\"\n  type = \"String\"\n  value = \"S3cr3t\"\n}",
            "resource \"x\" \"y\" {\n  secret_string = jsonencode({\n    user = \"S3cr3t\"\n  })\n  a = 1\n}",
            "resource \"x\" \"y\" {\n  sensitive = { a = \"S3cr3t\" }\n}",
            "resource \"x\" \"y\" {\n  sensitive = {\n    a = \"S3cr3t\"\n  }\n}",
            "locals {\n  pepper = \"S3cr3t\"\n  a = 1\n}", "locals {\n  recovery_codes = [\"S3cr3t\"]\n}",
            "locals {\n  hook = \"https://x/hook?code=S3cr3t-long\"\n}",
            "resource \"x\" \"y\" {\n  args = [\"--password\", \"S3cr3t\"]\n}",
            "resource \"x\" \"y\" {\n  args = [\n    \"--password\",\n    \"S3cr3t\",\n  ]\n}",
            "resource \"x\" \"y\" {\n  user_data = <<EOT\npassword=S3cr3t\nEOT\n}",
            "resource \"x\" \"y\" {\n  password = <<-EOT\n  first\n  S3cr3t\n  EOT\n}",
        ])
    func hidesTerraform(text: String) {
        let shown = shown(text, .terraform)
        #expect(!shown.contains("S3cr3t"), "\(shown)")
    }

    @Test("Terraform's settings that are none are shown")
    func showsTerraform() {
        let text = """
            variable "db_password" {
              type        = string
              description = "of the shop"
              sensitive   = true
            }
            resource "aws_db_instance" "web" {
              instance_class = "db.t3"
            }
            """
        let new = Configured.changes(nil, text, .terraform).joined(separator: "\n")
        for word in ["string", "of the shop", "sensitive   = true", "db.t3"] { #expect(new.contains(word), "\(new)") }
    }

    @Test(
        "values that go on below, where nobody knows where they end",
        arguments: [
            "a: [\ntoken:\n  S3cr3t", "a: [\ntoken:\nS3cr3t", "a: [\npassword: a\n  S3cr3t",
            "a: [\nsecrets:\n- a\n- S3cr3t",
            "a: [\ntoken: |\n  a\n  more S3cr3t = x", "a: [\n? password\n: S3cr3t", "a: [\n? password\n:\n  S3cr3t",
            "a: [\npassword: \"a\n\nS3cr3t\"", "a: [\nsecret: {user: a,\nb: S3cr3t}", "a: [\npassword: >-\n\n  S3cr3t",
            "a: [\nx: {pw: \"a\nS3cr3t\"}", "a: [\npassword: !!str\n  S3cr3t", "a: [\ntoken: &a\n  S3cr3t",
            "a: [\npw: S3cr3t", "a: [\n- name: API_TOKEN\n  image: x\n  value: S3cr3t",
            "a: [\n- {name: API_TOKEN,\n   value: S3cr3t}", "a: [\n- value: S3cr3t\n  name: API_TOKEN",
            "a: [\n- name: API_TOKEN\n  value: |\n    S3cr3t", "a: [\n- name: API_TOKEN\n  value:\n    S3cr3t",
            "a: [\nkind: Secret\nstringData:\n  a: S3cr3t",
            "a: [\nkey: -----BEGIN KEY-----\n  S3cr3t\n  -----END KEY-----",
            "a: [\nargs: [\"--password\", \"S3cr3t\"]", "a: [\nargs:\n- --password\n- S3cr3t",
            "a: [\ncommunity: S3cr3t", "a: [\nurl: https://x/hook?code=S3cr3t-long",
            "a: [\nauth:\n  S3cr3t", "a: [\ncontraseña: S3cr3t", "a: [\npassword1: S3cr3t",
            "a: [\nx: S3cr3tLong\ntoken: S3cr3tLong",
        ])
    func hidesYAML(text: String) {
        let shown = shown(text, .yaml)
        #expect(!shown.contains("S3cr3t"), "\(shown)")
    }

    @Test(
        "markup, with its text on the same line, below, in attributes and in pairs",
        arguments: [
            "<c><password>S3cr3t</password><x>", "<c><password>\nS3cr3t\n</password><x>",
            "<c><db password=\"S3cr3t\"/><x>",
            "<c><p name=\"password\" value=\"S3cr3t\"/><x>", "<c><entry key=\"password\">S3cr3t</entry><x>",
            "<c><entry key=\"password\">\nS3cr3t\n</entry><x>", "<c><name>password</name>\n<value>S3cr3t</value><x>",
            "<c><name>password</name><value>S3cr3t</value><x>", "<c><!-- password: S3cr3t --><x>",
            "<c><key>password</key>\n<string>S3cr3t</string><x>", "<c><a>p&#97;ssword=S3cr3t</a><x>",
            "<c><add key=\"ApiKey\"\n  value=\"S3cr3t\"/><x>",
        ])
    func hidesXML(text: String) {
        let shown = shown(text, .xml)
        #expect(!shown.contains("S3cr3t"), "\(shown)")
    }

    @Test(
        "other formats that do not parse",
        arguments: [
            ("{\"password\":\"S3cr3t\",\"list\":[{\"key\":\"password\",\"value\":\"b\"}],", ConfigurationFormat.json),
            ("{\"p\\u0061ssword\":\"S3cr3t\",", .json), ("{\n\"password\":\n\"S3cr3t\",", .json),
            ("{\n\"password\"\n:\"S3cr3t\",", .json), ("{\"a\":\"{\\\"password\\\":\\\"S3cr3t\\\"}\",", .json),
            ("{\"value\":\"S3cr3t\",\"name\":\"password\",", .json), ("{\"secrets\":[\n\"a\",\n\"S3cr3t\"\n],", .json),
            ("a=\\uZZZZ\nmy.pass\\\nword=S3cr3t", .properties), ("a=\\uZZZZ\nsecret.b=a\\\n   S3cr3t", .properties),
            ("a=\\uZZZZ\npassphrase:S3cr3t", .properties), ("a=\\uZZZZ\ncredentials S3cr3t", .properties),
            ("[a\n[db.credentials]\nuser = \"x\"\nx = \"S3cr3t\"", .toml),
            ("[a\ntoken = \"\"\"\nS3cr3t\n\"\"\"", .toml),
            ("[a\n[password]\nx = S3cr3t", .ini), ("[a\npassword = a\n  S3cr3t", .ini), ("[a\npw=S3cr3t", .ini),
            ("a b c\nMULTI_TOKEN=\"a\nS3cr3t\nb\"", .dotenv), ("a b c\nexport TOKEN='a\nS3cr3t'", .dotenv),
            ("requirepass S3cr3t", .lines), ("masterauth S3cr3t", .lines),
            ("machine h login u password\nS3cr3t", .lines),
            ("machine h login u password S3cr3t", .lines), ("$config['password'] = 'S3cr3t';", .lines),
            ("'password' => 'S3cr3t',", .lines), ("password := \"S3cr3t\"", .lines), ("PASSWORD ?= S3cr3t", .lines),
            ("//registry.npmjs.org/:_authToken=S3cr3t", .lines), ("curl -H 'Authorization: Bearer S3cr3t99'", .lines),
            ("user:$6$abc$S3cr3tS3cr3t", .lines), ("?user=a&password%3DS3cr3t", .lines),
            ("a -----BEGIN X-----\nfoo=S3cr3t\nMIIabc=\n-----END X-----", .lines),
            ("ENV A=b \\\n    DB_PASSWORD=S3cr3t", .dockerfile), ("ENV DB_PASSWORD=\\\nS3cr3t", .dockerfile),
            ("RUN echo hook:S3cr3t https://hooks.slack.com/services/T0/B0/S3cr3t", .dockerfile),
        ])
    func hidesOthers(text: String, format: ConfigurationFormat) {
        let shown = shown(text, format)
        #expect(!shown.contains("S3cr3t"), "\(shown)")
    }

    @Test(
        "property lists that do not parse: the value is the element after the key, wherever it is",
        arguments: [
            "<key>DatabasePassword</key>\n<string>S3cr3t</string>",
            "<key>DatabasePassword</key><string>S3cr3t</string>",
            "<key>DatabasePassword</key>\n<string>\nS3cr3t\n</string>",
            "<key>\nPassword\n</key>\n<string>S3cr3t</string>",
            "<key>Password</key>\n<!-- <string> -->\n<string><![CDATA[S3cr3t]]></string>",
            "<key>Password</key>\n<data>\nS3cr3tA\nS3cr3tB\n</data>", "<key>Pin</key>\n<integer>S3cr3t</integer>",
            "<key>Tokens</key>\n<array>\n<string>a</string>\n<string>S3cr3t</string>\n</array>",
            "<key>Credentials</key>\n<dict>\n<key>a</key>\n<string>S3cr3t</string>\n</dict>",
            "<key>name</key>\n<string>DB_PASSWORD</string>\n<key>value</key>\n<string>S3cr3t</string>",
            "<key>value</key>\n<string>S3cr3t</string>\n<key>name</key>\n<string>DB_PASSWORD</string>",
            "<key>name</key><string>DB_PASSWORD</string><key>value</key><string>S3cr3t</string>",
        ])
    func hidesPropertyLists(text: String) {
        for format in [ConfigurationFormat.propertyList, .xml, .lines] {
            let shown = shown("<plist version=\"1.0\">\n<dict>\n\(text)\n", format)
            #expect(!shown.contains("S3cr3t"), "\(shown)")
        }
    }

    @Test(
        "Kubernetes' secrets that cannot be read by key, on one line or several, whatever comes first",
        arguments: [
            "{\"kind\": \"Secret\", \"data\": {\"a\": \"S3cr3t\"}",
            "{\"data\": {\"a\": \"S3cr3t\"}, \"kind\": \"Secret\",",
            "{\"kind\":\"List\",\"items\":[{\"kind\":\"Secret\",\"stringData\":{\"a\":\"S3cr3t\"}}]",
            "{\"kind\": \"SecretList\", \"items\": [{\"data\": {\"a\": \"S3cr3t\"}}]",
            "{\n\"kind\":\n\"Secret\",\n\"data\": {\n\"a\": \"S3cr3t\"\n}\n",
            "{\n\"data\": {\n\"a\": \"S3cr3t\"\n},\n\"kind\": \"Secret\"\n",
            "{\"a\":\"{\\\"kind\\\":\\\"Secret\\\",\\\"data\\\":{\\\"a\\\":\\\"S3cr3t\\\"}}\",",
            "a: [\n- kind: Secret\n  data:\n    a: S3cr3t", "a: [\nkind: \"Secret\" # x\ndata: {a: S3cr3t}",
            "a: [\ndata:\n  a: S3cr3t\nkind: Secret",
        ])
    func hidesKubernetesSecrets(text: String) {
        for format in [ConfigurationFormat.json, .lines] {
            let shown = shown(text, format)
            #expect(!shown.contains("S3cr3t"), "\(shown)")
        }
    }

    @Test(
        "YAML's anchors, aliases, merges and keys that are mappings, where it cannot be read by key",
        arguments: [
            "d: &d\n  x: S3cr3t\npassword:\n  <<: *d", "d: &d\n  x: S3cr3t\npassword:\n  <<: [*c, *d]",
            "d: &d\n  S3cr3t\npassword: *d", "d: &d {x: S3cr3t}\npassword: *d", "d: &d [a,\n  S3cr3t]\npassword: *d",
            "d: &d\n- S3cr3t\ntokens: *d", "- &d S3cr3t\nenv: {password: *d}", "- &d\n  a: S3cr3t\ncredentials: [*d]",
            "d: &db_password\n  x: S3cr3t", "- &pw S3cr3t", "c: &c S3cr3t\nd: &d {x: *c}\npassword: *d",
            "? {a: password}\n: S3cr3t", "? {a: password}\n: b: S3cr3t\n  c: S3cr3t", "? {a: password}\n:\n  x: S3cr3t",
            "?\n  a: password\n:\n  x: S3cr3t", "? a: b\n  c: token\n: - S3cr3t", "{? {a: password} : S3cr3t}",
            "{name: password}: S3cr3t",
        ])
    func hidesWhatYAMLRepeats(text: String) {
        let shown = shown("a: [\n" + text, .yaml)
        #expect(!shown.contains("S3cr3t"), "\(shown)")
    }

    @Test(
        "what a command line feeds to a program, over lines too",
        arguments: [
            "echo S3cr3t \\\n  | docker login \\\n  --password-stdin", "echo S3cr3t |\n  docker login --password-stdin",
            "echo 'a;b&S3cr3t' | sudo chpasswd", "docker login --password-stdin <<EOF\nS3cr3t\nEOF",
            "cat <<EOF | chpasswd\nuser:S3cr3t\nEOF", "CMD [\"sh\", \"-c\", \"echo root:S3cr3t | chpasswd\"]",
            "echo \"a\nS3cr3t\" | chpasswd", "user default on >a ~* +@all\nuser alice on ~* >S3cr3t",
        ])
    func hidesInputs(text: String) {
        for format in [ConfigurationFormat.lines, .dockerfile] {
            let shown = shown(text, format)
            #expect(!shown.contains("S3cr3t"), "\(shown)")
        }
    }

    @Test(
        "neighbours of all these are shown",
        arguments: [
            (
                "<plist><dict>\n<key>Name</key>\n<string>plain</string>\n<key>Password</key>\n<string>x</string>",
                .propertyList
            ),
            ("<plist><dict>\n<key>Password</key><string>x</string>\n<key>b</key><string>plain</string>", .propertyList),
            (
                "<plist><dict>\n<key>name</key><string>PATH</string>\n<key>value</key><string>plain</string>",
                .propertyList
            ),
            ("{\"kind\": \"ConfigMap\", \"data\": {\"a\": \"plain\"}", .json),
            ("a: [\nkind: Secret\nmetadata:\n  name: plain", .yaml),
            ("a: [\ndata:\n  a: plain\n---\nkind: Secret", .yaml),
            ("a: [\nx: &base\n  size: plain\ny:\n  <<: *base\npassword: *pw", .yaml), ("? {a: b}\n: plain", .yaml),
            ("url: ${TOKEN}:plain", .lines), ("- if: ${PASSWORD} plain", .lines),
            ("{\"type\": \"password\"}, plain", .lines),
            ("cat <<EOF\nplain\nEOF\ncat x | chpasswd", .lines),
            ("docker login --password-stdin <<EOF\nx\nEOF\nplain", .lines),
        ] as [(String, ConfigurationFormat)])
    func showsOthers(text: String, format: ConfigurationFormat) {
        let lines = Configured.changes(nil, text, format)
        #expect(lines.contains { $0.contains("plain") }, "\(lines)")
    }

    @Test("what is near a secret, and none, is shown")
    func showsNeighbours() {
        let text =
            "a: [\ntoken:\n  x1\nimage: web:1\nauth:\n  enabled: true\n- name: PATH\n  value: bin\n- name: B_TOKEN\n  value: x2"
        let lines = Configured.changes(nil, text, .yaml)
        for word in ["image: web:1", "enabled: true", "value: bin", "name: B_TOKEN"] {
            #expect(lines.contains { $0.hasSuffix(word) }, "\(lines)")
        }
        #expect(!lines.contains { $0.contains("x1") || $0.contains("x2") })
    }
}
