import Foundation
import TestSupport
import Testing

@Suite("ci/install")
struct PipelineInstallTests {
    private let host: PipelineHost
    private let workspace: String

    init() throws {
        host = try PipelineHost(TestRepository())
        workspace = try host.makeWorkspace()
    }

    private func install(_ variables: [String: String]) throws -> CommandResult {
        let script = "PATH=$(\"\(host.scripts.path)/ci/install\" program):$PATH; command -v sluice; sluice --version"
        return try host.run(script, variables, in: workspace)
    }

    @Test func installsThePackageThatTheDigestNames() throws {
        let package = try #require(host.values["package"])
        let digest = try #require(host.values["digest"])
        for name in [package, "file://\(package)"] {
            let result = try install(["SLUICE_PACKAGE": name, "SLUICE_DIGEST": digest])
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output.hasPrefix("\(workspace)/program/bin/sluice\n"))
        }
        let releases = URL(fileURLWithPath: package).deletingLastPathComponent().deletingLastPathComponent().path
        let named = ["SLUICE_VERSION": "1.2.3", "SLUICE_RELEASES": releases, "SLUICE_DIGEST": digest]
        #expect(try install(named).status == 0)
    }

    @Test func refusesAnyOtherPackage() throws {
        let package = try #require(host.values["package"])
        let other = String(repeating: "0", count: 64)
        let refused = try install(["SLUICE_PACKAGE": package, "SLUICE_DIGEST": other])
        #expect(refused.status == 3 && refused.errors.contains("is refused: its SHA-256 is "), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(workspace)/program/bin/sluice"))
        let unnamed = try install(["SLUICE_PACKAGE": package])
        #expect(unnamed.status == 2 && unnamed.errors.contains("needs SLUICE_DIGEST"), "\(unnamed.errors)")
        let short = try install(["SLUICE_PACKAGE": package, "SLUICE_DIGEST": "123"])
        #expect(short.status == 2 && short.errors.contains("is no SHA-256"))
        let missing = try install(["SLUICE_DIGEST": other])
        #expect(missing.status == 2 && missing.errors.contains("no package"))
    }

    @Test("what another run left in the cache is not believed")
    func looksAtTheCacheAgain() throws {
        let digest = try #require(host.values["digest"])
        let cache = "\(workspace)/cache"
        try FileManager.default.createDirectory(atPath: cache, withIntermediateDirectories: true)
        try Data("something else".utf8).write(to: URL(fileURLWithPath: "\(cache)/\(digest).tar.gz"))
        let variables = [
            "SLUICE_PACKAGE": host.values["package"] ?? "", "SLUICE_DIGEST": digest, "SLUICE_CACHE": cache,
        ]
        #expect(try install(variables).status == 0)
        // From then on, the cache alone is enough.
        let cached = try install(variables.merging(["SLUICE_PACKAGE": "/nowhere.tar.gz"]) { $1 })
        #expect(cached.status == 0, "\(cached.errors)")
    }

    @Test func takesTheProgramOfTheInstalledPackageThatItBelongsTo() throws {
        let script = """
            mkdir -p "$1/bin" "$1/share/sluice/ci" && ln -s "$2" "$1/bin/sluice"
            cp "$3/ci/install" "$3/ci/setup" "$1/share/sluice/ci"
            PATH=$("$1/share/sluice/ci/install" program):$PATH
            command -v sluice && readlink -f "$(command -v sluice)"
            """
        let words = ["sh", "-ec", script, "sh", "\(workspace)/usr", Places.program, host.scripts.path]
        let result = try host.origin.start(words, directory: workspace).wait()
        #expect(result.status == 0, "\(result.errors)")
        let program = URL(fileURLWithPath: Places.program).resolvingSymlinksInPath().path
        #expect(result.output == "\(workspace)/program/bin/sluice\n\(program)\n")
    }

    @Test("without a package, each revision is built once")
    func buildsOnce() throws {
        try host.scripts.write(
            "ci/sluice",
            """
            #!/bin/sh
            root=$(dirname "$(dirname "$0")")
            echo build >>"$root/.git/builds"
            mkdir -p "$root/.build/release"
            printf '#!/bin/sh\\necho %s\\n' "$(git -C "$root" rev-parse HEAD)" >"$root/.build/release/sluice"
            chmod +x "$root/.build/release/sluice"
            """)
        try host.scripts.makeExecutable("ci/sluice")
        let variables = ["SLUICE_CACHE": "\(workspace)/cache"]
        for message in ["one", "two"] {
            try host.scripts.git("add", "ci/sluice")
            try host.scripts.git("commit", "--quiet", "--allow-empty", "--message=\(message)")
            let revision = try host.scripts.resolve("HEAD")
            for _ in 1...2 {
                let result = try install(variables)
                #expect(
                    result.status == 0 && result.output.hasSuffix("\(revision)\n"), "\(result.output)\(result.errors)")
            }
        }
        #expect(try host.scripts.read(".git/builds") == "build\nbuild\n")
    }
}
