// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Has code refer to generic types and their conformances directly. By default it names them, and the runtime searches for
/// each at its first use. `ci/bench`, "hook commit-msg": 2.8 ms with this, 3.1 ms without; "gate": 21.4 ms and 24.2 ms.
let typesByReference = ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"]

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error, .when(configuration: .debug)),
    .unsafeFlags(typesByReference, .when(configuration: .release)),
]

/// What libgit2 asks of libssh2 and GSSAPI for network connections, which Sluice never makes. Debian has no library that
/// could be linked whole, so that each is our function that ends the program (`Sources/Git/Library/AbsentFunctions.swift`).
let absentFunctions =
    [
        "agent_connect", "agent_disconnect", "agent_free", "agent_get_identity", "agent_init", "agent_list_identities",
        "agent_userauth", "channel_close", "channel_free", "channel_open_ex", "channel_process_startup",
        "channel_read_ex", "channel_set_blocking", "channel_write_ex", "exit", "hostkey_hash", "init",
        "knownhost_checkp", "knownhost_free", "knownhost_init", "knownhost_readfile", "session_abstract",
        "session_disconnect_ex", "session_free", "session_handshake", "session_hostkey", "session_init_ex",
        "session_last_error", "session_method_pref", "session_set_blocking", "userauth_authenticated",
        "userauth_keyboard_interactive_ex", "userauth_list", "userauth_password_ex", "userauth_publickey",
        "userauth_publickey_fromfile_ex", "userauth_publickey_frommemory",
    ].map { "libssh2_\($0)" }
    + [
        "delete_sec_context", "display_status", "import_name", "indicate_mechs", "init_sec_context", "release_buffer",
        "release_name", "release_oid_set",
    ].map { "gss_\($0)" } + ["GSS_C_NT_HOSTBASED_SERVICE"]

/// What libgit2 is linked with, as pkg-config says. Nothing where it cannot be asked: SwiftPM says then what is missing.
let staticLibraries: [String] = {
    let (program, output) = (Process(), Pipe())
    program.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    program.arguments = ["pkg-config", "--static", "--libs", "libgit2"]
    (program.standardOutput, program.standardError) = (output, FileHandle.nullDevice)
    guard (try? program.run()) != nil else { return [] }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    program.waitUntilExit()
    return text.split(whereSeparator: \.isWhitespace).map(String.init)
}()

/// Links the release program whole: finding and relocating 20 shared libraries took 3 ms of every start, which hooks pay
/// at every commit. Any symbol that is missing fails the link.
/// See `Sources/Git/Library/WrappedFunctions.swift` for the functions that are wrapped.
let staticProgram =
    ["-static-executable", "-use-ld=lld"] + staticLibraries
    + (["inflate", "git_mbedtls_stream_global_init", "git_transport_ssh_global_init"].map { "--wrap=\($0)" }
    + absentFunctions.map { "--defsym=\($0)=sluice_absent_function" }).flatMap { ["-Xlinker", $0] }

/// The layers, from the program on the left to the operating system on the right (see README.md, "Where to look").
/// A layer may use any layer to its right, never one to its left; `Tests/LayersTests` keeps it so.
let layers = ["Commands", "Reports", "Actions", "Gate", "Releases", "Ledger", "Changes", "Git", "System"]

/// The libraries that layers call, in their C headers.
let libraries = ["Git": "CLibgit2", "System": "CSystem"]

let package = Package(
    name: "sluice",
    targets: [
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .systemLibrary(name: "CSystem"),
        .executableTarget(
            name: "sluice", dependencies: ["Commands"], swiftSettings: settings,
            linkerSettings: [.unsafeFlags(staticProgram, .when(configuration: .release))]),
        .target(name: "TestSupport", dependencies: [], path: "Tests/Support", swiftSettings: settings),
        .target(
            name: "FactsSupport", dependencies: ["Gate", "Releases", "Ledger", "Changes", "Git", "System"],
            path: "Tests/Facts", swiftSettings: settings),
    ]
        + layers.enumerated().map { position, layer in
            let below = layers[(position + 1)...] + [libraries[layer]].compactMap(\.self)
            return Target.target(
                name: layer,
                dependencies: below.map { Target.Dependency(stringLiteral: $0) },
                swiftSettings: libraries[layer] == nil
                    ? settings + [.strictMemorySafety()]
                    : settings + [.define("STATIC_PROGRAM", .when(configuration: .release))])
        }
        + (layers + ["Layers", "Fuzz"]).map { layer in
            let tested = layer == "Fuzz" ? layers[...] : layers.drop { $0 != layer }
            let below = tested.map { Target.Dependency(stringLiteral: $0) }
            return Target.testTarget(
                name: "\(layer)Tests",
                dependencies: below + ["TestSupport"] + (layer == "Commands" ? ["sluice"] : [])
                    + (["Actions", "Gate"].contains(layer) ? ["FactsSupport"] : []),
                swiftSettings: settings)
        }
)
