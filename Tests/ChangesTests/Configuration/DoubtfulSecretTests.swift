import Testing

@testable import Changes

/// Secrets that no rule for usual names finds: where in doubt, a value is hidden.
@Suite("C1: secrets under rare names, without a scheme, and by their place in a command") struct DoubtfulSecretTests {
    private static let secret = "S3cr3tVal"

    private func isHidden(_ text: String, _ format: ConfigurationFormat) -> Bool {
        !"\(Configured.comparison(nil, text, format).changes)".contains(Self.secret)
    }

    @Test(arguments: [
        "bindpw", "bindPW", "smtppw", "mailpw", "wpapsk", "joinkey", "enc_key", "aesKey", "kmip_key", "krbPrincipalKey",
        "ldap_default_authtok", "STRIPE_SK", "JWT_SIGNING", "cluster.joinkey", "data-encryption-key", "key.store.pw",
    ])
    func hidesByTheEndOfAKey(key: String) {
        #expect(isHidden("\(key)=S3cr3tVal001", .properties))
        #expect(isHidden("\(key): S3cr3tVal001\n{{ x }}", .yaml))
    }

    @Test(arguments: [
        "public_key", "publicKey", "foreignKey", "primary-key", "sortKey", "cache_key", "partition.key", "monkey",
        "key",
        "sk", "ParameterKey", "hotkey", "issue_key",
    ])
    func showsOtherKeys(key: String) { #expect(!isHidden("\(key)=S3cr3tVal001", .properties)) }

    @Test(arguments: [
        "u:S3cr3tVal@proxy:8080", "http_proxy=u:S3cr3tVal@proxy:8080", "u:S3cr3tVal@10.0.0.1", "a b u.x:S3cr3tVal@h/x",
    ])
    func hidesAPasswordBeforeAHost(text: String) { #expect(isHidden("proxy: \"\(text)\"", .yaml)) }

    @Test(arguments: [
        "nginx:S3cr3tVal@sha256:0a", "mailto:S3cr3tVal@example.org", "npm:S3cr3tVal@1.2.3", "git@S3cr3tVal.org:x/y",
        "12:30@S3cr3tVal", "u:${PASSWORD}@S3cr3tVal", "C:/S3cr3tVal@x",
    ])
    func showsWhatIsNoUser(text: String) { #expect(!isHidden("a: \"\(text)\"", .yaml)) }

    @Test(arguments: [
        "curl --user=u:S3cr3tVal x", "curl -b session=S3cr3tVal x", "htpasswd -b f u S3cr3tVal",
        "htpasswd -nb u S3cr3tVal",
        "openssl enc -k S3cr3tVal", "usermod -p S3cr3tVal u", "cqlsh -u a -p S3cr3tVal", "ipmitool -U a -P S3cr3tVal x",
        "snmpget -v3 -A S3cr3tVal -X x h", "snmpget -v3 -X S3cr3tVal h", "lftp -u a,S3cr3tVal h",
        "/usr/bin/xfreerdp /u:a /p:S3cr3tVal", "rabbitmqctl add_user u S3cr3tVal", "vault login S3cr3tVal",
        "rabbitmqctl change_password u S3cr3tVal", "aws configure set aws_secret_access_key S3cr3tVal",
        "npm config set //r/:_authToken S3cr3tVal", "expect -c 'send \\\"S3cr3tVal\\\"'",
    ])
    func hidesByThePlaceInACommand(command: String) {
        #expect(isHidden("a: \"\(command)\"", .yaml))
        #expect(isHidden("RUN \(command)", .dockerfile))
        #expect(isHidden("[Service]\nExecStart=\(command)", .systemd))
    }

    @Test(arguments: [
        "aws configure set region S3cr3tVal", "npm config set registry S3cr3tVal", "vault read S3cr3tVal",
    ])
    func showsOtherTasks(command: String) { #expect(!isHidden("a: \(command)", .yaml)) }

    @Test func hidesByTheKeyOfASectionAndByAKeyElement() {
        #expect(isHidden("[http-basic]\npypi = [\"u\", \"S3cr3tVal\"]", .toml))
        #expect(isHidden("labels:\n- \"a.basicauth.users=u:S3cr3tVal\"", .yaml))
        #expect(isHidden("<a><x/><key>password</key><string>S3cr3tVal</string></a>", .xml))
        #expect(!isHidden("<a><x/><key>colour</key><string>S3cr3tVal</string></a>", .xml))
    }

    @Test(arguments: ["dapi0123456789abcdef0123456789abcdef", "x.atlasv1.aB3dE5fG7hJ9kL1mN2pQ4rS6tU8v"])
    func knowsTokens(token: String) { #expect(Secrets.isSecret(Array(token.utf8), at: [Array("neutral".utf8)])) }
}
