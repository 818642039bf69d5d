import Git
import Ledger
import TestSupport
import Testing

@Suite("Signatures that are none")
struct SignatureTests {
    @Test(
        "T7: a signature made for something else counts for nothing, and is shown",
        arguments: ["git", "plan@sluice", "sign-off@other", "file"])
    func refusesOtherNamespaces(namespace: String) throws {
        let signed = try SignedRepository()
        let record = try signed.approval()
        try signed.forge(record, signed.signature(of: record, by: "quinn", namespace: namespace))
        let gate = try signed.gate()
        #expect(gate.status == 1)
        #expect(gate.output.contains("its signature was made for something else (\(namespace))"))
    }

    @Test("T7: the signature of other content, a damaged one, and two at once count for nothing, and are shown")
    func refusesWhatDoesNotFit() throws {
        let signed = try SignedRepository()
        let record = try signed.approval()
        let good = try signed.signature(of: record, by: "quinn")
        var other = record
        other.at = Timestamp(milliseconds: record.at.milliseconds + 1)
        let foreign = try signed.signature(of: other, by: "quinn")
        let rene = try signed.signature(of: record, by: "rene")
        var damaged = good
        damaged[100] = damaged[100] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        let texts = [foreign, damaged, good + rene, rene + good, Array(good.dropLast(30)), Array("signed\n".utf8)]
        for text in texts {
            try signed.forAWhile {
                try signed.forge(record, text)
                let gate = try signed.gate()
                #expect(gate.status == 1, "\(String(decoding: text, as: UTF8.self))\n\(gate.output)")
                #expect(gate.output.contains("decides nothing: releases/"))
            }
        }
    }

    @Test("T7: a key does not count before and after its time, nor once it is taken out")
    func heedsTheTimesOfKeys() throws {
        let signed = try SignedRepository()
        try signed.approve(by: "quinn")
        try #require(try signed.gate().status == 0)
        let key = try signed.publicKey("quinn")
        for (times, isOpen) in [
            ("until=2025-12-31 ", false), ("from=2030-01-01 ", false), ("from=2025-01-01 until=2027-01-01 ", true),
        ] {
            try signed.use("dana")
            let text = try signed.policy("").replacing("key = \(key)", with: "key = \(times)\(key)")
            let edited = try signed.test.sluice("policy", "edit", "--file", "-", input: Array(text.utf8))
            try #require(edited.status == 0, "\(edited.errors)")
            #expect(try signed.gate().status == (isOpen ? 0 : 1), "\(times)")
        }
        try signed.use("dana")
        let without = try signed.policy("").replacing("key = \(key)", with: "key = \(signed.publicKey("mallory"))")
        try #require(try signed.test.sluice("policy", "edit", "--file", "-", input: Array(without.utf8)).status == 0)
        #expect(try signed.gate().status == 1)
        #expect(try signed.approve(by: "quinn").status == 1)
    }

    @Test("T7: principals are names, never patterns; keys are keys, never certificates")
    func refusesWildcards() throws {
        let signed = try SignedRepository()
        try signed.use("dana")
        let key = try signed.publicKey("mallory")
        for section in [
            "[person \"*\"]\n email = m@x\n key = \(key)", "[person \"m,quinn\"]\n email = m@x\n key = \(key)",
            "[person \"m\"]\n email = m@x\n key = * \(key)",
            "[person \"m\"]\n email = m@x\n key = cert-authority \(key)",
            "[person \"m\"]\n email = m@x\n key = ssh-ed25519-cert-v01@openssh.com AAAA",
            "[person \"m\"]\n email = m@x\n key = ssh-rsa \(key.dropFirst("ssh-ed25519 ".count))",
            "[person \"m\"]\n email = m@x\n key = \(try signed.publicKey("quinn"))",
            "[person \"m\"]\n email = quinn@example.org\n key = \(key)",
        ] {
            let text = try signed.policy(section)
            #expect(try signed.test.sluice("policy", "check", "-", input: Array(text.utf8)).status == 1, "\(section)")
        }
    }

    @Test("a remembered signature opens no gate")
    func gateRemembersNothing() throws {
        let signed = try SignedRepository()
        let record = try signed.approval()
        try signed.forge(record, signed.signature(of: record, by: "mallory"))
        let line = record.line() + (try signed.signature(of: record, by: "mallory"))
        let blob = try signed.test.git("hash-object", "--stdin", input: line)
        let policy = try signed.test.git("rev-parse", "sluice/ledger:trust/2/policy")
        try signed.test.write(".git/sluice/signatures", "\(blob) \(policy) quinn\n")
        let gate = try signed.gate()
        #expect(gate.status == 1, "\(gate.output)\(gate.errors)")
        #expect(try signed.test.sluice("tag", "1.0.0").status == 1)
    }

    @Test("OpenPGP keys sign as SSH keys do")
    func signsWithOpenPGP() throws {
        let signed = try SignedRepository()
        try signed.useOpenPGP()
        defer { signed.endOpenPGP() }
        let approved = try signed.test.sluice("approve", "TASK-1", "--release", "1.0.0", person: .tester)
        #expect(approved.status == 0, "\(approved.errors)")
        #expect(approved.errors.contains("Signed by sam <sam@example.org>."))
        #expect(try signed.gate().status == 0)
    }
}
