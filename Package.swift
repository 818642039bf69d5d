// swift-tools-version: 6.2
import PackageDescription

/// Has code refer to generic types and their conformances directly. By default it names them, and the runtime searches for
/// each at its first use: half a millisecond of every start, and a whole one of a gate.
let typesByReference = ["-Xfrontend", "-disable-concrete-type-metadata-mangled-name-accessors"]

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error, .when(configuration: .debug)),
    .unsafeFlags(typesByReference, .when(configuration: .release)),
]

/// Links the release program whole: finding and relocating 20 shared libraries took 3 ms of every start, which hooks pay
/// at every commit. Only network code of libgit2, which Sluice never calls, has no library and stays unresolved.
/// See `Sources/Git/WrappedFunctions.swift` for the functions that are wrapped.
let staticProgram =
    ["-static-executable", "-use-ld=lld"]
    + ["mbedtls", "mbedx509", "mbedcrypto", "http_parser", "pcre2-8", "z"].map { "-l\($0)" }
    + [
        "--wrap=inflate", "--wrap=git_mbedtls_stream_global_init", "--wrap=git_transport_ssh_global_init",
        "--unresolved-symbols=ignore-all",
    ].flatMap { ["-Xlinker", $0] }

/// The layers, from the program on the left to libgit2 on the right (see README.md, "Where to look").
/// A layer may use any layer to its right, never one to its left; `Tests/LayersTests` keeps it so.
let layers = ["Commands", "Reports", "Gate", "Releases", "Ledger", "Changes", "Git"]

let package = Package(
    name: "sluice",
    targets: [
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .executableTarget(
            name: "sluice", dependencies: ["Commands"], swiftSettings: settings,
            linkerSettings: [.unsafeFlags(staticProgram, .when(configuration: .release))]),
        .target(name: "TestSupport", dependencies: [], path: "Tests/Support", swiftSettings: settings),
    ]
        + layers.enumerated().map { position, layer in
            let below = layers[(position + 1)...].map { Target.Dependency(stringLiteral: $0) }
            return Target.target(
                name: layer,
                dependencies: layer == "Git" ? ["CLibgit2"] : below,
                swiftSettings: layer == "Git"
                    ? settings + [.define("STATIC_PROGRAM", .when(configuration: .release))]
                    : settings + [.strictMemorySafety()])
        }
        + (layers + ["Layers", "Fuzz"]).map { layer in
            let tested = layer == "Fuzz" ? layers[...] : layers.drop { $0 != layer }
            let below = tested.map { Target.Dependency(stringLiteral: $0) }
            return Target.testTarget(
                name: "\(layer)Tests",
                dependencies: below + ["TestSupport"] + (layer == "Commands" ? ["sluice"] : []),
                swiftSettings: settings)
        }
)
