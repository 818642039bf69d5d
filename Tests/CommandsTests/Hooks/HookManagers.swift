import Foundation
import TestSupport
import Testing

/// A manager of hooks as a person uses it in a test: how it is installed and removed, and that its own hook notes its calls.
struct TestedManager {
    /// The program that `ci/setup` installs; nil for a manager of whose files only the layout is known.
    var program: String?
    let settings: [String: String]
    let install: [[String]]
    let uninstall: [[String]]

    static let preCommit = TestedManager(
        program: "pre-commit", settings: [".pre-commit-config.yaml": preCommitSettings],
        install: [["pre-commit", "install", "-t", "commit-msg"]],
        uninstall: [["pre-commit", "uninstall", "-t", "commit-msg"]])

    static let prek = TestedManager(
        program: "prek", settings: [".pre-commit-config.yaml": preCommitSettings],
        install: [["prek", "install", "-t", "commit-msg"]], uninstall: [["prek", "uninstall", "-t", "commit-msg"]])

    static let lefthook = TestedManager(
        program: "lefthook",
        settings: ["lefthook.yml": "commit-msg:\n  commands:\n    own:\n      run: echo managed >>.git/calls\n"],
        install: [["lefthook", "install", "-f"]], uninstall: [["lefthook", "uninstall"]])

    private static let preCommitSettings = """
        repos:
          - repo: local
            hooks:
              - id: own
                name: own
                entry: sh -c 'echo managed >>.git/calls'
                language: system
                stages: [commit-msg]
                always_run: true

        """
}

extension TestRepository {
    /// Where `ci/setup` installs the managers; nil where it has not done so.
    static func tool(_ name: String) -> String? {
        let path = "\(Places.package)/.build-tools/bin/\(name)"
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    static func hasTools(_ names: String...) -> Bool { names.allSatisfy { tool($0) != nil } }

    /// Lets the managers, and the `sluice` that is tested, be found by their names.
    func putToolsOnPath() {
        let folders = [
            "\(Places.package)/.build-tools/bin", URL(fileURLWithPath: Places.program).deletingLastPathComponent().path,
        ]
        let inherited = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        variables["PATH"] = (folders + [inherited]).joined(separator: ":")
    }

    func expectSuccess(_ words: [String]) throws {
        let result = try start(words).wait()
        try #require(result.status == 0, "\(words): \(result.output)\(result.errors)")
    }

    /// Installs a hook that is nothing but a text.
    func writeHook(_ name: String, _ text: String, in folder: String = ".git/hooks") throws {
        try write("\(folder)/\(name)", text)
        try makeExecutable("\(folder)/\(name)")
    }

    /// Commits twice, with an item and without, and looks at who was asked.
    func expectAsked(
        sluice: Bool, manager: Bool, _ step: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try write(".git/calls", "")
        let good = try tryGit("commit", "--allow-empty", "-m", "RFC-1: \(step)")
        #expect(good.status == 0, "\(step): \(good.errors)\(good.output)", sourceLocation: sourceLocation)
        let called = try read(".git/calls") != ""
        #expect(called == manager, "\(step): is the manager's hook run?", sourceLocation: sourceLocation)
        let bad = try tryGit("commit", "--allow-empty", "-m", "no item")
        #expect((bad.status != 0) == sluice, "\(step): is Sluice asked? \(bad.errors)", sourceLocation: sourceLocation)
        #expect(
            bad.errors.contains("names no item") || bad.output.contains("names no item") || !sluice,
            "\(step): \(bad.errors)", sourceLocation: sourceLocation)
    }
}
