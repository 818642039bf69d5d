import Foundation
import Git
import System
import TestSupport
import Testing

/// A host whose pipelines are played on this machine: its repository, the scripts of Sluice at a commit, and a package with
/// the built program.
final class PipelineHost {
    let origin: TestRepository
    let scripts: TestRepository
    /// What a user writes into the file that is copied.
    var values: [String: String]
    private let folder: String
    private var runs = 0

    /// - Parameter origin: the host's repository.
    init(_ origin: TestRepository) throws {
        self.origin = origin
        scripts = try TestRepository()
        folder = "\(scripts.path)/.git/host"
        for name in ["pipeline", "install", "setup"] {
            try scripts.write("ci/\(name)", PipelineFile.text(name))
            try scripts.makeExecutable("ci/\(name)")
        }
        try scripts.write("ci/github/action.yml", PipelineFile.text("github/action.yml"))
        try scripts.git("add", "ci")
        try scripts.git("commit", "--quiet", "--message=scripts")
        values = ["source": "file://\(scripts.path)", "commit": try scripts.resolve("HEAD"), "version": "1.2.3"]
        try pack()
        values["fingerprint"] = "none"
    }

    /// A package whose program is a link to the built one.
    private func pack() throws {
        let name = "sluice-1.2.3-linux-x86_64"
        let result = try scripts.start([
            "sh", "-ec",
            """
            mkdir -p "$1/v1.2.3" "$1/\(name)/bin" && ln -s "$2" "$1/\(name)/bin/sluice"
            tar -C "$1" -czf "$1/v1.2.3/\(name).tar.gz" "\(name)" && sha256sum "$1/v1.2.3/\(name).tar.gz"
            """, "sh", folder, Places.program,
        ]).wait()
        try #require(result.status == 0, "\(result.errors)")
        values["package"] = "\(folder)/v1.2.3/\(name).tar.gz"
        values["digest"] = String(result.output.prefix(64))
    }

    /// An empty folder, as a runner has it at the beginning of a job.
    func makeWorkspace() throws -> String {
        runs += 1
        let place = "\(folder)/run-\(runs)"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
        return place
    }

    /// The clone that a runner made of one commit.
    func checkOut(_ reference: String, options: [String] = ["--depth=1"]) throws -> String {
        let place = try makeWorkspace()
        let script = """
            git init --quiet . && git remote add origin "file://$1" && shift
            git fetch --quiet --no-tags "$@" && git checkout --quiet --detach FETCH_HEAD
            """
        let words = ["sh", "-ec", script, "sh", origin.path] + options + ["origin", reference]
        let result = try origin.start(words, directory: place).wait()
        try #require(result.status == 0, "\(result.errors)")
        return place
    }

    /// Has a program in the place of `curl` note its arguments, and answer this.
    func answerCalls(with answer: String) throws -> [String: String] {
        try scripts.write(".git/host/answer", answer)
        try scripts.write(
            ".git/host/bin/curl",
            """
            #!/bin/sh
            printf '%s\\n' "$@" >>"$0.log"
            cat "$(dirname "$0")/../answer"
            """)
        try scripts.makeExecutable(".git/host/bin/curl")
        return ["PATH": "\(folder)/bin:\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")"]
    }

    /// The arguments of the calls since the last question, a line each.
    func calls() throws -> [String] {
        defer { try? File.remove("\(folder)/bin/curl.log") }
        return try scripts.read(".git/host/bin/curl.log").split(separator: "\n").map(String.init)
    }

    func run(_ script: String, _ environment: [String: String], in workspace: String) throws -> CommandResult {
        let own = ["SLUICE_CACHE": "\(folder)/cache", "HOME": folder]
        return try origin.start(
            ["sh", "-e", "-c", script], environment: own.merging(environment) { $1 }, directory: workspace
        )
        .wait()
    }
}

/// The parts of a file as each host runs them.
extension PipelineHost {
    /// Runs the steps of a workflow's job that use the action, one after the other, until one fails; the last one's result.
    ///
    /// - Parameters:
    ///   - contexts: what expressions of the workflow stand for.
    ///   - variables: those of the run, such as `GITHUB_EVENT_PATH`.
    ///   - command: the only command of those of the job that is run.
    func runWorkflow(
        _ name: String, job: String, command: String? = nil, contexts: [String: String] = [:],
        _ variables: [String: String], in workspace: String
    ) throws -> CommandResult {
        let workflow = try PipelineFile(name, values, in: origin).documents[0]
        let place = URL(fileURLWithPath: origin.path)
        let known = [
            "github.server_url": "file://\(place.deletingLastPathComponent().path)",
            "github.repository": place.lastPathComponent, "github.token": "t0ken", "runner.temp": workspace,
        ].merging(workflow.texts("env").map { ("env.\($0)", Self.value($1, contexts)) }) { $1 }.merging(contexts) { $1 }
        let uses = workflow.mapping("jobs", job).list("steps").filter {
            ($0["uses"] as? String ?? "").contains("/sluice/ci/github@")
                && (command == nil || $0.texts("with")["command"] == command)
        }
        var result: CommandResult?
        for use in uses where result.map({ $0.status == 0 }) ?? true {
            let given = use.texts("with").mapValues { Self.value($0, known) }
            result = try runAction(given, known, variables, in: workspace)
        }
        return try #require(result)
    }

    private func runAction(
        _ inputs: [String: String], _ contexts: [String: String], _ variables: [String: String], in workspace: String
    ) throws -> CommandResult {
        let action = try PipelineFile("github/action.yml", [:], in: origin).documents[0]
        let step = try #require(action.mapping("runs").list("steps").last)
        let defaults = action.mapping("inputs").mapValues { ($0 as? PipelineFile.Mapping)?["default"] as? String ?? "" }
        var known = contexts.filter { !$0.key.hasPrefix("inputs.") }
        for (name, value) in defaults.merging(inputs, uniquingKeysWith: { $1 }) {
            known["inputs.\(name)"] = Self.value(value, contexts)
        }
        var environment = step.texts("env").mapValues { Self.value($0, known) }
        environment["GITHUB_ACTION_PATH"] = "\(scripts.path)/ci/github"
        environment["SLUICE_RELEASES"] = folder
        environment["GITHUB_ACTIONS"] = "true"
        let script = try #require(step["run"] as? String)
        return try run(script, environment.merging(variables) { $1 }, in: workspace)
    }

    /// A text with the values of its expressions: names, and the first of several that is not empty.
    private static func value(_ text: String, _ known: [String: String]) -> String {
        text.replacing(/\$\{\{ *(.*?) *\}\}/) { match in
            match.1.split(separator: "||").map { known[$0.trimmingCharacters(in: .whitespaces)] ?? "" }
                .first { !$0.isEmpty } ?? ""
        }
    }

    /// Runs a job of the component, or one that extends it in the file that is copied.
    func runJob(_ name: String, _ variables: [String: String], in workspace: String) throws -> CommandResult {
        let copied = try PipelineFile("gitlab/gitlab-ci.yml", values, in: origin).documents[0]
        let include = try #require(copied.list("include").first)
        let component = try PipelineFile("gitlab/sluice.yml", [:], in: origin).documents
        var inputs = component[0].mapping("spec", "inputs").mapValues {
            ($0 as? PipelineFile.Mapping)?["default"] as? String
        }
        for (name, value) in include.texts("inputs") { inputs[name] = value }
        let jobs = component[1].merging(copied) { $1 }
        let base = try #require(jobs[".sluice"] as? PipelineFile.Mapping)
        let job = try #require(jobs[name] as? PipelineFile.Mapping)
        try #require(job["extends"] as? String == ".sluice")
        let fill = { (text: String) in
            text.replacing(/\$\[\[ *inputs\.(\S+) *\]\]/) { inputs[String($0.1)].flatMap { $0 } ?? "" }
        }
        let own = base.texts("variables").merging(job.texts("variables")) { $1 }.mapValues(fill)
        let given = variables.merging(["CI_PROJECT_DIR": workspace, "GITLAB_CI": "true"]) { $1 }
        let expanded = own.mapValues { value in
            value.replacing(/\$([A-Z_]+)/) { given[String($0.1)] ?? "" }
        }
        let lines = (base.lines("before_script") + (job["script"] == nil ? base : job).lines("script")).map(fill)
        // What the project sets goes before what the file says.
        return try run(lines.joined(separator: "\n"), expanded.merging(given) { $1 }, in: workspace)
    }

    /// Runs the scripts of a pipeline of Azure whose condition holds.
    func runAzure(
        _ name: String, where condition: String, _ variables: [String: String], in workspace: String
    ) throws -> CommandResult {
        let pipeline = try PipelineFile(name, values, in: origin).documents[0]
        let job = pipeline.list("jobs").last ?? pipeline
        let steps = job.list("steps") + job.mapping("strategy", "runOnce", "deploy").list("steps")
        let chosen = steps.filter { ($0["condition"] as? String).map { $0.contains(condition) } ?? true }
        let scripts = chosen.compactMap { $0["script"] as? String }.filter { !$0.contains("rollout.sh") }
        try #require(!scripts.isEmpty)
        let environment = pipeline.texts("variables").merging(["TF_BUILD": "True"]) { $1 }.merging(variables) { $1 }
        return try run(scripts.joined(separator: "\n"), environment, in: workspace)
    }

    /// Runs the shell of stages of the Jenkinsfile.
    func runJenkins(_ stages: String..., variables: [String: String], in workspace: String) throws -> CommandResult {
        let text = try PipelineFile.text("jenkins/Jenkinsfile").filled(values)
        var environment = ["JENKINS_URL": "https://jenkins.example.org/"]
        for match in text.matches(of: /([A-Z_]+) = '([^']*)'/) { environment[String(match.1)] = String(match.2) }
        let parts = text.split(separator: "stage('").dropFirst()
        let scripts = try stages.map { name in
            let part = try #require(parts.first { $0.hasPrefix("\(name)'") })
            return part.matches(of: /sh '''((?s:.*?))'''|sh '([^']*)'/).compactMap { $0.1 ?? $0.2 }
                .filter { !$0.contains("rollout.sh") && !$0.contains("make ") }.joined(separator: "\n")
        }
        return try run(scripts.joined(separator: "\n"), environment.merging(variables) { $1 }, in: workspace)
    }

    /// Runs the script for other hosts.
    func runShell(_ arguments: [String], _ variables: [String: String], in workspace: String) throws -> CommandResult {
        let text = try PipelineFile.text("shell/sluice.sh").filled(values)
        let own = ["SLUICE_CACHE": "\(folder)/cache"]
        return try origin.start(
            ["sh", "-c", text, "sluice.sh"] + arguments, environment: own.merging(variables) { $1 },
            directory: workspace
        ).wait()
    }
}
