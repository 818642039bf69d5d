import Foundation

/// Where tests find what they run and read.
package enum Places {
    /// The folder of `Package.swift`.
    package static let package = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// The `sluice` that was built together with the running tests, whatever the build folder is.
    package static let program = URL(fileURLWithPath: "/proc/self/exe")
        .resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("sluice").path

    /// The real histories kept beside the project (or at `SLUICE_CORPUS`); nothing where there are none.
    package static let corpus: String? = {
        let named = ProcessInfo.processInfo.environment["SLUICE_CORPUS"]
        let folder = named ?? package + "/../shared/corpus"
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }()
}
