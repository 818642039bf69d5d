import Foundation
package import Testing

/// Compares all that a command said with `Tests/Snapshots/<name>.txt`.
///
/// A snapshot that is missing is written, and fails all the same: a person has to look at it first. With
/// `SLUICE_RECORD=1` every snapshot is written anew. The repository's path is shown as `<repository>`.
package func expectSnapshot(
    _ result: CommandResult, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let file = URL(fileURLWithPath: "\(Places.package)/Tests/Snapshots/\(name).txt")
    let shown = result.snapshot
    if ProcessInfo.processInfo.environment["SLUICE_RECORD"] == "1" {
        return try record(shown, in: file)
    }
    guard FileManager.default.fileExists(atPath: file.path) else {
        try record(shown, in: file)
        Issue.record("there was no snapshot \(name): read the one just written", sourceLocation: sourceLocation)
        return
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    if shown != expected {
        Issue.record(
            "\(name) differs; expected:\n\(expected)\nfound:\n\(shown)", sourceLocation: sourceLocation)
    }
}

private func record(_ text: String, in file: URL) throws {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
}

extension CommandResult {
    /// Command, status, output and errors as one text.
    var snapshot: String {
        let text = "$ \(command)\nstatus \(status)\n--- output\n\(output)--- errors\n\(errors)--- end\n"
        return text.replacingOccurrences(of: repositoryPath, with: "<repository>")
    }
}
