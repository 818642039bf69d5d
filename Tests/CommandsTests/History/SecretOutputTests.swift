import Foundation
import TestSupport
import Testing

/// No command, no record and no evidence holds a value of a secret.
@Suite("secrets in changes of configuration") struct SecretOutputTests {
    private static let files = [
        "main.tf":
            "variable \"db_password\" {\n  default = \"S3cr3tA\"\n}\nlocals {\n  creds = {\n    a = \"S3cr3tB\"\n  }\n}\n",
        "web.yaml": "env:\n- {name: API_TOKEN, value: S3cr3tC}\nx: &pw S3cr3tD\npassword: *pw\nrequirepass: S3cr3tE\n",
        "complex.yaml": "? password\n: S3cr3tF\n", "broken.yaml": "a: [\npassword:\n  S3cr3tG\n- x: }\n",
        "broken.xml": "<c><password>\nS3cr3tH\n</password><x>\n",
        "broken.json": "{\"password\":\"S3cr3tI\",\"password\":\"S3cr3tJ\"}\n",
        "a.properties": "my.pass\\\nword=S3cr3tK\nx=postgres://u:S3cr3tL@h\n",
        "a.plist": "<plist version=\"1.0\"><dict>\n<key>Password</key>\n<string>\nS3cr3tN\n</string>\n",
        "b.xml": "<plist version=\"1.0\"><dict><key>Password</key><string>S3cr3tO</string></dict></plist>\n",
        "secret.json": "{\"kind\": \"Secret\", \"data\": {\"a\": \"S3cr3tP\"}\n",
        "anchors.yaml": "a: [\nd: &d\n  x: S3cr3tQ\npassword: {<<: *d}\n? {a: token}\n: S3cr3tR\n",
        "Dockerfile": "FROM a\nRUN echo S3cr3tS | docker login --password-stdin\nRUN echo u:S3cr3tT | chpasswd\n",
        "users.conf": "user alice on >S3cr3tU ~* +@all\n",
        ".env": "MULTI_TOKEN=\"a\nS3cr3tM\nb\"\n",
    ]

    @Test("are in no output, no record and no evidence")
    func keepsThemBack() throws {
        let repository = try TestRepository()
        try repository.commit("begin", files: ["README.md": "x\n"])
        try repository.tag("v0.1")
        try repository.makeLedger()
        try repository.addItems(["RFC-1"])
        try repository.commit("RFC-1: configuration", files: Self.files)
        try repository.commit("RFC-1: other", files: Self.files.mapValues { $0.replacing("S3cr3t", with: "S3cr3tNew") })
        try repository.approve("1.0", "RFC-1")
        try #require(try repository.sluice("tag", "1.0").status == 0)
        let evidence = "\(repository.path)/.git/packed"
        let commands = [
            ["config", "1.0"], ["config", "HEAD"], ["config", "HEAD", "--json"], ["log", "1.0", "--config"],
            ["notes", "1.0", "--for", "operations"], ["notes", "1.0", "--for", "audit"], ["handover", "1.0"],
            ["evidence", "1.0", "--output", evidence],
        ]
        for words in commands {
            let result = try repository.start([Places.program] + words).wait()
            #expect(!result.output.isEmpty || words[0] == "evidence", "\(words) \(result.errors)")
            #expect(!(result.output + result.errors).contains("S3cr3t"), "\(words): \(result.output)")
        }
        let script = "git log --patch sluice/ledger; cat $(find .git/packed -type f)"
        let all = try repository.start(["sh", "-c", script]).wait().output
        #expect(all.contains("‹secret›") && !all.contains("S3cr3t"))
    }
}
