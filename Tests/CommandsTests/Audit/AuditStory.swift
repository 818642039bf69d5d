import Foundation
import Git
import Ledger
import TestSupport
import Testing

/// What a test reads of an audit in JSON.
struct AuditAnswer: Decodable {
    struct Finding: Decodable {
        let code: String
        let severity: String
        let subject: String
        let what: String
        let mend: [String]
    }

    struct Record: Decodable {
        let path: String
        let kind: String
        let authorship: String
        let today: String
        let policy: Int
        let roles: [String]
    }

    struct Tag: Decodable {
        let tag: String
        let state: String
    }

    let result: String
    let findings: [Finding]
    let records: [Record]
    let tags: [Tag]

    /// The codes of what is more than good to know, in their order.
    var codes: [String] { findings.filter { $0.severity != "remark" }.map(\.code) }

    func subjects(_ code: String) -> [String] { findings.filter { $0.code == code }.map(\.subject) }
}

extension TestRepository {
    func audit(_ arguments: String..., status: Int32, environment: [String: String] = [:]) throws -> AuditAnswer {
        let program = [Places.program, "audit", "--json"] + arguments
        let result = try start(program, environment: environment).wait()
        try #require(result.status == status, "\(result.output)\(result.errors)")
        return try JSONDecoder().decode(AuditAnswer.self, from: Data(result.outputBytes))
    }

    /// Rewrites the ledger's tree behind Sluice's back, in a commit of its own, by arguments of `git update-index`.
    @discardableResult
    func rewriteLedger(_ steps: [String]...) throws -> String {
        try git("read-tree", "--index-output=.git/rewritten", "sluice/ledger")
        let environment = ["GIT_INDEX_FILE": path + "/.git/rewritten"]
        for step in steps {
            let done = try start(["git", "update-index"] + step, environment: environment).wait()
            try #require(done.status == 0, "\(done.errors)")
        }
        let written = try start(["git", "write-tree", "--missing-ok"], environment: environment).wait()
        let tree = String(written.output.prefix(40))
        let commit = try git("commit-tree", "-p", "sluice/ledger", "-m", "rewritten", tree)
        try git("update-ref", "refs/heads/sluice/ledger", commit)
        return commit
    }

    /// The paths of the ledger's records below a folder.
    func ledgerPaths(_ folder: String) throws -> [String] {
        try git("ls-tree", "-r", "--name-only", "sluice/ledger", folder).split(separator: "\n").map(String.init)
            .filter { $0.hasSuffix(".json") }
    }

    func ledgerBlob(_ path: String) throws -> String { try resolve("sluice/ledger:\(path)") }
}
