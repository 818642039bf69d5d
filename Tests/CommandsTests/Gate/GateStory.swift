import Foundation
import TestSupport
import Testing

/// What a test reads of a verdict in JSON.
struct VerdictAnswer: Decodable {
    struct Finding: Decodable {
        let code: String
        let expected: String
        let found: String
        let mend: [String]
    }

    let open: Bool
    let candidate: End
    let findings: [Finding]

    struct End: Decodable {
        let commit: String?
    }

    var codes: [String] { findings.map(\.code) }
}

extension TestRepository {
    /// A release 1.0 with one commit of RFC-1, planned and approved: its gate is open.
    static func withOpenGate(policy: String = hookPolicy) throws -> TestRepository {
        let repository = try TestRepository()
        try repository.commit("RFC-1: first", files: ["a": "1\n", "b": "1\n", "folder/c": "1\n"])
        try repository.makeLedger(policy: policy)
        try repository.addItems(["RFC-1", "RFC-2"])
        try repository.approve("1.0", "RFC-1")
        return repository
    }

    func gate(
        _ release: String = "1.0", status: Int32, environment: [String: String] = [:], directory: String = "."
    ) throws -> VerdictAnswer {
        let result = try sluice(
            "gate", "tag", release, "--json", environment: environment, directory: directory)
        try #require(result.status == status, "\(result.output)\(result.errors)")
        return try JSONDecoder().decode(VerdictAnswer.self, from: Data(result.outputBytes))
    }
}
