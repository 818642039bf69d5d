// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error, .when(configuration: .debug)),
]

/// The layers, from the program on the left to libgit2 on the right (see README.md, "Where to look").
/// A layer may use any layer to its right, never one to its left; `Tests/LayersTests` keeps it so.
let layers = ["Commands", "Reports", "Gate", "Releases", "Ledger", "Changes", "Git"]

let package = Package(
    name: "sluice",
    targets: [
        .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
        .executableTarget(
            name: "sluice", dependencies: ["Commands"], swiftSettings: settings,
            // At a fixed address, 41,000 addresses in the statically linked Swift runtime need no relocation at start.
            linkerSettings: [.unsafeFlags(["-Xclang-linker", "-no-pie"], .when(configuration: .release))]),
        .target(name: "TestSupport", dependencies: [], path: "Tests/Support", swiftSettings: settings),
    ]
        + layers.enumerated().map { position, layer in
            let below = layers[(position + 1)...].map { Target.Dependency(stringLiteral: $0) }
            return Target.target(
                name: layer,
                dependencies: layer == "Git" ? ["CLibgit2"] : below,
                swiftSettings: layer == "Git" ? settings : settings + [.strictMemorySafety()])
        }
        + (layers + ["Layers"]).map { layer in
            let below = layers.drop { $0 != layer }.map { Target.Dependency(stringLiteral: $0) }
            return Target.testTarget(
                name: "\(layer)Tests",
                dependencies: below + ["TestSupport"] + (layer == "Commands" ? ["sluice"] : []),
                swiftSettings: settings)
        }
)
