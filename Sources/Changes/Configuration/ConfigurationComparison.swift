/// The configuration changes between two versions of a file.
package struct ConfigurationComparison: Hashable, Sendable {
    package enum Reading: Hashable, Sendable {
        case byKey
        /// By changed lines; the reason is nil for formats that have no keys.
        case byLine(because: NotReadable?)
    }

    package let reading: Reading
    /// In the order of the old file, what was added after what stands there; at most `ConfigurationLimits.changes`.
    package let changes: [ConfigurationChange]
    /// How many more changes there are than told.
    package let moreChanges: Int

    /// Compares two versions of one file.
    ///
    /// - Parameters:
    ///   - old: the file before; nil where there was none.
    ///   - new: the file after; nil where there is none any more.
    ///   - move: the first change, where the file was moved.
    ///   - mode: the change after that, where the file's mode is another one.
    package init(
        old: [UInt8]?, new: [UInt8]?, format: ConfigurationFormat, move: ConfigurationChange.Move? = nil,
        mode: ConfigurationChange.Mode? = nil
    ) {
        let whole = [move.map { ConfigurationChange($0) }, mode.map { ConfigurationChange($0) }].compactMap(\.self)
        do throws(NotReadable) {
            guard format.hasKeys else { throw NotReadable(line: 0, reason: .unexpected) }
            let trees = (try Self.tree(old, format), try Self.tree(new, format))
            self.init(
                reading: .byKey, listed: TreeComparer.changes(from: trees.0, to: trees.1, format: format), whole)
        } catch {
            let lines = LineComparer(format: format).changes
            let listed = error.reason == .binaryPropertyList ? Self.whole(from: old, to: new) : lines(old, new)
            self.init(reading: .byLine(because: format.hasKeys ? error : nil), listed: listed, whole)
        }
    }

    private init(reading: Reading, listed: BoundedChanges, _ whole: [ConfigurationChange]) {
        self.reading = reading
        changes = whole + listed.changes
        moreChanges = listed.more
    }

    /// That a file changed which has no lines. Nobody can tell where a secret stands in it: all of it is kept back.
    private static func whole(from old: [UInt8]?, to new: [UInt8]?) -> BoundedChanges {
        let secret = MaskedText(shown: Secrets.mark, isSecret: true)
        var changes = BoundedChanges()
        if old != new {
            changes.append(
                ConfigurationChange(
                    path: ConfigurationPath([.line(1)]), kind: old == nil ? .added : new == nil ? .removed : .changed,
                    old: old.map { _ in secret }, new: new.map { _ in secret }))
        }
        return changes
    }

    private static func tree(
        _ bytes: [UInt8]?, _ format: ConfigurationFormat
    ) throws(NotReadable) -> ConfigurationNode? {
        guard let bytes else { return nil }
        return SecretMarking.marked(try ConfigurationNode(bytes, format: format))
    }
}

/// Changes, the first of them one by one and the rest counted.
struct BoundedChanges {
    private(set) var changes: [ConfigurationChange] = []
    private(set) var more = 0

    mutating func append(_ change: @autoclosure () -> ConfigurationChange) {
        if changes.count < ConfigurationLimits.changes { changes.append(change()) } else { more += 1 }
    }
}
