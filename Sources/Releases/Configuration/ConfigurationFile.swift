package import Changes
import Git

/// A configuration file that differs between two states, or what stands in its place.
package struct ConfigurationFile: Hashable, Sendable {
    /// What stands at a path. Only a file has settings; of the others all that is told is where they lead.
    package enum Kind: String, Hashable, Sendable {
        case file
        case symbolicLink = "link"
        case submodule
    }

    package let path: [UInt8]
    /// Where it stood before, if it was renamed.
    package let oldPath: [UInt8]?
    package let kind: Kind
    package let format: ConfigurationFormat
    /// The names of the configuration items that it touches: the one that owns its path, then the one that it was taken
    /// from, if these are two.
    package let items: [String]

    let old: TreeEntry?
    let new: TreeEntry?

    /// Under which it stands or stood.
    var paths: Set<[UInt8]> { Set([path] + (oldPath.map { [$0] } ?? [])) }
}

extension ConfigurationFile {
    /// What a change of the file's mode is: programs may be told to run it, whatever its settings are.
    var modeChange: ConfigurationChange.Mode? {
        guard kind == .file, let old, let new, old.mode != new.mode else { return nil }
        return .init(old: Self.text(of: old.mode), new: Self.text(of: new.mode))
    }

    private static func text(of mode: TreeEntry.Mode) -> String { String(mode.rawValue, radix: 8) }
}

extension ConfigurationFile.Kind {
    init(_ mode: TreeEntry.Mode) {
        switch mode {
        case .symbolicLink: self = .symbolicLink
        case .submodule: self = .submodule
        case .file, .executable, .tree: self = .file
        }
    }
}
