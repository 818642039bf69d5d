import Git
import System

/// By what the change of a commit is told from others, each name surer and dearer than the one before.
struct ChangeOutline: Equatable {
    /// Names the paths that it touches.
    let places: ObjectID
    /// Names what stood there before and after.
    let content: ObjectID
    /// The patch ID; nil until it is asked for.
    var patch: ObjectID?
}

extension ChangeOutline {
    /// - Returns: nil where nothing changed.
    init?(of changes: [PathChange]) throws {
        guard !changes.isEmpty else { return nil }
        var (places, content) = ([UInt8](), BinaryWriter())
        for change in changes {
            places += change.path + [0]
            for side in [change.old, change.new] {
                content.append(side?.id ?? .zero)
                content.append(side?.mode.rawValue ?? 0)
            }
        }
        self.places = try Repository.id(of: places, .blob)
        self.content = try Repository.id(of: content.bytes, .blob)
    }
}
