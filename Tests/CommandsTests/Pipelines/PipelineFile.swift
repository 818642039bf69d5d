import Foundation
import TestSupport
import Testing

/// A pipeline file of `ci`, read as its host reads it: YAML by the library that comes with check-jsonschema.
struct PipelineFile {
    typealias Mapping = [String: Any]

    /// The documents of the file; a component of GitLab has two.
    let documents: [Mapping]

    static let canBeRead = TestRepository.hasTools("python3", "check-jsonschema")
    static let folder = "\(Places.package)/ci"

    /// The files that a user copies, and those that they call.
    static let copied = [
        "github/request.yml", "github/tag.yml", "github/tests.yml", "github/deployment.yml", "gitlab/gitlab-ci.yml",
        "gitea/sluice.yml", "gitea/tests.yml", "gitea/deployment.yml", "azure/azure-pipelines.yml", "azure/tests.yml",
        "azure/deployment.yml", "jenkins/Jenkinsfile", "shell/sluice.sh",
    ]
    static let called = ["github/action.yml", "gitlab/sluice.yml"]

    static func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    }

    /// - Parameter values: what a user writes in the place of `<name>`.
    init(_ name: String, _ values: [String: String], in repository: TestRepository) throws {
        let script = """
            import json, sys
            from ruamel.yaml import YAML
            print(json.dumps(list(YAML(typ="safe", pure=True).load_all(sys.stdin.read()))))
            """
        let python = try #require(TestRepository.tool("python3"))
        let text = try Self.text(name).filled(values)
        let read = try repository.start([python, "-c", script], input: Array(text.utf8)).wait()
        try #require(read.status == 0, "\(read.errors)")
        documents = try #require(try JSONSerialization.jsonObject(with: Data(read.outputBytes)) as? [Mapping])
    }
}

extension String {
    /// The text with a value in the place of each `<name>`.
    func filled(_ values: [String: String]) -> String {
        values.reduce(self) { $0.replacing("<\($1.key)>", with: $1.value) }
    }
}

extension PipelineFile.Mapping {
    func mapping(_ path: String...) -> PipelineFile.Mapping {
        path.reduce(self) { $0[$1] as? PipelineFile.Mapping ?? [:] }
    }

    /// The values of a mapping as text; a key without a value has an empty one.
    func texts(_ name: String) -> [String: String] { mapping(name).mapValues { $0 is NSNull ? "" : "\($0)" } }

    func list(_ name: String) -> [PipelineFile.Mapping] { self[name] as? [PipelineFile.Mapping] ?? [] }

    func lines(_ name: String) -> [String] { (self[name] as? [String]) ?? (self[name] as? String).map { [$0] } ?? [] }
}
