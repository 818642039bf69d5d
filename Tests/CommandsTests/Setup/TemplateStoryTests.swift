import Foundation
import TestSupport
import Testing

/// What each template asks of a team, seen at the gate.
@Suite("a release under each template")
struct TemplateStoryTests {
    private let test: TestRepository
    private static let uma = Person(name: "Uma Tester", email: "uma@example.org")
    private static let carla = Person(name: "Carla Chair", email: "carla@example.org")

    init() throws {
        test = try TestRepository()
        try test.commit("Start")
        try test.tag("v0.1.0")
        try #require(try test.sluice("init", "--no-hooks").status == 0)
    }

    /// Records a template as the policy in force.
    private func record(_ template: String, _ change: (String) throws -> String = { $0 }) throws {
        try test.write(".git/draft", change(test.sluice("policy", "template", template).output))
        try run("policy", "edit", "--file", ".git/draft", person: .manager)
    }

    @discardableResult
    private func run(_ words: String..., person: Person? = nil, status: Int32 = 0) throws -> CommandResult {
        let result = try test.start([Places.program] + words, person: person).wait()
        try #require(result.status == status, "\(words): \(result.output)\(result.errors)")
        return result
    }

    private func plan(_ release: String, _ item: String, path: String = "file", by person: Person) throws {
        try run("task", "add", item, "--title", "Work")
        try test.as(person) { _ = try test.commit("\(item): work", files: [path: item]) }
        _ = try test.sluice("release", "new", release)
        try run("release", "add", release, item)
    }

    @Test("small-team: a colleague approves, the author cannot")
    func smallTeam() throws {
        try record("small-team")
        try plan("1.0.0", "TASK-1", by: .developer)
        let own = try run("approve", "TASK-1", "--release", "1.0.0", person: .developer, status: 1)
        #expect(own.errors.contains("cannot approve it"))
        try run("gate", "tag", "1.0.0", status: 1)
        try run("approve", "TASK-1", "--release", "1.0.0", person: .tester)
        try run("gate", "tag", "1.0.0")
        try run("waive", "signoff", "--release", "1.0.0", "--until", "+1h", "-m", "x", person: .tester, status: 1)
    }

    @Test("open-source: a maintainer approves, a contributor cannot, and the tag is a maintainer's")
    func openSource() throws {
        try record("open-source")
        try plan("1.0.0", "TASK-1", by: .tester)
        let contributor = try run("approve", "TASK-1", "--release", "1.0.0", person: .tester, status: 1)
        #expect(contributor.errors.contains("may not speak for maintainer"), "\(contributor.errors)")
        try run("gate", "tag", "1.0.0", status: 1)
        try run("approve", "TASK-1", "--release", "1.0.0", person: .manager)
        try run("gate", "tag", "1.0.0")
        try run("tag", "1.0.0", person: .tester, status: 1)
        try run("tag", "1.0.0", person: .manager)
    }

    @Test("monorepo: a reviewer and the component's own QA approve")
    func monorepo() throws {
        try record("monorepo")
        try plan("web/1.0.0", "TASK-1", path: "web/index", by: .developer)
        try run("approve", "TASK-1", "--release", "web/1.0.0", "--role", "reviewer", person: .developer, status: 1)
        try run("approve", "TASK-1", "--release", "web/1.0.0", "--role", "reviewer", person: .manager)
        try run("gate", "tag", "web/1.0.0", status: 1)
        try run("approve", "TASK-1", "--release", "web/1.0.0", "--role", "web-qa", person: .tester, status: 1)
        try run("approve", "TASK-1", "--release", "web/1.0.0", "--role", "web-qa", person: Self.uma)
        try run("gate", "tag", "web/1.0.0")
    }

    @Test("regulated: two testers and the board sign; nobody approves their own work, nor without a key")
    func regulated() throws {
        try test.git("config", "gpg.format", "ssh")
        let people = ["quinn", "uma", "carla", "olga", "otto", "rene", "sam"]
        for name in people { try makeKey(name) }
        try use("rene")
        try record("regulated") { try withKeys($0, people) }
        try run(
            "rfc", "add", "RFC-1", "--title", "Pay by invoice", "--back-out-plan", "switch it off", person: .manager)
        try test.commit("RFC-1: pay by invoice")
        try plan("1.0.0", "TASK-2", by: .tester)
        try run("release", "add", "1.0.0", "RFC-1")
        try use("quinn")
        let own = try run("approve", "TASK-2", "--release", "1.0.0", person: .tester, status: 1)
        #expect(own.errors.contains("cannot approve it"))
        try run("approve", "RFC-1", "--release", "1.0.0", "--role", "qa", person: .tester)
        for name in ["uma", "rene"] {
            try run("gate", "tag", "1.0.0", status: 1)
            try use(name)
            try run("approve", "RFC-1", "TASK-2", "--release", "1.0.0", "--role", "qa")
        }
        #expect(try run("gate", "tag", "1.0.0", status: 1).output.contains("cab"))
        try run("approve", "RFC-1", "--release", "1.0.0", "--role", "cab", status: 1)
        try use("carla")
        try run("approve", "RFC-1", "--release", "1.0.0", "--role", "cab", person: Self.carla)
        try run("gate", "tag", "1.0.0")
        try test.git("config", "--unset", "user.signingkey")
        try run("reject", "TASK-2", "--release", "1.0.0", "--role", "qa", person: Self.uma, status: 1)
    }

    /// The template with keys in the place of the example's, and Rene as a tester: each item needs two who did not
    /// write it.
    private func withKeys(_ text: String, _ people: [String]) throws -> String {
        var lines = text.components(separatedBy: "\n")
        for name in people {
            let index = try #require(lines.firstIndex(of: "\temail = \(name)@example.org")) + 1
            try #require(lines[index].hasPrefix("\tkey = "))
            let key = try String(contentsOfFile: keyFile(name) + ".pub", encoding: .utf8)
            lines[index] = "\tkey = " + key.split(separator: " ").prefix(2).joined(separator: " ")
        }
        let testers = try #require(lines.firstIndex(of: "\tmember = uma"))
        lines.insert("\tmember = rene", at: testers)
        return lines.joined(separator: "\n")
    }

    private func keyFile(_ name: String) -> String { "\(test.path)/.git/key-\(name)" }

    private func makeKey(_ name: String) throws {
        let made = try test.start(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keyFile(name)]).wait()
        try #require(made.status == 0, "\(made.errors)")
    }

    private func use(_ name: String) throws { try test.git("config", "user.signingkey", keyFile(name) + ".pub") }
}
