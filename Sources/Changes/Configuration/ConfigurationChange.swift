import Git

/// One setting, at one key path, added, removed or changed (section 5 of the design). It holds no secret.
package struct ConfigurationChange: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case added, removed, changed
        /// The elements of a list are the same, in another order.
        case reordered
        /// The whole file stands at another path.
        case moved
    }

    package let path: ConfigurationPath
    package let kind: Kind
    /// The value before; nil where there was none. `Secrets.mark` in place of a secret, bounded in length.
    package let old: String?
    /// The value after, likewise.
    package let new: String?
    /// Whether the values are kept back: all that is told is that they changed.
    package let isSecret: Bool

    init(path: ConfigurationPath, kind: Kind, old: MaskedText? = nil, new: MaskedText? = nil) {
        isSecret = old?.isSecret ?? false || new?.isSecret ?? false
        self.path = path
        self.kind = kind
        // One that is no secret any more, or not yet, tells what kind of value the other was: both are kept back.
        let isSecret = isSecret
        self.old = old.map { isSecret && !$0.isPartlyShown ? Secrets.mark : $0.shown }
        self.new = new.map { isSecret && !$0.isPartlyShown ? Secrets.mark : $0.shown }
    }
}

extension ConfigurationChange {
    /// A file's way from one path to another.
    package struct Move: Hashable, Sendable {
        package let from: [UInt8]
        package let to: [UInt8]

        package init(from: [UInt8], to: [UInt8]) {
            self.from = from
            self.to = to
        }
    }

    /// A change of who may run the file, as Git keeps it: `100644`, `100755`.
    package struct Mode: Hashable, Sendable {
        package let old: String
        package let new: String

        package init(old: String, new: String) {
            self.old = old
            self.new = new
        }
    }

    /// It stands at no key: a setting may be called `mode`.
    init(_ mode: Mode) {
        self.init(
            path: ConfigurationPath([.element(Array("mode".utf8))]), kind: .changed, old: MaskedText(plain: mode.old),
            new: MaskedText(plain: mode.new))
    }

    init(_ move: Move) {
        self.init(
            path: ConfigurationPath([]), kind: .moved, old: MaskedText(plain: ShownText.cut(move.from.pathText.utf8)),
            new: MaskedText(plain: ShownText.cut(move.to.pathText.utf8)))
    }
}

/// A value that is ready to be shown, a secret in it already replaced.
struct MaskedText: Hashable {
    let shown: String
    let isSecret: Bool
    /// A line of which only the secret part was replaced.
    var isPartlyShown = false
}

extension MaskedText {
    init(_ scalar: ConfigurationScalar) {
        self.init(shown: scalar.isSecret ? Secrets.mark : ShownText.cut(scalar.shown), isSecret: scalar.isSecret)
    }

    init(plain text: String) { self.init(shown: text, isSecret: false) }
}
